import type { Step } from '../Step';
import { compare, exists } from '../Step';
import type { SetupContext } from '../SetupContext';

/** https://www.twilio.com/docs/taskrouter/api/task-queue */
export async function queues(context: SetupContext): Promise<Step[]> {
  const { workspace, setup } = context;
  const present = await workspace.taskQueues.list();
  for (const { friendlyName, sid } of present) context.know('queue', friendlyName, sid);
  return setup.queues.map(({ name, targetWorkers }) => {
    const queue = present.find(({ friendlyName }) => friendlyName === name);
    const what = `queue ${name}`;
    if (queue) {
      const { sid } = queue;
      if (targetWorkers === undefined) return exists(what);
      return compare(what, { targetWorkers: queue.targetWorkers }, { targetWorkers }, (change) =>
        workspace.taskQueues(sid).update(change),
      );
    }
    context.know('queue', name);
    return {
      what,
      state: 'create',
      details: [`workers: ${targetWorkers ?? 'everybody'}`],
      apply: async () => {
        const { sid } = await workspace.taskQueues.create({ friendlyName: name, targetWorkers });
        context.know('queue', name, sid);
      },
    };
  });
}
