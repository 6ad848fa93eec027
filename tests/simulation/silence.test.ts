// An agent who leaves a customer waiting, by the clock of the simulation, which the functions see too.
import type { Person } from '../../sandbox/src/model/Person';
import type { AuditEntry } from '../../src/contract/audit';
import type { SupervisorCall } from '../../src/contract/supervision';
import { Simulation } from './Simulation';
import { CARE, CUSTOMERS } from './account';
import { loadFunctions } from './functions';
import type { Functions } from './functions';
import { ask } from './paths/Path';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let functions: Functions;
beforeAll(async () => {
  functions = await loadFunctions();
});

let simulation: Simulation;
let asked = 0;
beforeEach(() => {
  simulation = new Simulation({ seed: 1, functions, latency: 20 });
  asked = 0;
  settings({ silence: { giveBackMinutes: 20 } });
});
afterEach(() => simulation.dispose());

const world = () => simulation.world;

function settings(change: object): void {
  const of = world().uiAttributes['messaging_controls'] as object;
  world().uiAttributes['messaging_controls'] = { ...of, ...change };
}

/** Lives it to its end, whatever the time. */
async function live(story: () => Promise<void>): Promise<void> {
  simulation.act('story', story);
  await simulation.pass(600 * MINUTE);
  expect(simulation.failures).toEqual([]);
  expect(simulation.busy).toEqual([]);
}

async function request<Body>(identity: string, route: string, fields: Record<string, string>) {
  const answer = await ask(simulation, `ask ${(asked += 1)}`, identity, [route, fields]);
  return { status: answer?.status, ...(answer?.body as Body) };
}

const writes = (body: string) =>
  world().services.messaging.receive({ channel: 'sms', from: CUSTOMERS[0], to: CARE, body });

const personOf = (workerSid: string): Person =>
  [...world().people.values()].find((person) => person.workerSid === workerSid)!;

const ringing = () => [...world().reservations.values()].filter(({ status }) => status === 'pending');

interface Has {
  taskSid: string;
  identity: string;
}

/** Whoever it rings at accepts. */
async function accept(): Promise<Has> {
  while (ringing().length === 0) await simulation.sleep(SECOND);
  const [offer] = ringing();
  world().services.taskrouter.setReservation(offer!.sid, 'accepted');
  await simulation.sleep(5 * SECOND);
  return { taskSid: offer!.taskSid, identity: personOf(offer!.workerSid).identity };
}

/** An agent has a customer, and has answered nothing. */
async function begin(): Promise<Has> {
  writes('Where is my order?');
  return accept();
}

const conversation = () => [...world().conversations.values()].find(({ uniqueName }) => !uniqueName)!;

const inside = (): string[] =>
  [...conversation().participants.values()].flatMap(({ identity }) => identity ?? []).sort();

const answers = ({ identity }: Has) =>
  world().services.conversations.addMessage(conversation().sid, { author: identity, body: 'It is on its way.' });

/** One in each five minutes is done. */
const sweep = async (): Promise<void> => {
  expect(await request('ada', 'janitor', {})).toMatchObject({ status: 200 });
};

/** What the agent's browser asks, and says of their activity. */
const browser = async ({ taskSid, identity }: Has, more: Record<string, string> = {}): Promise<string> => {
  const fields = { taskSid, conversationSid: conversation().sid, ...more };
  const { state, error } = await request<{ state?: string; error?: { code: string } }>(identity, 'silence', fields);
  return state ?? error?.code ?? '';
};

const told = async (): Promise<SupervisorCall[]> =>
  (await request<{ calls: SupervisorCall[] }>('sue', 'supervision', { act: 'calls' })).calls;

const audit = async (): Promise<AuditEntry[]> => {
  const day = world().clock.now().toISOString().slice(0, 10);
  return (await request<{ entries: AuditEntry[] }>('sue', 'audit', { day })).entries;
};

test('supervisors are told, once, and no more when the agent has answered', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(8 * MINUTE);
    await sweep();
    expect(await told()).toEqual([]);
    await simulation.sleep(5 * MINUTE);
    await sweep();
    const [call, ...more] = await told();
    expect(call).toMatchObject({ conversationSid: conversation().sid, taskSid: alice.taskSid, isSilent: true });
    expect(more).toEqual([]);
    answers(alice);
    await simulation.sleep(5 * MINUTE);
    await sweep();
    expect(await told()).toEqual([]);
    expect(inside()).toEqual([alice.identity]);
  }));

test('then the queue is offered it: the agent stays until another is inside, with an audit line', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(21 * MINUTE);
    await sweep();
    expect(inside()).toEqual([alice.identity]);
    expect(await browser(alice)).toBe('givenBack');
    const bob = await accept();
    expect(bob.identity).not.toBe(alice.identity);
    expect(inside()).toEqual([bob.identity]);
    expect(await browser(alice)).toBe('taken');
    expect(await told()).toEqual([]);
    const workerSid = simulation.person(alice.identity).workerSid;
    expect(await audit()).toMatchObject([{ by: 'janitor', act: 'requeue', of: [workerSid], reasonCode: 'absence' }]);
    // Whoever has just got it has all the time.
    await simulation.sleep(6 * MINUTE);
    await sweep();
    expect(await browser(bob)).toBe('waits');
    expect(inside()).toEqual([bob.identity]);
    expect(ringing()).toEqual([]);
  }));

/** What the backend has invited to this conversation, beside its first task. */
const offers = () =>
  [...world().tasks.values()].filter(({ attributes }) => {
    const { inviteId } = (attributes['messagingControls'] ?? {}) as { inviteId?: string };
    return inviteId !== undefined;
  });

const liveOffers = () =>
  offers().filter(({ assignmentStatus }) => ['pending', 'reserved', 'assigned'].includes(assignmentStatus));

const setActivity = (name: 'Available' | 'Offline', isMeant: (identity: string) => boolean): void => {
  const { taskrouter } = world().services;
  const { sid } = taskrouter.activityByName(name)!;
  for (const { identity, workerSid } of world().people.values()) {
    if (isMeant(identity)) taskrouter.setActivity(workerSid, sid);
  }
};

/** Everybody is away, the agent too, whose browser is closed. */
const allLeave = (): void => setActivity('Offline', () => true);

test('an answer at the last moment takes the offer back, and the agent keeps the customer', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(21 * MINUTE);
    await sweep();
    while (ringing().length === 0) await simulation.sleep(SECOND);
    answers(alice);
    // Her browser is closed again: the sweep finds it.
    await simulation.sleep(5 * MINUTE);
    await sweep();
    await simulation.sleep(5 * SECOND);
    expect(ringing()).toEqual([]);
    expect(liveOffers()).toEqual([]);
    expect(inside()).toEqual([alice.identity]);
    expect(await browser(alice)).toBe('noneWaits');
    expect(await told()).toEqual([]);
  }));

test('who has accepted before the offer could be taken back is let out again, and the agent stays', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(21 * MINUTE);
    await sweep();
    while (ringing().length === 0) await simulation.sleep(SECOND);
    // They accept while it is being taken back.
    const [, bob] = await Promise.all([browser(alice, { activeSecondsAgo: '1' }), accept()]);
    await simulation.sleep(MINUTE);
    const has = inside();
    expect(has).toHaveLength(1);
    expect([alice.identity, bob.identity]).toContain(has[0]);
  }));

test('an agent who is at work on it keeps it, as long as their browser says so', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(9 * MINUTE);
    expect(await browser(alice, { activeSecondsAgo: '30' })).toBe('waits');
    await simulation.sleep(9 * MINUTE);
    await sweep();
    expect(await told()).toEqual([]);
    await simulation.sleep(2 * MINUTE);
    expect(await browser(alice)).toBe('supervisorTold');
    expect(await told()).toHaveLength(1);
    await simulation.sleep(8 * MINUTE);
    expect(await browser(alice, { activeSecondsAgo: '0' })).toBe('waits');
    expect(await told()).toEqual([]);
    await simulation.sleep(19 * MINUTE);
    await sweep();
    expect(offers()).toEqual([]);
  }));

test('an agent who begins to write while the queue is offered it has the offer taken back', () =>
  live(async () => {
    const alice = await begin();
    allLeave();
    await simulation.sleep(21 * MINUTE);
    expect(await browser(alice)).toBe('givenBack');
    expect(liveOffers()).toHaveLength(1);
    expect(await browser(alice, { activeSecondsAgo: '2' })).toBe('waits');
    expect(liveOffers()).toEqual([]);
    expect(await told()).toEqual([]);
    // Twice is once.
    expect(await browser(alice, { activeSecondsAgo: '2' })).toBe('waits');
    expect(inside()).toEqual([alice.identity]);
  }));

test('the janitor and browsers side by side offer it once, and tell once', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(21 * MINUTE);
    await Promise.all([sweep(), browser(alice), browser(alice), browser(alice)]);
    await simulation.sleep(5 * SECOND);
    expect(await browser(alice)).toBe('givenBack');
    await simulation.sleep(5 * MINUTE);
    await sweep();
    expect(offers()).toHaveLength(1);
    expect(await told()).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  }));

test('where the queue is empty the agent keeps the customer, and the offer stands for whoever comes', () =>
  live(async () => {
    const alice = await begin();
    allLeave();
    await simulation.sleep(21 * MINUTE);
    await sweep();
    for (let times = 0; times < 3; times += 1) {
      await simulation.sleep(6 * MINUTE);
      await sweep();
      expect(inside()).toEqual([alice.identity]);
    }
    expect(liveOffers()).toHaveLength(1);
    const other = [...world().people.values()].find(({ identity }) => identity !== alice.identity)!;
    setActivity('Available', (identity) => identity === other.identity);
    expect((await accept()).identity).toBe(other.identity);
    expect(inside()).toEqual([other.identity]);
  }));

test('it never rings at the agent themselves, who is available; whoever comes gets it', () =>
  live(async () => {
    const alice = await begin();
    setActivity('Offline', (identity) => identity !== alice.identity);
    await simulation.sleep(21 * MINUTE);
    await sweep();
    expect(await browser(alice)).toBe('supervisorTold');
    expect(offers()).toEqual([]);
    const [bob, ada] = [...world().people.keys()].filter((identity) => identity !== alice.identity);
    setActivity('Available', (identity) => identity === bob);
    expect(await browser(alice)).toBe('givenBack');
    await simulation.sleep(SECOND);
    // They say no: somebody else is asked.
    world().services.taskrouter.setReservation(ringing()[0]!.sid, 'rejected');
    setActivity('Available', (identity) => identity === ada);
    expect(await browser(alice)).toBe('givenBack');
    expect((await accept()).identity).toBe(ada);
    expect(inside()).toEqual([ada]);
  }));

test('not while somebody is invited, or it is being handed over', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(20 * MINUTE);
    const colleague = [...world().people.values()].find(({ identity }) => identity !== alice.identity)!;
    for (const handOver of ['stay', 'whenJoined']) {
      const fields = { act: 'invite', taskSid: alice.taskSid, invitee: colleague.workerSid, handOver };
      expect(await request(alice.identity, 'people', fields)).toMatchObject({ status: 200 });
      expect(await browser(alice)).toBe('atWork');
      await sweep();
      expect(liveOffers()).toHaveLength(1);
      const [invite] = ringing();
      world().services.taskrouter.setReservation(invite!.sid, 'rejected');
      await simulation.sleep(5 * MINUTE);
      // As the tab shows it.
      await request(alice.identity, 'people', { act: 'list', taskSid: alice.taskSid });
    }
    expect(await browser(alice)).toBe('givenBack');
  }));

test('not where a supervisor has joined', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(19 * MINUTE);
    const joined = await request('sue', 'people', { act: 'join', taskSid: alice.taskSid });
    expect(joined).toMatchObject({ status: 200 });
    await simulation.sleep(5 * MINUTE);
    await sweep();
    expect(await browser(alice)).toBe('waits');
    expect(offers()).toEqual([]);
  }));

test.each([
  ['is given back only where the settings say so', { silence: {} }, 1],
  ['nobody is told where the settings switch it off', { silence: { isOn: false, giveBackMinutes: 20 } }, 0],
  // The tellings’ own times hold, and nothing is given back.
  ['times in the wrong order give nothing back', { silence: { tellAgentMinutes: 30, giveBackMinutes: 20 } }, 1],
])('%s', (_, given, tells) =>
  live(async () => {
    settings(given);
    const alice = await begin();
    await simulation.sleep(120 * MINUTE);
    await sweep();
    await browser(alice);
    expect(await told()).toHaveLength(tells);
    expect(offers()).toEqual([]);
  }),
);

test('only who has the customer says of their activity, and only of their own conversation', () =>
  live(async () => {
    const alice = await begin();
    await simulation.sleep(21 * MINUTE);
    const other = [...world().people.values()].find(({ identity }) => identity !== alice.identity)!;
    expect(await browser({ ...alice, identity: other.identity }, { activeSecondsAgo: '0' })).toBe('NOT_INSIDE');
    expect(await browser(alice)).toBe('givenBack');
    const another = { taskSid: alice.taskSid, conversationSid: `CH${'0'.repeat(32)}`, activeSecondsAgo: '0' };
    expect(await request(alice.identity, 'silence', another)).toMatchObject({ status: 403 });
  }));

test('an offer that nobody takes up is made again', () =>
  live(async () => {
    const alice = await begin();
    allLeave();
    await simulation.sleep(21 * MINUTE);
    await sweep();
    const [first] = liveOffers();
    world().services.taskrouter.cancelTask(first!.sid, 'Task TTL Exceeded');
    await simulation.sleep(6 * MINUTE);
    await sweep();
    expect(liveOffers()).toHaveLength(1);
    expect(liveOffers()[0]!.sid).not.toBe(first!.sid);
    expect(inside()).toEqual([alice.identity]);
  }));
