import { isFinalFailure } from '../../../src/contract/finalFailure';
import type { TraceCause, TraceMend, TraceStep } from '../../../src/contract/trace';
import type { Evidence } from './Evidence';
import { hasLiveTask, isUnanswered } from './judge';

/** The conversation is in no task, and stays so. */
const IN_NO_TASK: readonly TraceCause[] = [
  'customerOutside',
  'customerElsewhere',
  'webhookMissing',
  'webhookFailed',
  'webhookDeaf',
  'flowStuck',
  'flowFailed',
  'nothingMade',
  'interactionFailed',
  'taskTimedOut',
  'taskDeleted',
  'workflowTimedOut',
  'taskEnded',
  'allLeft',
  'notWoken',
  'joinFailed',
  'offerTimedOut',
  'offerDeclined',
];

/** What mends a step that broke, the best first; nothing where that is a person's business. */
export function mendsOf(evidence: Evidence, { state, cause, code }: TraceStep): TraceMend[] {
  if (state !== 'broken' || cause === undefined) return [];
  switch (cause) {
    case 'halfMade':
    case 'notBroughtBack':
      return ['rest'];
    case 'notDelivered':
      return evidence.customer && !isFinalFailure(code) ? ['sendAnew'] : [];
    case 'agentOutside':
      return ['giveBack', 'requeue'];
    case 'agentSilent':
      return ['requeue'];
  }
  if (!IN_NO_TASK.includes(cause) || hasLiveTask(evidence)) return [];
  if (cause === 'flowStuck') return ['endFlow'];
  if (cause === 'webhookMissing' || cause === 'webhookDeaf') return ['addWebhook'];
  if (cause !== 'customerOutside' && isUnanswered(evidence)) {
    return lastAgentOf(evidence) === undefined ? ['answer'] : ['giveBack', 'answer'];
  }
  // Of a conversation that is not all known, a task may be among what is not.
  if (evidence.interaction && !evidence.tasks) return [];
  return cause === 'customerOutside' && evidence.conversation.record?.customer ? ['close', 'sendAnew'] : ['close'];
}

/** Who had the customer last, where their interaction still stands: its next task can be theirs. */
export function lastAgentOf({ channel, tasks = [] }: Evidence): string | undefined {
  if (channel === 'gone' || channel?.status !== 'active') return undefined;
  const accepted = tasks.flatMap(({ events }) => events).find(({ type }) => type === 'reservation.accepted');
  return accepted?.workerSid;
}
