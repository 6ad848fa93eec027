import type { JanitorFinding } from '../../../src/contract/janitor';

/** What is wrong, and what is done about it. */
export const FINDING_WORDS: Record<JanitorFinding['finding'], [wrong: string, remedy: string]> = {
  halfMade: [
    'A message to the customer was cut off half way.',
    'The customer gets a task, or their reply makes one; one who has heard nothing is let go, and the conversation closed.',
  ],
  unanswered: ['The customer wrote last, and no agent has the conversation.', 'It becomes a task for an agent.'],
  taskLost: ['Its task is gone, and the customer’s next message would reach nobody.', 'Their reply makes a task.'],
  resting: [
    'The customer is answered, and nothing has happened for longer than "janitor.closesAfterHours" lets it.',
    'It is closed.',
  ],
  silent: [
    'The customer waits, and the agent has neither answered nor shown any activity.',
    'Supervisors are told, or the queue is offered the conversation, as "silence" says.',
  ],
  channelOpen: ['The conversation is closed, and its interaction still open.', 'The interaction’s channel is closed.'],
  unlistedMessage: [
    'A scheduled message was cut off half way, so that its agent can neither see nor cancel what becomes of it.',
    'It is looked for at Twilio: where it is there, the agent can cancel it again; where not, it never goes, and the list says so.',
  ],
};

/** What became of it; undefined for what nobody has words for. */
export const REST_WORDS: Record<string, string> = {
  atWork: 'Somebody is at work on it at this moment. Run this again in a minute.',
  served: 'By now somebody has it. Nothing was done.',
  waits: 'The customer’s reply makes a task.',
  handedOver: 'It is a task now.',
  freed: 'The customer is free, and the conversation closed: nobody had written.',
  none: 'By now there is nothing to do.',
  closed: 'It is closed.',
  told: 'Supervisors are told.',
  requeued: 'The queue is being offered it. The agent goes when another has accepted.',
  listed: 'The agent’s list has it again.',
  cancelled: 'It never goes: the agent’s list says that it is cancelled.',
};
