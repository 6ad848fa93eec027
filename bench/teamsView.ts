import { addWorker } from '../sandbox/src/services/taskrouter/records';
import type { World } from '../sandbox/src/World';
import { median } from './median';
import { openFlex } from './openFlex';
import type { OpenFlex } from './openFlex';
import type { Result } from './Result';

const WORKERS = 200;
const TASKS_EACH = 10;
const UPDATES = 40;
const ROUNDS = 5;
/** Milliseconds until the view has settled. */
const SETTLING = 10_000;

/** The plugin and its chunks, whose names hold a hash. */
const OURS = /plugin-messaging-controls|\/[a-z]+\.[0-9a-f]{12}\.js/;

/** A channel whose tasks show their own label, icon and lines. */
const CHANNEL = {
  name: 'bench',
  channelType: 'bench',
  label: 'Bench',
  icon: 'Message',
  templates: { taskCard: { firstLine: '{{task.attributes.name}}' } },
};

/** The agents with their tasks, each with a conversation in which the customer waits for an answer. */
async function fill(world: World): Promise<void> {
  const { taskrouter, conversations } = world.services;
  const available = taskrouter.activityByName('Available')!.sid;
  const [workflowSid] = world.workflows.keys();
  const own = [...world.addresses.values()].find(({ type }) => type === 'sms')!.address;
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
      taskrouter.createTask({
        attributes: {
          channelType: number % 2 ? 'bench' : 'web',
          name: `Customer ${count}-${number}`,
          conversationSid,
        },
        taskChannel: 'chat',
        routingTarget: worker.sid,
        ignoreCapacity: true,
        ...(workflowSid && { workflowSid }),
      });
    }
  }
  const pending = () => [...world.reservations.values()].filter(({ status }) => status === 'pending');
  while (pending().length < WORKERS * TASKS_EACH) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const { sid } of pending()) taskrouter.setReservation(sid, 'accepted');
}

/** Has Flex draw Teams View anew with a change of one worker's tasks, so many times, as TaskRouter's events do. */
const UPDATE = `
  const { store } = Twilio.Flex.Manager.getInstance();
  for (let count = 0; count < ${UPDATES}; count += 1) {
    const workers = [...store.getState().flex.supervisor.workers];
    const changed = (count * 37) % workers.length;
    workers[changed] = { ...workers[changed], tasks: [...workers[changed].tasks] };
    store.dispatch({ type: 'SUPERVISOR_UPDATE', payload: { workers } });
    void document.body.offsetHeight;
  }
`;

interface Profile {
  nodes: { id: number; callFrame: { url: string; functionName: string }; children?: number[] }[];
  samples?: number[];
  timeDeltas?: number[];
}

/** In milliseconds; `ours` is part of `all`. */
interface Work {
  all: number;
  ours: number;
}

/** How long the page was at work, and how long some of our code was running, or what it had called. */
function workIn({ nodes, samples = [], timeDeltas = [] }: Profile): Work {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const look = (id: number, isWithin: boolean): void => {
    const { callFrame, children = [] } = byId.get(id)!;
    const isOurs = isWithin || OURS.test(callFrame.url);
    if (isOurs) ours.add(id);
    children.forEach((child) => look(child, isOurs));
  };
  look(nodes[0]!.id, false);
  const work = { all: 0, ours: 0 };
  samples.forEach((id, index) => {
    const milliseconds = (timeDeltas[index] ?? 0) / 1000;
    if (byId.get(id)!.callFrame.functionName === '(idle)') return;
    work.all += milliseconds;
    if (ours.has(id)) work.ours += milliseconds;
  });
  return work;
}

/** What the page is at work for an update while a supervisor looks at Teams View. */
async function workOf({ newContext }: OpenFlex, withPlugin: boolean): Promise<Work> {
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
    // Our columns stand there, and know how long some customer has waited.
    const shown = withPlugin ? /\d+ min · \d+ unanswered/ : 'Agent 0';
    await page.getByText(shown).first().waitFor({ timeout: 120_000 });
    await page.waitForTimeout(SETTLING);
    const session = await page.context().newCDPSession(page);
    await session.send('Profiler.enable');
    await session.send('Profiler.start');
    await page.evaluate(UPDATE);
    const { profile } = await session.send('Profiler.stop');
    const { all, ours } = workIn(profile);
    return { all: all / UPDATES, ours: ours / UPDATES };
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
    const alone: Work[] = [];
    const withPlugin: Work[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      alone.push(await workOf(open, false));
      withPlugin.push(await workOf(open, true));
    }
    const [flexAlone, all, inOurs] = [
      median(alone.map((work) => work.all)),
      median(withPlugin.map((work) => work.all)),
      median(withPlugin.map((work) => work.ours)),
    ];
    const where = `in Teams View, ${WORKERS} workers of ${TASKS_EACH} tasks`;
    return [
      {
        what: `An update ${where}: in our code and what it calls`,
        measured: `${inOurs.toFixed(1)} ms (of ${all.toFixed(0)} ms)`,
        aim: '4 ms',
      },
      {
        what: 'All of such an update, with our three columns: over Flex alone',
        measured: `${(all / flexAlone).toFixed(2)} times (${all.toFixed(0)} and ${flexAlone.toFixed(0)} ms)`,
        aim: '—',
      },
    ];
  } finally {
    await open.close();
  }
}
