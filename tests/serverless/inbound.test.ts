import { namedSid } from '../../sandbox/src/model/sid';
import { signature } from '../../sandbox/src/services/webhooks/signature';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';
import type { Fault } from './FaultProxy';

jest.setTimeout(60_000);

const BILLING = namedSid('WQ', 'Billing');
const CLOSED = 'We are back at nine.';
const NEVER_OPEN = { timeZone: 'UTC', days: {}, answer: CLOSED };

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false, variables: { TWILIO_CALL_MILLISECONDS: '500' } });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  await leadToWebhook(CARE);
});

const REFUSED = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
const BROKEN = { status: 500 };
const INTERACTION = /^POST .*\/v1\/Interactions$/;
const CLAIM = /^POST .*\/Documents$/;

const documents = () => backend.sandbox.twilio.sync.v1.services('default').documents;
const claimName = () => `messaging-controls-inbound-${conversation().sid}`;
const takenUp = () => ({ attempt: 'a', startedAt: new Date(Date.now() - 60_000).toISOString() });

/** As if the first message's function had taken it up long ago. */
const ageClaim = () => documents()(claimName()).update({ data: takenUp() });

/** As if a function had taken a message up long ago, and ended half way. */
const oldClaim = () => documents().create({ uniqueName: claimName(), data: takenUp() });

/** As the set-up makes an address of type `webhook`. */
async function leadToWebhook(address: string): Promise<void> {
  await backend.sandbox.twilio.conversations.v1.addressConfigurations(namedSid('IG', address)).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`,
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
  });
}

function setInbound(inbound: object): void {
  const { world } = backend.sandbox;
  const settings = world.uiAttributes['messaging_controls'] as object;
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, inbound } };
}

const deliveries = () => backend.sandbox.world.webhookLog.filter(({ url }) => url.endsWith('/conversation-events'));
const settled = () => until(() => deliveries().every(({ state }) => state !== 'sending'));

/** Sam writes, and our function has answered Twilio; answers its status. */
async function samWrites(body: string, to = CARE): Promise<number> {
  const before = deliveries().length;
  const channel = to.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
  const from = channel === 'whatsapp' ? `whatsapp:${SAM}` : SAM;
  backend.sandbox.world.services.messaging.receive({ channel, from, to, body });
  await until(() => deliveries().length > before);
  await settled();
  return deliveries().at(-1)?.responseStatus ?? 0;
}

const conversation = () => backend.state().conversations.at(-1)!;
const texts = () => conversation().messages.map(({ body }) => body);

/** Whom the task rings at. */
async function offeredTo(): Promise<string> {
  const [task] = backend.state().openTasks;
  const { reservations, people } = backend.sandbox.world;
  const { workerSid } = await until(() => [...reservations.values()].find(({ taskSid }) => taskSid === task!.sid));
  return [...people.values()].find((person) => person.workerSid === workerSid)!.identity;
}

function setActivity(identity: string, name: string): void {
  const { taskrouter } = backend.sandbox.world.services;
  taskrouter.setActivity(backend.workerSid(identity), taskrouter.activityByName(name)!.sid);
}

/** The agent accepts what rings, writes, and ends it. */
async function agentServes(body: string): Promise<void> {
  const identity = await offeredTo();
  const { world, twilio } = backend.sandbox;
  const [task] = backend.state().openTasks;
  const reservation = [...world.reservations.values()].find(({ taskSid }) => taskSid === task!.sid)!;
  world.services.taskrouter.setReservation(reservation.sid, 'accepted');
  const { flexInteractionSid, flexInteractionChannelSid, conversationSid } = task!.attributes as Record<string, string>;
  const service = twilio.conversations.v1.services(world.chatServiceSid);
  await service.conversations(conversationSid!).messages.create({ author: identity, body });
  await twilio.flexApi.v1
    .interaction(flexInteractionSid!)
    .channels(flexInteractionChannelSid!)
    .update({ status: 'closed', routing: { status: 'closed' } });
}

describe('a customer who writes to an address', () => {
  it('gets a task by the workflow, and the conversation is Flex’s from then on', async () => {
    expect(await samWrites('Where is my order?')).toBe(200);
    const { conversations, liveInteractions, openTasks, messagesSent } = backend.state();
    expect(conversations).toHaveLength(1);
    expect(liveInteractions.map(({ channel }) => channel.mediaSid)).toEqual([conversation().sid]);
    expect(openTasks).toMatchObject([
      {
        taskChannelUniqueName: 'sms',
        attributes: {
          ...{ direction: 'inbound', initiatedBy: 'customer', from: SAM, customerAddress: SAM, proxyAddress: CARE },
          conversations: { direction: 'Inbound', initiated_by: 'Customer' },
        },
      },
    ]);
    expect(openTasks[0]!.attributes).not.toHaveProperty('knownWorkerSid');
    expect(messagesSent).toEqual([]);
    expect(conversation().webhooks.size).toBe(0);
    expect(Math.max(...deliveries().map(({ duration }) => duration))).toBeLessThan(5_000);
  });

  it('by WhatsApp gets one of task channel chat', async () => {
    await leadToWebhook(`whatsapp:${CARE}`);
    expect(await samWrites('Hello', `whatsapp:${CARE}`)).toBe(200);
    expect(backend.state().openTasks).toMatchObject([
      {
        taskChannelUniqueName: 'chat',
        attributes: { channelType: 'whatsapp', from: SAM, customerAddress: `whatsapp:${SAM}` },
      },
    ]);
  });

  it('gets one task where two messages come at once', async () => {
    const creation = backend.proxy.hold(INTERACTION);
    const { messaging } = backend.sandbox.world.services;
    for (const body of ['Hello', 'Are you there?']) messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
    await creation.reached;
    await until(() => deliveries().filter(({ state }) => state !== 'sending').length >= 2);
    creation.open();
    await settled();
    expect(deliveries().every(({ responseStatus }) => responseStatus === 200)).toBe(true);
    const { liveInteractions, openTasks } = backend.state();
    expect([liveInteractions.length, openTasks.length]).toEqual([1, 1]);
  });

  it('gets one task where Twilio tells of the message twice', async () => {
    await samWrites('Hello');
    const { parameters } = deliveries().find(({ eventType }) => eventType === 'onMessageAdded')!;
    const url = `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`;
    const signed = signature(backend.sandbox.world.account.authToken, url, parameters);
    const host = new URL(url).host;
    const again = await backend.post('conversation-events', parameters, { 'x-twilio-signature': signed, host });
    expect(again).toMatchObject({ status: 200, body: { ok: true } });
    expect(backend.state().openTasks).toHaveLength(1);
    expect(backend.state().interactions).toHaveLength(1);
  });

  it('is not believed where Twilio has not signed it', async () => {
    await samWrites('STOP');
    const { parameters } = deliveries().find((one) => one.parameters.EventType === 'onMessageAdded')!;
    await backend.proxy.quiet();
    backend.proxy.reset();
    for (const headers of [{}, { 'x-twilio-signature': 'x' }] as Record<string, string>[]) {
      const answer = await backend.post('conversation-events', { ...parameters, Body: 'Hello' }, headers);
      expect(answer).toMatchObject({ status: 403, body: { ok: false, error: { code: 'SIGNATURE_REFUSED' } } });
    }
    expect(backend.state().interactions).toEqual([]);
    // Whoever may be calling, they cost no call of Twilio's.
    expect(backend.proxy.requests).toEqual([]);
  });

  it('gets none of what an agent writes there', async () => {
    setInbound({ businessHours: { ...NEVER_OPEN, outOfHours: 'answerOnly' } });
    await samWrites('Anybody there?');
    setInbound({});
    const { world } = backend.sandbox;
    const before = deliveries().length;
    world.origin.run({ firesWebhooks: true, source: 'SDK' }, () =>
      world.services.conversations.addMessage(conversation().sid, { author: 'alice', body: 'A note' }),
    );
    await until(() => deliveries().length > before);
    await settled();
    expect(deliveries().at(-1)).toMatchObject({ responseStatus: 200 });
    expect(backend.state().interactions).toEqual([]);
  });

  it('in a conversation that waits for a reply is no business of this function', async () => {
    setInbound({ spam: ['hello'] });
    await samWrites('Hello');
    const reply = { to: 'queue', channel: 'sms', address: SAM, proxyAddress: CARE };
    const record = { requestId: 'r', attempt: 'a', startedAt: new Date().toISOString(), reply };
    const attributes = JSON.stringify({ messagingControls: record });
    backend.sandbox.world.services.conversations.update(conversation().sid, { attributes });
    expect(await samWrites('Yes please')).toBe(200);
    expect(backend.state().interactions).toEqual([]);
  });
});

describe('who is ignored', () => {
  it.each(['Win at our CASINOS now!', 'Stop', 'unsubscribe'])(
    '%s makes no task; the next message does',
    async (body) => {
      setInbound({ spam: ['casino*'] });
      expect(await samWrites(body)).toBe(200);
      expect(backend.state().interactions).toEqual([]);
      expect(await samWrites('I mean: where is my order?')).toBe(200);
      expect(backend.state().openTasks).toHaveLength(1);
      expect(backend.state().conversations).toHaveLength(1);
    },
  );
});

test('a word of SMS that is a button elsewhere makes a task there', async () => {
  const address = `whatsapp:${CARE}`;
  await leadToWebhook(address);
  expect(await samWrites('Cancel', address)).toBe(200);
  expect(backend.state().openTasks).toHaveLength(1);
});

describe('keywords', () => {
  const keywords = [
    { words: ['factura', 'rechnung'], queueSid: BILLING },
    { words: ['gone'], queueSid: namedSid('WQ', 'no such queue') },
  ];

  it('lead to their queue', async () => {
    setInbound({ keywords });
    await samWrites('¿Y mi FACTÚRA?');
    expect(backend.state().openTasks).toMatchObject([{ taskQueueSid: BILLING }]);
  });

  it('whose queue is gone do not cost the customer', async () => {
    setInbound({ keywords });
    expect(await samWrites('The parcel is gone')).toBe(200);
    expect(backend.state().openTasks).toHaveLength(1);
  });
});

describe('outside of the business hours', () => {
  it('the customer waits as a task, and is told', async () => {
    setInbound({ businessHours: NEVER_OPEN });
    await samWrites('Anybody there?');
    await until(() => texts().includes(CLOSED));
    expect(backend.state().openTasks).toHaveLength(1);
    expect(backend.state().messagesSent).toMatchObject([{ to: SAM, from: CARE, body: CLOSED }]);
    expect(conversation().messages.at(-1)!.author).toBe('Customer care');
  });

  it('or is only told, once; the first message within them makes the task', async () => {
    setInbound({ businessHours: { ...NEVER_OPEN, outOfHours: 'answerOnly' } });
    for (const body of ['Anybody there?', 'Hello?']) expect(await samWrites(body)).toBe(200);
    expect(texts()).toEqual(['Anybody there?', CLOSED, 'Hello?']);
    expect(backend.state().interactions).toEqual([]);
    setInbound({});
    await samWrites('And now?');
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('is not told who is in a conversation with an agent', async () => {
    setInbound({ businessHours: { ...NEVER_OPEN, outOfHours: 'answerOnly' } });
    await samWrites('Anybody there?');
    await backend.sandbox.twilio.flexApi.v1.interaction.create({
      channel: { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: conversation().sid } },
      routing: { properties: { workspace_sid: backend.sandbox.world.workspace.sid } },
    });
    expect(await samWrites('Thanks for staying late')).toBe(200);
    expect(texts().filter((body) => body === CLOSED)).toHaveLength(1);
    expect(backend.state().openTasks).toHaveLength(1);
    setInbound({});
    await samWrites('Good morning');
    expect(backend.state().openTasks).toHaveLength(1);
    expect(conversation().webhooks.size).toBe(0);
  });

  it('an answer that Twilio refused is given to the next message', async () => {
    setInbound({ businessHours: { ...NEVER_OPEN, outOfHours: 'answerOnly' } });
    backend.proxy.fail({ request: /^POST .*\/Messages$/, reaches: false, answer: REFUSED });
    expect(await samWrites('Anybody there?')).toBeGreaterThanOrEqual(400);
    expect(await samWrites('Hello?')).toBe(200);
    expect(texts()).toEqual(['Anybody there?', 'Hello?', CLOSED]);
  });
});

describe('a returning customer', () => {
  /** Alice, whom the workflow would not choose now, has served Sam. */
  beforeEach(async () => {
    setActivity('bob', 'Offline');
    await samWrites('Where is my order?');
    await agentServes('It comes tomorrow.');
    setActivity('bob', 'Available');
    await leadToWebhook(CARE);
  });

  it('reaches the agent of last time', async () => {
    await samWrites('It did not come');
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { knownWorkerSid: backend.workerSid('alice'), from: SAM } },
    ]);
    expect(await offeredTo()).toBe('alice');
  });

  it('reaches another where that agent is away', async () => {
    setActivity('alice', 'Offline');
    await samWrites('It did not come');
    expect(await offeredTo()).toBe('bob');
  });

  it('whose keyword names a queue goes there', async () => {
    setInbound({ keywords: [{ words: ['invoice'], queueSid: BILLING }] });
    await samWrites('The invoice is wrong');
    expect(backend.state().openTasks).toMatchObject([{ taskQueueSid: BILLING }]);
    expect(backend.state().openTasks[0]!.attributes).not.toHaveProperty('knownWorkerSid');
  });

  it.each([
    ['the settings do not want it', () => setInbound({ lastAgentFirst: false })],
    ['it is too long ago', () => backend.sandbox.world.clock.advance(31 * 24 * 60 * 60 * 1_000)],
    [
      'Twilio does not tell',
      () => backend.proxy.fail({ request: /^GET .*\/Workers$/, reaches: false, answer: REFUSED }),
    ],
  ])('is one like any other where %s', async (_, prepare) => {
    prepare();
    await samWrites('It did not come');
    expect(backend.state().openTasks).toHaveLength(1);
    expect(backend.state().openTasks[0]!.attributes).not.toHaveProperty('knownWorkerSid');
  });
});

describe('while Twilio fails', () => {
  it.each<[string, RegExp]>([
    ['the claim', CLAIM],
    ['the interaction', INTERACTION],
  ])('%s refused: Twilio is told, and the next message tries again', async (_, request) => {
    backend.proxy.fail({ request, reaches: false, answer: REFUSED });
    const { alerts } = backend.functions;
    const before = alerts.length;
    expect(await samWrites('Hello')).toBeGreaterThanOrEqual(400);
    expect(backend.state().interactions).toEqual([]);
    // In the account's debugger it can be found by its conversation.
    const alert = await until(() => alerts.slice(before).find((line) => line.includes('"conversation-events"')));
    expect(JSON.parse(alert)).toMatchObject({ outcome: 'TWILIO_REFUSED', about: conversation().sid });
    expect(await samWrites('Hello?')).toBe(200);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it.each<[string, Fault['answer'], boolean]>([
    ['broken before', BROKEN, false],
    ['broken after', BROKEN, true],
    ['silent before', 'silence', false],
    ['silent after', 'silence', true],
  ])('the interaction %s it took effect: one task', async (_, answer, reaches) => {
    backend.proxy.fail({ request: INTERACTION, reaches, answer });
    expect(await samWrites('Hello')).toBe(200);
    const { liveInteractions, openTasks } = backend.state();
    expect([liveInteractions.length, openTasks.length]).toEqual([1, 1]);
  });

  it.each<[string, RegExp]>([
    ['the Flex Configuration', /^GET .*\/v1\/Configuration$/],
    ['the conversation', /^GET .*\/Conversations\/CH\w+$/],
    ['its participants', /^GET .*\/Participants$/],
  ])('%s not there: nothing is done, and the next message makes the task', async (_, request) => {
    backend.proxy.fail({ request, reaches: false, answer: BROKEN, times: 3 });
    expect(await samWrites('Hello')).toBe(503);
    expect(backend.state().interactions).toEqual([]);
    expect(await samWrites('Hello?')).toBe(200);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('the look for a live task not there: none is made beside one, and the message after that makes it', async () => {
    setInbound({ businessHours: { ...NEVER_OPEN, outOfHours: 'answerOnly' } });
    await samWrites('Anybody there?');
    setInbound({});
    await oldClaim();
    backend.proxy.fail({ request: /^GET .*\/Tasks$/, reaches: false, answer: BROKEN, times: 3 });
    expect(await samWrites('And now?')).toBe(503);
    expect(backend.state().interactions).toEqual([]);
    expect(await samWrites('And now?')).toBe(200);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('a second line, a moment after the first, makes no second task and searches TaskRouter for none', async () => {
    expect(await Promise.all([samWrites('Hello'), samWrites('Are you there?')])).toEqual([200, 200]);
    expect(backend.state().interactions).toHaveLength(1);
    expect(backend.searches).toBe(0);
  });

  it('a webhook that could not be taken away goes with a later message, which makes no second task', async () => {
    backend.proxy.fail({ request: /^DELETE .*\/Webhooks\/WH\w+$/, reaches: false, answer: REFUSED });
    expect(await samWrites('Hello')).toBe(200);
    expect(conversation().webhooks.size).toBe(1);
    await ageClaim();
    expect(await samWrites('Hello?')).toBe(200);
    expect(conversation().webhooks.size).toBe(0);
    expect(backend.state().interactions).toHaveLength(1);
  });
});

it('leaves no number and no text in the log, nor in a name of Sync', async () => {
  setInbound({ businessHours: NEVER_OPEN });
  await samWrites('My secret is 1234');
  const listed = await documents().list();
  const kept = [...listed.map(({ uniqueName }) => uniqueName), ...backend.functions.log].join('\n');
  for (const secret of ['4155550143', 'secret']) expect(kept).not.toContain(secret);
});
