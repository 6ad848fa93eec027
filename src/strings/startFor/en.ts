/** The English of a conversation that a supervisor starts for a colleague. */
export const en = {
  startForFind: 'Start for a colleague',
  startForFindHelp: 'Type a part of the name. The colleague gets the conversation and reads that you started it.',
  startForMore: 'The first {{most}} are listed. Type more of the name.',
  startForFailed: 'Colleagues could not be searched. Change the name to try again.',
  startForWhom: 'Conversation belongs to',
  startForMe: 'Me',
  startForColleague: '{{name}} · {{activity}}',
  startForAsking: 'Checking whether {{name}} can take it…',
  startForFine_now: '{{name}} can take it now. Their Flex opens it.',
  startForFine_onReply: '{{name}} gets the reply, or the queue if they’re away or busy then.',
  startForFine_queue: 'The reply goes to the queue.',
  startForQueue: 'Queue of the colleague',
  startForProblem_gone: 'This colleague is no longer here. Choose somebody else.',
  startForProblem_noSender: '{{name}} can’t use this sender. Choose another sender or colleague.',
  startForProblem_noChannel: '{{name}} doesn’t take this channel. Choose another channel or colleague.',
  startForProblem_noQueue: '{{name}} is in no queue. Choose somebody else.',
  startForProblem_away: '{{name}} isn’t available. Choose somebody else, or “{{onReply}}”.',
  startForProblem_full: '{{name}} has no room on this channel. Choose somebody else, or “{{onReply}}”.',
  error_COLLEAGUE_UNAVAILABLE:
    'This colleague can’t be given the conversation like this. Nothing was sent. Choose somebody else, or “{{onReply}}”.',
} as const;
