import type { BackendError } from '../../src/contract/errors';
import type { People } from '../../src/contract/people';
import { readParked } from '../../serverless/src/conversations/parked';
import { chosenQueueFilters } from '../../setup/src/chosenQueueFilters';
import type { WorkflowConfiguration } from '../../setup/src/workflowFilters';
import { withOurFilters } from '../../setup/src/workflowFilters';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answered =
  | { ok: true; people?: People; queues?: { sid: string; name: string }[] }
  | { ok: false; error: BackendError };

const refusal = (code: string) => ({ ok: false, error: { code } });

const ask = (identity: string, fields: Record<string, string>) => backend.ask<Answered>(identity, 'people', fields);

const worker = (identity: string): string => backend.workerSid(identity);

const conversation = () => backend.state().conversations[0]!;

const agentsInside = (): string[] =>
  [...conversation().participants.values()].flatMap(({ identity }) => identity ?? []).sort();

const pendingOf = (identity: string) =>
  [...backend.sandbox.world.reservations.values()].filter(
    (one) => one.workerSid === worker(identity) && one.status === 'pending',
  );

/** What rings at this agent is accepted or declined; answers the task's SID. */
function reply(identity: string, status: 'accepted' | 'rejected' | 'timeout' = 'accepted'): string {
  const [reservation] = pendingOf(identity);
  if (!reservation) throw new Error(`nothing rings at ${identity}`);
  backend.sandbox.world.services.taskrouter.setReservation(reservation.sid, status);
  return reservation.taskSid;
}

/** Alice works on a conversation with Sam; answers her task. */
async function aliceWrites(): Promise<string> {
  const answer = await backend.send(backend.request());
  if (!answer.body.ok) throw new Error(answer.body.error.code);
  return reply('alice');
}

const invite = (taskSid: string, more: Record<string, string> = {}) =>
  ask('alice', { act: 'invite', taskSid, invitee: worker('bob'), ...more });

/** Alice and Bob are both inside; answers their tasks. */
async function bothInside(): Promise<[string, string]> {
  const alices = await aliceWrites();
  expect(await invite(alices)).toMatchObject({ status: 200 });
  return [alices, reply('bob')];
}

const peopleOf = async (identity: string, taskSid: string): Promise<People> => {
  const answer = await ask(identity, { act: 'list', taskSid });
  if (!answer.body.ok || !answer.body.people) throw new Error(JSON.stringify(answer.body));
  return answer.body.people;
};

const allow = (people: object): void => {
  const { uiAttributes } = backend.sandbox.world;
  const settings = uiAttributes['messaging_controls'] as object;
  backend.sandbox.world.uiAttributes = { messaging_controls: { ...settings, people } };
};

const queueSid = (): string => [...backend.sandbox.world.taskQueues.keys()][0]!;

/** The customer has somebody: an agent inside, a task that rings or waits, or their next message brings one back. */
function expectServed(): void {
  const isParked = readParked(conversation().attributes) !== undefined;
  expect(backend.state().openTasks.length > 0 || (isParked && conversation().state === 'active')).toBe(true);
}

describe('list', () => {
  it('shows who is inside, since when, and the customer', async () => {
    const [alices] = await bothInside();
    const people = await peopleOf('alice', alices);
    expect(people).toEqual({
      conversationSid: conversation().sid,
      agents: [
        {
          workerSid: worker('alice'),
          name: 'Alice Agent',
          isYou: true,
          isAvailable: true,
          since: expect.any(String) as string,
        },
        {
          workerSid: worker('bob'),
          name: 'Bob Agent',
          isYou: false,
          isAvailable: true,
          since: expect.any(String) as string,
        },
      ],
      supervisors: [],
      customers: [{ address: SAM, channel: 'sms', since: expect.any(String) as string }],
      invites: [expect.objectContaining({ name: 'Bob Agent', state: 'joined' })],
      may: { remove: false, end: true },
    });
  });

  it('is for those inside: not for another agent, nor for one who has left', async () => {
    const alices = await aliceWrites();
    const refused = { status: 403, body: refusal('NOT_INSIDE') };
    for (const act of ['list', 'end', 'leave'])
      expect(await ask('bob', { act, taskSid: alices })).toMatchObject(refused);
    expect(await ask('bob', { act: 'invite', taskSid: alices, invitee: worker('bob') })).toMatchObject(refused);
    expect(await invite(alices)).toMatchObject({ status: 200 });
    const bobs = reply('bob');
    expect(await ask('bob', { act: 'leave', taskSid: bobs })).toMatchObject({ status: 200 });
    expect(await ask('bob', { act: 'list', taskSid: bobs })).toMatchObject(refused);
    expect(await ask('bob', { act: 'invite', taskSid: alices, invitee: worker('sue') })).toMatchObject(refused);
    expect(agentsInside()).toEqual(['alice']);
  });

  it('goes by Twilio’s own list, not by what a task’s attributes say', async () => {
    const alices = await aliceWrites();
    const started = await backend.send(backend.request({ to: '+14155550144' }), {
      token: backend.sandbox.token('bob'),
    });
    expect(started).toMatchObject({ status: 201 });
    const taskSid = reply('bob');
    const { tasks } = backend.sandbox.world;
    tasks.get(taskSid)!.attributes = { ...tasks.get(alices)!.attributes };
    for (const act of ['list', 'end']) {
      expect(await ask('bob', { act, taskSid })).toMatchObject({ status: 403, body: refusal('NOT_INSIDE') });
    }
    expect(conversation().state).toBe('active');
  });
});

describe('invite', () => {
  it('rings at the colleague, who learns who asks, why, and what the customer said last', async () => {
    const alices = await aliceWrites();
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Where is it?' });
    const note = 'Billing question: I cannot see her invoice.';
    expect(await invite(alices, { note })).toMatchObject({
      status: 200,
      body: {
        people: { invites: [{ name: 'Bob Agent', state: 'ringing', note, byName: 'Alice Agent', handOver: 'stay' }] },
      },
    });
    const [{ taskSid } = { taskSid: '' }] = pendingOf('bob');
    const { attributes } = backend.sandbox.world.tasks.get(taskSid)!;
    expect(attributes).toMatchObject({ customerName: 'Sam Customer', customerAddress: SAM });
    expect(JSON.stringify(attributes)).not.toContain('Billing');
    expect((await peopleOf('bob', taskSid)).invitation).toEqual({
      byName: 'Alice Agent',
      note,
      lastMessage: 'Where is it?',
    });
    reply('bob');
    expect(agentsInside()).toEqual(['alice', 'bob']);
  });

  it('twice, or twice at once, is one invite', async () => {
    const alices = await aliceWrites();
    const both = await Promise.all([1, 2].map(() => invite(alices)));
    expect(both.map(({ status }) => status).filter((status) => status !== 409)).not.toEqual([]);
    expect(await invite(alices)).toMatchObject({ status: 200 });
    expect(pendingOf('bob')).toHaveLength(1);
    reply('bob');
    expect(await invite(alices)).toMatchObject({ status: 409, body: refusal('ALREADY_INSIDE') });
  });

  it.each([
    ['broken', { status: 500 }],
    ['cut off', 'nothing' as const],
  ])('%s after it took effect: the invite is found', async (_, answer) => {
    const alices = await aliceWrites();
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: true, answer });
    expect(await invite(alices)).toMatchObject({ status: 200 });
    expect(pendingOf('bob')).toHaveLength(1);
  });

  it('refused by Twilio leaves nothing pending', async () => {
    const alices = await aliceWrites();
    const answer = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: false, answer });
    expect(await invite(alices)).toMatchObject({ status: 422, body: { error: { code: 'TWILIO_REFUSED' } } });
    expect((await peopleOf('alice', alices)).invites).toEqual([]);
  });

  it.each([
    ['rejected', 'declined'],
    ['timeout', 'timedOut'],
  ] as const)('%s by the colleague is seen as %s, and the agent is still inside', async (status, state) => {
    const alices = await aliceWrites();
    await invite(alices, { handOver: 'whenJoined' });
    const taskSid = reply('bob', status);
    if (status === 'timeout') backend.sandbox.world.services.taskrouter.cancelTask(taskSid, 'Task TTL Exceeded');
    expect((await peopleOf('alice', alices)).invites).toMatchObject([{ state }]);
    expect(agentsInside()).toEqual(['alice']);
  });

  it('declined, it rings again when they are asked again, though nobody has looked in between', async () => {
    const alices = await aliceWrites();
    await invite(alices);
    const declined = reply('bob', 'rejected');
    expect(await invite(alices)).toMatchObject({ status: 200 });
    const [rings] = pendingOf('bob');
    expect(rings?.taskSid).not.toBe(declined);
    expect((await peopleOf('alice', alices)).invites).toMatchObject([{ state: 'declined' }, { state: 'ringing' }]);
  });

  it('of somebody who is away is refused before anything rings', async () => {
    const alices = await aliceWrites();
    const { taskrouter } = backend.sandbox.world.services;
    taskrouter.setActivity(worker('bob'), taskrouter.activityByName('Break')!.sid);
    expect(await invite(alices)).toMatchObject({ status: 409, body: refusal('COLLEAGUE_UNAVAILABLE') });
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('to a queue; the settings may limit which', async () => {
    const alices = await aliceWrites();
    const queues = await ask('alice', { act: 'queues', taskSid: alices });
    expect(queues.body).toMatchObject({
      ok: true,
      queues: expect.arrayContaining([{ sid: queueSid(), name: expect.any(String) as string }]) as unknown,
    });
    expect(await invite(alices, { invitee: queueSid() })).toMatchObject({
      status: 200,
      body: { people: { invites: [{ isQueue: true }] } },
    });
    const { uiAttributes } = backend.sandbox.world;
    const settings = uiAttributes['messaging_controls'] as object;
    backend.sandbox.world.uiAttributes = {
      messaging_controls: { ...settings, people: { queues: [`WQ${'0'.repeat(32)}`] } },
    };
    const other = [...backend.sandbox.world.taskQueues.keys()].find((sid) => sid !== queueSid())!;
    expect(await invite(alices, { invitee: other })).toMatchObject({
      status: 403,
      body: { error: { code: 'QUEUE_NOT_ALLOWED' } },
    });
  });

  describe('to a queue, with the workflow as the set-up makes it', () => {
    beforeEach(async () => {
      const { sandbox } = backend;
      const { workflows, taskQueues, workspace } = sandbox.world;
      const [workflow] = workflows.values();
      const queues = [...taskQueues.values()].map(({ friendlyName: name, sid }) => ({ name, sid }));
      const configuration = JSON.parse(workflow!.configuration) as WorkflowConfiguration;
      await sandbox.twilio.taskrouter.v1
        .workspaces(workspace.sid)
        .workflows(workflow!.sid)
        .update({ configuration: JSON.stringify(withOurFilters(configuration, chosenQueueFilters(queues))) });
    });

    it.each(['stay', 'whenJoined'])(
      'it never rings at who is inside (%s), and does at whoever comes',
      async (handOver) => {
        const { taskrouter } = backend.sandbox.world.services;
        const alices = await aliceWrites();
        taskrouter.setActivity(worker('bob'), taskrouter.activityByName('Break')!.sid);
        expect(await invite(alices, { invitee: queueSid(), handOver })).toMatchObject({ status: 200 });
        await backend.settled();
        backend.sandbox.world.clock.advance(10 * 60_000);
        taskrouter.setActivity(worker('bob'), taskrouter.activityByName('Available')!.sid);
        await until(() => pendingOf('bob').length === 1);
        const { reservations } = backend.sandbox.world;
        const alicesOwn = [...reservations.values()].filter(({ workerSid }) => workerSid === worker('alice'));
        expect(alicesOwn.map(({ taskSid }) => taskSid)).toEqual([alices]);
        reply('bob');
        await peopleOf('alice', alices);
        expect(agentsInside()).toEqual(handOver === 'stay' ? ['alice', 'bob'] : ['bob']);
      },
    );

    it('handed over at once, it is offered to others first, and to the one who left where nobody takes it', async () => {
      const { taskrouter } = backend.sandbox.world.services;
      const alices = await aliceWrites();
      taskrouter.setActivity(worker('bob'), taskrouter.activityByName('Break')!.sid);
      expect(await ask('alice', { act: 'leave', taskSid: alices, then: 'queue' })).toMatchObject({ status: 200 });
      expect(pendingOf('alice')).toEqual([]);
      backend.sandbox.world.clock.advance(61_000);
      await until(() => pendingOf('alice').length === 1);
    });
  });

  it('withdrawn rings no more', async () => {
    const alices = await aliceWrites();
    await invite(alices);
    const { invites } = await peopleOf('alice', alices);
    const withdraw = () => ask('alice', { act: 'withdraw', taskSid: alices, inviteId: invites[0]!.id });
    for (const answer of [await withdraw(), await withdraw()]) {
      expect(answer).toMatchObject({ status: 200, body: { people: { invites: [{ state: 'withdrawn' }] } } });
    }
    expect(pendingOf('bob')).toEqual([]);
  });
});

describe('hand over', () => {
  it('when they have joined: the agent goes by Twilio’s event, with every browser closed', async () => {
    await backend.installInteractionsWebhook();
    const alices = await aliceWrites();
    await invite(alices, { handOver: 'whenJoined' });
    await backend.settled();
    expect(agentsInside()).toEqual(['alice']);
    const bobs = reply('bob');
    await backend.settled();
    expect(agentsInside()).toEqual(['bob']);
    const { tasks } = backend.sandbox.world;
    expect([tasks.get(alices)?.assignmentStatus, tasks.get(bobs)?.assignmentStatus]).toEqual(['completed', 'assigned']);
    expect(conversation().state).toBe('active');
  });

  it('is finished by the next look where no event came', async () => {
    const alices = await aliceWrites();
    await invite(alices, { handOver: 'whenJoined' });
    const bobs = reply('bob');
    expect(agentsInside()).toEqual(['alice', 'bob']);
    expect((await peopleOf('bob', bobs)).agents).toMatchObject([{ name: 'Bob Agent' }]);
    expect(agentsInside()).toEqual(['bob']);
  });

  it('at once: the agent is out, and where the colleague declines the queue follows', async () => {
    const alices = await aliceWrites();
    const handOver = () => invite(alices, { handOver: 'now' });
    expect(await handOver()).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual([]);
    expect(await handOver()).toMatchObject({ status: 200 });
    expect(backend.state().openTasks).toHaveLength(1);
    reply('bob', 'rejected');
    expectServed();
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('holds the end, until it is withdrawn', async () => {
    const alices = await aliceWrites();
    const asked = await invite(alices, { handOver: 'whenJoined' });
    expect(await ask('alice', { act: 'end', taskSid: alices })).toMatchObject({
      status: 409,
      body: refusal('HAND_OVER_UNDER_WAY'),
    });
    const inviteId = asked.body.ok ? asked.body.people!.invites[0]!.id : '';
    await ask('alice', { act: 'withdraw', taskSid: alices, inviteId });
    expect(await ask('alice', { act: 'end', taskSid: alices })).toMatchObject({ status: 200 });
    expect(conversation().state).toBe('closed');
  });

  it('a takeover is finished by Twilio’s event too', async () => {
    await backend.installInteractionsWebhook();
    await aliceWrites();
    const { sid: conversationSid } = conversation();
    expect(
      await backend.ask('bob', 'remedies', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' }),
    ).toMatchObject({
      status: 200,
    });
    reply('bob');
    await backend.settled();
    expect(agentsInside()).toEqual(['bob']);
  });
});

describe('Flex’s own transfer', () => {
  /** Bob, who is inside with Alice, transfers his task in Flex itself. */
  async function bobTransfers(): Promise<string> {
    const [alices, bobs] = await bothInside();
    // Settled: he has joined.
    await peopleOf('alice', alices);
    const { twilio, world } = backend.sandbox;
    const { taskrouter } = world.services;
    taskrouter.setActivity(worker('sue'), taskrouter.activityByName('Available')!.sid);
    const attributes = world.tasks.get(bobs)!.attributes as Record<string, string>;
    const channel = twilio.flexApi.v1
      .interaction(attributes['flexInteractionSid']!)
      .channels(attributes['flexInteractionChannelSid']!);
    const participants = await channel.participants.list();
    const from = participants.find(
      ({ routingProperties }) => (routingProperties as { task_sid?: string } | null)?.task_sid === bobs,
    )!.sid;
    const wanted: object = { type: 'cold', from, to: worker('sue') };
    await channel.transfers.create(wanted);
    expect(agentsInside()).toEqual(['alice']);
    expect(pendingOf('sue')).toHaveLength(1);
    return alices;
  }

  it('holds our invite, hand-over and end until it is answered', async () => {
    const alices = await bobTransfers();
    const refused = { status: 409, body: refusal('TRANSFER_UNDER_WAY') };
    for (const handOver of ['stay', 'whenJoined', 'now'])
      expect(await invite(alices, { handOver })).toMatchObject(refused);
    expect(await ask('alice', { act: 'end', taskSid: alices })).toMatchObject(refused);
    expect(agentsInside()).toEqual(['alice']);
    expect(pendingOf('bob')).toEqual([]);
    expect(conversation().state).toBe('active');
    reply('sue');
    expect(await invite(alices)).toMatchObject({ status: 200 });
    expect(pendingOf('bob')).toHaveLength(1);
  });

  it('of which nothing is left holds nobody', async () => {
    const alices = await bobTransfers();
    reply('sue', 'rejected');
    const again = () =>
      ask('sue', { act: 'reassign', taskSid: alices, invitee: queueSid(), reason: 'Alice’s shift is over.' });
    expect(await again()).toMatchObject({ status: 200 });
  });

  it('is not taken for an invite of ours of which nobody could tell whether it stands', async () => {
    const alices = await aliceWrites();
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: true, answer: 'nothing' });
    backend.proxy.fail({ request: /^GET .*\/Tasks$/, reaches: false, answer: { status: 400 } });
    expect(await invite(alices)).toMatchObject({ status: 503 });
    expect(pendingOf('bob')).toHaveLength(1);
    const claim = `messaging-controls-people-claim-${conversation().sid}`;
    const data = { attempt: 'a', startedAt: new Date(Date.now() - 60_000).toISOString() };
    const { twilio } = backend.sandbox;
    await twilio.sync.v1.services('default').documents(claim).update({ data });
    expect((await invite(alices)).body).toMatchObject({ ok: true });
    expect(pendingOf('bob')).toHaveLength(1);
  });
});

describe('leave', () => {
  it('beside another agent: out, and again is the same', async () => {
    const [, bobs] = await bothInside();
    const leave = () => ask('bob', { act: 'leave', taskSid: bobs });
    for (const answer of [await leave(), await leave()]) expect(answer).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual(['alice']);
    expect(conversation().state).toBe('active');
  });

  it('at once with the other one: one goes, the other has to choose', async () => {
    const [alices, bobs] = await bothInside();
    const leave = (): Promise<{ status: number }[]> =>
      Promise.all([ask('alice', { act: 'leave', taskSid: alices }), ask('bob', { act: 'leave', taskSid: bobs })]);
    const statuses = (await leave()).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409]);
    // Both try again.
    expect((await leave()).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(agentsInside()).toHaveLength(1);
  });

  it('the one whose place is about to be taken does not count as staying', async () => {
    const [alices, bobs] = await bothInside();
    const { taskrouter } = backend.sandbox.world.services;
    taskrouter.setActivity(worker('sue'), taskrouter.activityByName('Available')!.sid);
    expect(
      await ask('alice', { act: 'invite', taskSid: alices, invitee: worker('sue'), handOver: 'whenJoined' }),
    ).toMatchObject({ status: 200 });
    expect(await ask('bob', { act: 'leave', taskSid: bobs })).toMatchObject({
      status: 409,
      body: refusal('LAST_AGENT'),
    });
  });

  describe('the last one', () => {
    it('has to choose', async () => {
      const alices = await aliceWrites();
      expect(await ask('alice', { act: 'leave', taskSid: alices })).toMatchObject({
        status: 409,
        body: refusal('LAST_AGENT'),
      });
      expect(agentsInside()).toEqual(['alice']);
    });

    it('the queue: a task waits or rings before the agent is out', async () => {
      const alices = await aliceWrites();
      expect(await ask('alice', { act: 'leave', taskSid: alices, then: 'queue' })).toMatchObject({ status: 200 });
      expect(agentsInside()).toEqual([]);
      const { openTasks } = backend.state();
      expect(openTasks.map(({ sid }) => sid)).not.toContain(alices);
      expect(openTasks).toHaveLength(1);
    });

    it('the queue, which Twilio refuses: the agent stays', async () => {
      const alices = await aliceWrites();
      const answer = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
      backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: false, answer });
      expect(await ask('alice', { act: 'leave', taskSid: alices, then: 'queue' })).toMatchObject({ status: 422 });
      expect(agentsInside()).toEqual(['alice']);
    });

    it('the reply: the customer’s next message makes a task', async () => {
      const alices = await aliceWrites();
      expect(await ask('alice', { act: 'leave', taskSid: alices, then: 'wait' })).toMatchObject({ status: 200 });
      expect(agentsInside()).toEqual([]);
      expect(backend.state().openTasks).toEqual([]);
      backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Back again' });
      await backend.settled();
      expect(backend.state().openTasks).toHaveLength(1);
    });

    it('the end: the conversation is closed, the agent wraps up', async () => {
      const alices = await aliceWrites();
      expect(await ask('alice', { act: 'leave', taskSid: alices, then: 'close' })).toMatchObject({ status: 200 });
      expect(conversation().state).toBe('closed');
      expect(backend.sandbox.world.tasks.get(alices)?.assignmentStatus).toBe('wrapping');
    });
  });
});

describe('end and remove', () => {
  it('end ends it for everyone, once', async () => {
    const [alices, bobs] = await bothInside();
    const end = () => ask('alice', { act: 'end', taskSid: alices });
    for (const answer of [await end(), await end()]) expect(answer).toMatchObject({ status: 200 });
    expect(conversation().state).toBe('closed');
    const { tasks } = backend.sandbox.world;
    expect([alices, bobs].map((sid) => tasks.get(sid)?.assignmentStatus)).toEqual(['wrapping', 'wrapping']);
  });

  it('an agent may not end it for others where the settings say so', async () => {
    const [alices] = await bothInside();
    allow({ endForAll: 'supervisors' });
    expect(await ask('alice', { act: 'end', taskSid: alices })).toMatchObject({
      status: 403,
      body: refusal('SUPERVISOR_ONLY'),
    });
    expect(conversation().state).toBe('active');
  });

  it('an agent removes another only where the settings let everyone', async () => {
    const [alices] = await bothInside();
    const remove = () => ask('alice', { act: 'remove', taskSid: alices, workerSid: worker('bob') });
    expect(await remove()).toMatchObject({ status: 403, body: refusal('SUPERVISOR_ONLY') });
    expect(agentsInside()).toEqual(['alice', 'bob']);
    allow({ remove: 'everyone' });
    for (const answer of [await remove(), await remove()]) {
      expect(answer).toMatchObject({ status: 200, body: { people: { agents: [{ isYou: true }] } } });
    }
    expect(agentsInside()).toEqual(['alice']);
  });
});

describe('from outside', () => {
  const reason = 'Your shift is over.';
  const ACTS = [
    ['reads', 'NOT_INSIDE', () => ({ act: 'list' })],
    ['joins', 'SUPERVISOR_ONLY', () => ({ act: 'join' })],
    ['takes over', 'SUPERVISOR_ONLY', () => ({ act: 'reassign', invitee: worker('bob'), reason })],
    ['reassigns', 'SUPERVISOR_ONLY', () => ({ act: 'reassign', invitee: queueSid(), reason })],
    ['removes an agent', 'NOT_INSIDE', () => ({ act: 'remove', workerSid: worker('alice'), reason })],
    ['withdraws', 'NOT_INSIDE', () => ({ act: 'withdraw', inviteId: '11111111-1111-4111-8111-111111111111' })],
    ['ends', 'NOT_INSIDE', () => ({ act: 'end', reason })],
  ] as const;

  it.each(ACTS)('an agent never %s', async (_what, code, act) => {
    const taskSid = await aliceWrites();
    expect(await ask('bob', { ...act(), taskSid })).toMatchObject({ status: 403, body: refusal(code) });
    expect(agentsInside()).toEqual(['alice']);
    expect(pendingOf('bob')).toEqual([]);
    expect(conversation().state).toBe('active');
  });

  it('nor does a supervisor where the settings say so', async () => {
    const taskSid = await aliceWrites();
    allow({ supervise: 'nobody' });
    for (const [, code, act] of ACTS) {
      expect(await ask('sue', { ...act(), taskSid })).toMatchObject({ status: 403, body: refusal(code) });
    }
    expect(agentsInside()).toEqual(['alice']);
    expect(conversation().state).toBe('active');
  });

  /** What supervisors have written to this agent, in a conversation that the customer is not in. */
  const messagesTo = (identity: string) =>
    [...backend.sandbox.world.conversations.values()]
      .filter(({ participants }) => {
        const identities = [...participants.values()].map((one) => one.identity);
        return identities.length === 2 && identities.includes('sue') && identities.includes(identity);
      })
      .flatMap(({ messages }) => messages.map(({ body }) => body));

  it('a supervisor joins openly and leaves; neither counts as an agent', async () => {
    const taskSid = await aliceWrites();
    for (const answer of [await ask('sue', { act: 'join', taskSid }), await ask('sue', { act: 'join', taskSid })]) {
      expect(answer).toMatchObject({
        status: 200,
        body: { people: { supervisors: [{ name: 'Sue Supervisor', isYou: true }] } },
      });
    }
    expect(agentsInside()).toEqual(['alice', 'sue']);
    const people = await peopleOf('alice', taskSid);
    expect(people).toMatchObject({
      agents: [{ name: 'Alice Agent' }],
      supervisors: [{ name: 'Sue Supervisor', isYou: false }],
      customers: [{ address: SAM }],
    });
    expect(await ask('alice', { act: 'leave', taskSid })).toMatchObject({ status: 409, body: refusal('LAST_AGENT') });
    expect(await ask('sue', { act: 'leave', taskSid })).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual(['alice']);
  });

  it('a conversation that waits for its customer holds no supervisor', async () => {
    const taskSid = await aliceWrites();
    expect(await ask('sue', { act: 'join', taskSid })).toMatchObject({ status: 200 });
    expect(await ask('alice', { act: 'leave', taskSid, then: 'wait' })).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual([]);
    expectServed();
  });

  it('a supervisor reassigns: the agent is told why, and stays until the colleague is there', async () => {
    await backend.installInteractionsWebhook();
    const taskSid = await aliceWrites();
    const reassign = () => ask('sue', { act: 'reassign', taskSid, invitee: worker('bob'), reason });
    for (const answer of [await reassign(), await reassign()]) {
      expect(answer).toMatchObject({
        status: 200,
        body: { people: { invites: [{ name: 'Bob Agent', byName: 'Sue Supervisor', note: reason }] } },
      });
    }
    expect(pendingOf('bob')).toHaveLength(1);
    expect(messagesTo('alice')).toEqual([reason]);
    expect(agentsInside()).toEqual(['alice']);
    reply('bob');
    await backend.settled();
    expect(agentsInside()).toEqual(['bob']);
  });

  it('a supervisor takes over', async () => {
    const taskSid = await aliceWrites();
    const { taskrouter } = backend.sandbox.world.services;
    const takeOver = () => ask('sue', { act: 'reassign', taskSid, invitee: worker('sue'), reason });
    taskrouter.setActivity(worker('sue'), taskrouter.activityByName('Break')!.sid);
    expect(await takeOver()).toMatchObject({ status: 409, body: refusal('COLLEAGUE_UNAVAILABLE') });
    taskrouter.setActivity(worker('sue'), taskrouter.activityByName('Available')!.sid);
    expect(await takeOver()).toMatchObject({ status: 200 });
    const sues = reply('sue');
    expect(await peopleOf('sue', sues)).toMatchObject({ agents: [{ name: 'Sue Supervisor', isYou: true }] });
    expect(agentsInside()).toEqual(['sue']);
  });

  it('a supervisor removes one of two with a reason, never the last', async () => {
    const [alices] = await bothInside();
    const remove = (identity: string, why: string) =>
      ask('sue', { act: 'remove', taskSid: alices, workerSid: worker(identity), reason: why });
    expect(await remove('bob', ' ')).toMatchObject({ status: 400, body: refusal('REQUEST_INVALID') });
    expect(agentsInside()).toEqual(['alice', 'bob']);
    expect(await remove('bob', reason)).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual(['alice']);
    expect(messagesTo('bob')).toEqual([reason]);
    expect(await remove('alice', reason)).toMatchObject({ status: 409, body: refusal('LAST_AGENT') });
    expect(agentsInside()).toEqual(['alice']);
  });

  it('a supervisor ends it with a reason, but not while it is handed over', async () => {
    const taskSid = await aliceWrites();
    await invite(taskSid, { handOver: 'whenJoined' });
    const end = () => ask('sue', { act: 'end', taskSid, reason });
    expect(await end()).toMatchObject({ status: 409, body: refusal('HAND_OVER_UNDER_WAY') });
    const [{ id } = { id: '' }] = (await peopleOf('sue', taskSid)).invites;
    expect(await ask('sue', { act: 'withdraw', taskSid, inviteId: id })).toMatchObject({ status: 200 });
    expect(await ask('sue', { act: 'end', taskSid })).toMatchObject({ status: 400, body: refusal('REQUEST_INVALID') });
    expect(await end()).toMatchObject({ status: 200 });
    expect(conversation().state).toBe('closed');
    expect(messagesTo('alice')).toEqual([reason]);
  });
});
