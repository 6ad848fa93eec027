import type { BackendError } from '../../src/contract/errors';
import type { AuditEntry } from '../../src/contract/audit';
import type { CustomerTimeline, Mended, Trace } from '../../src/contract/trace';
import { namedSid } from '../../sandbox/src/model/sid';
import { flowOf, widget } from '../sandbox/flowOf';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  settings({});
  await backend.sandbox.twilio.conversations.v1.addressConfigurations(namedSid('IG', CARE)).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`,
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
  });
  await backend.installInteractionsWebhook();
});

type Answered<T> = ({ ok: true } & T) | { ok: false; error: BackendError };

function settings(trace: object): void {
  const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
  backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, trace };
}

const trace = (identity: string, what = SAM) => backend.ask<Answered<{ trace: Trace }>>(identity, 'trace', { what });

const mend = (identity: string, act: string, conversationSid = only().sid, more: Record<string, string> = {}) =>
  backend.ask<Answered<Omit<Mended, 'ok'>>>(identity, 'mend', { conversationSid, mend: act, ...more });

const only = () => {
  const { conversations } = backend.state();
  expect(conversations).toHaveLength(1);
  return conversations[0]!;
};

/** What the trace offers at the step that broke. */
async function offered(identity = 'sue', what = SAM): Promise<unknown> {
  const { body } = await trace(identity, what);
  if (!body.ok) throw new Error(body.error.code);
  return body.trace.steps.find(({ state }) => state === 'broken')?.mends;
}

/** As if all of it had happened an hour ago. */
function age(): void {
  const before = (date: Date): Date => new Date(date.getTime() - 3_600_000);
  for (const event of backend.sandbox.world.taskRouterEvents) Object.assign(event, { date: before(event.date) });
  for (const message of backend.sandbox.world.messageLog) message.dateCreated = before(message.dateCreated);
  for (const conversation of backend.sandbox.world.conversations.values()) {
    conversation.dateCreated = before(conversation.dateCreated);
    conversation.dateUpdated = before(conversation.dateUpdated);
    for (const message of conversation.messages) message.dateCreated = before(message.dateCreated);
    conversation.attributes = conversation.attributes.replace(
      /"startedAt":"([^"]*)"/,
      (_, at: string) => `"startedAt":"${before(new Date(at)).toISOString()}"`,
    );
  }
}

async function samWrites(to = CARE): Promise<void> {
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to, body: 'Anybody there?' });
  await backend.settled();
}

/** Alice writes to Sam and takes the task. */
async function aliceWrites(): Promise<void> {
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  const { world } = backend.sandbox;
  const offer = [...world.reservations.values()].find(({ status }) => status === 'pending');
  world.services.taskrouter.setReservation(offer!.sid, 'accepted');
  await backend.settled();
}

async function taskIsGone(): Promise<void> {
  const { world, twilio } = backend.sandbox;
  for (const { sid } of backend.state().openTasks) {
    await twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks(sid).remove();
  }
  await backend.settled();
}

/** Sam waits, and his task is gone. */
async function samIsLost(): Promise<void> {
  await aliceWrites();
  await samWrites();
  await taskIsGone();
  age();
}

it('gives a customer who waits in no task to an agent, once', async () => {
  await samIsLost();
  expect(await offered()).toEqual(['giveBack', 'answer']);
  const answers = await Promise.all([mend('sue', 'answer'), mend('sue', 'answer')]);
  expect(answers.filter(({ body }) => body.ok && body.outcome === 'handedOver')).toHaveLength(1);
  expect(backend.state().openTasks).toHaveLength(1);
  expect(await mend('sue', 'answer')).toMatchObject({ status: 200, body: { outcome: 'served' } });
  expect(backend.state().openTasks).toHaveLength(1);
  expect(await offered()).toBeUndefined();

  const { body } = await trace('sue');
  const by = backend.workerSid('sue');
  const acts = body.ok ? (body.trace.acts ?? []) : [];
  expect(acts.filter((one) => one.by !== 'twilio')).toMatchObject([{ by, act: 'answer', outcome: 'handedOver' }]);
  expect(JSON.stringify(body)).not.toMatch(/Sam|Anybody|\+1415/);
});

it('closes a conversation whose customer is answered and that is in no task, and no other', async () => {
  await aliceWrites();
  age();
  expect(await mend('sue', 'close')).toMatchObject({ status: 200, body: { outcome: 'served' } });
  await taskIsGone();
  age();
  expect(await offered()).toEqual(['close']);
  expect(await mend('sue', 'answer')).toMatchObject({ body: { error: { code: 'CONVERSATION_CHANGED' } } });
  const conversation = only();
  const { sid } = conversation;
  expect(await mend('sue', 'close')).toMatchObject({ status: 200, body: { outcome: 'closed' } });
  expect([conversation.state, backend.state().liveInteractions]).toEqual(['closed', []]);
  expect(await mend('sue', 'close', sid)).toMatchObject({ status: 200, body: { outcome: 'served' } });
});

it('refuses an agent, and whom the settings leave out', async () => {
  await samIsLost();
  const refused = { status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } };
  expect(await mend('alice', 'answer')).toMatchObject(refused);
  expect(await trace('alice')).toMatchObject(refused);
  settings({ mend: 'nobody' });
  expect(await offered()).toBeUndefined();
  expect(await mend('sue', 'answer')).toMatchObject(refused);
  settings({ see: 'everyone' });
  expect(await trace('alice')).toMatchObject({ status: 200 });
  expect(await offered('alice')).toBeUndefined();
  expect(await mend('alice', 'answer')).toMatchObject(refused);
  expect(backend.state().openTasks).toEqual([]);
});

it('tells a supervisor of all that went on with a customer, and an agent of nothing', async () => {
  await aliceWrites();
  await samWrites();
  const ask = (identity: string, what = '+1 (415) 555-0143') =>
    backend.ask<Answered<{ timeline: CustomerTimeline }>>(identity, 'customer-timeline', { what });
  expect(await ask('sue')).toMatchObject({
    status: 200,
    body: {
      timeline: {
        conversations: [
          { sid: only().sid, channel: 'sms', state: 'active', lastMessage: { by: 'customer' }, agents: 1 },
        ],
        optOuts: [],
        scheduled: 0,
      },
    },
  });
  expect(await ask('sue', '+14155550199')).toMatchObject({ body: { timeline: { conversations: [] } } });
  expect(await ask('alice')).toMatchObject({ status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } });
});

it('brings a start that was cut off to rest', async () => {
  await aliceWrites();
  const conversation = only();
  conversation.attributes = conversation.attributes.replace(/,"settledAt":"[^"]*"/, '');
  await taskIsGone();
  age();
  expect(await offered()).toEqual(['rest']);
  expect(await mend('sue', 'rest')).toMatchObject({ status: 200, body: { outcome: expect.any(String) as string } });
  expect(await offered()).not.toEqual(['rest']);
});

describe('the other buttons', () => {
  const address = () => backend.sandbox.world.addresses.get(namedSid('IG', CARE))!;
  const REFUSED = { status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } };
  const CHANGED = { body: { error: { code: 'CONVERSATION_CHANGED' } } };
  const customerIn = ({ participants }: ReturnType<typeof only>) =>
    [...participants.values()].some(({ messagingBinding }) => messagingBinding);

  async function audit(act: string): Promise<Partial<AuditEntry>[]> {
    const day = new Date().toISOString().slice(0, 10);
    const { body } = await backend.ask<Answered<{ entries: AuditEntry[] }>>('sue', 'audit', { day, act });
    if (!body.ok) throw new Error(body.error.code);
    return body.entries.map(({ by, conversationSid, outcome }) => ({ by, conversationSid, outcome }));
  }

  /** Two at once: one does it, and it is kept once. Answers what came of it. */
  async function once(identity: string, act: string, more: Record<string, string> = {}): Promise<string> {
    const { sid } = only();
    expect(await mend('alice', act, sid, more)).toMatchObject(REFUSED);
    const answers = await Promise.all([mend(identity, act, sid, more), mend(identity, act, sid, more)]);
    const done = answers.flatMap(({ body }) => (body.ok && body.outcome !== 'served' ? [body.outcome] : []));
    expect(done.length).toBeGreaterThan(0);
    await backend.settled();
    const [entry] = await audit(act);
    expect(entry).toEqual({ by: backend.workerSid(identity), conversationSid: sid, outcome: done[0] });
    return done[0]!;
  }

  async function bobIsAvailable(): Promise<void> {
    const { taskrouter } = backend.sandbox.world.services;
    taskrouter.setActivity(backend.workerSid('alice'), taskrouter.activityByName('Offline')!.sid);
    await backend.settled();
  }

  const rings = () =>
    [...backend.sandbox.world.reservations.values()]
      .filter(({ status }) => status === 'pending')
      .map(({ workerSid }) => workerSid);

  async function leadToFlow(...widgets: Parameters<typeof flowOf>): Promise<void> {
    const { sid } = await backend.sandbox.twilio.studio.v2.flows.create({
      ...{ friendlyName: 'Greeting', status: 'published', definition: flowOf(...widgets) },
    });
    Object.assign(address().autoCreation, { type: 'studio', studioFlowSid: sid });
  }

  it('ends the run that blocks the flow, and brings the customer to an agent', async () => {
    await leadToFlow(
      widget('ask', 'send-and-wait-for-reply', {
        ...{ from: '{{flow.channel.address}}', channel: '{{trigger.message.ChannelSid}}' },
        ...{ body: 'What is it about?', timeout: '86400' },
      }),
    );
    await samWrites();
    const [execution] = await executions();
    backend.sandbox.world.services.conversations.update(only().sid, { state: 'closed' });
    backend.sandbox.world.conversations.delete(only().sid);
    await samWrites();
    age();
    expect(await offered()).toEqual(['endFlow']);
    expect(await once('sue', 'endFlow')).toBe('handedOver');
    expect((await executions()).find(({ sid }) => sid === execution!.sid)?.status).toBe('ended');
    expect(backend.state().openTasks).toHaveLength(1);
    expect(await mend('sue', 'endFlow')).toMatchObject({ body: { outcome: 'served' } });
  });

  const executions = () =>
    backend.sandbox.twilio.studio.v2
      .flows((address().autoCreation as { studioFlowSid?: string }).studioFlowSid!)
      .executions.list();

  it('adds the webhook again, and brings to an agent who has written', async () => {
    address().autoCreation.webhookFilters = ['onParticipantAdded'];
    await samWrites();
    only().webhooks.clear();
    age();
    expect(await offered()).toEqual(['addWebhook']);
    expect(await once('sue', 'addWebhook')).toBe('handedOver');
    expect(backend.state().openTasks).toHaveLength(1);
    expect(await mend('sue', 'addWebhook')).toMatchObject({ body: { outcome: 'served' } });
  });

  it('adds the webhook again: of who has been answered already, the backend hears from then on', async () => {
    address().autoCreation.webhookFilters = ['onParticipantAdded'];
    await samWrites();
    only().webhooks.clear();
    await backend.sandbox.twilio.conversations.v1
      .conversations(only().sid)
      .messages.create({ author: 'crm', body: 'We are on it.' });
    age();
    expect(await once('sue', 'addWebhook')).toBe('waits');
    expect(backend.state().openTasks).toEqual([]);
    await samWrites();
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('gives a customer back to the agent who had them, before anybody else', async () => {
    await samIsLost();
    expect(await once('sue', 'giveBack')).toBe('handedOver');
    expect(backend.state().openTasks).toHaveLength(1);
    expect(rings()).toEqual([backend.workerSid('alice')]);
    expect(await mend('sue', 'giveBack')).toMatchObject({ body: { outcome: 'served' } });
  });

  it('brings the agent in again who has accepted and is not inside', async () => {
    await aliceWrites();
    const { participants } = only();
    for (const [sid, { identity }] of participants) if (identity) participants.delete(sid);
    age();
    expect(await offered()).toEqual(['giveBack', 'requeue']);
    expect(await once('sue', 'giveBack')).toBe('givenBack');
    expect([...participants.values()].filter(({ identity }) => identity === 'alice')).toHaveLength(1);
    expect(await mend('sue', 'giveBack')).toMatchObject({ body: { outcome: 'served' } });
  });

  it('gives a conversation to the queue whose agent is not there, and tells them why', async () => {
    await aliceWrites();
    await samWrites();
    await bobIsAvailable();
    age();
    expect(await offered()).toEqual(['requeue']);
    const { sid } = only();
    expect(await mend('sue', 'requeue')).toMatchObject({ status: 400 });
    expect(await once('sue', 'requeue', { reason: 'Sam was waiting.' })).toBe('handedOver');
    expect(rings()).toEqual([backend.workerSid('bob')]);
    const told = JSON.stringify([...backend.sandbox.world.conversations.values()].map(({ messages }) => messages));
    expect(told.match(/Sam was waiting/g)).toHaveLength(1);

    const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
    backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, people: { supervise: 'nobody' } };
    expect(await mend('sue', 'requeue', sid, { reason: 'Again' })).toMatchObject(REFUSED);
    backend.sandbox.world.uiAttributes['messaging_controls'] = of;
  });

  it('shows a message that was lost as it would be sent again, and sends nothing', async () => {
    const LOST = '+14155559003';
    const { body } = await backend.send(backend.request({ to: LOST }));
    expect(body.ok).toBe(true);
    await backend.settled();
    age();
    const sent = backend.state().messagesSent.length;
    expect(await offered('sue', LOST)).toEqual(['sendAnew']);
    expect(await once('sue', 'sendAnew')).toBe('toSend');
    expect((await mend('sue', 'sendAnew')).body).toEqual({
      ...{ ok: true, outcome: 'toSend' },
      message: { channel: 'sms', to: LOST, from: CARE, body: 'Hello Sam' },
    });
    expect(backend.state().messagesSent).toHaveLength(sent);
    const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
    backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, supervision: { masksCustomers: true } };
    expect(await offered('sue', LOST)).toBeUndefined();
    expect(await mend('sue', 'sendAnew')).toMatchObject(REFUSED);
    backend.sandbox.world.uiAttributes['messaging_controls'] = of;
  });

  it('offers to send nothing again to whoever has opted out', async () => {
    await backend.send(backend.request({ to: '+14155559003' }));
    await backend.settled();
    for (const { receipts } of only().messages) for (const one of receipts) one.errorCode = 21610;
    expect(await offered('sue', '+14155559003')).toBeUndefined();
    expect(await mend('sue', 'sendAnew')).toMatchObject(CHANGED);
  });

  describe('open an address', () => {
    const open = (identity: string, what = SAM) =>
      backend.ask<Answered<Omit<Mended, 'ok'>>>(identity, 'mend', { mend: 'openAddress', what });

    it.each<[string, () => void]>([
      ['whose auto-creation is off', () => undefined],
      ['that there is none of', () => backend.sandbox.world.addresses.clear()],
      ['that leads to another service', () => (address().autoCreation.conversationServiceSid = `IS${'0'.repeat(32)}`)],
    ])('%s, as an administrator, once', async (_, lose) => {
      address().autoCreation.enabled = false;
      await samWrites();
      lose();
      expect(await offered('sue')).toBeUndefined();
      expect(await open('sue')).toMatchObject(REFUSED);
      expect(await open('alice')).toMatchObject(REFUSED);
      expect(await offered('ada')).toEqual(['openAddress']);
      const answers = await Promise.all([open('ada'), open('ada')]);
      expect(answers.filter(({ body }) => body.ok && body.outcome === 'opened')).toHaveLength(1);
      expect(await open('ada')).toMatchObject({ body: { outcome: 'served' } });
      expect(await audit('openAddress')).toEqual([
        { by: backend.workerSid('ada'), conversationSid: undefined, outcome: 'opened' },
      ]);
      await samWrites();
      expect(customerIn(only())).toBe(true);
      expect(backend.state().openTasks).toHaveLength(1);
    });

    it('of ours alone', async () => {
      await samWrites('+14155550199');
      backend.sandbox.world.conversations.clear();
      backend.sandbox.world.addresses.clear();
      expect(await offered('ada')).toBeUndefined();
      expect(await open('ada')).toMatchObject({ body: { outcome: 'served' } });
      expect(backend.sandbox.world.addresses.size).toBe(0);
    });
  });
});
