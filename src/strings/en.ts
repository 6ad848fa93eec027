/** English, and the list of keys that every language has. `{{name}}` is filled in by `createTranslate`. */
export const en = {
  startConversation: 'Start conversation',
  close: 'Close',

  sender: 'Send from',
  senderOption: '{{name}} · {{channel}} · {{address}}',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_messenger: 'Messenger',
  channel_chat: 'Web chat',
  customerNumber: 'Customer’s number',
  customerNumberHelp: 'With country code, for example +1 415 555 0143',
  customerName: 'Customer’s name (optional)',
  firstMessage: 'First message',
  required: 'Required',
  characters: '{{count}} of {{limit}} characters',
  send: 'Send',
  sending: 'Sending…',
  waitingForTask: 'Sent. Opening the conversation…',
  tryAgain: 'Try again',
  startOver: 'Start over',
  uncertain:
    'It is not known whether the message went out, so the form is locked. “Try again” is safe: the customer gets the message only once.',

  unavailable:
    'You are “{{activity}}”, so the conversation could not be given to you. Become available first, then send.',
  goAvailable: 'Go {{activity}}',
  goAvailableFailed: 'Your activity could not be changed. Change it at the top right of Flex.',

  noTask_unavailable:
    'The message was sent, but the conversation did not reach you because you are “{{activity}}”. Become available; it opens as soon as it is assigned to you.',
  noTask_noCapacity:
    'The message was sent, but the conversation did not reach you because your {{channel}} capacity is used up. Finish a task; it opens as soon as it is assigned to you.',
  noTask_unknown:
    'The message was sent, but the conversation has not reached you yet. Do not send it again; if it does not appear soon, ask your supervisor.',

  error_REQUEST_INVALID: 'Something in the form is not accepted. Check every field and send again.',
  error_NUMBER_INVALID:
    'This is not a number that can be reached. Write it with country code, for example +1 415 555 0143.',
  error_NUMBER_IS_OURS: 'This number is one of our own. Write the customer’s number.',
  error_SENDER_NOT_ALLOWED: 'This sender may not be used any more. Choose another one.',
  error_MESSAGE_EMPTY: 'Write the first message.',
  error_MESSAGE_TOO_LONG: 'The message is too long. Shorten it to {{limit}} characters.',
  error_NUMBER_CANNOT_RECEIVE:
    'This number cannot receive messages on this channel: it is a landline. Ask for a mobile number, or choose another channel.',
  error_TEMPLATE_NOT_APPROVED: 'WhatsApp does not accept this template any more. Nothing was sent. Choose another one.',
  error_TEMPLATE_VARIABLES_MISSING: 'Fill in every field of the template.',
  error_FILE_NOT_ALLOWED: 'This channel does not take this file. Choose another one, or write a text.',
  error_SEND_TIME_INVALID: 'Choose a time that is at least 15 minutes and at most 35 days from now.',
  error_QUEUE_NOT_ALLOWED: 'You do not belong to this queue. Choose another one.',
  error_SUPERVISOR_ONLY:
    'Only supervisors may write at this hour. Nothing was sent. Ask your supervisor, or send it later.',
  error_OPTED_OUT:
    'This customer does not want messages from this sender. Nothing was sent, and nothing can be sent until they write START.',
  error_QUIET_HOURS:
    'It is {{customerTime}} where the customer is, and between {{quietFrom}} and {{quietTo}} nothing is sent. Send it later, or schedule it.',
  error_WINDOW_CLOSED:
    'The customer has not written within the last 24 hours, so only an approved template can be sent. Nothing was sent. Choose a template.',
  error_CONVERSATION_CHANGED: 'The conversation has changed in the meantime. Nothing was sent. Look again.',
  error_NOT_SCHEDULED: 'This message has been sent or cancelled already. Look at the list again.',
  error_TOKEN_REFUSED:
    'Your Flex session is not accepted. Nothing was sent. Reload Flex, sign in again and send again.',
  error_WORKER_UNKNOWN:
    'You are not signed in as an agent, so nothing was sent. Ask an administrator to make you a worker.',
  error_CONVERSATION_OPEN:
    'There is an open conversation with this customer from this sender already. Nothing was sent. Continue that one, or choose another sender.',
  error_REQUEST_IN_PROGRESS: 'The message is still being sent. Wait a moment, then try again.',
  error_TWILIO_REFUSED:
    'Twilio refused it and nothing was left behind. Check number and sender (Twilio error {{twilioCode}}).',
  error_TWILIO_UNAVAILABLE: 'Twilio did not answer. Wait a moment, then try again.',
  error_LEFT_HALF_DONE:
    'It stopped half-way and could not be undone. Tell an administrator this conversation: {{conversationSid}}.',
  error_SETTINGS_WRONG: 'Messaging Controls is not set up correctly, so nothing was sent. Tell an administrator.',
  error_INTERNAL:
    'Something went wrong on our side. Wait a moment, then try again; if it stays, tell an administrator.',
  error_BACKEND_UNREACHABLE: 'The server could not be reached. Check your connection, then try again.',
  error_BACKEND_UNEXPECTED:
    'The server answered in a way that Flex does not understand. Wait a moment, then try again.',
  error_ACTION_CANCELLED:
    'Another part of Flex stopped this before anything was sent. Change what it asks for and send again.',

  messageKind_error: 'Error',
  messageKind_warning: 'Warning',
  messageKind_neutral: 'Note',

  notSetUp: 'Messaging Controls is not set up yet: an administrator has to set the backend’s address and a sender.',
  partBroken: 'This part has stopped working. The rest of Flex is not affected. Close it and open it again.',

  settingsProblems:
    'Messaging Controls left out wrong settings ({{count}}). First: {{path}}: {{reason}} See the browser’s console for all.',
  settings_missing: 'It is missing.',
  settings_notAnObject: 'It has to be an object.',
  settings_notAList: 'It has to be a list.',
  settings_notText: 'It has to be text.',
  settings_notTrueOrFalse: 'It has to be true or false.',
  settings_notAUrl: 'It has to be an address that starts with https://.',
  settings_notANumber: 'It has to be a whole number above 0.',
  settings_notAPhoneNumber: 'It has to be a number such as +14155550100.',
  settings_notAChannel: 'It has to be sms, whatsapp, messenger or chat.',
  settings_retired: 'This channel has been ended by its provider.',
  settings_notATime: 'It has to be a time such as 21:00.',
  settings_notAnOrigin: 'It has to be an origin such as https://crm.example.com.',
  settings_notAKey: 'It has to be a capital letter that Flex does not use itself.',
  settings_notAColor: 'It has to be a colour such as #0263e0.',
  settings_notASid: 'It is not a Twilio SID of the right kind.',
  settings_noMatcher: 'It needs channelType or taskChannelUniqueName.',
  settings_duplicate: 'It is there already.',
} as const;
