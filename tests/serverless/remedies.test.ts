import { randomUUID } from 'node:crypto';

import type { OpenConversation } from '../../src/contract/openConversations';
import type { BackendError } from '../../src/contract/errors';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Listed = { ok: true; conversations: OpenConversation[] };
type Remedied = { ok: true; taskSid?: string } | { ok: false; error: BackendError };

const WHO = { channel: 'sms', to: SAM, from: CARE };

const refusal = (code: string) => ({ ok: false, error: { code } });

const listed = async (identity: string): Promise<OpenConversation[]> => {
  const answer = await backend.ask<Listed>(identity, 'open-conversations', WHO);
  expect(answer).toMatchObject({ status: 200, body: { ok: true } });
  return answer.body.conversations;
};

const remedy = (identity: string, fields: Record<string, string>) =>
  backend.ask<Remedied>(identity, 'remedies', fields);

/** Alice works on a conversation with Sam. */
async function aliceWrites(): Promise<{ conversationSid: string; taskSid: string }> {
  const answer = await backend.send(backend.request());
  if (!answer.body.ok) throw new Error(answer.body.error.code);
  const { conversationSid, taskSid = '' } = answer.body.started;
  accept(taskSid);
  return { conversationSid, taskSid };
}

function accept(taskSid: string): void {
  const { world } = backend.sandbox;
  const reservation = [...world.reservations.values()].find(
    (one) => one.taskSid === taskSid && one.status === 'pending',
  );
  world.services.taskrouter.setReservation(reservation!.sid, 'accepted');
}

/** As Twilio gives it. */
const wholeSeconds = (date: Date): string => new Date(Math.floor(date.getTime() / 1_000) * 1_000).toISOString();

const agentsInside = (): string[] => {
  const [conversation] = backend.state().conversations;
  return [...conversation!.participants.values()].flatMap(({ identity }) => identity ?? []).sort();
};

describe('open-conversations', () => {
  it('shows nothing where there is none', async () => {
    expect(await listed('alice')).toEqual([]);
  });

  it('shows mine, with its task and the first characters of the last message', async () => {
    const { conversationSid, taskSid } = await aliceWrites();
    const { messaging } = backend.sandbox.world.services;
    messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: `${'x'.repeat(159)}😀 more` });
    expect(await listed('alice')).toEqual([
      {
        conversationSid,
        startedAt: wholeSeconds(backend.state().conversations[0]!.dateCreated),
        lastMessage: { at: expect.any(String) as string, by: 'customer', text: `${'x'.repeat(159)}😀` },
        owner: { workerSid: backend.workerSid('alice'), name: 'Alice Agent', isYou: true, isAvailable: true },
        isQueued: false,
        waitsForReply: false,
        taskSid,
        remedies: ['open'],
      },
    ]);
  });

  it("shows another agent's, to be joined, or rather taken over where they are away", async () => {
    await aliceWrites();
    const [conversation] = await listed('bob');
    expect(conversation).toMatchObject({
      owner: { name: 'Alice Agent', isYou: false, isAvailable: true },
      lastMessage: { by: 'agent', text: 'Hello Sam' },
      remedies: ['join', 'takeOver', 'messageOwner'],
    });
    expect(conversation).not.toHaveProperty('taskSid');

    const { taskrouter } = backend.sandbox.world.services;
    taskrouter.setActivity(backend.workerSid('alice'), taskrouter.activityByName('Break')!.sid);
    expect(await listed('bob')).toMatchObject([
      { owner: { isAvailable: false }, remedies: ['takeOver', 'join', 'messageOwner'] },
    ]);
  });

  it('shows one that rings: to its agent to open, to others without a remedy', async () => {
    const answer = await backend.send(backend.request());
    expect(answer.status).toBe(201);
    const [ringing] = await listed('bob');
    expect(ringing).toMatchObject({ isQueued: true, remedies: [] });
    expect(ringing).not.toHaveProperty('owner');
    expect(await listed('alice')).toMatchObject([{ isQueued: true, remedies: ['open'] }]);
  });

  it('shows one that has no agent, to go on with', async () => {
    const { taskSid } = await aliceWrites();
    const [interaction] = backend.state().liveInteractions;
    const { twilio, world } = backend.sandbox;
    await twilio.flexApi.v1
      .interaction(interaction!.sid)
      .channels(interaction!.channel.sid)
      .update({ status: 'inactive', routing: { status: 'closed' } });
    expect(world.tasks.get(taskSid)?.assignmentStatus).toBe('completed');
    const [conversation] = await listed('bob');
    expect(conversation).toMatchObject({ isQueued: false, waitsForReply: false, remedies: ['reuse'] });
    expect(conversation).not.toHaveProperty('owner');
  });

  it('is for agents, and for the settings’ senders', async () => {
    await aliceWrites();
    expect(await backend.post('open-conversations', { ...WHO, Token: 'x' })).toMatchObject({ status: 401 });
    expect(await backend.ask('bob', 'open-conversations', { ...WHO, from: '+14155550199' })).toMatchObject({
      status: 403,
      body: refusal('SENDER_NOT_ALLOWED'),
    });
  });
});

describe('join', () => {
  it('invites the agent into the conversation, who knows the customer by name and number', async () => {
    const { conversationSid } = await aliceWrites();
    const answer = await remedy('bob', { remedy: 'join', conversationSid });
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    const { taskSid = '' } = answer.body as { taskSid?: string };
    const task = backend.sandbox.world.tasks.get(taskSid)!;
    expect(task).toMatchObject({
      assignmentStatus: 'reserved',
      routingTarget: backend.workerSid('bob'),
      taskChannelUniqueName: 'sms',
      attributes: { from: 'Sam Customer', customerName: 'Sam Customer', customerAddress: SAM, conversationSid },
    });
    accept(taskSid);
    expect(agentsInside()).toEqual(['alice', 'bob']);
    // He has only joined: Alice stays.
    expect(await remedy('bob', { remedy: 'finishTakeOver', conversationSid })).toMatchObject({
      status: 409,
      body: refusal('CONVERSATION_CHANGED'),
    });
  });

  it('asked twice, or twice at once, is one invite', async () => {
    const { conversationSid } = await aliceWrites();
    const both = await Promise.all([1, 2].map(() => remedy('bob', { remedy: 'join', conversationSid })));
    const again = await remedy('bob', { remedy: 'join', conversationSid });
    for (const answer of both) {
      if (answer.status !== 409) expect(answer.body).toEqual(again.body);
      else expect(answer.body).toMatchObject(refusal('REQUEST_IN_PROGRESS'));
    }
    expect(backend.state().openTasks).toHaveLength(2);
  });

  it.each([
    ['broken', { status: 500 }],
    ['cut off', 'nothing' as const],
  ])('%s after it took effect: the invite is found', async (_, answer) => {
    const { conversationSid } = await aliceWrites();
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: true, answer });
    expect(await remedy('bob', { remedy: 'join', conversationSid })).toMatchObject({ status: 200 });
    expect(backend.state().openTasks).toHaveLength(2);
  });

  it('refused: Twilio’s reason is told, and it can be tried again at once', async () => {
    const { conversationSid } = await aliceWrites();
    const answer = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: false, answer });
    expect(await remedy('bob', { remedy: 'join', conversationSid })).toMatchObject({
      status: 422,
      body: { ok: false, error: { code: 'TWILIO_REFUSED', twilio: { code: 20001, status: 400 } } },
    });
    expect(await remedy('bob', { remedy: 'join', conversationSid })).toMatchObject({ status: 200 });
  });

  it.each(['join', 'takeOver', 'messageOwner'])('%s of a conversation that nobody works on any more', async (name) => {
    const answer = await backend.send(backend.request());
    const { sid: conversationSid } = backend.state().conversations[0]!;
    expect(answer.status).toBe(201);
    expect(
      await remedy('bob', { remedy: name, conversationSid, text: 'Hello', reason: 'I know her case.' }),
    ).toMatchObject({
      status: 409,
      body: refusal('CONVERSATION_CHANGED'),
    });
  });

  it('nobody comes into a conversation that is none of our senders’', async () => {
    const { world, twilio } = backend.sandbox;
    const { sid } = await twilio.conversations.v1.services(world.chatServiceSid).conversations.create();
    const binding = { 'messagingBinding.address': SAM, 'messagingBinding.proxyAddress': '+14155550199' };
    await twilio.conversations.v1.services(world.chatServiceSid).conversations(sid).participants.create(binding);
    expect(await remedy('bob', { remedy: 'join', conversationSid: sid })).toMatchObject({
      status: 403,
      body: refusal('SENDER_NOT_ALLOWED'),
    });
    expect(await remedy('bob', { remedy: 'join', conversationSid: `CH${'0'.repeat(32)}` })).toMatchObject({
      status: 409,
      body: refusal('CONVERSATION_CHANGED'),
    });
  });
});

describe('an agent who may not write from the sender', () => {
  it('sees nothing of its conversations, nor comes into them', async () => {
    const { conversationSid } = await aliceWrites();
    backend.sandbox.world.uiAttributes = {
      messaging_controls: { senders: [{ address: CARE, channel: 'sms', name: 'Billing', skills: ['billing'] }] },
    };
    const refused = { status: 403, body: refusal('SENDER_NOT_ALLOWED') };
    expect(await backend.ask('bob', 'open-conversations', WHO)).toMatchObject(refused);
    for (const name of ['join', 'takeOver', 'messageOwner']) {
      expect(
        await remedy('bob', { remedy: name, conversationSid, text: 'Hello', reason: 'I know her case.' }),
      ).toMatchObject(refused);
    }
    expect(agentsInside()).toEqual(['alice']);
    expect(await listed('alice')).toMatchObject([{ conversationSid }]);
  });
});

describe('take over', () => {
  /** What Bob's notes to Alice say, the latest last. */
  const notes = () =>
    [...backend.sandbox.world.conversations.values()]
      .filter(({ attributes }) => attributes.includes('colleagues'))
      .flatMap(({ messages }) =>
        messages.map(({ body, attributes }) => {
          const { messagingControls } = JSON.parse(attributes) as { messagingControls?: Record<string, unknown> };
          return { act: undefined, body, ...messagingControls };
        }),
      );
  const allow = (takeOver: string, senders: object = {}) => {
    const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
    backend.sandbox.world.uiAttributes = { messaging_controls: { ...of, people: { takeOver }, ...senders } };
  };
  const takeOver = (identity: string, conversationSid: string, reason = 'I know her case.') =>
    remedy(identity, { remedy: 'takeOver', conversationSid, reason, reasonCode: 'expertise' });

  it('needs a reason, which the owner reads before they lose it, once', async () => {
    const { conversationSid } = await aliceWrites();
    expect(await takeOver('bob', conversationSid, ' ')).toMatchObject({ status: 400, body: refusal('MESSAGE_EMPTY') });
    expect(notes()).toEqual([]);
    const invites = /^POST .*\/Invites$/;
    const gate = backend.proxy.hold(invites);
    const answer = takeOver('bob', conversationSid);
    await gate.reached;
    expect(notes()).toMatchObject([
      { body: 'I know her case.', act: 'takesOver', authorName: 'Bob Agent', aboutConversationSid: conversationSid },
    ]);
    expect(agentsInside()).toEqual(['alice']);
    gate.open();
    expect(await answer).toMatchObject({ status: 200 });
    expect(await takeOver('bob', conversationSid)).toMatchObject({ status: 200 });
    expect(notes()).toHaveLength(1);
  });

  it('nothing is taken where the owner cannot be told', async () => {
    const { conversationSid } = await aliceWrites();
    backend.proxy.fail({ request: /ConversationWithParticipants$/, reaches: false, answer: { status: 429 }, times: 9 });
    expect(await takeOver('bob', conversationSid)).toMatchObject({ status: 503 });
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it.each<[string, string, boolean]>([
    ['everyone', 'bob', true],
    ['nobody', 'bob', false],
    ['nobody', 'sue', false],
    ['supervisors', 'bob', false],
    ['supervisors', 'sue', true],
    ['sameQueue', 'bob', true],
    ['another queue', 'bob', false],
    ['another queue', 'sue', true],
  ])('%s: %s may: %s', async (setting, identity, may) => {
    const { conversationSid, taskSid } = await aliceWrites();
    allow(setting === 'another queue' ? 'sameQueue' : setting);
    const { tasks, taskQueues } = backend.sandbox.world;
    const queue = taskQueues.get(tasks.get(taskSid)!.taskQueueSid!)!;
    if (setting === 'another queue') queue.targetWorkers = "full_name == 'Alice Agent'";
    const expected = may ? { status: 200 } : { status: 403, body: refusal('TAKE_OVER_NOT_ALLOWED') };
    const [shown] = await listed(identity);
    expect(shown!.remedies.includes('takeOver')).toBe(may);
    expect(shown!.remedies).toContain('messageOwner');
    const askId = randomUUID();
    expect(await remedy(identity, { remedy: 'askOwner', conversationSid, askId })).toMatchObject(expected);
    if (!may) expect(await remedy(identity, { remedy: 'join', conversationSid })).toMatchObject(expected);
    expect(await takeOver(identity, conversationSid)).toMatchObject(expected);
    expect(notes().filter(({ act }) => act === 'asks')).toMatchObject(may ? [{ askId }] : []);
    expect(agentsInside()).toEqual(['alice']);
  });

  it('the former agent goes once the new one is inside, and not before', async () => {
    const { conversationSid, taskSid: formerTask } = await aliceWrites();
    const answer = await remedy('bob', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' });
    const { taskSid = '' } = answer.body as { taskSid?: string };
    const finish = () => remedy('bob', { remedy: 'finishTakeOver', conversationSid });
    expect(await finish()).toMatchObject({ status: 409, body: refusal('REQUEST_IN_PROGRESS') });
    expect(agentsInside()).toEqual(['alice']);

    accept(taskSid);
    expect(await finish()).toMatchObject({ status: 200, body: { ok: true } });
    expect(agentsInside()).toEqual(['bob']);
    const { tasks } = backend.sandbox.world;
    expect(tasks.get(formerTask)?.assignmentStatus).toBe('completed');
    expect(tasks.get(taskSid)?.assignmentStatus).toBe('assigned');
    // Asked again it changes nothing, and never is the last agent removed.
    expect(await finish()).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual(['bob']);
    expect(backend.state().conversations[0]!.state).toBe('active');
  });

  it('cannot be finished by somebody else', async () => {
    const { conversationSid } = await aliceWrites();
    await remedy('bob', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' });
    for (const identity of ['alice', 'sue']) {
      expect(await remedy(identity, { remedy: 'finishTakeOver', conversationSid })).toMatchObject({ status: 409 });
    }
    expect(agentsInside()).toEqual(['alice']);
  });

  it('at which the removal breaks down is finished by the next try', async () => {
    const { conversationSid } = await aliceWrites();
    const answer = await remedy('bob', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' });
    accept((answer.body as { taskSid?: string }).taskSid!);
    const request = /^POST .*\/Participants\/UT\w+$/;
    backend.proxy.fail({ request, reaches: false, answer: { status: 500 }, times: 2 });
    expect(await remedy('bob', { remedy: 'finishTakeOver', conversationSid })).toMatchObject({
      status: 503,
      body: refusal('TWILIO_UNAVAILABLE'),
    });
    expect(await remedy('bob', { remedy: 'finishTakeOver', conversationSid })).toMatchObject({ status: 200 });
    expect(agentsInside()).toEqual(['bob']);
  });
});

describe('a note to the owner', () => {
  it('goes to the two agents alone, and makes no task', async () => {
    const { conversationSid } = await aliceWrites();
    const before = backend.state();
    for (const text of ['Can I help?', 'Hello?']) {
      expect(await remedy('bob', { remedy: 'messageOwner', conversationSid, text })).toMatchObject({ status: 200 });
    }
    const notes = backend.state().conversations.filter(({ sid }) => sid !== conversationSid);
    expect(notes).toHaveLength(1);
    expect([...notes[0]!.participants.values()].map(({ identity }) => identity).sort()).toEqual(['alice', 'bob']);
    expect(JSON.parse(notes[0]!.attributes)).toEqual({ messagingControls: { colleagues: true } });
    expect(notes[0]!.messages.map(({ author, body }) => [author, body])).toEqual([
      ['bob', 'Can I help?'],
      ['bob', 'Hello?'],
    ]);
    expect(JSON.parse(notes[0]!.messages[0]!.attributes)).toMatchObject({
      messagingControls: { aboutConversationSid: conversationSid, authorName: 'Bob Agent' },
    });
    const after = backend.state();
    expect([after.openTasks.length, after.liveInteractions.length, after.messagesSent.length]).toEqual([
      before.openTasks.length,
      before.liveInteractions.length,
      before.messagesSent.length,
    ]);
  });

  /** The notes of all conversations beside the customer's. */
  const notesBeside = (conversationSid: string) =>
    backend
      .state()
      .conversations.filter(({ sid }) => sid !== conversationSid)
      .flatMap(({ messages }) => messages.map(({ body }) => body));

  it.each([
    ['the answer is lost', { reaches: true, answer: 'nothing' }],
    ['Twilio breaks down after the work', { reaches: true, answer: { status: 500 } }],
    ['Twilio breaks down before it', { reaches: false, answer: { status: 500 } }],
  ] as const)('is written once where %s, and then asked for again', async (_, fault) => {
    const { conversationSid } = await aliceWrites();
    const note = { remedy: 'messageOwner', conversationSid, text: 'Can I help?' };
    backend.proxy.fail({ request: /^POST .*\/Messages$/, ...fault });
    await remedy('bob', note);
    expect(await remedy('bob', note)).toMatchObject({ status: 200 });
    expect(notesBeside(conversationSid)).toEqual(['Can I help?']);
  });

  it('waits until Twilio has made the conversation of the two', async () => {
    backend.sandbox.world.initializingMilliseconds = 500;
    try {
      const { conversationSid } = await aliceWrites();
      expect(await remedy('bob', { remedy: 'messageOwner', conversationSid, text: 'Hello?' })).toMatchObject({
        status: 200,
      });
      expect(notesBeside(conversationSid)).toEqual(['Hello?']);
    } finally {
      backend.sandbox.world.initializingMilliseconds = 0;
    }
  });

  it('goes on in another conversation where theirs has been closed', async () => {
    const { conversationSid } = await aliceWrites();
    const write = (text: string) => remedy('bob', { remedy: 'messageOwner', conversationSid, text });
    await write('Can I help?');
    const [theirs] = backend.state().conversations.filter(({ sid }) => sid !== conversationSid);
    backend.sandbox.world.services.conversations.update(theirs!.sid, { state: 'closed' });
    for (const text of ['Hello?', 'Still there?']) expect(await write(text)).toMatchObject({ status: 200 });
    expect(notesBeside(conversationSid)).toEqual(['Can I help?', 'Hello?', 'Still there?']);
  });

  it('has a text', async () => {
    const { conversationSid } = await aliceWrites();
    expect(await remedy('bob', { remedy: 'messageOwner', conversationSid, text: ' ' })).toMatchObject({
      status: 400,
      body: refusal('MESSAGE_EMPTY'),
    });
  });
});
