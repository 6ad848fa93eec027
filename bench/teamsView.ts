import type { CDPSession } from '@playwright/test';

import { addWorker } from '../sandbox/src/services/taskrouter/records';
import type { World } from '../sandbox/src/World';
import { openFlex } from './openFlex';
import type { Result } from './Result';

const WORKERS = 200;
const TASKS_EACH = 10;
const UPDATES = 100;
/** Milliseconds between two, and until the view has settled. */
const PAUSE = 100;
const SETTLING = 10_000;

/** A channel whose tasks show their own label, icon and lines. */
const CHANNEL = {
  name: 'bench',
  channelType: 'bench',
  label: 'Bench',
  icon: 'Message',
  templates: { taskCard: { firstLine: '{{task.attributes.name}}: {{task.attributes.round}}' } },
};

async function fill(world: World): Promise<void> {
  const { taskrouter } = world.services;
  const available = taskrouter.activityByName('Available')!.sid;
  const [workflowSid] = world.workflows.keys();
  for (let count = 0; count < WORKERS; count += 1) {
    const attributes = { full_name: `Agent ${count}`, roles: ['agent'], contact_uri: `client:agent-${count}` };
    const worker = addWorker(world, { friendlyName: `agent-${count}`, attributes, activitySid: available });
    for (let task = 0; task < TASKS_EACH; task += 1) {
      taskrouter.createTask({
        attributes: { channelType: task % 2 ? 'bench' : 'web', name: `Customer ${count}-${task}`, round: 0 },
        taskChannel: 'chat',
        routingTarget: worker.sid,
        ignoreCapacity: true,
        ...(workflowSid && { workflowSid }),
      });
    }
  }
  const pending = () => [...world.reservations.values()].filter(({ status }) => status === 'pending');
  while (world.reservations.size < WORKERS * TASKS_EACH) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { sid } of pending()) taskrouter.setReservation(sid, 'accepted');
}

/** Milliseconds that the page has been at work since it was loaded. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

/** Milliseconds that the page works for one task's change. */
async function update(withPlugin: boolean): Promise<number> {
  const { flex, newContext, close } = await openFlex();
  const { world } = flex.sandbox;
  try {
    await fill(world);
    const ours = world.uiAttributes['messaging_controls'] as Record<string, unknown>;
    world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...ours, channels: [CHANNEL] } };
    const page = await (await newContext()).newPage();
    if (!withPlugin) {
      await page.route('**/plugin-messaging-controls*.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
    }
    await page.goto('/sign-in?resource=/teams');
    await page.getByRole('button', { name: 'Sue Supervisor' }).click();
    await page.getByText('Agent 0').first().waitFor({ timeout: 120_000 });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const tasks = [...world.tasks.values()];
    const workFor = async (change: (count: number) => void): Promise<number> => {
      const before = await worked(session);
      for (let count = 0; count < UPDATES; count += 1) {
        change(count);
        await page.waitForTimeout(PAUSE);
      }
      return (await worked(session)) - before;
    };
    await page.waitForTimeout(SETTLING);
    // The view is at work by itself too: it counts the tasks' ages.
    const idle = await workFor(() => undefined);
    const busy = await workFor((count) => {
      const task = tasks[(count * 37) % tasks.length]!;
      world.services.taskrouter.updateTask(task.sid, { attributes: { ...task.attributes, round: count + 1 } });
    });
    if (process.env['SHOT']) await page.screenshot({ path: `${process.env['SHOT']}-${withPlugin}.png` });
    return (busy - idle) / UPDATES;
  } finally {
    await close();
  }
}

/** What a change of a task costs in Teams View, with our parts and in Flex alone. */
export async function teamsView(): Promise<Result[]> {
  const [alone, ours] = [await update(false), await update(true)];
  return [
    {
      what: `An update in Teams View, ${WORKERS} workers of ${TASKS_EACH} tasks`,
      measured: `${(ours - alone).toFixed(1)} ms more than Flex alone (${ours.toFixed(1)} and ${alone.toFixed(1)} ms)`,
      aim: '4 ms',
    },
  ];
}
