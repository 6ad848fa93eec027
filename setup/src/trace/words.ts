import type { DailyMend, TraceCause, TraceStepName, WorkerWhy } from '../../../src/contract/trace';
import type { SidProblem } from '../../../src/contract/traceSid';

export const STEP_WORDS: Record<TraceStepName, string> = {
  message: 'Message at Twilio',
  address: 'Address',
  conversation: 'Conversation',
  webhook: 'Webhook of the conversation',
  flow: 'Studio flow',
  interaction: 'Interaction',
  task: 'Task',
  queue: 'Queue',
  offer: 'Offer to an agent',
  agent: 'Agent in the conversation',
  answer: 'Answer to the customer',
};

/** What befell a conversation, or was done about it. */
export const ACT_WORDS: Record<string, string> = {
  answer: 'gave the customer to an agent',
  giveBack: 'gave the customer back to their agent',
  requeue: 'gave the conversation to the queue',
  close: 'closed the conversation',
  rest: 'finished the start',
  endFlow: 'ended the stale Studio run',
  addWebhook: 'added the webhook again',
  sendAnew: 'opened the lost message in the panel',
  interaction: 'an interaction was created',
  interactionFailed: 'the interaction failed',
  agentJoined: 'an agent joined',
  state: 'the conversation’s state changed',
  notDelivered: 'a message was not delivered',
  queued: 'the task came into a queue',
  queueState: 'workers available, of those who fit the queue',
  offerAccepted: 'an agent accepted the task',
  offerDeclined: 'an agent declined the task',
  offerTimedOut: 'an agent let the task ring',
  offerWithdrawn: 'an offer was taken back',
  taskCanceled: 'the task was cancelled',
  taskDeleted: 'TaskRouter deleted the task after a day',
  scheduled: 'a message was scheduled',
  scheduledSent: 'the scheduled message was sent',
  scheduledFailed: 'the scheduled message failed',
  scheduledCancelled: 'the scheduled message was cancelled',
};

/** Why a worker does not have the task that waits. */
export const WHY_WORDS: Record<WorkerWhy, string> = {
  activity: 'activity',
  channelOff: 'available, the channel is off for them',
  full: 'available, without capacity on the channel',
  lacks: 'does not fit the queue',
  lacksStep: 'is in the queue, does not fit the workflow’s step',
  notNamed: 'is in the queue, the workflow’s step is for another agent alone',
  free: 'available, and has room',
  notAsked: 'available',
};

export const OFFER_WORDS = {
  declined: 'declined this task',
  timedOut: 'let this task ring',
  rings: 'it rings',
} as const;

/** What to mend, and how. */
export const MEND_WORDS: Record<DailyMend, [what: string, mend: string]> = {
  waiting: [
    'Customers left waiting for more than ten minutes',
    'Trace them with npm run trace -- <SID>, and see who works in their queue.',
  ],
  interactionFailed: ['Interactions that failed', 'The error’s page says why.'],
  messageFailed: ['Messages that were not delivered', 'The error’s page says why, and what helps.'],
  saved: [
    'Customers who were left alone until somebody saw to them',
    'Trace one of them to see where it breaks; npm run janitor -- --report names them.',
  ],
  slower: [
    'Customers who waited longer than the median, which is much longer than in the week before',
    'See who is on duty at that time.',
  ],
};

/** What happened, and what mends it. */
export const CAUSE_WORDS: Record<TraceCause, [what: string, mend: string]> = {
  nothingReceived: [
    'Twilio has received nothing from this address.',
    'Check the number that the customer wrote to, and whether it is an address of this account in the region US1.',
  ],
  addressMissing: [
    'The number that they wrote to is no address of Conversations.',
    'Add it to the settings and run the setup: it opens the address.',
  ],
  addressNotOpen: [
    'The address makes no conversation of a customer’s first message: auto-creation is off.',
    'Run the setup, or switch auto-creation on in Twilio’s Console.',
  ],
  addressElsewhere: [
    'The address makes its conversations in another Conversations service than Flex’s own.',
    'Run the setup: it leads the address to Flex.',
  ],
  serviceSwallows: [
    'A Messaging Service holds the number, and probably keeps its messages.',
    'In Twilio’s Console, set the service’s incoming messages to “Autocreate a Conversation”, or take the number out of it.',
  ],
  refused: [
    'Twilio received the message, and it is in no conversation: a webhook refused it, or the address was opened only afterwards.',
    'See to the pre-event webhook (onMessageAdd) of Conversations and its logs. The message does not come back: write to the customer.',
  ],
  notWoken: [
    'An agent has left the conversation for now, and what the customer has written since has brought it to nobody.',
    'npm run janitor -- --apply gives the customer to an agent. See to what handles messages in conversations that agents leave.',
  ],
  transferHangs: [
    'A transfer of the task is not finished: nobody has taken it.',
    'Ask the agent who has the task to cancel the transfer, then transfer it to somebody who is available.',
  ],
  agentMuted: [
    'The agent is in the conversation, and their role does not let them write.',
    'Give the Conversations role the permission sendMessage, or transfer the task to another agent.',
  ],
  halfMade: [
    'Starting this conversation was cut off half way.',
    'npm run janitor -- --apply brings it to an end: a task, a wait for the reply, or nothing left behind.',
  ],
  closedAtOnce: [
    'The conversation was closed as soon as it was made: the customer could not be added (50427).',
    'Look for an open conversation with the same customer and sender, and go on there.',
  ],
  undone: [
    'This start did not succeed and was undone: nothing has reached the customer.',
    'Start a conversation anew, if it still matters.',
  ],
  closed: ['The conversation is over.', 'The customer’s next message begins another one.'],
  customerOutside: [
    'The customer is not in the conversation, so that nothing reaches them.',
    'Close it, and start a conversation anew.',
  ],
  customerElsewhere: [
    'The agent is alone in it: the customer is in another open conversation.',
    'Go on in the other one. npm run janitor -- --apply closes this one.',
  ],
  sentElsewhere: ['The message was sent outside of Flex: by another system, or a schedule.', 'Nothing to do.'],
  byRule: [
    'The settings leave this message without a task: it counts as spam, or came outside the business hours.',
    'Nothing to do.',
  ],
  webhookMissing: [
    'Nothing listens to the conversation, so that the customer’s message reaches nobody.',
    'npm run janitor -- --apply gives it to an agent. Then run the setup: it leads the address to the backend.',
  ],
  webhookFailed: [
    'The webhook of the conversation failed.',
    'See to its URL. npm run janitor -- --apply gives the customer to an agent.',
  ],
  webhookDeaf: [
    'The conversation’s webhook is not told of messages: its filters leave them out.',
    'Run the setup: it makes the filters anew. npm run janitor -- --apply gives the customer to an agent.',
  ],
  flowStuck: [
    'A run of the Studio flow is active, and no other begins for this customer before it ends.',
    'End the execution in Twilio’s Console. npm run janitor -- --apply gives the customer to an agent.',
  ],
  flowFailed: [
    'The Studio flow ended, and sent nothing to Flex.',
    'Look at the steps of the execution in Twilio’s Console.',
  ],
  nothingMade: [
    'The customer has written, and no task was made of it.',
    'npm run janitor -- --apply gives the customer to an agent. Then see to the logs of what hears of the messages.',
  ],
  interactionFailed: [
    'Twilio could not set the interaction up.',
    'npm run janitor -- --apply makes another one. The error’s page says why it failed.',
  ],
  waitsForReply: ['The conversation waits for the customer’s reply, which becomes a task.', 'Nothing to do.'],
  left: ['Its agent has left it for now; Flex wakes it when the customer writes.', 'Nothing to do.'],
  parked: ['An agent has put the conversation aside: it comes back by itself.', 'Nothing to do.'],
  notBroughtBack: [
    'An agent had put the conversation aside, and it should have come back by now.',
    'npm run janitor -- --apply brings it back to its agent.',
  ],
  taskTimedOut: [
    'The task waited longer than its time-out, and was cancelled.',
    'npm run janitor -- --apply makes another one. See who works in its queue, and the workflow’s time-outs.',
  ],
  taskDeleted: [
    'TaskRouter deleted the task: it was assigned for longer than a day.',
    'npm run janitor -- --apply makes another one.',
  ],
  workflowTimedOut: [
    'The task went through all steps of the workflow, and nobody took it.',
    'Give the workflow a default queue without a time-out. npm run janitor -- --apply makes another task.',
  ],
  taskEnded: [
    'The conversation is open, and no task brings it to an agent.',
    'npm run janitor -- --apply gives it to an agent, or closes it.',
  ],
  joinFailed: [
    'An agent accepted, and Twilio could not bring them into the conversation.',
    'npm run janitor -- --apply makes another task.',
  ],
  allLeft: [
    'The last agent has left or ended the task, and the conversation stayed open.',
    'npm run janitor -- --apply gives it to an agent, or closes it.',
  ],
  notQueued: [
    'No filter of the workflow takes the task, so that it is in no queue.',
    'Give the workflow a default filter.',
  ],
  nobodyFits: [
    'No worker fits the queue.',
    'Give a worker the skills that the queue asks for, or change its expression.',
  ],
  stepFitsNobody: [
    'Workers are in the queue, and none fits the step of the workflow in which the task waits.',
    'Change the expression of that target in the workflow, or give a worker what it needs.',
  ],
  namedAway: [
    'The step of the workflow offers the task to one agent alone, who is not available or not in the queue.',
    'It rings when that agent is available. Give the step a time-out and another step after it, so that others get the task.',
  ],
  nobodyOnDuty: ['Workers fit the queue, and none of them is available.', 'It rings when one of them is.'],
  allBusy: [
    'Workers of the queue are available, and none takes it: all are busy, or an offer is on its way.',
    'It rings when one has room. See the capacity of their channel.',
  ],
  offerTimedOut: [
    'It rang at an agent who did not answer, and nobody else was asked.',
    'npm run janitor -- --apply makes another task.',
  ],
  offerDeclined: [
    'The invited agent declined, and nobody else was asked.',
    'npm run janitor -- --apply makes another task.',
  ],
  agentOutside: [
    'The agent has accepted, and is not in the conversation.',
    'Check "contact_uri" of the worker’s attributes; then invite another agent.',
  ],
  agentSilent: [
    'The customer wrote last and waits, and their agent is not available.',
    'Take the conversation over, or transfer the task.',
  ],
  notDelivered: ['It was not delivered.', 'The error’s page says why, and what helps.'],
  noReceipt: [
    'No receipt of its delivery has come. Some carriers send none: that alone is no failure.',
    'Ask the customer where it matters.',
  ],
  scheduled: ['The message is scheduled for this time.', 'Nothing to do.'],
  calledOff: ['The scheduled message was cancelled: it never goes.', 'Nothing to do.'],
  offersNotKept: [
    'TaskRouter has forgotten the task, and did not tell the backend of it: nobody can tell to whom it was offered.',
    'npm run doctor says whether TaskRouter’s events reach the backend, and how they can.',
  ],
  messageAlone: [
    'Twilio finds a message of this kind (IM) only within its conversation.',
    'Give the conversation’s SID (CH), the customer’s number, or the message’s SID in Twilio’s message log (SM or MM) instead, or a link that has the conversation’s SID.',
  ],
  channelAlone: [
    'No task that Twilio still has belongs to this channel (UO), and without its interaction Twilio cannot find it.',
    'Give the SID of the interaction (KD), the conversation (CH) or the task (WT) instead.',
  ],
  inviteAlone: [
    'No task that Twilio still has belongs to this invite (KG), and without its interaction Twilio cannot find it.',
    'Give the SID of the interaction (KD), the conversation (CH) or the task (WT) instead.',
  ],
  runAlone: [
    'This Studio run (FN) alone leads to no conversation.',
    'Give the run’s link from Twilio’s Console, which names its flow, or the customer’s number instead.',
  ],
  workerIdle: [
    'This agent has no conversation now, and TaskRouter tells of none that they took in the last 30 days.',
    'Give the customer’s number, or the SID of a conversation (CH) or a task (WT) instead.',
  ],
  forgotten: ['Twilio does not tell of it, or not any more.', 'Nothing can be said about what followed.'],
  notReached: ['There was no answer in time.', 'Run it again.'],
};

const KINDS = 'CH, WT, WR, KD, SM, MM, FN, KG, UO or WK';

/** Why something begins no trace. */
export const SID_WORDS: Record<SidProblem, string> = {
  sidLength: 'A SID has two letters and 32 digits or letters from a to f. Copy it again, in full.',
  sidKind: `A trace cannot begin with a SID of this kind. Use one that starts with ${KINDS}.`,
  link: `This link has no SID that a trace can begin with. Use one that starts with ${KINDS}.`,
};
