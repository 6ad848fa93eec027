import React from 'react';

import { FlexPlugin } from '@twilio/flex-plugin';
import type * as Flex from '@twilio/flex-ui';

import { registerAutoAccept } from './actions/autoAccept';
import { listenForClickToMessage, openFromAddress } from './actions/clickToMessage';
import { askForSweeps } from './actions/janitor';
import { registerInsights } from './actions/insights';
import { registerShortcut } from './actions/shortcut';
import { registerStartConversation } from './actions/startConversation';
import { createBackend } from './backend/createBackend';
import { loadChunk, loadChunksFrom } from './chunks/loadChunk';
import { registerCustomChannel, registeredChannelNames } from './channels/customChannels';
import { bySpecificity } from './channels/matchChannel';
import { registerOrchestration } from './channels/orchestration';
import { announceColleagueMessages } from './components/ColleagueMessages/announceColleagueMessages';
import { registerPeople } from './components/People/registerPeople';
import { addConversationsView } from './components/Conversations/addConversationsView';
import { ConsentOfTask } from './components/Consent/ConsentOfTask';
import { ComposerInChunk } from './components/Composer/ComposerInChunk';
import { CustomerLink } from './components/CustomerLink/CustomerLink';
import { MessageDelivery } from './components/FailedMessage/MessageDelivery';
import { StartConversationButton } from './components/StartConversationButton/StartConversationButton';
import { PanelInChunk, StartConversationPanel } from './components/StartConversationPanel/StartConversationPanel';
import { TemplateButton } from './components/TemplateButton/TemplateButton';
import { TemplateDialog } from './components/TemplateButton/TemplateDialog';
import { addWaitingView } from './components/Waiting/addWaitingView';
import { addTraceView, TraceLink } from './components/Trace/TraceView';
import { createContactProviders, registerContactProviders } from './contacts/contactProviders';
import { onDialpadOpened } from './flex/dialpad';
import type { FlexContext } from './flex/FlexContext';
import { isAtLeast, LOWEST_FLEX_UI } from './flex/flexVersion';
import { localeTag } from './flex/locale';
import { addNoticeBar } from './flex/noticeBar';
import {
  addAboveComposer,
  addToComposer,
  addToHeader,
  addToMainContainer,
  addToMessages,
  addToTaskInfo,
} from './flex/parts';
import { notifyWhenStarted } from './flex/notifications';
import { rawSettings } from './flex/rawSettings';
import type { PluginContext } from './PluginContext';
import { readPluginSettings } from './settings/readPluginSettings';
import { isAmong, sessionToken } from './flex/session';
import { whenIdle } from './flex/whenIdle';
import { reportProblems } from './flex/reportProblems';
import { messagingControlsReducer, setStartConversationPanelOpen, SLICE_NAME } from './state/messagingControlsState';
import { startStringsFor } from './strings/startStrings';
import { createTranslate } from './strings/translate';

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
      const locale = localeTag(manager);
      const strings = startStringsFor(locale);
      if (!isAtLeast(flex, LOWEST_FLEX_UI)) {
        const versions = { version: flex.VERSION, lowest: LOWEST_FLEX_UI };
        console.warn(`[Messaging Controls] ${createTranslate(strings)('flexTooOld', versions)}`);
        notifyWhenStarted(flexContext, 'MessagingControlsFlexTooOld', strings.flexTooOld, versions);
        return;
      }
      const channelNames = registeredChannelNames(flexContext);
      const { settings, problems } = readPluginSettings(rawSettings(manager), channelNames);
      const { backendUrl } = settings;
      const backend = backendUrl ? createBackend({ backendUrl, token: () => sessionToken(manager) }) : undefined;
      const plugin: PluginContext = { flex, manager, settings, locale, backend, t: createTranslate(strings) };

      loadChunksFrom(backendUrl);
      attempt('panel in advance', () => whenIdle(flexContext, () => void PanelInChunk.preload(plugin)));
      attempt('state', () => manager.store.addReducer?.(SLICE_NAME, messagingControlsReducer));
      attempt('settings report', () => reportProblems(plugin, strings, problems, channelNames));
      attempt('notices', () => addNoticeBar(flexContext));
      attempt('auto-accept', () => registerAutoAccept(plugin));
      // Flex asks the channel that was registered last first; this order is the other way round.
      for (const channel of bySpecificity(settings.channels).reverse()) {
        attempt(`channel ${channel.name}`, () => registerCustomChannel(flexContext, channel));
      }
      attempt('orchestration', () => registerOrchestration(plugin));
      const contacts = createContactProviders(plugin);
      attempt('contacts', () => registerContactProviders(plugin, contacts));
      attempt('Flex Insights', () => registerInsights(plugin));
      attempt('StartConversation', () => registerStartConversation(plugin));
      attempt('start conversation button', () =>
        addToHeader(flexContext, 'messaging-controls-start-button', ({ theme }) => (
          <StartConversationButton plugin={plugin} theme={theme} />
        )),
      );
      attempt('start conversation panel', () =>
        addToMainContainer(flexContext, 'messaging-controls-start-panel', () => (
          <StartConversationPanel plugin={plugin} contacts={contacts} />
        )),
      );
      attempt('customer link', () =>
        addToTaskInfo(flexContext, 'messaging-controls-customer-link', ({ task }) => (
          <CustomerLink plugin={plugin} task={task} />
        )),
      );
      attempt('delivery of messages', () =>
        addToMessages(flexContext, 'messaging-controls-delivery', ({ message }) => (
          <MessageDelivery plugin={plugin} message={message} />
        )),
      );
      attempt('template button', () =>
        addToComposer(flexContext, 'messaging-controls-template-button', ({ conversationSid }) => (
          <TemplateButton plugin={plugin} conversationSid={conversationSid} />
        )),
      );
      attempt('composer', () =>
        addAboveComposer(flexContext, 'messaging-controls-composer', ({ conversationSid }) => (
          <ComposerInChunk plugin={plugin} conversationSid={conversationSid} />
        )),
      );
      attempt('template dialog', () =>
        addToMainContainer(flexContext, 'messaging-controls-template-dialog', () => <TemplateDialog plugin={plugin} />),
      );
      if (backend) attempt('waiting', () => addWaitingView(plugin));
      const seesTrace = isAmong(settings.trace.see, manager);
      if (backend && seesTrace) attempt('message trace', () => addTraceView(plugin));
      if (backend && isAmong(settings.supervision.see, manager)) {
        attempt('conversations', () => addConversationsView(plugin));
      }
      for (const of of backend ? (['agent', 'supervisor'] as const) : []) {
        attempt('consent', () =>
          addToTaskInfo(
            flexContext,
            'messaging-controls-consent',
            ({ task }) => <ConsentOfTask plugin={plugin} task={task} />,
            of,
          ),
        );
        if (seesTrace) {
          attempt('trace link', () =>
            addToTaskInfo(
              flexContext,
              'messaging-controls-trace-link',
              ({ task }) => <TraceLink plugin={plugin} task={task} />,
              of,
            ),
          );
        }
      }
      attempt('messages of colleagues', () => announceColleagueMessages(plugin));
      attempt('people', () => registerPeople(plugin));
      if (backend) attempt('what comes later', () => whenIdle(flexContext, () => loadLater(plugin)));
      attempt('sweeps', () => askForSweeps(plugin));
      attempt('shortcut', () => registerShortcut(plugin));
      attempt('click-to-message', () => listenForClickToMessage(plugin));
      attempt('click-to-message by address', () => openFromAddress(plugin));
      attempt('dialpad', () =>
        onDialpadOpened(flexContext, () => manager.store.dispatch(setStartConversationPanelOpen(false))),
      );
    });
  }
}

/** What failed is in the console. */
const loadLater = (plugin: PluginContext): void =>
  void loadChunk(() => import(/* webpackChunkName: "later" */ './later/registerLater')).then(
    (chunk) => chunk.registerLater(plugin),
    () => undefined,
  );

function attempt(what: string, register: () => unknown): void {
  try {
    register();
  } catch (error) {
    console.error(`[Messaging Controls] ${what} could not be set up`, error);
  }
}
