import * as Flex from '@twilio/flex-ui';

import { createBackend } from '../../../../src/backend/createBackend';
import { screenBackend } from '../../../../src/backend/screenBackend';
import { sessionToken } from '../../../../src/flex/session';
import type { ScreenContext } from '../../../../src/PluginContext';
import { loadChunksFrom } from '../../../../src/chunks/loadChunk';
import { readSettings } from '../../../../src/settings/readSettings';
import { en } from '../../../../src/strings/en';
import { createTranslate } from '../../../../src/strings/translate';
import { createManager } from './createManager';
import type { TestManager } from './createManager';

/** What the plugin's parts are built from, over the real Flex and the settings as an administrator writes them. */
export function createPlugin(
  settings: Record<string, unknown> = {},
  given: Record<string, unknown> = {},
): TestManager & { plugin: ScreenContext } {
  const world = createManager(given);
  const read = readSettings(settings).settings;
  const { backendUrl } = read;
  loadChunksFrom(backendUrl);
  const plugin: ScreenContext = {
    flex: Flex,
    manager: world.manager,
    settings: read,
    backend: backendUrl
      ? screenBackend(createBackend({ backendUrl, token: () => sessionToken(world.manager) }))
      : undefined,
    locale: 'en',
    t: createTranslate(en),
  };
  return { ...world, plugin };
}
