import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { OutreachRequest } from '../../src/contract/startConversation';
import { until } from '../sandbox/until';
import type { Answer, StartAnswer } from './backend';
import { Backend, CARE, SAM } from './backend';
import type { Fault } from './FaultProxy';

jest.setTimeout(60_000);

const ANSWER = 'Thank you. An agent will be with you in a moment.';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: {
      senders: [
        { address: CARE, channel: 'sms', name: 'Customer care' },
        { address: CARE, channel: 'whatsapp', name: 'Customer care' },
        { address: 'Website', channel: 'chat', name: 'Website chat' },
      ],
      outreach: { automaticAnswer: ANSWER, waitDays: 2 },
    },
    variables: { TWILIO_CALL_MILLISECONDS: '1000' },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const REFUSED = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
const BROKEN = { status: 500 };

const WEBHOOK = /^POST .*\/Conversations\/CH\w+\/Webhooks$/;
const MESSAGE = /^POST .*\/Messages$/;
const INTERACTION = /^POST .*\/v1\/Interactions$/;
const CLAIM = /^POST .*\/Documents$/;

const refusal = (code: string, field?: string) => ({ ok: false, error: field ? { code, field } : { code } });

const request = (change: Partial<OutreachRequest> = {}): OutreachRequest => ({
  ...backend.request(),
  requestId: randomUUID(),
  replyTo: 'agent',
  ...change,
});

const send = (wanted: OutreachRequest, identity = 'alice'): Promise<Answer> =>
  backend.ask<StartAnswer>(identity, 'outreach', { ...wanted });

const conversation = () => backend.state().conversations[0]!;
const attributes = () => JSON.parse(conversation().attributes) as Record<string, unknown>;
const setAttributes = (value: object): void => {
  backend.sandbox.world.services.conversations.update(conversation().sid, { attributes: JSON.stringify(value) });
};

const deliveries = () => backend.sandbox.world.webhookLog.filter(({ url }) => url.endsWith('/outreach-reply'));

/** Sam writes, and our function has answered Twilio. */
async function samWrites(body = 'Yes please', channel: 'sms' | 'whatsapp' = 'sms'): Promise<number> {
  const before = deliveries().length;
  backend.sandbox.world.services.messaging.receive({ channel, from: SAM, to: CARE, body });
  const delivery = await until(() => {
    const latest = deliveries()[before];
    return latest && latest.state !== 'sending' && latest;
  });
  return delivery.responseStatus ?? 0;
}

/** A message by a template that WhatsApp has approved. */
function approvedTemplate(types?: Record<string, object>): Partial<OutreachRequest> {
  const { contentTemplates } = backend.sandbox.world;
  const template = [...contentTemplates.values()].find(({ approval }) => approval.status === 'approved')!;
  if (types) Object.assign(template, { types });
  return { body: '', contentSid: template.sid, contentVariables: '{"1":"Sam","2":"noon"}' };
}

const checks = (channel: string) => backend.ask<{ ok: boolean }>('alice', 'checks', { channel, to: SAM, from: CARE });

const answers = () => conversation().messages.filter(({ body }) => body === ANSWER);

/** Sam's message waits for an agent, once; nothing listens any more. */
function expectReplied(): void {
  const { conversations, liveInteractions, openTasks } = backend.state();
  expect(conversations).toHaveLength(1);
  expect(liveInteractions.map(({ channel }) => channel.mediaSid)).toEqual([conversation().sid]);
  expect(openTasks).toHaveLength(1);
  expect(conversation().webhooks.size).toBe(0);
  expect(answers()).toHaveLength(1);
}

/** The message is with Sam, and the reply will be heard. */
function expectWaiting(answer: Answer, status: 200 | 201 = 201): void {
  const { conversations, interactions, openTasks, messagesSent } = backend.state();
  const [only] = conversations;
  expect(answer.body).toMatchObject({ ok: true });
  expect(answer).toMatchObject({
    status,
    body: {
      ok: true,
      started: { conversationSid: only!.sid, messageSid: only!.messages[0]!.sid, waitsForReply: true },
    },
  });
  expect({ interactions, openTasks }).toEqual({ interactions: [], openTasks: [] });
  expect(conversations).toHaveLength(1);
  expect(messagesSent).toHaveLength(1);
  expect([...only!.webhooks.values()]).toMatchObject([
    {
      target: 'webhook',
      configuration: { url: expect.stringMatching(/\/outreach-reply$/) as unknown, filters: ['onMessageAdded'] },
    },
  ]);
}

describe('outreach', () => {
  it('sends the message and waits, with no task', async () => {
    const wanted = request({ overrideReason: '' });
    expectWaiting(await send(wanted));
    expect(backend.state().messagesSent).toMatchObject([{ channel: 'sms', from: CARE, to: SAM, body: 'Hello Sam' }]);
    expect(conversation().messages).toMatchObject([{ author: 'alice', body: 'Hello Sam' }]);
    expect(attributes()).toMatchObject({
      messagingControls: {
        requestId: wanted.requestId,
        workerSid: backend.workerSid('alice'),
        reply: { to: 'agent', channel: 'sms', address: SAM, proxyAddress: CARE, customerName: 'Sam Customer' },
      },
    });
  });

  it('has the webhook before the message goes, since a reply can come within a second', async () => {
    const message = backend.proxy.hold(MESSAGE);
    const answering = send(request());
    await message.reached;
    expect(conversation().webhooks.size).toBe(1);
    message.open();
    expectWaiting(await answering);
  });

  it('closes after the days that the settings give it', async () => {
    await send(request());
    const { timers, dateCreated } = conversation();
    const days = (timers.closed!.getTime() - dateCreated.getTime()) / (24 * 60 * 60 * 1_000);
    expect(Math.round(days * 100) / 100).toBe(2);
  });

  it('is the same for the same request, also after the reply', async () => {
    const wanted = request();
    const first = await send(wanted);
    const again = await send(wanted);
    expectWaiting(again, 200);
    expect(again.body).toEqual(first.body);
    await samWrites();
    const later = await send(wanted);
    expect(later).toMatchObject({ status: 200, body: { ok: true, started: { conversationSid: conversation().sid } } });
    expect(later.body).not.toHaveProperty('started.waitsForReply');
    expect(conversation().messages.filter(({ body }) => body === 'Hello Sam')).toHaveLength(1);
  });

  it('makes one conversation where the request comes twice at once', async () => {
    const wanted = request();
    const creations = [1, 2].map(() => backend.proxy.hold(/^POST .*\/ConversationWithParticipants$/));
    const answers = [send(wanted), send(wanted)];
    await Promise.all(creations.map(({ reached }) => reached));
    creations.forEach(({ open }) => open());
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses).toContain(201);
    // Told to wait, or, where the first was quick, what became of it.
    expect([200, 409]).toContain(statuses.find((status) => status !== 201));
    expect(backend.state().conversations).toHaveLength(1);
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  it.each([
    [{ from: '+14155550199' }, 403, refusal('SENDER_NOT_ALLOWED', 'from')],
    [{ to: '+1415555' }, 400, refusal('NUMBER_INVALID', 'to')],
    [{ body: ' ' }, 400, refusal('MESSAGE_EMPTY', 'body')],
    [{ queueSid: `WQ${'0'.repeat(32)}` }, 403, refusal('QUEUE_NOT_ALLOWED', 'queueSid')],
    [{ replyTo: 'nobody' as 'queue' }, 400, refusal('REQUEST_INVALID')],
  ] as const)('refuses %p', async (change, status, body) => {
    expect(await send(request(change))).toMatchObject({ status, body });
    backend.expectNothingLeft();
  });

  it('refuses a second conversation with a customer who is in one', async () => {
    await send(request());
    expect(await send(request(), 'bob')).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid: conversation().sid } },
    });
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  describe.each<[string, RegExp]>([
    ['the webhook', WEBHOOK],
    ['the message', MESSAGE],
  ])('%s', (_, failing) => {
    it('refused: Twilio’s reason is told and nothing is left', async () => {
      backend.proxy.fail({ request: failing, reaches: false, answer: REFUSED });
      expect(await send(request())).toMatchObject({
        status: 422,
        body: { ok: false, error: { code: 'TWILIO_REFUSED', twilio: { code: 20001, status: 400 } } },
      });
      backend.expectNothingLeft();
    });

    it.each<[string, Fault['answer']]>([
      ['broken', BROKEN],
      ['silent', 'silence'],
    ])('%s before it took effect: nothing is left, and the next try does it', async (_name, answer) => {
      const wanted = request();
      backend.proxy.fail({ request: failing, reaches: false, answer });
      expect(await send(wanted)).toMatchObject({ status: 503, body: refusal('TWILIO_UNAVAILABLE') });
      backend.expectNothingLeft();
      expectWaiting(await send(wanted));
    });

    it.each<[string, Fault['answer']]>([
      ['broken', BROKEN],
      ['silent', 'silence'],
    ])('%s after it took effect: it counts', async (_name, answer) => {
      backend.proxy.fail({ request: failing, reaches: true, answer });
      expectWaiting(await send(request()));
    });
  });

  it('stays and is marked where nobody can tell whether the message went; the next try finds it', async () => {
    const wanted = request();
    const messages = /^GET .*\/Messages$/;
    backend.proxy.fail(
      { request: MESSAGE, reaches: true, answer: BROKEN },
      { request: messages, reaches: false, answer: BROKEN, times: 3 },
    );
    expect(await send(wanted)).toMatchObject({ status: 500, body: refusal('LEFT_HALF_DONE') });
    expect(attributes()).toMatchObject({ messagingControls: { leftHalfDone: true } });
    expectWaiting(await send(wanted), 200);
    expect(attributes()).not.toHaveProperty('messagingControls.leftHalfDone');
  });

  it('is not begun anew where the customer has written meanwhile: their message has its task', async () => {
    const wanted = request();
    backend.proxy.fail(
      { request: MESSAGE, reaches: false, answer: BROKEN },
      { request: /^GET .*\/Messages$/, reaches: false, answer: BROKEN, times: 3 },
    );
    expect(await send(wanted)).toMatchObject({ status: 500, body: refusal('LEFT_HALF_DONE') });
    await samWrites('Where is my order?');
    setAttributes(
      JSON.parse(
        conversation().attributes.replace(/"startedAt":"[^"]*"/, `"startedAt":"${new Date(0).toISOString()}"`),
      ) as object,
    );
    const { sid } = conversation();
    expect(await send(wanted)).toMatchObject({
      status: 409,
      body: { error: { code: 'CONVERSATION_OPEN', conversationSid: sid } },
    });
    expectReplied();
    expect(conversation().sid).toBe(sid);
  });
});

describe('the other channels', () => {
  it('goes by WhatsApp addresses on WhatsApp', async () => {
    const { messaging } = backend.sandbox.world.services;
    const [from, to] = [`whatsapp:${SAM}`, `whatsapp:${CARE}`];
    messaging.receive({ channel: 'whatsapp', from, to, body: 'Hi' });
    for (const { sid } of backend.state().conversations) {
      backend.sandbox.world.services.conversations.update(sid, { state: 'closed' });
    }
    const answer = await send(request({ channel: 'whatsapp', replyTo: 'queue' }));
    expect(answer).toMatchObject({ status: 201, body: { started: { waitsForReply: true } } });
    const before = backend.state().openTasks.length;
    messaging.receive({ channel: 'whatsapp', from, to, body: 'Yes' });
    const tasks = await until(() => backend.state().openTasks.length > before && backend.state().openTasks);
    expect(tasks.at(-1)).toMatchObject({
      taskChannelUniqueName: 'chat',
      attributes: { channelType: 'whatsapp', customerAddress: from, proxyAddress: to, from: 'Sam Customer' },
    });
  });
});

describe('the buttons of a template', () => {
  it.each(['Cancel', 'Stop', 'Yes'])('%j is a reply, and reaches somebody', async (body) => {
    const content = approvedTemplate({
      'twilio/quick-reply': {
        body: 'Hello {{1}}, {{2}}?',
        actions: ['Confirm', 'Cancel', 'Stop', 'Yes'].map((title, at) => ({ title, id: String(at) })),
      },
    });
    expect(await send(request({ channel: 'whatsapp', ...content }))).toMatchObject({ status: 201 });
    expect(await samWrites(body, 'whatsapp')).toBe(200);
    expectReplied();
    expect(backend.state().openTasks[0]!.attributes).not.toHaveProperty('messagingControls.optedOut');
    expect((await checks('whatsapp')).body).toMatchObject({ ok: true, checks: { optedOut: false } });
  });
});

describe('a button that a customer presses', () => {
  const TITLES = ['Confirm', 'Cancel', 'Stop', 'Baja', 'SAIR', 'Unsubscribe'];

  /** By WhatsApp, with a template of these kinds; then the customer's phone, as its page posts it. */
  async function press(types: Record<string, Record<string, unknown>>, fields: Record<string, string>) {
    const contentSid = `HX${'0'.repeat(31)}1`;
    const now = new Date();
    const approval = { name: 'one', category: 'UTILITY', rejectionReason: '', allowCategoryChange: true };
    backend.sandbox.world.contentTemplates.set(contentSid, {
      ...{ sid: contentSid, friendlyName: 'one', language: 'en', variables: {}, types },
      ...{ approval: { ...approval, status: 'approved' }, dateCreated: now, dateUpdated: now },
    });
    const message = { body: '', contentSid, contentVariables: '{}' };
    expect(await send(request({ channel: 'whatsapp', ...message }))).toMatchObject({ status: 201 });
    const answer = await fetch(`http://127.0.0.1:${backend.sandbox.port}/sandbox/phone/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({ customer: SAM, channel: 'whatsapp', to: `whatsapp:${CARE}`, ...fields }),
    });
    expect(answer.status).toBe(201);
    await until(() => backend.state().openTasks.length > 0);
    await backend.settled();
    expect(backend.state().openTasks).toHaveLength(1);
    return backend.state().openTasks[0]!.attributes['messagingControls'];
  }
  const replies = {
    'twilio/quick-reply': {
      body: 'Does it suit you?',
      actions: TITLES.map((title, index) => ({ type: 'QUICK_REPLY', title, id: `button-${index}` })),
    },
  };

  it.each(TITLES.map((title, index) => [title, `button-${index}`]))(
    '“%s” comes to the agent with its ID, and opts nobody out',
    async (title, id) => {
      const attributes = await press(replies, { body: title, buttonPayload: id });
      expect(attributes).toMatchObject({ button: { text: title, payload: id } });
      expect(attributes).not.toHaveProperty('optedOut');
    },
  );

  it('is an item of a list, too', async () => {
    const items = [{ item: 'Blue', id: 'b', description: 'as the sea' }];
    const types = { 'twilio/list-picker': { body: 'Which?', button: 'Choose', items } };
    expect(await press(types, { body: 'Blue', listId: 'b' })).toMatchObject({ button: { text: 'Blue', payload: 'b' } });
  });

  it('is none where the customer has typed something else, or the text of a link', async () => {
    expect(await press(replies, { body: 'Confirm it, please' })).not.toHaveProperty('button');
    backend.reset();
    const actions = [{ type: 'URL', title: 'Track it', url: 'https://example.com' }];
    const types = { 'twilio/call-to-action': { body: 'Your order', actions } };
    expect(await press(types, { body: 'Track it' })).not.toHaveProperty('button');
  });
});

describe('a chat', () => {
  it('goes by the identity, and the reply is its author’s', async () => {
    const guest = 'guest-7';
    const { conversations } = backend.sandbox.world.services;
    const answer = await send(request({ channel: 'chat', to: guest, from: 'Website' }));
    expect(answer).toMatchObject({ status: 201, body: { started: { waitsForReply: true } } });
    backend.sandbox.world.origin.run({ firesWebhooks: true, source: 'SDK' }, () =>
      conversations.addMessage(conversation().sid, { author: guest, body: 'Yes' }),
    );
    const [task] = await until(() => backend.state().openTasks.length > 0 && backend.state().openTasks);
    expect(task).toMatchObject({
      taskChannelUniqueName: 'chat',
      attributes: { channelType: 'web', customerAddress: guest, knownWorkerSid: backend.workerSid('alice') },
    });
    await until(() => answers().length > 0);
    expect(answers()).toMatchObject([{ author: 'Website chat' }]);
  });
});

describe('the reply', () => {
  it('goes to the agent who wrote, with name, number and where it comes from', async () => {
    await send(request());
    expect(await samWrites()).toBe(200);
    expectReplied();
    const [task] = backend.state().openTasks;
    expect(task).toMatchObject({
      taskChannelUniqueName: 'sms',
      attributes: {
        direction: 'inbound',
        from: 'Sam Customer',
        customerName: 'Sam Customer',
        customerAddress: SAM,
        proxyAddress: CARE,
        knownWorkerSid: backend.workerSid('alice'),
        messagingControls: { insights: { direction: 'Outbound', initiated_by: 'Agent', initiative: 'outreach' } },
      },
    });
    const { reservations } = backend.sandbox.world;
    const rings = await until(() => [...reservations.values()].find(({ taskSid }) => taskSid === task!.sid));
    expect(rings.workerSid).toBe(backend.workerSid('alice'));
  });

  it('goes to the queue where that agent is away', async () => {
    await send(request());
    const { taskrouter } = backend.sandbox.world.services;
    taskrouter.setActivity(backend.workerSid('alice'), taskrouter.activityByName('Offline')!.sid);
    await samWrites();
    expectReplied();
    const [task] = backend.state().openTasks;
    const { reservations } = backend.sandbox.world;
    const rings = await until(() => [...reservations.values()].find(({ taskSid }) => taskSid === task!.sid));
    expect(rings.workerSid).toBe(backend.workerSid('bob'));
  });

  it('goes to the queue that was chosen', async () => {
    const billing = [...backend.sandbox.world.taskQueues.values()].find(
      ({ friendlyName }) => friendlyName === 'Billing',
    );
    await send(request({ replyTo: 'queue', queueSid: billing!.sid }));
    await samWrites();
    expectReplied();
    expect(backend.state().openTasks).toMatchObject([{ taskQueueSid: billing!.sid }]);
    expect(backend.state().openTasks[0]!.attributes).not.toHaveProperty('knownWorkerSid');
  });

  it('is answered by itself once, in the sender’s name', async () => {
    await send(request());
    await samWrites();
    expect(answers()).toMatchObject([{ author: 'Customer care' }]);
    expect(backend.state().messagesSent.map(({ body }) => body)).toEqual(['Hello Sam', ANSWER]);
  });

  it('changes only what is ours in the attributes, and the closing time is the account’s again', async () => {
    await send(request());
    setAttributes({ ...attributes(), crm: { case: 7 } });
    const interaction = backend.proxy.hold(INTERACTION);
    const replying = samWrites();
    await interaction.reached;
    setAttributes({ ...attributes(), note: 'while it was being worked on' });
    interaction.open();
    await replying;
    expect(attributes()).toMatchObject({
      crm: { case: 7 },
      note: 'while it was being worked on',
      messagingControls: { reply: { to: 'agent', repliedAt: expect.any(String) as unknown } },
    });
    expect(conversation().timers).toEqual({});
  });

  it('is one task where two messages come at once', async () => {
    await send(request());
    const creation = backend.proxy.hold(INTERACTION);
    const { messaging } = backend.sandbox.world.services;
    for (const body of ['Yes', 'please']) messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
    await creation.reached;
    await until(() => deliveries().some(({ state }) => state !== 'sending'));
    creation.open();
    await until(() => deliveries().length === 2 && deliveries().every(({ state }) => state === 'succeeded'));
    expectReplied();
  });

  it('is not what an agent writes', async () => {
    await send(request());
    const { conversations } = backend.sandbox.world.services;
    const before = deliveries().length;
    const agent = backend.sandbox.world.people.get('alice')!;
    backend.sandbox.world.origin.run({ firesWebhooks: true, source: 'SDK' }, () =>
      conversations.addMessage(conversation().sid, { author: agent.identity, body: 'A note' }),
    );
    await until(() => deliveries().length > before && deliveries().every(({ state }) => state === 'succeeded'));
    expect(backend.state().interactions).toEqual([]);
    expect(conversation().webhooks.size).toBe(1);
  });

  it.each([
    ['sms', 'Stop'],
    ['whatsapp', '¡Baja!'],
  ] as const)('that opts out by %s reaches who waits for it, says so, and is not answered', async (channel, word) => {
    await send(request({ channel, ...(channel === 'whatsapp' ? approvedTemplate() : {}) }));
    expect(await samWrites(word, channel)).toBe(200);
    const { openTasks } = backend.state();
    expect(openTasks).toMatchObject([
      { attributes: { messagingControls: { optedOut: true, insights: { direction: 'Outbound' } } } },
    ]);
    expect(conversation().webhooks.size).toBe(0);
    expect(answers()).toEqual([]);
  });

  it('is refused where Twilio has not signed it', async () => {
    await send(request());
    const fields = {
      EventType: 'onMessageAdded',
      ChatServiceSid: backend.sandbox.world.chatServiceSid,
      ConversationSid: conversation().sid,
      Author: SAM,
    };
    for (const signature of [{}, { 'x-twilio-signature': 'x' }] as Record<string, string>[]) {
      expect(await backend.post('outreach-reply', fields, signature)).toMatchObject({
        status: 403,
        body: refusal('SIGNATURE_REFUSED'),
      });
    }
    expect(backend.state().interactions).toEqual([]);
  });

  describe('a failure', () => {
    beforeEach(() => send(request()));

    it.each<[string, RegExp, Fault['answer']]>([
      ['the claim refused', CLAIM, REFUSED],
      ['the interaction refused', INTERACTION, REFUSED],
    ])('%s: Twilio is told, and the next message tries again', async (_, failing, answer) => {
      backend.proxy.fail({ request: failing, reaches: false, answer });
      expect(await samWrites()).toBeGreaterThanOrEqual(400);
      expect(backend.state().interactions).toEqual([]);
      expect(conversation().webhooks.size).toBe(1);
      expect(await samWrites('Hello?')).toBe(200);
      expectReplied();
    });

    it.each<[string, Fault['answer'], boolean]>([
      ['broken before', BROKEN, false],
      ['broken after', BROKEN, true],
      ['silent before', 'silence', false],
      ['silent after', 'silence', true],
    ])('the interaction %s it took effect: the reply is not lost', async (_, answer, reaches) => {
      backend.proxy.fail({ request: INTERACTION, reaches, answer });
      expect(await samWrites()).toBe(200);
      expectReplied();
    });

    it('a function that ended half way is taken up by the next message, once it is surely over', async () => {
      const marking = /^POST .*\/Conversations\/CH\w+$/;
      backend.proxy.fail({ request: marking, reaches: false, answer: REFUSED });
      await samWrites();
      expect(conversation().webhooks.size).toBe(1);
      // While it may still be at work, nobody else is.
      expect(await samWrites('Hello?')).toBe(200);
      expect(conversation().webhooks.size).toBe(1);
      await claimedLongAgo();
      expect(await samWrites('Anybody?')).toBe(200);
      expectReplied();
    });
  });
});

describe('the Studio flow on-reply', () => {
  const sidOf = (resources: Iterable<{ sid: string; uniqueName?: string; friendlyName: string }>, name: string) =>
    [...resources].find(({ uniqueName, friendlyName }) => (uniqueName ?? friendlyName) === name)!.sid;

  /** As the set-up installs it. */
  async function install(): Promise<string> {
    const { taskChannels, workflows } = backend.sandbox.world;
    const definition = readFileSync(path.resolve(__dirname, '../../setup/studio/on-reply.json'), 'utf8')
      .replaceAll('{{workflow}}', sidOf(workflows.values(), 'Assign to Anyone'))
      .replaceAll('{{taskChannel:sms}}', sidOf(taskChannels.values(), 'sms'))
      .replaceAll('{{taskChannel:chat}}', sidOf(taskChannels.values(), 'chat'));
    const wanted = {
      friendlyName: 'On reply',
      status: 'published' as const,
      definition: JSON.parse(definition) as object,
    };
    const { studio } = backend.sandbox.twilio;
    expect((await studio.v2.flowValidate.update(wanted)).valid).toBe(true);
    return (await studio.v2.flows.create(wanted)).sid;
  }

  it('is the same in the place of our webhook', async () => {
    const flowSid = await install();
    const { world } = backend.sandbox;
    const { messaging_controls: settings } = world.uiAttributes as { messaging_controls: Record<string, unknown> };
    world.uiAttributes = { messaging_controls: { ...settings, outreach: { studioFlowSid: flowSid } } };
    const name = 'Sam "the man" \\ {{';
    // What turns a text around is no part of a name.
    await send(request({ customerName: `${name} \u202E` }));

    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes' });
    const [task] = await until(() => backend.state().openTasks.length > 0 && backend.state().openTasks);
    expect(task).toMatchObject({
      taskChannelUniqueName: 'sms',
      attributes: {
        from: name,
        customerName: name,
        customerAddress: SAM,
        proxyAddress: CARE,
        knownWorkerSid: backend.workerSid('alice'),
      },
    });
    expect(conversation().webhooks.size).toBe(0);
  });
});

/** As if the function that took up the reply had done so, and ended, long ago. */
async function claimedLongAgo(): Promise<void> {
  const { documents } = backend.sandbox.twilio.sync.v1.services('default');
  const name = `messaging-controls-reply-${conversation().sid}`;
  const startedAt = new Date(Date.now() - 60_000).toISOString();
  await documents(name).update({ data: { attempt: 'earlier', startedAt } });
}
