import { uniqueNameOf } from '../../serverless/src/interactions/Start';
import { Backend, CARE, ORIGIN, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

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

  it('writes what came of it beside what others keep in the attributes', async () => {
    const interaction = backend.proxy.hold(/^POST .*\/v1\/Interactions$/);
    const answering = backend.send(backend.request());
    await interaction.reached;
    const [conversation] = backend.state().conversations;
    const { conversations } = backend.sandbox.twilio.conversations.v1.services(backend.sandbox.world.chatServiceSid);
    const attributes = { ...(JSON.parse(conversation!.attributes) as object), crm: { case: 7 } };
    await conversations(conversation!.sid).update({ attributes: JSON.stringify(attributes) });
    interaction.open();
    const answer = await answering;

    backend.expectStarted(answer);
    const { started } = answer.body as Extract<typeof answer.body, { ok: true }>;
    const { conversationSid, ...sids } = started;
    expect(JSON.parse(backend.state().conversations[0]!.attributes)).toMatchObject({
      crm: { case: 7 },
      messagingControls: { workerSid: backend.workerSid('alice'), started: sids },
    });
    expect(conversationSid).toBe(conversation!.sid);
  });

  it('goes by WhatsApp addresses on WhatsApp', async () => {
    backend.expectStarted(await backend.send(backend.request({ channel: 'whatsapp' })));
    const { openTasks, messagesSent } = backend.state();
    expect(messagesSent).toMatchObject([{ channel: 'whatsapp', from: `whatsapp:${CARE}`, to: `whatsapp:${SAM}` }]);
    expect(openTasks).toMatchObject([{ taskChannelUniqueName: 'chat', attributes: { channelType: 'whatsapp' } }]);
  });

  it('asks Twilio for as little as it needs', async () => {
    await backend.send(backend.request());
    expect(backend.proxy.requests).toHaveLength(8);
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
    const [first, second] = (await Promise.all(answers)).sort((one, other) => one.status - other.status);
    backend.expectStarted(first!);
    expect(second).toMatchObject({ status: 409, body: { ok: false, error: { code: 'REQUEST_IN_PROGRESS' } } });
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

  it('a token first, whatever else is wrong', async () => {
    const answer = await backend.send(backend.request({ to: '+1415555' }), { token: 'x' });
    expect(answer).toMatchObject({ status: 401, body: refusal('TOKEN_REFUSED') });
  });

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
    while (lines().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(lines()).toHaveLength(1);
    expect(JSON.parse(lines()[0]!)).toMatchObject({
      route: 'interactions',
      outcome: 'OK',
      status: 201,
      steps: expect.arrayContaining([expect.objectContaining({ step: 'POST Interactions', status: 200 })]) as unknown,
    });
    for (const secret of [token, 'Sam', request.to, request.from, request.body]) {
      expect(log.join('\n')).not.toContain(secret);
    }
  });
});
