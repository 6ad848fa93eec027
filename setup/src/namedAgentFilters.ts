import type { WorkflowFilter, WorkflowTarget } from './workflowFilters';
import { OURS } from './workflowFilters';

/**
 * Filters that give a task to the agent whom its attributes name, and to the queue after a while or at once where that
 * agent is away: by worker SID (`knownWorkerSid`), and by contact URI (`contact_uri`), which only an expression over the
 * workers can match. A task of a named agent that names one of `others` too (`knownQueueSid`) goes to that queue.
 * https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
 */
export function namedAgentFilters(
  queueSid: string,
  others: readonly { name: string; sid: string }[],
  { timeout, priority }: { timeout: number; priority: number },
): WorkflowFilter[] {
  // It is asked only where the agent cannot have the task at once; `workers.available` would count the whole queue.
  // https://www.twilio.com/docs/taskrouter/worker-presence
  const toAgent = (queue: string, agent: Partial<WorkflowTarget>): WorkflowTarget[] => [
    { queue, timeout, priority, skip_if: '1==1', ...agent },
    { queue, priority },
  ];
  const bySid = { known_worker_sid: 'task.knownWorkerSid' };
  const hasSid = "knownWorkerSid != null AND knownWorkerSid != ''";
  return [
    ...others.map(({ name, sid }) => ({
      filter_friendly_name: `${OURS}known worker, ${name}`,
      expression: `${hasSid} AND knownQueueSid == '${sid}'`,
      targets: toAgent(sid, bySid),
    })),
    {
      filter_friendly_name: `${OURS}known worker`,
      expression: hasSid,
      targets: toAgent(queueSid, bySid),
    },
    {
      filter_friendly_name: `${OURS}contact URI`,
      expression: "contact_uri != null AND contact_uri != ''",
      targets: toAgent(queueSid, { expression: 'task.contact_uri == worker.contact_uri' }),
    },
  ];
}
