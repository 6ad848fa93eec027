import { en as start } from './start/en';

/** English, and the list of keys that every language has. `{{name}}` is filled in by `createTranslate`. */
export const en = {
  ...start,

  /** A field’s label: the number or address of ours that the message comes from. */
  sender: 'Send from',
  /** One of our senders: its name, then its number or address. */
  senderOption: '{{name}} · {{address}}',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_rcs: 'RCS',
  channel_messenger: 'Messenger',
  channel_apple: 'Apple Messages',
  channel_chat: 'Web chat',
  customer: 'Customer',
  customerHelp: 'A phone number or a name',
  /** A button that unfolds the three fields. */
  details: 'Change sender, name or queue',
  /** `chosen`: the sender, then the customer’s name and the queue where they are given, with dots between them. */
  detailsChosen: 'From {{chosen}}',
  startForChosen: 'for {{name}}',
  /** A short form of `details`, beside what is chosen. */
  detailsChange: 'Change',
  /** A button that empties the form. */
  clear: 'Clear',
  /** The panel was closed and is opened again. */
  formKept: 'What you had written is still here.',
  customerName: 'Customer’s name (optional)',
  firstMessage: 'Message',
  required: 'Required',
  characters: '{{count}} of {{limit}} characters',
  send: 'Send',
  sending: 'Sending…',
  waitingForTask: 'Sent. Opening the conversation…',
  startOver: 'Start over',
  /** Another part of Flex, such as a click on a number, has filled in the form. */
  putAside: 'What you were writing has been put aside.',
  bringBack: 'Bring it back',
  uncertain: 'We couldn’t confirm whether this message was sent. Try again: the customer won’t get it twice.',
  uncertain_BACKEND_UNREACHABLE:
    'We couldn’t reach the server, so we don’t know whether this message was sent. Check your connection, then try again: the customer won’t get it twice.',
  uncertain_TWILIO_UNAVAILABLE:
    'Twilio didn’t answer, so we don’t know whether this message was sent. Wait a moment, then try again: the customer won’t get it twice.',
  uncertain_BACKEND_UNEXPECTED:
    'The server’s answer made no sense to Flex, so we don’t know whether this message was sent. Wait a moment, then try again: the customer won’t get it twice.',
  uncertain_INTERNAL:
    'Something went wrong on our side, so we don’t know whether this message was sent. Wait a moment, then try again: the customer won’t get it twice.',
  uncertain_REQUEST_IN_PROGRESS:
    'The message is still being sent. Wait a moment, then try again: the customer won’t get it twice.',
  uncertainBefore: 'We still don’t know whether your earlier try was sent.',

  unavailable: 'You’re “{{activity}}”, so the conversation can’t reach you.',
  /** A button. `activity`: the name of an activity of the account, such as Available. */
  goAvailable: 'Go {{activity}}',
  goAvailableFailed: 'We couldn’t change your activity. Change it at the top right of Flex.',

  /** `activity`: as the account calls it, such as Offline or Break. */
  noTask_unavailable:
    'The message was sent, but you’re “{{activity}}”, so the conversation didn’t reach you. Become available, and it opens as soon as it’s assigned to you.',
  /** `channel`: SMS, WhatsApp … */
  noTask_noCapacity:
    'The message was sent, but your {{channel}} capacity is used up, so the conversation didn’t reach you. Finish a task, and it opens as soon as it’s assigned to you.',
  noTask_unknown:
    'The message was sent, but the conversation hasn’t reached you yet. Don’t send it again; if it doesn’t appear soon, ask your supervisor.',

  error_REQUEST_INVALID: 'Something in the form isn’t accepted, so nothing was sent. Check every field and send again.',
  error_NUMBER_INVALID: 'This number can’t be reached. Write it with its country code, for example +1 415 555 0143.',
  error_NUMBER_IS_OURS: 'This number is one of our own. Enter the customer’s number.',
  error_SENDER_NOT_ALLOWED: 'You can’t use this sender anymore. Choose another one.',
  error_SENDER_NOT_SCHEDULABLE:
    'You can’t send later from this sender: it isn’t in the Messaging Service that schedules. Choose another one, or tell an administrator.',
  error_MESSAGE_EMPTY: 'Write the first message.',
  error_MESSAGE_TOO_LONG: 'The message is too long. Shorten it to {{limit}} characters.',
  error_NUMBER_CANNOT_RECEIVE:
    'This number can’t get messages on this channel; it may be a landline. Ask for a mobile number, or choose another channel.',
  error_NUMBER_REASSIGNED:
    'This number belongs to somebody else now, so nothing was sent. Ask the customer for their new one.',
  error_TEMPLATE_NOT_APPROVED:
    'WhatsApp doesn’t accept this template anymore, so nothing was sent. Choose another one.',
  error_TEMPLATE_VARIABLES_MISSING: 'Fill in every field of the template.',
  error_FILE_NOT_ALLOWED: 'This channel doesn’t take this file. Choose another one, or write a text.',
  error_SEND_TIME_INVALID: 'Choose a time that is at least 15 minutes and at most 35 days from now.',
  error_QUEUE_NOT_ALLOWED: 'You aren’t in this queue. Choose another one.',
  error_TAKE_OVER_NOT_ALLOWED:
    'Your contact center doesn’t let you join or take over this conversation. Write to your colleague instead.',
  error_SUPERVISOR_ONLY:
    'Only supervisors can write at this hour, so nothing was sent. Ask your supervisor, or send it later.',
  error_OPTED_OUT: 'This customer doesn’t want messages from this sender, so nothing is sent. Reach them another way.',
  error_CONSENT_MISSING:
    'There’s no record that this customer agreed to messages from this sender, so nothing is sent. Record consent, or wait until they write.',
  /** Three times of the day, `HH:MM`. */
  error_QUIET_HOURS:
    'It’s {{customerTime}} for the customer, and nothing is sent between {{quietFrom}} and {{quietTo}}. Send it later, or schedule it.',
  error_WINDOW_CLOSED:
    'The customer hasn’t written in the last 24 hours, so only an approved template can be sent. Nothing was sent. Choose a template.',
  error_CONVERSATION_CHANGED: 'The conversation has changed in the meantime, so nothing was sent. Look again.',
  error_NOT_SCHEDULED: 'This message was already sent or canceled. Look at the list again.',
  error_TOKEN_REFUSED: 'Your Flex session isn’t accepted, so nothing was sent. Reload Flex, sign in, and send again.',
  error_WORKER_UNKNOWN:
    'You aren’t signed in as an agent, so nothing was sent. Ask an administrator to make you a worker.',
  error_CONVERSATION_OPEN:
    'This customer already has an open conversation with this sender, so nothing was sent. Continue that one, or choose another sender.',
  error_REQUEST_IN_PROGRESS: 'The message is still being sent. Wait a moment, then try again.',
  /** `onReply`: the words of `mode_onReply`. */
  error_CHANNEL_REFUSED:
    'Your Flex account can’t open conversations on this channel, so nothing was sent. Choose “{{onReply}}” or another channel, and tell an administrator.',
  error_TWILIO_REFUSED:
    'Twilio refused the message, and nothing was left behind. {{twilioReason}} (Twilio error {{twilioCode}})',
  error_TWILIO_UNAVAILABLE: 'Twilio didn’t answer. Wait a moment, then try again.',
  error_LEFT_HALF_DONE:
    'Sending stopped halfway and couldn’t be undone. Give an administrator this conversation: {{conversationSid}}.',
  error_SETTINGS_WRONG: 'Messaging Controls isn’t set up correctly, so nothing was sent. Tell an administrator.',
  error_INTERNAL:
    'Something went wrong on our side. Wait a moment, then try again; if it keeps happening, tell an administrator.',
  error_BACKEND_UNREACHABLE: 'We couldn’t reach the server. Check your connection, then try again.',
  error_BACKEND_UNEXPECTED: 'The server’s answer made no sense to Flex. Wait a moment, then try again.',
  error_ACTION_CANCELLED:
    'Another part of Flex stopped this before anything was sent. Change what it asks for, and send again.',

  template: 'Template',
  templateLanguage: 'Language',
  templateChoose: 'Choose a template',
  /** A field’s label, where nothing says what it is for. `name`: its number in the template. */
  templateVariable: 'Field {{name}}',
  templateVariableHelp: 'For example: {{example}}',
  templateVariableFormat: 'No line breaks, no tabs, and no more than four spaces in a row',
  templatePreview: 'What the customer sees',
  noTemplates: 'There’s no approved template. Ask an administrator to have WhatsApp approve one.',

  twilio_21211: 'This number doesn’t exist. Check the number.',
  twilio_21408:
    'This account can’t send messages to this country. Ask an administrator to allow the country in Twilio Console.',
  twilio_21606: 'This sender can’t send messages to this number. Choose another sender.',
  /** STOP and START are the words that customers send, in every language. */
  twilio_21610:
    'The customer unsubscribed from this sender by writing STOP. You can’t send anything until they write START.',
  twilio_21612: 'This sender can’t reach this number. Choose another sender or channel.',
  twilio_21614: 'This isn’t a mobile number. Ask the customer for one, or choose another channel.',
  twilio_21654: 'This message needs a template. Choose one.',
  twilio_30003: 'The customer’s phone can’t be reached: it’s switched off or has no signal. Try again later.',
  twilio_30004: 'The customer’s phone or carrier blocks this message. Contact the customer another way.',
  twilio_30005: 'This number is unknown or no longer in use. Check the number.',
  twilio_30006:
    'This is a landline, or its carrier doesn’t deliver messages. Ask for a mobile number, or choose another channel.',
  twilio_30007:
    'The carrier filtered this message as unwanted. Reword it and leave out links; if it keeps happening, tell an administrator.',
  twilio_30008: 'The carrier gave no reason. Try again; if it keeps happening, contact the customer another way.',
  twilio_30034:
    'This sender isn’t registered for messages to the United States. Choose another sender, and tell an administrator.',
  twilio_30036: 'The message wasn’t delivered in time. Try again.',
  twilio_30610: 'Messages aren’t allowed at this hour where the customer is. Send it later.',
  twilio_63003: 'This number isn’t on WhatsApp or Messenger. Check the number, or choose another channel.',
  twilio_63012: 'The channel’s provider had a problem. Try again in a few minutes.',
  twilio_63013: 'The channel’s provider doesn’t accept the content. Change it; in a template, check every value.',
  twilio_63014: 'The customer has blocked this sender. Contact them another way.',
  twilio_63016:
    'The customer hasn’t written in the last 24 hours, so only an approved template is delivered. Send a template.',
  twilio_63018: 'Too many messages were sent at once. Try again in a few minutes.',
  twilio_63024: 'This number can’t get messages on this channel. Check the number, or choose another channel.',
  twilio_63040: 'WhatsApp has rejected this template. Choose another one.',
  twilio_63041: 'WhatsApp has paused this template. Choose another one.',
  twilio_63042: 'WhatsApp has disabled this template. Choose another one.',
  twilio_63106: 'This phone doesn’t have RCS. Choose another channel.',

  twilioUnknown:
    'Twilio gives only its error code, {{twilioCode}}. Try again; if it keeps happening, tell an administrator.',
  twilioNoReason: 'Twilio gives no reason. Try again; if it keeps happening, tell an administrator.',

  delivery_partlyFailed: 'Not everybody got this message.',
  sendAgain: 'Send again',
  sentAgain: 'Sent again',
  sendAgainFailed:
    'The message couldn’t be sent. Check your connection and whether it’s in the conversation by now, then try again.',
  templatesLoading: 'Loading the templates…',
  cancel: 'Cancel',

  scheduled: 'Scheduled messages',
  /** A link in the panel’s title, which leads to the list. */
  scheduledOpen: 'Scheduled',
  backToForm: 'Back',
  channel: 'Channel',
  queue: 'Queue',
  country: 'Country',
  customerHelp_messenger: 'The ID that Messenger gives this customer for your page',
  customerHelp_apple: 'The ID that Apple gives this customer. The customer has to write first.',
  customerHelp_chat: 'The customer’s identity in web chat, or a name',
  numberRead: 'Number: {{number}}',
  numbersSeveral: 'More than one number: {{numbers}}. Enter the one to write to.',
  numberExtension: 'Extension {{extension}} is left out: messages can’t reach it',
  numberDoubt_unassigned: 'We don’t know this area code. Check the number; if it’s right, you can send to it',
  contacts: 'Suggested customers',
  content: 'Send as',
  content_text: 'Text',
  content_template: 'Template',
  content_file: 'File',
  cannedText: 'Prepared text (/)',
  cannedTextsFound: '{{count}} prepared texts. The arrow keys choose, Enter inserts.',
  segments: '{{count}} SMS, {{encoding}}',
  segmentsBecauseOf: 'fewer characters fit because of {{characters}}',
  templatesFailed: 'We couldn’t load the templates.',
  windowShut_whatsapp: 'The customer hasn’t written in the last 24 hours, so WhatsApp takes only an approved template.',
  windowShutForMessage:
    'The customer hasn’t written in the last 24 hours, so WhatsApp won’t take this message. Choose an approved template instead.',
  windowShut_messenger: 'The customer hasn’t written in the last 24 hours. On Messenger they have to write first.',
  windowOpenUntil: 'You can write freely until {{time}}.',
  file: 'File',
  fileHelp: 'At most {{megabytes}} MB',
  /** A progress bar’s label. */
  fileUploading: 'Uploading the file',
  /** Of the file that has been uploaded. */
  fileReady: 'Ready to send',
  /** A field’s label: the text that goes with a file. */
  caption: 'Text (optional)',
  captionHelp: 'Goes right after the file',
  sentTextMissing:
    'The file was sent to {{customer}}, but we couldn’t confirm its text, which is still here. Check the conversation before you send it.',
  fileRemove: 'Remove file',
  file_type: '{{channel}} doesn’t take this kind of file. Choose another one.',
  file_size: 'The file is too large. Choose one of at most {{megabytes}} MB.',
  file_empty: 'The file is empty. Choose another one.',
  file_notUploaded: 'We couldn’t upload the file. Check your connection, then choose it again.',
  /** The legend over `mode_now`, `mode_onReply` and `mode_later`: how the message is sent. */
  mode: 'How',
  mode_now: 'Now',
  /** The message goes now; the conversation opens when the customer replies. */
  mode_onReply: 'On reply',
  mode_later: 'Later',
  modeHelp_now: 'The conversation opens for you right away and uses your capacity.',
  modeHelp_onReply: 'Nothing opens until the customer replies.',
  modeHelp_later: 'The message goes at the time you choose; nothing opens until the customer replies.',
  /** The legend over `replyTo_agent` and `replyTo_queue`: "The reply goes to: me". */
  replyTo: 'The reply goes to',
  replyTo_agent: 'Me',
  replyToHelp_agent: 'To the queue if you aren’t available.',
  replyToHelp_colleague: 'To the queue if they aren’t available.',
  replyTo_queue: 'The queue',
  /** A button beside the reason why it cannot be sent now. */
  insteadLater: 'Send later instead',
  /** A button beside the reason why a conversation cannot open now. */
  insteadOnReply: 'Wait for reply instead',
  /** A button, in place of Send. */
  schedule: 'Schedule',
  /** A field’s label: date and time. */
  sendAt: 'Send at',
  /** `place`: of a time zone, such as New York. */
  sendAtHelp: 'Customer’s time ({{place}}), 15 minutes to 35 days from now',
  /** Of a time that was chosen before the customer's time zone was known. */
  sendAtHelpOtherTime: 'Time in {{place}}, 15 minutes to 35 days from now',
  sendAtHelpOwnTime: 'Your own time ({{place}}), 15 minutes to 35 days from now. We don’t know the customer’s.',
  timeZone: 'Customer’s time zone',
  checksPending: 'Checking this customer…',
  quietHours: 'It’s {{customerTime}} for the customer. Nothing is sent between {{quietFrom}} and {{quietTo}}.',
  overrideReason: 'Reason for writing now',
  overrideReasonHelp: 'As a supervisor you can write now if you give a reason. It’s recorded with the conversation.',
  openConversationFound: 'Open conversation with this customer',
  openConversationLoading: 'Looking up who has it…',
  openConversationGone: 'The conversation has been closed in the meantime. You can send now.',
  /** Of the open conversation. `ago`: such as "3 hours ago". */
  openSince: 'Started {{ago}}',
  /** Of the open conversation, as in all that begin with `owner_`. */
  owner_you: 'You have it.',
  owner_agent: '{{name}} has it.',
  owner_agentAway: '{{name}} has it and isn’t available now.',
  owner_queued: 'It’s waiting to be accepted.',
  owner_waitsForReply: 'It’s waiting for the customer’s reply.',
  owner_nobody: 'Nobody has it.',
  /** The latest message of the open conversation, and who wrote it. */
  lastMessage_customer: 'Customer, {{ago}}: {{text}}',
  lastMessage_agent: 'Agent, {{ago}}: {{text}}',
  lastMessage_system: 'Sent by a system, {{ago}}: {{text}}',
  /** Buttons for the open conversation, and under each what it does. */
  remedy_open: 'Open conversation',
  remedy_join: 'Join conversation',
  remedy_takeOver: 'Take over conversation',
  remedy_reuse: 'Send into this conversation',
  remedy_messageOwner: 'Send to colleague',
  remedyHelp_open: 'What you have written goes along.',
  remedyHelp_join: 'You both have it. What you have written goes along.',
  remedyHelp_takeOver: 'It becomes yours alone. What you have written goes along.',
  remedyHelp_reuse: 'Your message is sent in it, and it opens for you.',
  remedyWorking: 'One moment…',
  remedyNoTask:
    'The conversation hasn’t reached you yet. If it doesn’t appear soon, look again or ask your supervisor.',
  remedyNotAccepted: 'Accept the conversation in the task list. What you’ve written moves to it then.',
  remedyTextKept:
    'The conversation didn’t open for you, so what you’ve written is still here. Try again, or send it another way.',
  remedyTextNotMoved: 'What you’ve written couldn’t be moved to the conversation. It’s still here: copy it over.',
  takeOverUnfinished: 'You have the conversation, but {{name}} is still in it too. Ask them to leave it.',
  messageOwner: 'Write to {{name}} within Flex',
  ownerMessageSent: 'Sent to {{name}}.',
  sentTaskFailed:
    'The message was sent, but the conversation couldn’t be opened. The customer’s reply will come to you.',
  sentReplyToMe: 'Sent to {{customer}}. The reply will come to you.',
  sentReplyToQueue: 'Sent to {{customer}}. The reply will come to the queue.',
  scheduledFor: 'Scheduled for {{time}} ({{place}}). You can change or cancel it under “Scheduled messages”.',
  scheduledForColleague: 'Scheduled for {{time}} ({{place}}). {{name}} can change or cancel it.',
  startedForColleague: 'Sent to {{customer}}. The conversation is with {{name}} now.',
  sentReplyToColleague: 'Sent to {{customer}}. The reply will come to {{name}}.',
  scheduledLoading: 'Loading the scheduled messages…',
  scheduledNone: 'You have no scheduled messages.',
  scheduledAt: '{{time}} ({{place}})',
  scheduledChange: 'Change message',
  scheduledCancel: 'Cancel message',
  scheduledCancelSure: 'Yes, cancel message',
  scheduledKeep: 'Keep scheduled',
  scheduledSave: 'Save changes',
  scheduledDiscard: 'Discard changes',
  scheduledTemplate: 'You can’t change the text of a template.',
  scheduledChanged: 'The message was changed.',
  scheduledCancelled: 'The message was canceled and won’t be sent.',
  /** What has become of a scheduled message. */
  status_scheduled: 'Scheduled',
  status_sent: 'Sent',
  /** The reason follows. */
  status_failed: 'Delivery failed:',
  status_cancelled: 'Canceled',
  noSender: 'You can’t use any of the senders. Ask an administrator.',
  noCapacity:
    'Your {{channel}} capacity is used up, so the conversation can’t reach you. Finish a task first, or wait for the reply.',
  /** Read by screen readers before a notice. */
  messageKind_success: 'Done',
  error_CUSTOMER_MISSING: 'Enter who the message is for.',
  error_PLACEHOLDER_LEFT:
    'A place in the text is still empty. Enter the customer’s name, or what belongs between the double braces.',
  error_NAME_MISSING: 'The text needs the customer’s name. Enter it here, or in the text.',
  error_TEMPLATE_NOT_CHOSEN: 'Choose a template.',
  error_FILE_NOT_CHOSEN: 'Choose a file, and wait until it’s ready.',
  error_NEEDS_TEMPLATE:
    'Nothing was sent: the customer hasn’t written in the last 24 hours, so WhatsApp takes only an approved template. Your message is still here.',
  error_CUSTOMER_HAS_TO_WRITE:
    'Nothing was sent: on Messenger the customer has to write first. Your message is still here.',
  error_NOT_SCHEDULABLE: 'Only a text or a template by SMS, WhatsApp, or RCS can be sent later. Choose another way.',
  twilio_20429: 'Too many requests were made at once. Wait a moment, then try again.',
  twilio_30047: 'The message couldn’t be moved to a permitted hour. Send it later.',
  twilio_30649: 'Messages to this country are blocked. Ask an administrator to allow the country in Twilio Console.',
  twilio_40152: 'You aren’t in this message’s queue. Choose another queue, or tell an administrator.',
  twilio_40155: 'You aren’t a worker of this workspace. Tell an administrator.',
  twilio_45361: 'Twilio couldn’t add a participant. Wait a moment, then try again.',
  twilio_45719: 'Too many requests were made at once. Wait a moment, then try again.',
  twilio_45770: 'Twilio couldn’t open the channel. Wait a moment, then try again.',
  twilio_45780: 'Too many conversations were started at once. Wait a moment, then try again.',
  twilio_50361: 'The conversation has too many webhooks. Tell an administrator.',
  twilio_50388: 'The address for the customer’s reply isn’t valid. Tell an administrator.',
  twilio_50416: 'This customer already has a conversation. Continue that one, or choose another sender.',
  twilio_50425: 'This customer already has a conversation. Continue that one, or choose another sender.',
  twilio_50427: 'Twilio couldn’t create the whole conversation and closed it. Try again.',
  twilio_50433: 'The customer is already in this conversation. Continue that one.',
  twilio_50437: 'The customer is already in a group conversation. Continue or close that one.',
  twilio_80102: 'The customer is already in another open conversation. Continue that one.',
  twilio_80906: 'The conversation is closed by now. Start a new one.',
  twilio_80907: 'The conversation is gone. Start a new one.',
  twilio_81010: 'A step of the account’s Studio flow failed. Tell an administrator.',
  twilio_81017: 'A Function of the account didn’t answer as Studio expects. Tell an administrator.',
  twilio_82002:
    'A Function of the account failed or took too long. Try again; if it keeps happening, tell an administrator.',

  messageKind_error: 'Error',
  messageKind_warning: 'Warning',
  messageKind_neutral: 'Note',

  notSetUp: 'Messaging Controls isn’t set up yet. Ask an administrator to set the backend’s address and a sender.',
  partBroken: 'This part stopped working; the rest of Flex isn’t affected. Close it and open it again.',
} as const;
