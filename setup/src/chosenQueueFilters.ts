import type { WorkflowFilter, WorkflowTarget } from './workflowFilters';
import { OURS } from './workflowFilters';

/** Seconds for which whoever handed a conversation to a queue is not asked themselves. */
const OTHERS_FIRST = 60;

/**
 * Filters that give a task to the queue that its attribute `knownQueueSid` names: of no document is it certain that
 * TaskRouter heeds an interaction's `queue_sid` where no worker is named too. Whoever is in the conversation is asked
 * by none of them, and whoever handed it over only where nobody else takes it.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 */
export const chosenQueueFilters = (queues: readonly { name: string; sid: string }[]): WorkflowFilter[] =>
  queues.flatMap(({ name, sid: queue }) => {
    const filter = (what: string, more: string, ...targets: WorkflowTarget[]): WorkflowFilter => ({
      filter_friendly_name: `${OURS}${what}, ${name}`,
      expression: `knownQueueSid == '${queue}'${more}`,
      targets,
    });
    const without = (workers: string): WorkflowTarget => ({
      queue,
      expression: `worker.sid NOT IN task.messagingControls.${workers}`,
    });
    return [
      filter('queue without those inside', hasOurs('insideWorkerSids'), without('insideWorkerSids')),
      filter(
        'queue, others first',
        hasOurs('leavingWorkerSids'),
        { ...without('leavingWorkerSids'), timeout: OTHERS_FIRST },
        { queue },
      ),
      filter('queue', '', { queue }),
    ];
  });

const hasOurs = (attribute: string): string => ` AND messagingControls.${attribute} != null`;
