import type { TraceCause, TraceMend, TraceStep } from '../../../src/contract/trace';
import type { Evidence } from './Evidence';
import { hasLiveTask, isUnanswered } from './judge';

/** The conversation is in no task, and stays so. */
const IN_NO_TASK: readonly TraceCause[] = [
  'customerOutside',
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
  'joinFailed',
  'offerTimedOut',
  'offerDeclined',
];

/** What mends a step that broke, as the janitor would; undefined where that is a person's business. */
export function mendOf(evidence: Evidence, { state, cause }: TraceStep): TraceMend | undefined {
  if (state !== 'broken' || cause === undefined) return undefined;
  if (cause === 'halfMade') return 'rest';
  if (!IN_NO_TASK.includes(cause) || hasLiveTask(evidence)) return undefined;
  if (cause !== 'customerOutside' && isUnanswered(evidence)) return 'answer';
  // Of a conversation that is not all known, a task may be among what is not.
  return evidence.interaction && !evidence.tasks ? undefined : 'close';
}
