import type { WorkflowFilter } from './workflowFilters';
import { OURS } from './workflowFilters';

/**
 * Filters that give a task to the queue that its attribute `knownQueueSid` names: of no document is it certain that
 * TaskRouter heeds an interaction's `queue_sid` where no worker is named too.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 */
export const chosenQueueFilters = (queues: readonly { name: string; sid: string }[]): WorkflowFilter[] =>
  queues.map(({ name, sid }) => ({
    filter_friendly_name: `${OURS}queue, ${name}`,
    expression: `knownQueueSid == '${sid}'`,
    targets: [{ queue: sid }],
  }));
