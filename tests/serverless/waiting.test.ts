import { randomUUID } from 'node:crypto';

import type { BackendError } from '../../src/contract/errors';
import type { People } from '../../src/contract/people';
import type { WaitingItem } from '../../src/contract/waiting';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  await backend.installInteractionsWebhook();
  await backend.sandbox.twilio.conversations.v1.configuration.webhooks().update({
    method: 'POST',
    filters: ['onMessageAdded', 'onConversationStateUpdated'],
    postWebhookUrl: `${backend.functions.url.replace('127.0.0.1', 'localhost')}/messaging-events`,
  });
});

type Answered = { ok: true; people?: People; waiting?: WaitingItem[] } | { ok: false; error: BackendError };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOTE = 'She will send the invoice number.';

const refusal = (code: string) => ({ ok: false, error: { code } });
const ask = (identity: string, route: string, fields: Record<string, string>) =>
  backend.ask<Answered>(identity, route, fields);
const worker = (identity: string): string => backend.workerSid(identity);
const conversation = () =>
  [...backend.sandbox.world.conversations.values()].find(({ participants }) => participants.size > 0)!;
const inside = () => [...conversation().participants.values()].flatMap(({ identity }) => identity ?? []).sort();
const later = (milliseconds: number): string =>
  new Date(backend.sandbox.world.clock.now().getTime() + milliseconds).toISOString();

const pendingOf = (identity: string) =>
  [...backend.sandbox.world.reservations.values()].filter(
    (one) => one.workerSid === worker(identity) && one.status === 'pending',
  );

function accept(identity: string): string {
  const [reservation] = pendingOf(identity);
  if (!reservation) throw new Error(`nothing rings at ${identity}`);
  backend.sandbox.world.services.taskrouter.setReservation(reservation.sid, 'accepted');
  return reservation.taskSid;
}

function setActivity(identity: string, name: string): void {
  const { taskrouter } = backend.sandbox.world.services;
  taskrouter.setActivity(worker(identity), taskrouter.activityByName(name)!.sid);
}

/** Alice works on a conversation with Sam; answers her task. */
async function aliceWrites(): Promise<string> {
  const answer = await backend.send(backend.request());
  if (!answer.body.ok) throw new Error(answer.body.error.code);
  await backend.settled();
  return accept('alice');
}

async function park(taskSid: string, fields: Record<string, string>): Promise<void> {
  const parked = await ask('alice', 'people', { act: 'wait', taskSid, note: NOTE, ...fields });
  expect(parked).toMatchObject({ status: 200 });
  await backend.settled();
}

async function samWrites(body = 'Here it is'): Promise<void> {
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
  await backend.settled();
}

async function advance(milliseconds: number): Promise<void> {
  backend.sandbox.world.clock.advance(milliseconds);
  await backend.settled();
}

async function waitingOf(identity: string): Promise<WaitingItem[]> {
  const listed = await ask(identity, 'waiting', { act: 'list' });
  if (!listed.body.ok || !listed.body.waiting) throw new Error(JSON.stringify(listed.body));
  return listed.body.waiting;
}

const openTasks = () => backend.state().openTasks;

/** It is nobody's any more, and waits for nothing. */
async function expectBack(identity: string): Promise<void> {
  expect(openTasks()).toHaveLength(1);
  expect(pendingOf(identity)).toHaveLength(1);
  expect(await waitingOf('alice')).toEqual([]);
  expect(conversation().state).toBe('active');
  expect(JSON.parse(conversation().attributes)).not.toHaveProperty('messagingControls.parked');
}

describe('until the reply', () => {
  it('the agent is out and free; the conversation is open; the reply comes back to them, once, with the note', async () => {
    const taskSid = await aliceWrites();
    const queueSid = backend.sandbox.world.tasks.get(taskSid)?.taskQueueSid;
    await park(taskSid, { waitsFor: 'reply' });
    expect(inside()).toEqual([]);
    expect(openTasks()).toEqual([]);
    expect(conversation().state).toBe('active');
    expect(await waitingOf('alice')).toEqual([
      expect.objectContaining({ kind: 'parked', channel: 'sms', address: SAM, waitsFor: 'reply', note: NOTE }),
    ]);
    expect(await waitingOf('bob')).toEqual([]);
    expect(conversation().attributes).not.toContain('invoice');

    await samWrites();
    await samWrites('And one more thing');
    await expectBack('alice');
    const [{ taskSid: back } = { taskSid: '' }] = pendingOf('alice');
    const { attributes } = backend.sandbox.world.tasks.get(back)!;
    expect(attributes).toMatchObject({
      customerName: 'Sam Customer',
      customerAddress: SAM,
      knownWorkerSid: worker('alice'),
      knownQueueSid: queueSid,
    });
    expect(JSON.stringify(attributes)).not.toContain('invoice');
    const invited = await ask('alice', 'people', { act: 'list', taskSid: back });
    expect(invited.body).toMatchObject({
      people: { invitation: { note: NOTE, lastMessage: 'And one more thing', backFor: 'reply' } },
    });
    accept('alice');
    const people = await ask('alice', 'people', { act: 'list', taskSid: back });
    expect(people.body).toMatchObject({ people: { invites: [{ state: 'joined', note: NOTE, backFor: 'reply' }] } });
  });

  it('where the agent is away by then, it comes to the queue', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    setActivity('alice', 'Break');
    await samWrites();
    await expectBack('bob');
  });

  it('again and again in one conversation', async () => {
    let taskSid = await aliceWrites();
    for (const body of ['First', 'Second', 'Third']) {
      await park(taskSid, { waitsFor: 'reply' });
      await samWrites(body);
      await expectBack('alice');
      taskSid = accept('alice');
    }
  });

  it('asked twice it is done once; what the customer wrote unseen is a reply already', async () => {
    const taskSid = await aliceWrites();
    const [{ index } = { index: 0 }] = conversation().messages.slice(-1);
    await samWrites('Wait!');
    await park(taskSid, { waitsFor: 'reply', seen: String(index) });
    await expectBack('alice');
    expect(await ask('alice', 'people', { act: 'wait', taskSid, waitsFor: 'reply' })).toMatchObject({ status: 200 });
    expect(openTasks()).toHaveLength(1);
  });

  it('the last one out of several, who chooses so, waits the same way', async () => {
    const taskSid = await aliceWrites();
    expect(await ask('alice', 'people', { act: 'leave', taskSid, then: 'wait' })).toMatchObject({ status: 200 });
    expect(await waitingOf('alice')).toHaveLength(1);
    await samWrites();
    await expectBack('alice');
  });
});

describe('until a date', () => {
  it('comes back at the date though nobody has written and no browser is open, and not before', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'either', until: later(3 * DAY) });
    await advance(2 * DAY);
    expect(openTasks()).toEqual([]);
    await advance(DAY + MINUTE);
    await expectBack('alice');
    expect(await ask('alice', 'people', { act: 'list', taskSid: pendingOf('alice')[0]!.taskSid })).toMatchObject({
      body: { people: { invitation: { backFor: 'date', note: NOTE } } },
    });
  });

  it('or with the reply, whichever comes first', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'either', until: later(3 * DAY) });
    await samWrites();
    await expectBack('alice');
    accept('alice');
    await advance(4 * DAY);
    expect(openTasks()).toHaveLength(1);
  });

  it('for the date alone a message waits too, and is in the list', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'date', until: later(3 * DAY) });
    await samWrites();
    expect(openTasks()).toEqual([]);
    expect(await waitingOf('alice')).toMatchObject([{ hasWritten: true }]);
    await advance(3 * DAY + MINUTE);
    await expectBack('alice');
  });

  it('the sweep brings it back where Twilio told nothing', async () => {
    const { webhooks } = backend.sandbox.twilio.conversations.v1.configuration;
    await webhooks().update({ method: 'POST', filters: [], postWebhookUrl: '' });
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'date', until: later(3 * DAY) });
    await samWrites();
    await advance(2 * DAY);
    await ask('alice', 'janitor', {});
    expect(openTasks()).toEqual([]);
    await advance(DAY + MINUTE);
    expect(await ask('alice', 'janitor', {})).toMatchObject({ status: 200 });
    await backend.settled();
    await expectBack('alice');
  });

  it.each([
    ['no date', undefined],
    ['what is no date', 'tomorrow'],
    ['a date that is over', '2020-01-01T00:00:00.000Z'],
    ['a date of too long', new Date(Date.now() + 200 * DAY).toISOString()],
  ])('refuses %s, and the agent stays', async (_, until) => {
    const taskSid = await aliceWrites();
    const fields: Record<string, string> = until === undefined ? {} : { until };
    expect(await ask('alice', 'people', { act: 'wait', taskSid, waitsFor: 'date', ...fields })).toMatchObject({
      status: 400,
      body: refusal('WAIT_TIME_INVALID'),
    });
    expect(inside()).toEqual(['alice']);
  });
});

describe('who may', () => {
  it('nobody from outside, and nobody while a colleague is at work in it', async () => {
    const taskSid = await aliceWrites();
    const wait = { act: 'wait', taskSid, waitsFor: 'reply' };
    for (const identity of ['bob', 'sue']) {
      expect(await ask(identity, 'people', wait)).toMatchObject({ status: 403, body: refusal('NOT_INSIDE') });
    }
    await ask('alice', 'people', { act: 'invite', taskSid, invitee: worker('bob') });
    accept('bob');
    await backend.settled();
    expect(await ask('alice', 'people', wait)).toMatchObject({ status: 409, body: refusal('NOT_LAST_AGENT') });
    expect(inside()).toEqual(['alice', 'bob']);
  });

  it('supervisors see it as put aside, by whom and since when, with nothing to be mended', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    await advance(5 * 60_000);
    const { body } = await backend.ask<{ unowned: { conversations: Record<string, unknown>[] } }>(
      'sue',
      'supervision',
      {
        act: 'unowned',
      },
    );
    expect(body.unowned.conversations).toEqual([
      expect.objectContaining({ why: 'parked', owner: backend.workerSid('alice') }),
    ]);
    expect(body.unowned.conversations[0]).not.toHaveProperty('mend');
  });

  it('what waits is its agent’s own', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    const { sid: conversationSid } = conversation();
    expect(await ask('bob', 'waiting', { act: 'takeBack', conversationSid })).toMatchObject({
      status: 409,
      body: refusal('CONVERSATION_CHANGED'),
    });
    await ask('bob', 'waiting', { act: 'close', conversationSid });
    expect(conversation().state).toBe('active');
    expect(await waitingOf('alice')).toHaveLength(1);
  });
});

describe('what fails', () => {
  const refused = { status: 400, body: { code: 20001, message: 'no', status: 400 } };

  it.each([
    ['the webhook', /^POST .*\/Conversations\/CH\w+\/Webhooks$/],
    ['the mark', /^POST .*\/Conversations\/CH\w+$/],
    ['the list', /^POST .*\/Maps/],
  ])('before the agent is out: %s, and they stay', async (_, request) => {
    const taskSid = await aliceWrites();
    backend.proxy.fail({ request, reaches: false, answer: refused, times: 2 });
    const parked = await ask('alice', 'people', { act: 'wait', taskSid, waitsFor: 'reply' });
    expect(parked.status).toBe(422);
    expect(inside()).toEqual(['alice']);
  });

  it('the task of a reply: the next message tries again', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: false, answer: refused });
    await samWrites();
    expect(openTasks()).toEqual([]);
    await samWrites('Hello?');
    await expectBack('alice');
  });

  it.each([
    ['broken', { status: 500 }],
    ['cut off', 'nothing' as const],
  ])('the answer of its invite, %s: one task', async (_, answer) => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: true, answer });
    await samWrites();
    await expectBack('alice');
  });

  it('an interaction that is over by then: another one', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    const [interaction] = backend.state().liveInteractions;
    interaction!.channel.status = 'closed';
    await samWrites();
    await expectBack('alice');
  });
});

describe('the list', () => {
  it('takes back at once; not while the agent is away', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'either', until: later(3 * DAY) });
    const { sid: conversationSid } = conversation();
    const takeBack = () => ask('alice', 'waiting', { act: 'takeBack', conversationSid });
    setActivity('alice', 'Break');
    expect(await takeBack()).toMatchObject({ status: 409, body: refusal('COLLEAGUE_UNAVAILABLE') });
    setActivity('alice', 'Available');
    expect(await takeBack()).toMatchObject({ status: 200, body: { waiting: [] } });
    await expectBack('alice');
    accept('alice');
    await samWrites();
    await advance(4 * DAY);
    expect(openTasks()).toHaveLength(1);
  });

  it('hands what was put aside to the queue, at once and once, with the note', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'either', until: later(3 * DAY) });
    const { sid: conversationSid } = conversation();
    setActivity('alice', 'Break');
    await ask('bob', 'waiting', { act: 'handOver', conversationSid });
    expect(openTasks()).toEqual([]);
    for (let round = 1; round <= 2; round += 1) {
      expect(await ask('alice', 'waiting', { act: 'handOver', conversationSid })).toMatchObject({
        status: 200,
        body: { waiting: [] },
      });
    }
    expect(openTasks()).toHaveLength(1);
    expect(openTasks()[0]!.attributes).not.toHaveProperty('knownWorkerSid');
    const bobs = accept('bob');
    expect(await ask('bob', 'people', { act: 'list', taskSid: bobs })).toMatchObject({
      body: { people: { invites: [{ backFor: 'handedOver', note: NOTE, byName: 'Alice Agent' }] } },
    });
    await samWrites();
    await advance(4 * DAY);
    expect(openTasks()).toHaveLength(1);
  });

  it('hands it to another queue, of those that the settings let be chosen', async () => {
    const queueSid = (name: string): string =>
      [...backend.sandbox.world.taskQueues.values()].find(({ friendlyName }) => friendlyName === name)!.sid;
    const [billing, everyone] = [queueSid('Billing'), queueSid('Everyone')];
    const { uiAttributes } = backend.sandbox.world;
    const settings = uiAttributes['messaging_controls'] as object;
    uiAttributes['messaging_controls'] = { ...settings, people: { queues: [billing] } };
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    await ask('alice', 'outreach', {
      ...backend.request({ to: '+14155550144' }),
      requestId: randomUUID(),
      replyTo: 'agent',
    });
    await backend.settled();
    setActivity('alice', 'Break');
    const [parked, outreach] = [...backend.sandbox.world.conversations.values()].map(({ sid }) => sid);
    const handOver = (conversationSid = '', wanted = billing) =>
      ask('alice', 'waiting', { act: 'handOver', conversationSid, queueSid: wanted });

    expect(await ask('alice', 'waiting', { act: 'queues' })).toMatchObject({
      body: { queues: [{ sid: billing, name: 'Billing' }] },
    });
    for (const wanted of [everyone, `WQ${'0'.repeat(32)}`]) {
      expect(await handOver(parked, wanted)).toMatchObject({ status: 403, body: refusal('QUEUE_NOT_ALLOWED') });
    }
    expect(openTasks()).toEqual([]);
    for (const sid of [parked, outreach]) expect(await handOver(sid)).toMatchObject({ status: 200 });
    expect(openTasks()).toMatchObject([{ taskQueueSid: billing }]);
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: '+14155550144', to: CARE, body: 'Yes' });
    await backend.settled();
    expect(openTasks()).toMatchObject([{ taskQueueSid: billing }, { taskQueueSid: billing }]);
    uiAttributes['messaging_controls'] = settings;
  });

  it('hands the reply to a message to the queue', async () => {
    await ask('alice', 'outreach', { ...backend.request(), requestId: randomUUID(), replyTo: 'agent' });
    const { sid: conversationSid } = conversation();
    await backend.settled();
    for (let round = 1; round <= 2; round += 1) {
      expect(await ask('alice', 'waiting', { act: 'handOver', conversationSid })).toMatchObject({
        status: 200,
        body: { waiting: [] },
      });
    }
    expect(openTasks()).toEqual([]);
    await samWrites();
    expect(openTasks()).toHaveLength(1);
    expect(openTasks()[0]!.attributes).not.toHaveProperty('knownWorkerSid');
  });

  it('closes for good, once; the next message begins another conversation', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'reply' });
    const parked = conversation();
    for (let round = 1; round <= 2; round += 1) {
      expect(await ask('alice', 'waiting', { act: 'close', conversationSid: parked.sid })).toMatchObject({
        status: 200,
        body: { waiting: [] },
      });
    }
    expect(parked.state).toBe('closed');
    expect(backend.state().liveInteractions).toEqual([]);
    expect(openTasks()).toEqual([]);
  });

  it('does not close over what the customer has written: that comes back', async () => {
    const taskSid = await aliceWrites();
    await park(taskSid, { waitsFor: 'date', until: later(3 * DAY) });
    await samWrites();
    const { sid: conversationSid } = conversation();
    expect(await ask('alice', 'waiting', { act: 'close', conversationSid })).toMatchObject({
      status: 409,
      body: refusal('CONVERSATION_CHANGED'),
    });
    await expectBack('alice');
    expect(conversation().messages.at(-1)?.body).toBe('Here it is');
  });

  it('has messages whose reply is awaited, until it is there', async () => {
    const request = { ...backend.request(), requestId: randomUUID(), replyTo: 'agent' };
    expect(await ask('alice', 'outreach', request)).toMatchObject({ status: 201 });
    expect(await waitingOf('alice')).toMatchObject([
      { kind: 'outreach', address: SAM, customerName: 'Sam Customer', waitsFor: 'reply' },
    ]);
    await samWrites();
    expect(await waitingOf('alice')).toEqual([]);
    expect(openTasks()).toHaveLength(1);
  });

  it('ends the waiting for such a reply too', async () => {
    const request = { ...backend.request(), requestId: randomUUID(), replyTo: 'agent' };
    await ask('alice', 'outreach', request);
    const { sid: conversationSid, ...sent } = conversation();
    expect(sent.state).toBe('active');
    expect(await ask('alice', 'waiting', { act: 'close', conversationSid })).toMatchObject({ body: { waiting: [] } });
    expect(backend.sandbox.world.conversations.get(conversationSid)?.state).toBe('closed');
  });
});
