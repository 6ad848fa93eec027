import type { CDPSession } from '@playwright/test';

import { addWorker } from '../sandbox/src/services/taskrouter/records';
import type { World } from '../sandbox/src/World';
import { median } from './median';
import { openFlex } from './openFlex';
import type { OpenFlex } from './openFlex';
import type { Result } from './Result';

const WORKERS = 200;
const TASKS_EACH = 10;
const UPDATES = 100;
/** Milliseconds between two, and until the view has settled. */
const PAUSE = 100;
const SETTLING = 10_000;
const ROUNDS = 5;

/** A channel whose tasks show their own label, icon and lines. */
const CHANNEL = {
  name: 'bench',
  channelType: 'bench',
  label: 'Bench',
  icon: 'Message',
  templates: { taskCard: { firstLine: '{{task.attributes.name}}: {{task.attributes.round}}' } },
};

/** Of each agent's tasks this many still ring: one for a colleague's invite. */
const OFFERED = 2;

/** The agents with their tasks, each with a conversation in which the customer waits for an answer. */
async function fill(world: World): Promise<void> {
  const { taskrouter, conversations } = world.services;
  const available = taskrouter.activityByName('Available')!.sid;
  const [workflowSid] = world.workflows.keys();
  const own = [...world.addresses.values()].find(({ type }) => type === 'sms')!.address;
  const ringing = new Set<string>();
  for (let count = 0; count < WORKERS; count += 1) {
    const attributes = { full_name: `Agent ${count}`, roles: ['agent'], contact_uri: `client:agent-${count}` };
    const worker = addWorker(world, { friendlyName: `agent-${count}`, attributes, activitySid: available });
    for (let number = 0; number < TASKS_EACH; number += 1) {
      const address = `+1202${5_550_000 + count * TASKS_EACH + number}`;
      const { sid: conversationSid } = conversations.create({ createdBy: 'system' });
      conversations.addParticipant(conversationSid, {
        messagingBinding: { type: 'sms', address, proxyAddress: own },
      });
      conversations.addMessage(conversationSid, { author: address, body: 'Where is my order?' });
      const task = taskrouter.createTask({
        attributes: {
          channelType: number % 2 ? 'bench' : 'web',
          name: `Customer ${count}-${number}`,
          round: 0,
          conversationSid,
          ...(number === 0 && { messagingControls: { inviteId: conversationSid } }),
        },
        taskChannel: 'chat',
        routingTarget: worker.sid,
        ignoreCapacity: true,
        ...(workflowSid && { workflowSid }),
      });
      if (number < OFFERED) ringing.add(task.sid);
    }
  }
  const pending = () => [...world.reservations.values()].filter(({ status }) => status === 'pending');
  while (pending().length < WORKERS * TASKS_EACH) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { sid, taskSid } of pending()) if (!ringing.has(taskSid)) taskrouter.setReservation(sid, 'accepted');
}

/** Milliseconds that the page has been at work since it was loaded. */
async function worked(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

interface Work {
  /** Milliseconds for one task's change. */
  update: number;
  /** Milliseconds in a second in which nothing happens. */
  rest: number;
}

/** What the page is at work while a supervisor looks at Teams View. */
async function workOf({ flex, newContext }: OpenFlex, withPlugin: boolean): Promise<Work> {
  const { world } = flex.sandbox;
  const context = await newContext();
  try {
    const page = await context.newPage();
    if (!withPlugin) {
      await page.route('**/plugin-messaging-controls*.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
    }
    await page.goto('/sign-in?resource=/teams');
    await page.getByRole('button', { name: 'Sue Supervisor' }).click();
    await page.getByText('Agent 0').first().waitFor({ timeout: 120_000 });
    // Our columns stand there, and the first of them knows how long a customer has waited.
    if (withPlugin)
      await page
        .getByText(/\d+ min · \d+ unanswered/)
        .first()
        .waitFor({ timeout: 120_000 });
    const session = await page.context().newCDPSession(page);
    // What it has computed, whoever else was at work on the machine.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
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
    return { update: (busy - idle) / UPDATES, rest: (idle * 1000) / (UPDATES * PAUSE) };
  } finally {
    await context.close();
  }
}

/** What a change of a task costs in Teams View, with our parts and in Flex alone: by turns, as the machine has its moods. */
export async function teamsView(): Promise<Result[]> {
  const open = await openFlex();
  const { world } = open.flex.sandbox;
  try {
    await fill(world);
    const ours = world.uiAttributes['messaging_controls'] as Record<string, unknown>;
    world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...ours, channels: [CHANNEL] } };
    const rounds: { alone: Work; withPlugin: Work }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ alone: await workOf(open, false), withPlugin: await workOf(open, true) });
    }
    if (process.env['SHOT']) console.log(JSON.stringify(rounds));
    const row = (what: string, of: keyof Work, aim: string): Result => {
      const [alone, withPlugin] = [
        median(rounds.map((round) => round.alone[of])),
        median(rounds.map((round) => round.withPlugin[of])),
      ];
      const more = median(rounds.map((round) => round.withPlugin[of] - round.alone[of]));
      return {
        what,
        measured: `${more.toFixed(1)} ms more than Flex alone (${withPlugin.toFixed(1)} and ${alone.toFixed(1)} ms)`,
        aim,
      };
    };
    const where = `in Teams View, ${WORKERS} workers of ${TASKS_EACH} tasks`;
    return [row(`An update ${where}`, 'update', '4 ms'), row(`A second without an update ${where}`, 'rest', '—')];
  } finally {
    await open.close();
  }
}
