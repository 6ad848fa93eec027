/** The English of the columns of Teams View, and the list of keys that every language has. */
export const en = {
  /** Heads of columns of Teams View, and under each what it counts. */
  load: 'Load',
  loadHelp: 'Conversations of the agent by channel, wrap-up included',
  wait: 'Longest wait',
  waitHelp: 'Since the first message that no agent has answered',
  offered: 'Offered',
  offeredHelp: 'Conversations that the agent hasn’t accepted yet',
  unanswered: '{{count}} unanswered',
  invited: '{{count}} by invitation',
  notKnown: 'Not known yet',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_rcs: 'RCS',
  channel_messenger: 'Messenger',
  channel_apple: 'Apple Messages',
  channel_chat: 'Chat',
  channel_web: 'Web chat',
  channel_email: 'Email',
} as const;
