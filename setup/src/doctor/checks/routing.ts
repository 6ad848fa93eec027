import type { WorkflowConfiguration } from '../../workflowFilters';
import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** Whether the workflow and the queues that the settings name are there, and somebody is in them. */
export async function routing(account: DoctorAccount): Promise<Step[]> {
  const { twilio, configuration, settings } = account;
  if (!settings) return [];
  const workspace = twilio.taskrouter.v1.workspaces(configuration.taskrouter_workspace_sid);
  const [workflows, queues] = await Promise.all([workspace.workflows.list(), workspace.taskQueues.list()]);
  const workflowSid = settings.routing.workflowSid ?? configuration.taskrouter_target_workflow_sid;
  const workflow = workflows.find(({ sid }) => sid === workflowSid);
  const steps = await Promise.all(
    [...queuesOf(account)].map(async ([queueSid, uses]): Promise<Step> => {
      const queue = queues.find(({ sid }) => sid === queueSid);
      if (!queue) return wrong(`queue ${queueSid}`, `The workspace has no such queue. Correct ${uses.join(', ')}.`);
      const what = `queue ${queue.friendlyName}`;
      const workers = await workspace.workers.list({ taskQueueSid: queueSid, limit: 1 });
      if (workers.length > 0) return exists(what);
      return wrong(
        what,
        `Nobody is in it, so its tasks wait forever. Change who is in the queue, or ${uses.join(', ')}.`,
      );
    }),
  );
  const known = new Set(queues.map(({ sid }) => sid));
  return [workflow ? workflowStep(workflow, known) : noWorkflow(workflowSid), ...steps];
}

const noWorkflow = (sid: string | null | undefined): Step =>
  sid
    ? wrong(`workflow ${sid}`, 'The workspace has no such workflow. Correct "routing.workflowSid".')
    : wrong('workflow', 'Neither the settings nor Flex name one. Name it in "workflow" of the set-up file.');

function workflowStep(workflow: { friendlyName: string; configuration: string }, queues: ReadonlySet<string>): Step {
  const what = `workflow ${workflow.friendlyName}`;
  const { filters = [], default_filter: rest } = (JSON.parse(workflow.configuration) as WorkflowConfiguration)
    .task_routing;
  const targets = filters.flatMap((filter) => filter.targets);
  const lost = [...targets, ...(rest ? [rest] : [])].filter(({ queue }) => queue && !queues.has(queue));
  if (lost.length > 0)
    return wrong(what, `It leads to queues that aren’t there: ${lost.map(({ queue }) => queue).join(', ')}.`);
  if (!targets.some(({ known_worker_sid: worker }) => worker))
    return note(
      what,
      'It has no filter for named agents: replies go to the queue instead. The setup adds the filters.',
    );
  if (!targets.some(({ expression }) => expression?.includes('insideWorkerSids')))
    return note(
      what,
      'It has no filter for those inside: a queue that is invited may ring at an agent of the conversation. The setup adds the filters.',
    );
  return exists(what);
}

/** Every queue that a task can be sent to by name, with the settings that do. */
function queuesOf({ settings, configuration }: DoctorAccount): Map<string, string[]> {
  const queues = new Map<string, string[]>();
  const add = (sid: string | null | undefined, use: string): void => {
    if (sid) queues.set(sid, [...(queues.get(sid) ?? []), use]);
  };
  add(settings?.routing.queueSid ?? configuration.taskrouter_target_taskqueue_sid, '"routing.queueSid"');
  add(settings?.contactRequests?.queueSid, '"contactRequests.queueSid"');
  for (const { queueSid } of settings?.inbound.keywords ?? []) add(queueSid, '"inbound.keywords"');
  for (const { queues: own = [], name } of settings?.senders ?? []) {
    for (const sid of own) add(sid, `"queues" of the sender ${name}`);
  }
  return queues;
}
