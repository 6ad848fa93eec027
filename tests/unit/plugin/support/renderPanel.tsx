import React from 'react';
import * as Flex from '@twilio/flex-ui';
import { render } from '@testing-library/react';
import { Provider } from 'react-redux';

import { registerStartConversation } from '../../../../src/actions/startConversation';
import { createBackend } from '../../../../src/backend/createBackend';
import { screenBackend } from '../../../../src/backend/screenBackend';
import { OpenedPanel } from '../../../../src/components/StartConversationPanel/OpenedPanel';
import { loadChunksFrom } from '../../../../src/chunks/loadChunk';
import { createContactProviders, registerContactProviders } from '../../../../src/contacts/contactProviders';
import { PasteInFlex } from '../../../../src/flex/PasteInFlex';
import { sessionToken } from '../../../../src/flex/session';
import type { ScreenContext } from '../../../../src/PluginContext';
import { readSettings } from '../../../../src/settings/readSettings';
import { setStartConversationPanelOpen } from '../../../../src/state/messagingControlsState';
import { en } from '../../../../src/strings/en';
import type { StringTable } from '../../../../src/strings/StringTable';
import { createTranslate } from '../../../../src/strings/translate';
import { createManager } from './createManager';
import type { TestManager } from './createManager';
import { json } from './startBackend';
import type { TestBackend } from './startBackend';

export const SENDERS = [
  { address: '+14155550100', channel: 'sms', name: 'Customer care' },
  { address: '+14155550101', channel: 'whatsapp', name: 'Orders' },
];

/** Answers to what the panel asks by itself: an agent who may use every sender, and a customer with whom all is well. */
export const calmRoutes = (
  senders: readonly { address: string; channel: string }[] = SENDERS,
): TestBackend['routes'] => ({
  senders: () =>
    json(200, {
      ok: true,
      senders: senders.map(({ address, channel }) => ({ address, channel })),
      queues: [],
      mayOverride: false,
    }),
  checks: () => json(200, { ok: true, checks: { optedOut: false, customerTimes: [] } }),
  recents: () => json(200, { ok: true, recents: [] }),
  'past-conversations': () => json(200, { ok: true, conversations: [] }),
});

export interface RenderedPanel extends TestManager {
  plugin: ScreenContext;
  setOpen: (open: boolean) => void;
}

/** The panel, open, over the real Flex Actions, the plugin's real action and a real backend address. */
export function renderPanel(settings: Record<string, unknown>, strings: StringTable = en): RenderedPanel {
  const world = createManager();
  const read = readSettings({ senders: SENDERS, ...settings }).settings;
  loadChunksFrom(read.backendUrl);
  const plugin: ScreenContext = {
    flex: Flex,
    manager: world.manager,
    settings: read,
    backend: read.backendUrl
      ? screenBackend(createBackend({ backendUrl: read.backendUrl, token: () => sessionToken(world.manager) }))
      : undefined,
    locale: strings.language,
    t: createTranslate(strings),
  };
  const contacts = createContactProviders(plugin);
  registerContactProviders(plugin, contacts);
  registerStartConversation(plugin);
  const setOpen = (open: boolean) => {
    world.manager.store.dispatch(setStartConversationPanelOpen(open));
  };
  setOpen(true);
  render(
    <Provider store={world.manager.store}>
      <PasteInFlex theme={{}}>
        <OpenedPanel plugin={plugin} contacts={contacts} />
      </PasteInFlex>
    </Provider>,
  );
  return { ...world, plugin, setOpen };
}
