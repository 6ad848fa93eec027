import * as Flex from '@twilio/flex-ui';

import { createBackend } from '../../../../src/backend/createBackend';
import { sessionToken } from '../../../../src/flex/session';
import type { PluginContext } from '../../../../src/PluginContext';
import { readSettings } from '../../../../src/settings/readSettings';
import { createTranslate, stringsFor } from '../../../../src/strings/translate';
import { createManager } from './createManager';
import type { TestManager } from './createManager';

/** What the plugin's parts are built from, over the real Flex and the settings as an administrator writes them. */
export function createPlugin(
  settings: Record<string, unknown> = {},
  given: Record<string, unknown> = {},
): TestManager & { plugin: PluginContext } {
  const world = createManager(given);
  const read = readSettings(settings).settings;
  const { backendUrl } = read;
  const plugin: PluginContext = {
    flex: Flex,
    manager: world.manager,
    settings: read,
    backend: backendUrl ? createBackend({ backendUrl, token: () => sessionToken(world.manager) }) : undefined,
    t: createTranslate(stringsFor('en')),
  };
  return { ...world, plugin };
}
