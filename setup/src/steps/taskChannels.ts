import type { Step } from '../Step';
import { exists } from '../Step';
import type { SetupContext } from '../SetupContext';

/** https://www.twilio.com/docs/taskrouter/api/task-channel */
export async function taskChannels(context: SetupContext): Promise<Step[]> {
  const { workspace, setup } = context;
  const present = await workspace.taskChannels.list();
  for (const { uniqueName, sid } of present) context.know('taskChannel', uniqueName, sid);
  return setup.taskChannels.map(({ uniqueName, name }) => {
    const what = `task channel ${uniqueName}`;
    if (context.sid('taskChannel', uniqueName)) return exists(what);
    context.know('taskChannel', uniqueName);
    return {
      what,
      state: 'create',
      details: [],
      apply: async () => {
        const { sid } = await workspace.taskChannels.create({ uniqueName, friendlyName: name ?? uniqueName });
        context.know('taskChannel', uniqueName, sid);
      },
    };
  });
}
