import { PROBE_NAME, QUEUES, TARGET_WORKERS } from './literals';
import type { ProbeStep } from './Probe';

/** https://www.twilio.com/docs/taskrouter/api/worker: a worker without an activity of its own is offline. */
export const nobody: ProbeStep = {
  id: 'nobody',
  what: 'a worker who never signs in, and a workflow and queues that reach no one else',
  async run({ twilio, configuration, made }) {
    const workspace = twilio.taskrouter.v1.workspaces(configuration.taskrouter_workspace_sid);
    const worker = await workspace.workers.create({
      friendlyName: PROBE_NAME,
      attributes: JSON.stringify({ messaging_controls_probe: 'yes', contact_uri: 'client:messaging-controls-probe' }),
    });
    made.workerSid = worker.sid;
    const queue = async (friendlyName: string): Promise<string> =>
      (await workspace.taskQueues.create({ friendlyName, targetWorkers: TARGET_WORKERS })).sid;
    made.queueSid = await queue(QUEUES.ofWorkflow);
    made.otherQueueSid = await queue(QUEUES.other);
    const configurationOfWorkflow = { task_routing: { filters: [], default_filter: { queue: made.queueSid } } };
    const workflow = await workspace.workflows.create({
      friendlyName: PROBE_NAME,
      configuration: JSON.stringify(configurationOfWorkflow),
    });
    made.workflowSid = workflow.sid;
    return {};
  },
};
