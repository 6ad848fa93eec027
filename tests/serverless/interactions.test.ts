import { uniqueNameOf } from '../../serverless/src/interactions/Start';
import type { InteractionsRequest } from '../../src/contract/startConversation';
import { until } from '../sandbox/until';
import { Backend, CARE, ORIGIN, PAGE, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const SAM_ON_MESSENGER = '14155550143';

/** Sam has written lately: the window of WhatsApp or Messenger is open. */
const hasWritten = (channel: 'whatsapp' | 'messenger'): void => {
  const [from, to] = channel === 'whatsapp' ? [SAM, CARE] : [SAM_ON_MESSENGER, PAGE];
  // Nothing is to come of it.
  backend.sandbox.world.addresses.clear();
  backend.sandbox.world.services.messaging.receive({ channel, from, to, body: 'Hello?' });
};

const queueSid = (name: string): string =>
  [...backend.sandbox.world.taskQueues.values()].find(({ friendlyName }) => friendlyName === name)!.sid;

/** A template that greets by name. */
function greeting(status: 'approved' | 'pending'): string {
  const now = new Date();
  const approval = { name: 'greeting', category: 'UTILITY', status, rejectionReason: '', allowCategoryChange: true };
  const sid = `HX${'0'.repeat(31)}1`;
  backend.sandbox.world.contentTemplates.set(sid, {
    ...{ sid, friendlyName: 'greeting', language: 'en', variables: { 1: 'you' }, approval },
    ...{ types: { 'twilio/text': { body: 'Hello {{1}}' } }, dateCreated: now, dateUpdated: now },
  });
  return sid;
}

function withoutText(request: InteractionsRequest): InteractionsRequest {
  const copy = { ...request };
  delete copy.body;
  return copy;
}

const refusal = (code: string, field?: string) => ({ ok: false, error: field ? { code, field } : { code } });

describe('starting a conversation', () => {
  it('makes a conversation with the customer, a task for the agent of the token, and the message', async () => {
    const request = backend.request();
    const answer = await backend.send(request);
    backend.expectStarted(answer);

    const { conversations, interactions, openTasks, messagesSent } = backend.state();
    const [conversation] = conversations;
    expect([...conversation!.participants.values()].map(({ messagingBinding }) => messagingBinding)).toContainEqual(
      expect.objectContaining({ address: SAM, proxyAddress: CARE }),
    );
    expect(conversation).toMatchObject({
      uniqueName: uniqueNameOf(backend.workerSid('alice'), request.requestId),
      messages: [{ author: 'alice', body: 'Hello Sam' }],
    });
    expect(interactions).toMatchObject([{ initiatedBy: 'agent', channel: { mediaSid: conversation!.sid } }]);
    expect(openTasks).toMatchObject([
      {
        routingTarget: backend.workerSid('alice'),
        taskChannelUniqueName: 'sms',
        attributes: { direction: 'outbound', customerName: 'Sam Customer', customerAddress: SAM },
      },
    ]);
    expect(messagesSent).toMatchObject([{ channel: 'sms', from: CARE, to: SAM, body: 'Hello Sam' }]);
  });

  it('sends the message once a conversation is ready that Twilio answered with too early', async () => {
    backend.sandbox.world.initializingMilliseconds = 500;
    const answer = await backend.send(backend.request());
    backend.expectStarted(answer);
    const { conversations, openTasks, messagesSent } = backend.state();
    expect(conversations).toMatchObject([{ state: 'active', messages: [{ body: 'Hello Sam' }] }]);
    expect(messagesSent).toMatchObject([{ to: SAM, body: 'Hello Sam' }]);
    expect(openTasks).toMatchObject([{ attributes: { customerAddress: SAM } }]);
  });

  it('is undone where Twilio refuses the message while it still makes the conversation', async () => {
    const { world } = backend.sandbox;
    world.initializingMilliseconds = 500;
    const refusal = { status: 400, body: { code: 21612, message: 'Not reachable', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Messages$/, reaches: false, answer: refusal });
    const { body } = await backend.send(backend.request());
    expect(body).toMatchObject({ ok: false, error: { code: 'TWILIO_REFUSED', twilio: { code: 21612 } } });
    expect(backend.state()).toMatchObject({ conversations: [], openTasks: [] });
    // Whom Twilio has put in late is free to be written to.
    backend.expectStarted(await backend.send(backend.request()));
  });

  it('is undone where Twilio could not add the customer after it had answered', async () => {
    const { twilio, world } = backend.sandbox;
    world.initializingMilliseconds = 60_000;
    const message = backend.proxy.hold(/^POST .*\/Messages$/);
    const answering = backend.send(backend.request());
    await message.reached;
    const [ours] = backend.state().conversations;
    const other = await twilio.conversations.v1.conversations.create();
    const binding = { 'messagingBinding.address': SAM, 'messagingBinding.proxyAddress': CARE };
    await twilio.conversations.v1.conversations(other.sid).participants.create(binding);
    world.clock.advance(60_000);
    message.open();
    const { body } = await answering;
    expect(body).toMatchObject({ ok: false, error: { code: 'TWILIO_REFUSED', twilio: { code: 50377 } } });
    expect([world.conversations.get(ours!.sid)?.state, backend.state().openTasks]).toEqual(['closed', []]);
  });

  it('names the conversation that is open, behind however many closed ones', async () => {
    const { world } = backend.sandbox;
    const open = await backend.send(backend.request());
    if (!open.body.ok) throw new Error(open.body.error.code);
    const { conversationSid } = open.body.started;
    // Twilio lists them by their SIDs, so that an open one may come last.
    const standing = world.conversations.get(conversationSid)!;
    world.conversations.delete(conversationSid);
    for (let count = 0; count < 205; count += 1) {
      const closed = world.services.conversations.create({});
      const messagingBinding = { type: 'sms', address: SAM, proxyAddress: CARE } as const;
      world.services.conversations.addParticipant(closed.sid, { messagingBinding });
      world.services.conversations.update(closed.sid, { state: 'closed' });
    }
    world.conversations.set(conversationSid, standing);
    expect(await backend.send(backend.request())).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid } },
    });
  });

  it('leaves alone what others write into the attributes meanwhile', async () => {
    const interaction = backend.proxy.hold(/^POST .*\/v1\/Interactions$/);
    const answering = backend.send(backend.request());
    await interaction.reached;
    const [conversation] = backend.state().conversations;
    const { conversations } = backend.sandbox.twilio.conversations.v1.services(backend.sandbox.world.chatServiceSid);
    const attributes = { ...(JSON.parse(conversation!.attributes) as object), crm: { case: 7 } };
    await conversations(conversation!.sid).update({ attributes: JSON.stringify(attributes) });
    interaction.open();
    backend.expectStarted(await answering);
    expect(JSON.parse(backend.state().conversations[0]!.attributes)).toMatchObject({
      crm: { case: 7 },
      messagingControls: { workerSid: backend.workerSid('alice') },
    });
  });

  it('goes by WhatsApp addresses on WhatsApp', async () => {
    hasWritten('whatsapp');
    const answer = await backend.send(backend.request({ channel: 'whatsapp' }));
    expect(answer.status).toBe(201);
    const { openTasks, messagesSent } = backend.state();
    expect(messagesSent).toMatchObject([{ channel: 'whatsapp', from: `whatsapp:${CARE}`, to: `whatsapp:${SAM}` }]);
    expect(openTasks).toMatchObject([{ taskChannelUniqueName: 'chat', attributes: { channelType: 'whatsapp' } }]);
  });

  it('goes by the page’s and the customer’s IDs on Messenger', async () => {
    hasWritten('messenger');
    const request = backend.request({ channel: 'messenger', from: PAGE, to: SAM_ON_MESSENGER });
    expect(await backend.send(request)).toMatchObject({ status: 201 });
    const { openTasks, messagesSent } = backend.state();
    expect(messagesSent).toMatchObject([{ from: `messenger:${PAGE}`, to: `messenger:${SAM_ON_MESSENGER}` }]);
    expect(openTasks).toMatchObject([{ taskChannelUniqueName: 'chat', attributes: { channelType: 'messenger' } }]);
  });

  it('goes by the identity in a chat', async () => {
    const answer = await backend.send(backend.request({ channel: 'chat', from: 'website', to: 'guest-7' }));
    expect(answer).toMatchObject({ status: 201, body: { ok: true } });
    const { conversations, openTasks } = backend.state();
    expect([...conversations[0]!.participants.values()].map(({ identity }) => identity)).toContain('guest-7');
    expect(conversations[0]!.messages).toMatchObject([{ author: 'alice', body: 'Hello Sam' }]);
    expect(openTasks).toMatchObject([
      { taskChannelUniqueName: 'chat', attributes: { channelType: 'web', customerAddress: 'guest-7' } },
    ]);

    expect(await backend.send(backend.request({ channel: 'chat', from: 'website', to: 'guest-7' }))).toMatchObject({
      status: 409,
      body: refusal('CONVERSATION_OPEN'),
    });
  });

  it('sends a template with its variables', async () => {
    const { body, ...request } = backend.request({ channel: 'whatsapp', contentSid: greeting('approved') });
    const answer = await backend.send({ ...request, contentVariables: JSON.stringify({ 1: 'Sam' }) });
    expect(answer).toMatchObject({ status: 201 });
    expect(backend.state().messagesSent).toMatchObject([{ body, content: { contentSid: request.contentSid } }]);
  });

  it('sends a file that the agent has uploaded', async () => {
    const data = Buffer.from('a picture');
    const { sid } = backend.sandbox.world.services.conversations.addMedia({ data, contentType: 'image/png' });
    expect(await backend.send({ ...withoutText(backend.request()), mediaSid: sid })).toMatchObject({ status: 201 });
    expect(backend.state().conversations[0]!.messages).toMatchObject([{ author: 'alice', media: [{ sid }] }]);
  });

  it('routes the task on behalf of the queue that the agent chose', async () => {
    const billing = queueSid('Billing');
    backend.expectStarted(await backend.send(backend.request({ queueSid: billing })));
    expect(backend.state().openTasks).toMatchObject([{ taskQueueSid: billing }]);
  });

  it('tells Flex Insights who began it and in which direction', async () => {
    await backend.send(backend.request());
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { conversations: { direction: 'Outbound', initiated_by: 'Agent' } } },
    ]);
  });

  it('remembers the customer for the agent', async () => {
    await backend.send(backend.request());
    expect(await backend.ask('alice', 'recents', {})).toMatchObject({
      body: { recents: [{ channel: 'sms', to: SAM, name: 'Sam Customer' }] },
    });
  });

  it('asks Twilio for as little as it needs, in three trips', async () => {
    await backend.send(backend.request());
    backend.sandbox.world.services.conversations.update(backend.state().conversations[0]!.sid, { state: 'closed' });
    backend.proxy.reset();
    backend.proxy.latency = 600;
    await backend.send(backend.request());
    expect(backend.proxy.requests).toHaveLength(8);
    expect(backend.proxy.trips).toBe(3);
  });
});

describe('the same request again', () => {
  it('has the same result, and nothing new comes of it', async () => {
    const request = backend.request();
    const first = await backend.send(request);
    const again = await backend.send(request);
    backend.expectStarted(again, 200);
    expect(again.body).toEqual(first.body);
  });

  it('has it still when the conversation is over', async () => {
    const request = backend.request();
    const first = await backend.send(request);
    const { sid } = backend.state().conversations[0]!;
    backend.sandbox.world.services.conversations.update(sid, { state: 'closed' });
    expect(await backend.send(request)).toMatchObject({ status: 200, body: first.body });
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  it('is told to wait while the first is under way', async () => {
    const request = backend.request();
    const message = backend.proxy.hold(/^POST .*\/Messages$/);
    const first = backend.send(request);
    await message.reached;
    const second = await backend.send(request);
    expect(second).toMatchObject({ status: 409, body: { ok: false, error: { code: 'REQUEST_IN_PROGRESS' } } });
    message.open();
    backend.expectStarted(await first);
  });

  it('makes one conversation where both come at once', async () => {
    const request = backend.request();
    const creations = [1, 2].map(() => backend.proxy.hold(/^POST .*\/ConversationWithParticipants$/));
    const answers = [backend.send(request), backend.send(request)];
    await Promise.all(creations.map(({ reached }) => reached));
    creations.forEach(({ open }) => open());
    const [first, second] = (await Promise.all(answers)).sort((one, other) => other.status - one.status);
    if (first!.status === 409) {
      backend.expectStarted(second!);
      expect(first).toMatchObject({ body: refusal('REQUEST_IN_PROGRESS') });
    } else {
      // The slower one found all done when it looked.
      backend.expectStarted(first!);
      backend.expectStarted(second!, 200);
    }
  });

  it("gives nobody else's result away", async () => {
    const request = backend.request();
    await backend.send(request);
    const [conversation] = backend.state().conversations;
    expect(await backend.send(request, { token: backend.sandbox.token('bob') })).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid: conversation!.sid } },
    });
  });
});

describe('a customer who is in a conversation already', () => {
  it.each(['active', 'inactive'] as const)('is not written to again while it is %s', async (state) => {
    await backend.send(backend.request());
    const { sid } = backend.state().conversations[0]!;
    backend.sandbox.world.services.conversations.update(sid, { state });
    expect(await backend.send(backend.request())).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid: sid } },
    });
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  it('is found by the refusal of the address pair, where the look-up has not shown it yet', async () => {
    await backend.send(backend.request());
    const { sid } = backend.state().conversations[0]!;
    const nothing = { conversations: [], meta: { key: 'conversations', page: 0, page_size: 50, next_page_url: null } };
    const request = /^GET .*\/ParticipantConversations$/;
    backend.proxy.fail({ request, reaches: false, answer: { status: 200, body: nothing } });
    expect(await backend.send(backend.request())).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid: sid } },
    });
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  it('can be written to once it is closed, and from another sender at any time', async () => {
    await backend.send(backend.request());
    expect((await backend.send(backend.request({ from: '+14155550101' }))).status).toBe(201);
    const { sid } = backend.state().conversations[0]!;
    backend.sandbox.world.services.conversations.update(sid, { state: 'closed' });
    expect((await backend.send(backend.request())).status).toBe(201);
  });
});

describe('what is refused', () => {
  afterEach(() => {
    backend.expectNothingLeft();
    expect(backend.proxy.requests.filter((name) => /^POST (?!.*\/Tokens\/validate$)/.test(name))).toEqual([]);
  });

  it.each([
    [{ from: '+14155550199' }, 403, refusal('SENDER_NOT_ALLOWED', 'from')],
    [{ channel: 'whatsapp', from: '+14155550101' }, 403, refusal('SENDER_NOT_ALLOWED', 'from')],
    [{ to: '+1415555' }, 400, refusal('NUMBER_INVALID', 'to')],
    [{ to: '+14155550101' }, 400, refusal('NUMBER_IS_OURS', 'to')],
    [{ body: ' ' }, 400, refusal('MESSAGE_EMPTY', 'body')],
    [{ body: 'x'.repeat(1601) }, 400, refusal('MESSAGE_TOO_LONG', 'body')],
    [{ requestId: 'again' }, 400, refusal('REQUEST_INVALID')],
  ] as const)('%p', async (change, status, body) => {
    expect(await backend.send(backend.request(change))).toMatchObject({ status, body });
  });

  it.each(['', 'not a token', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'tökén'])('the token %p', async (token) => {
    expect(await backend.send(backend.request(), { token })).toMatchObject({
      status: 401,
      body: refusal('TOKEN_REFUSED'),
    });
  });

  it('the token of another account, or of before a reset', async () => {
    const token = backend.sandbox.token('alice');
    expect(await backend.send(backend.request(), { token })).toMatchObject({ status: 201 });
    // The same names and SIDs, signed with another secret.
    backend.reset();
    expect(await backend.send(backend.request(), { token })).toMatchObject({
      status: 401,
      body: refusal('TOKEN_REFUSED'),
    });
    backend.expectNothingLeft();
  });

  it('a token first, whatever else is wrong', async () => {
    const answer = await backend.send(backend.request({ to: '+1415555' }), { token: 'x' });
    expect(answer).toMatchObject({ status: 401, body: refusal('TOKEN_REFUSED') });
  });

  it.each(['request=1', 'request[headers]=x', 'request[headers][content-type][toString]=x'])(
    'a query that takes the place of the runtime’s own request: %s',
    async (query) => {
      const answer = await backend.post(`interactions?${query}`, { ...backend.request() });
      expect(answer).toMatchObject({ status: 400, body: refusal('REQUEST_INVALID') });
    },
  );

  it('a token of somebody who is no worker', async () => {
    backend.proxy.fail({
      request: /\/Tokens\/validate$/,
      reaches: false,
      answer: { status: 200, body: { valid: true, identity: 'carol', roles: ['admin'] } },
    });
    expect(await backend.send(backend.request())).toMatchObject({ status: 403, body: refusal('WORKER_UNKNOWN') });
  });

  it('everything, where the account has no Flex routing', async () => {
    backend.proxy.fail({
      request: /^GET .*\/v1\/Configuration$/,
      reaches: false,
      answer: { status: 200, body: { chat_service_instance_sid: null, ui_attributes: {} } },
    });
    expect(await backend.send(backend.request())).toMatchObject({ status: 500, body: refusal('SETTINGS_WRONG') });
  });
});

function withSettings(change: Record<string, unknown>): void {
  const { world } = backend.sandbox;
  const settings = world.uiAttributes['messaging_controls'] as object;
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, ...change } };
}

describe('who may do what', () => {
  const alwaysQuiet = { quietHours: { from: '00:00', to: '23:59' } };

  it('a supervisor writes in quiet hours with a reason, which is kept', async () => {
    withSettings(alwaysQuiet);
    const request = backend.request({ overrideReason: 'Sam asked for it' });
    expect(await backend.send(request, { token: backend.sandbox.token('sue') })).toMatchObject({ status: 201 });
    expect(JSON.parse(backend.state().conversations[0]!.attributes)).toMatchObject({
      messagingControls: { overrideReason: 'Sam asked for it', workerSid: backend.workerSid('sue') },
    });
  });

  it.each([
    [undefined, 'QUIET_HOURS'],
    ['I want to', 'SUPERVISOR_ONLY'],
  ])('an agent does not, with the reason %p', async (overrideReason, code) => {
    withSettings(alwaysQuiet);
    const answer = await backend.send(backend.request(overrideReason ? { overrideReason } : {}));
    expect(answer).toMatchObject({ status: 403, body: refusal(code) });
    backend.expectNothingLeft();
  });

  it('an agent writes from a sender of their own skills only', async () => {
    const senders = [{ address: CARE, channel: 'sms', name: 'Billing', skills: ['billing'] }];
    withSettings({ senders });
    const refused = await backend.send(backend.request(), { token: backend.sandbox.token('bob') });
    expect(refused).toMatchObject({ status: 403, body: refusal('SENDER_NOT_ALLOWED') });
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
  });

  it('an agent does not come by a colleague’s identity into what that colleague writes with customers', async () => {
    const bobs = backend.request({ body: 'Your code is 7.' });
    await backend.send(bobs, { token: backend.sandbox.token('bob') });
    const { world } = backend.sandbox;
    const [reservation] = [...world.reservations.values()];
    world.services.taskrouter.setReservation(reservation!.sid, 'accepted');
    const chat = { channel: 'chat', from: 'website', to: 'bob' } as const;
    const refused = { status: 400, body: refusal('NUMBER_IS_OURS', 'to') };
    expect(await backend.ask('alice', 'open-conversations', chat)).toMatchObject(refused);
    expect(await backend.ask('alice', 'checks', chat)).toMatchObject(refused);
    const reuseConversationSid = backend.state().conversations[0]!.sid;
    expect(await backend.send(backend.request({ ...chat, reuseConversationSid }))).toMatchObject(refused);
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  it('an agent writes on behalf of their own queues only', async () => {
    const request = backend.request({ queueSid: queueSid('Billing') });
    const answer = await backend.send(request, { token: backend.sandbox.token('bob') });
    expect(answer).toMatchObject({ status: 403, body: refusal('QUEUE_NOT_ALLOWED') });
    backend.expectNothingLeft();
  });
});

describe('what the customer’s side forbids', () => {
  it('a message that Twilio refuses because of STOP, and from then on any', async () => {
    const answer = { status: 400, body: { code: 21610, message: 'unsubscribed', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Messages$/, reaches: false, answer });
    expect(await backend.send(backend.request())).toMatchObject({ status: 422, body: refusal('TWILIO_REFUSED') });
    expect(await backend.send(backend.request())).toMatchObject({ status: 403, body: refusal('OPTED_OUT') });
    backend.expectNothingLeft();
  });

  it('free text outside WhatsApp’s window', async () => {
    const answer = await backend.send(backend.request({ channel: 'whatsapp' }));
    expect(answer).toMatchObject({ status: 403, body: refusal('WINDOW_CLOSED') });
    backend.expectNothingLeft();
  });

  it('a template that WhatsApp has not approved', async () => {
    const request = { ...withoutText(backend.request({ channel: 'whatsapp' })), contentSid: greeting('pending') };
    expect(await backend.send(request)).toMatchObject({ status: 400, body: refusal('TEMPLATE_NOT_APPROVED') });
    backend.expectNothingLeft();
  });
});

describe('going on in an open conversation that has no agent', () => {
  /** Alice's conversation with Sam, which she has left: it rests. */
  async function left(): Promise<string> {
    const answer = await backend.send(backend.request());
    if (!answer.body.ok) throw new Error(answer.body.error.code);
    const { conversationSid, interactionSid = '', interactionChannelSid = '', taskSid } = answer.body.started;
    const { world, twilio } = backend.sandbox;
    const reservation = [...world.reservations.values()].find((one) => one.taskSid === taskSid);
    world.services.taskrouter.setReservation(reservation!.sid, 'accepted');
    await twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .update({ status: 'inactive', routing: { status: 'closed' } });
    world.messageLog.length = 0;
    return conversationSid;
  }

  const sentTexts = () => backend.state().messagesSent.map(({ body }) => body);

  it('invites the agent to its interaction, and sends the message once', async () => {
    const conversationSid = await left();
    const request = backend.request({ body: 'Once more', reuseConversationSid: conversationSid });
    const answer = await backend.send(request, { token: backend.sandbox.token('bob') });
    const { openTasks, interactions } = backend.state();
    expect(openTasks).toMatchObject([
      { routingTarget: backend.workerSid('bob'), attributes: { customerName: 'Sam Customer', conversationSid } },
    ]);
    expect(interactions).toHaveLength(1);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        ok: true,
        started: { conversationSid, interactionSid: interactions[0]!.sid, taskSid: openTasks[0]!.sid },
      },
    });

    const again = await backend.send(request, { token: backend.sandbox.token('bob') });
    expect(again).toMatchObject({ status: 200, body: answer.body });
    expect(sentTexts()).toEqual(['Once more']);
  });

  it('makes an interaction where there was none, and waits for the reply no more', async () => {
    const { body } = await backend.ask<{ started: { conversationSid: string } }>('alice', 'outreach', {
      ...backend.request(),
      replyTo: 'queue',
    });
    const { conversationSid } = body.started;
    const request = backend.request({ body: 'Once more', reuseConversationSid: conversationSid });
    expect(await backend.send(request)).toMatchObject({ status: 201, body: { started: { conversationSid } } });
    const [conversation] = backend.state().conversations;
    expect(conversation!.webhooks.size).toBe(0);
    expect(JSON.parse(conversation!.attributes)).not.toHaveProperty('messagingControls.reply');
    expect(backend.state().openTasks).toHaveLength(1);
    expect(sentTexts()).toEqual(['Hello Sam', 'Once more']);
  });

  it('is refused where somebody is at work on it', async () => {
    await backend.send(backend.request());
    const reuseConversationSid = backend.state().conversations[0]!.sid;
    const answer = await backend.send(backend.request({ reuseConversationSid }));
    expect(answer).toMatchObject({ status: 409, body: refusal('CONVERSATION_CHANGED') });
    expect(sentTexts()).toHaveLength(1);
  });

  it.each([
    ['closed meanwhile', {}],
    ['from another sender', { from: '+14155550101' }],
    ['with another customer', { to: '+14155550144' }],
  ])('is refused where it is %s', async (why, change) => {
    const reuseConversationSid = await left();
    if (why === 'closed meanwhile') {
      backend.sandbox.world.services.conversations.update(reuseConversationSid, { state: 'closed' });
    }
    const answer = await backend.send(backend.request({ ...change, reuseConversationSid }));
    expect(answer).toMatchObject({ status: 409, body: refusal('CONVERSATION_CHANGED') });
    expect(sentTexts()).toEqual([]);
  });

  it('sends one message where the request comes twice at once', async () => {
    const request = backend.request({ reuseConversationSid: await left() });
    const message = backend.proxy.hold(/^POST .*\/Messages$/);
    const first = backend.send(request);
    await message.reached;
    expect(await backend.send(request)).toMatchObject({ status: 409, body: refusal('REQUEST_IN_PROGRESS') });
    message.open();
    expect(await first).toMatchObject({ status: 201 });
    expect(sentTexts()).toHaveLength(1);
  });

  it('lets one of two agents at once, and tells the other that nothing was sent', async () => {
    const reuseConversationSid = await left();
    const message = backend.proxy.hold(/^POST .*\/Messages$/);
    const alice = backend.send(backend.request({ body: 'From Alice', reuseConversationSid }));
    await message.reached;
    const fromBob = backend.request({ body: 'From Bob', reuseConversationSid });
    const bob = { token: backend.sandbox.token('bob') };
    expect(await backend.send(fromBob, bob)).toMatchObject({ status: 409, body: refusal('CONVERSATION_CHANGED') });
    message.open();
    expect(await alice).toMatchObject({ status: 201 });
    expect(await backend.send(fromBob, bob)).toMatchObject({ status: 409, body: refusal('CONVERSATION_CHANGED') });
    expect(backend.state().openTasks).toMatchObject([{ routingTarget: backend.workerSid('alice') }]);
    expect(sentTexts()).toEqual(['From Alice']);
  });

  it('is checked as any other message is', async () => {
    const reuseConversationSid = await left();
    withSettings({ quietHours: { from: '00:00', to: '23:59' } });
    const answer = await backend.send(backend.request({ reuseConversationSid }));
    expect(answer).toMatchObject({ status: 403, body: refusal('QUIET_HOURS') });
    expect(sentTexts()).toEqual([]);
  });

  it('can be asked for again at once where the message was refused', async () => {
    const request = backend.request({ reuseConversationSid: await left() });
    const answer = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Messages$/, reaches: false, answer });
    expect(await backend.send(request)).toMatchObject({ status: 422, body: refusal('TWILIO_REFUSED') });
    expect(await backend.send(request)).toMatchObject({ status: 201 });
    expect(sentTexts()).toHaveLength(1);
  });
});

describe('the answer', () => {
  it('is JSON for the allowed origin, errors too', async () => {
    for (const change of [{}, { body: '' }]) {
      const { headers } = await backend.send(backend.request(change));
      expect(headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, vary: 'Origin' });
      expect(headers['content-type']).toMatch(/^application\/json/);
    }
  });

  it('is kept from pages of any other origin', async () => {
    const { headers } = await backend.send(backend.request({ body: '' }), { origin: 'https://example.com' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['vary']).toBe('Origin');
  });

  it('is logged in one line, without names, numbers, texts and tokens', async () => {
    const request = backend.request();
    const token = backend.sandbox.token('alice');
    await backend.send(request, { token });
    const { log } = backend.functions;
    const lines = (): string[] => log.filter((line) => line.includes(request.requestId));
    await until(() => lines().length > 0);
    expect(lines()).toHaveLength(1);
    expect(JSON.parse(lines()[0]!)).toMatchObject({
      route: 'interactions',
      outcome: 'OK',
      status: 201,
      about: backend.state().conversations[0]!.sid,
      steps: expect.arrayContaining([expect.objectContaining({ step: 'POST Interactions', status: 200 })]) as unknown,
    });
    for (const secret of [token, 'Sam', request.to, request.from, request.body]) {
      expect(log.join('\n')).not.toContain(secret);
    }
  });
});
