import { PROBE_NAME, TARGET_WORKERS } from './literals';
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
    const queue = { friendlyName: PROBE_NAME, targetWorkers: TARGET_WORKERS };
    made.queueSid = (await workspace.taskQueues.create(queue)).sid;
    made.otherQueueSid = (await workspace.taskQueues.create(queue)).sid;
    const configurationOfWorkflow = { task_routing: { filters: [], default_filter: { queue: made.queueSid } } };
    const workflow = await workspace.workflows.create({
      friendlyName: PROBE_NAME,
      configuration: JSON.stringify(configurationOfWorkflow),
    });
    made.workflowSid = workflow.sid;
    return {};
  },
};
