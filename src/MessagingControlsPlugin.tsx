import React from 'react';

import { FlexPlugin } from '@twilio/flex-plugin';
import type * as Flex from '@twilio/flex-ui';

import { registerAutoAccept } from './actions/autoAccept';
import { registerStartConversation } from './actions/startConversation';
import { createBackend } from './backend/createBackend';
import { registerCustomChannel } from './channels/customChannels';
import { StartConversationButton } from './components/StartConversationButton/StartConversationButton';
import { StartConversationPanel } from './components/StartConversationPanel/StartConversationPanel';
import { onDialpadOpened } from './flex/dialpad';
import type { FlexContext } from './flex/FlexContext';
import { localeTag } from './flex/locale';
import { addToHeader, addToMainContainer, setPasteProvider } from './flex/parts';
import { rawSettings } from './flex/rawSettings';
import type { PluginContext } from './PluginContext';
import { readSettings } from './settings/readSettings';
import { sessionToken } from './flex/session';
import { reportProblems } from './flex/reportProblems';
import { messagingControlsReducer, setStartConversationPanelOpen, SLICE_NAME } from './state/messagingControlsState';
import { createTranslate, stringsFor } from './strings/translate';

const PLUGIN_NAME = 'MessagingControlsPlugin';

export default class MessagingControlsPlugin extends FlexPlugin {
  constructor() {
    super(PLUGIN_NAME);
  }

  /**
   * Wires every feature into Flex. Flex runs the plugins one after the other and waits for each, so nothing is awaited
   * here, and one registration that fails leaves the others standing.
   */
  init(flex: typeof Flex, manager: Flex.Manager): void {
    const flexContext: FlexContext = { flex, manager };
    attempt('start', () => {
      const strings = stringsFor(localeTag(manager));
      const { settings, problems } = readSettings(rawSettings(manager));
      const { backendUrl } = settings;
      const backend = backendUrl ? createBackend({ backendUrl, token: () => sessionToken(manager) }) : undefined;
      const plugin: PluginContext = { flex, manager, settings, backend, t: createTranslate(strings) };

      attempt('state', () => manager.store.addReducer?.(SLICE_NAME, messagingControlsReducer));
      attempt('settings report', () => reportProblems(plugin, strings, problems));
      attempt('Paste', () => setPasteProvider(flexContext));
      attempt('auto-accept', () => registerAutoAccept(plugin));
      // Flex asks the channel that was registered last first; the settings' order is the other way round.
      for (const channel of [...settings.channels].reverse()) {
        attempt(`channel ${channel.name}`, () => registerCustomChannel(flexContext, channel));
      }
      attempt('StartConversation', () => registerStartConversation(plugin));
      attempt('start conversation button', () =>
        addToHeader(flexContext, 'messaging-controls-start-button', ({ theme }) => (
          <StartConversationButton plugin={plugin} theme={theme} />
        )),
      );
      attempt('start conversation panel', () =>
        addToMainContainer(flexContext, 'messaging-controls-start-panel', () => (
          <StartConversationPanel plugin={plugin} />
        )),
      );
      attempt('dialpad', () =>
        onDialpadOpened(flexContext, () => manager.store.dispatch(setStartConversationPanelOpen(false))),
      );
    });
  }
}

function attempt(what: string, register: () => unknown): void {
  try {
    register();
  } catch (error) {
    console.error(`[Messaging Controls] ${what} could not be set up`, error);
  }
}
