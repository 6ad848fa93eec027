/** The English of what stands beside a customer who wants no messages. */
export const en = {
  consentStop: 'Customer asked us to stop',
  consentLift: 'Lift the opt-out',
  consentStopTitle: 'Stop messages to this customer',
  consentStopQuestion:
    'Nobody can start a conversation with this customer from {{sender}} ({{channel}}) anymore, and messages scheduled for them are called off. In a conversation that is open you can still say goodbye.',
  consentLiftQuestion: 'This customer gets messages from {{sender}} ({{channel}}) again.',
  consentReason: 'Reason',
  consentStopReasonHelp: 'What did the customer say, and where? Everyone who may write to them can read it.',
  consentLiftReasonHelp: 'How did the customer agree? It is recorded with your name.',
  consentReasonMissing: 'Give a reason.',
  consentStopConfirm: 'Stop messages',
  consentCancel: 'Cancel',
  consentByAgent: 'No messages from {{sender}} ({{channel}}) since {{at}}: the customer asked {{name}} to stop.',
  consentSomebody: 'an agent',
  consentByCustomer:
    'No messages from {{sender}} ({{channel}}) since {{at}}: the customer opted out. Only they can end it, on SMS by writing START.',
  consentReasonGiven: 'Reason: {{reason}}',
  consentLoading: 'Looking up the customer’s consent…',
  consentLifted: 'The opt-out is lifted.',
  consentWanted: 'This customer hasn’t opted out of {{sender}} ({{channel}}).',
  consentRefused: 'The settings don’t let you do this. Ask a supervisor.',
} as const;
