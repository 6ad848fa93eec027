/** The English of what stands in Flex from the start. `{{name}}` is filled in by `createTranslate`. */
export const en = {
  /** The tag of this language. */
  language: 'en',
  startConversation: 'Start conversation',
  close: 'Close',
  tryAgain: 'Try again',
  messageCustomer: 'Message {{number}}',
  delivery_sent: 'Sent',
  delivery_delivered: 'Delivered',
  delivery_read: 'Read',
  /** Why a message was not delivered. */
  deliveryReasonLoading: 'Asking Twilio why…',
  sendTemplate: 'Send a template',
  /** A notice. `author`: the colleague who wrote it from the panel. */
  colleagueMessage: '{{author}} writes about a customer of yours: {{text}}',
  openConversation: 'Open the conversation',
  messageTrace: 'Message trace',
  conversations: 'Conversations',
  traceTask: 'Trace this conversation',
  autoAcceptCountDown: '{{task}} is accepted in {{seconds}} s',
  autoAcceptStop: 'Do not accept',
  /** `task`: the customer’s name or number, as in all of these. */
  autoAcceptWaits: '{{task}} has been accepted. It opens when you stop typing.',
  autoAcceptOpen: 'Open now',
  autoAcceptFailed: '{{task}} couldn’t be accepted automatically. Accept it yourself.',
  autoAcceptHindered: '{{task}} wasn’t accepted automatically: {{reason}} Accept it yourself.',
  notAccepted_activities: 'the rule doesn’t apply while you’re “{{activity}}”.',
  notAccepted_notOnACall: 'you’re on a call.',
  notAccepted_openMessagingTasksBelow: 'you have as many conversations open as the rule allows.',
  orchestrationHookFailed:
    'Your contact center’s own step for a task failed. Tell an administrator this task: {{taskSid}}.',
  flexTooOld:
    'Messaging Controls is off: it needs Flex UI {{lowest}} or later, and this is {{version}}. Ask an administrator to update Flex UI.',
  settingsProblems:
    'Messaging Controls left out wrong settings ({{count}}). First: {{path}}: {{reason}} See the browser’s console for all.',
  settings_notAUrl: 'It has to be an address that starts with https://.',

  waiting: 'Waiting',
  peopleTab: 'People',
  wrapUpTab: 'Wrap-up',

  chunkLoading: 'Loading…',
  chunk_noBackend:
    'Messaging Controls isn’t set up yet. Ask an administrator to set the backend’s address (backendUrl).',
  chunk_unreachable: 'We couldn’t load this part of Messaging Controls. Check your connection, then try again.',
  chunk_gone:
    'The server doesn’t have this version of Messaging Controls anymore. Reload Flex; if that doesn’t help, tell an administrator.',
  chunk_broken:
    'This part of Messaging Controls has an error. Reload Flex; if that doesn’t help, tell an administrator.',
  deliveryFailed: 'This message wasn’t delivered.',
  messageOvertaken: 'Canceled, not sent: the customer wrote first.',
} as const;
