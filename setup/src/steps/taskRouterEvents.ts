import type { Step } from '../Step';
import { compare, wrong } from '../Step';
import type { SetupContext } from '../SetupContext';

/** Where TaskRouter tells of its events. https://www.twilio.com/docs/taskrouter/api/event/reference */
export async function taskRouterEvents({ workspace, setup }: SetupContext): Promise<Step[]> {
  const url = setup.webhooks.taskRouter;
  if (!url) return [];
  const { eventCallbackUrl } = await workspace.fetch();
  const what = 'TaskRouter event callback';
  if (eventCallbackUrl && eventCallbackUrl !== url) {
    return [wrong(what, `It is in use: ${new URL(eventCallbackUrl).origin} hears of the events. Remove it first.`)];
  }
  return [
    compare(what, { eventCallbackUrl: eventCallbackUrl || null }, { eventCallbackUrl: url }, () =>
      workspace.update({ eventCallbackUrl: url }),
    ),
  ];
}
