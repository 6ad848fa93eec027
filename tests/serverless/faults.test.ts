import { messageAttributes, withStartRecord } from '../../serverless/src/conversations/startRecord';
import { uniqueNameOf } from '../../serverless/src/interactions/Start';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';
import type { Answer } from './backend';
import type { Fault } from './FaultProxy';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const CONVERSATION = /^POST .*\/ConversationWithParticipants$/;
const INTERACTION = /^POST .*\/v1\/Interactions$/;
const MESSAGE = /^POST .*\/Messages$/;
const CLOSING = /^POST .*\/v1\/Interactions\/KD\w+\/Channels\/UO\w+$/;
const CLOSE = /^POST .*\/Conversations\/CH\w+$/;
const WEBHOOK = /^POST .*\/Conversations\/CH\w+\/Webhooks$/;

const REFUSED = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
const BROKEN = { status: 500 };

const error = (code: string) => ({ ok: false, error: { code } });

const longAgo = (): Date => new Date(Date.now() - 60_000);

/** As if the function that made the conversation had done so, and ended, long ago. */
function startedLongAgo(): void {
  const [conversation] = backend.state().conversations;
  const attributes = conversation!.attributes.replace(
    /"startedAt":"[^"]*"/,
    `"startedAt":"${longAgo().toISOString()}"`,
  );
  backend.sandbox.world.services.conversations.update(conversation!.sid, { attributes });
}

/** Without which no message goes. */
const STEPS: [string, RegExp][] = [
  ['the conversation', CONVERSATION],
  ['the message', MESSAGE],
];

describe.each(STEPS)('%s', (_, request) => {
  it('refused: Twilio’s reason is told and nothing is left', async () => {
    backend.proxy.fail({ request, reaches: false, answer: REFUSED });
    expect(await backend.send(backend.request())).toMatchObject({
      status: 422,
      body: { ok: false, error: { code: 'TWILIO_REFUSED', twilio: { code: 20001, status: 400 } } },
    });
    backend.expectNothingLeft();
  });

  it.each<[string, Fault['answer']]>([
    ['broken', BROKEN],
    ['cut off', 'nothing'],
  ])('%s before it took effect: nothing is left, and the next try does it', async (_name, answer) => {
    const wanted = backend.request();
    backend.proxy.fail({ request, reaches: false, answer });
    expect(await backend.send(wanted)).toMatchObject({ status: 503, body: error('TWILIO_UNAVAILABLE') });
    backend.expectNothingLeft();
    backend.expectStarted(await backend.send(wanted));
  });
});

describe.each([...STEPS, ['the interaction', INTERACTION] as [string, RegExp]])('%s', (_, request) => {
  it.each<[string, Fault['answer']]>([
    ['broken', BROKEN],
    ['cut off', 'nothing'],
  ])('%s after it took effect: it is found, and all goes on', async (_name, answer) => {
    const wanted = backend.request();
    backend.proxy.fail({ request, reaches: true, answer });
    const first = await backend.send(wanted);
    backend.expectStarted(first);
    expect(await backend.send(wanted)).toMatchObject({ status: 200, body: first.body });
    expect(backend.proxy.requests.filter((name) => request.test(name))).toHaveLength(1);
  });

  it('too many at once: it is asked again after the time that Twilio says', async () => {
    const answer = { status: 429, body: { code: 20429, status: 429 }, headers: { 'retry-after': '1' } };
    backend.proxy.fail({ request, reaches: false, answer });
    backend.expectStarted(await backend.send(backend.request()));
  });
});

describe('the message goes and the interaction does not', () => {
  /** Sam has the message, and an answer of his would become a task. */
  function expectWaiting(answer: Answer, status: 200 | 201 = 201): void {
    const { conversations, openTasks, messagesSent } = backend.state();
    expect(conversations).toHaveLength(1);
    const { sid: conversationSid, messages, webhooks, attributes } = conversations[0]!;
    const started = { conversationSid, messageSid: messages[0]!.sid, waitsForReply: true };
    expect(answer).toMatchObject({ status, body: { ok: true, started } });
    expect([...webhooks.values()]).toMatchObject([
      { target: 'webhook', configuration: { filters: ['onMessageAdded'] } },
    ]);
    expect([...webhooks.values()][0]!.configuration.url).toMatch(/^http:\/\/localhost:\d+\/outreach-reply$/);
    expect(JSON.parse(attributes)).toMatchObject({
      messagingControls: { reply: { to: 'agent', channel: 'sms', address: SAM, proxyAddress: CARE } },
    });
    expect(openTasks).toEqual([]);
    expect(messagesSent).toHaveLength(1);
  }

  it.each<[string, Fault['answer']]>([
    ['is refused', REFUSED],
    ['breaks down', BROKEN],
    ['is cut off', 'nothing'],
  ])('because it %s: the reply is waited for, for a repeat too', async (_, answer) => {
    const wanted = backend.request();
    backend.proxy.fail({ request: INTERACTION, reaches: false, answer });
    expectWaiting(await backend.send(wanted));
    expectWaiting(await backend.send(wanted), 200);
  });

  it('and the customer answers: the agent gets the task', async () => {
    const wanted = backend.request();
    backend.proxy.fail({ request: INTERACTION, reaches: false, answer: REFUSED });
    await backend.send(wanted);
    const { messaging } = backend.sandbox.world.services;
    messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes?' });
    while (backend.state().openTasks.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const [task] = backend.state().openTasks;
    expect(task!.attributes).toMatchObject({
      customerName: 'Sam Customer',
      knownWorkerSid: backend.workerSid('alice'),
    });
    const again = await backend.send(wanted);
    expect(again).toMatchObject({ status: 200, body: { ok: true, started: { taskSid: task!.sid } } });
  });

  it('and the customer has answered before the reply could be waited for: the agent gets the task', async () => {
    const interaction = backend.proxy.hold(INTERACTION);
    backend.proxy.fail({ request: INTERACTION, reaches: false, answer: REFUSED });
    const answering = backend.send(backend.request());
    await interaction.reached;
    await until(() => backend.state().messagesSent.length === 1);
    const { messaging } = backend.sandbox.world.services;
    messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes?' });
    interaction.open();
    expect(await answering).toMatchObject({ status: 201, body: { ok: true } });
    expect(backend.state().openTasks).toMatchObject([{ attributes: { knownWorkerSid: backend.workerSid('alice') } }]);
  });

  it('nor can anybody tell whether it does', async () => {
    backend.proxy.fail(
      { request: INTERACTION, reaches: false, answer: BROKEN },
      { request: /^GET .*\/Tasks$/, reaches: false, answer: BROKEN, times: 3 },
    );
    expectWaiting(await backend.send(backend.request()));
  });

  it('and the reply cannot be waited for: it is said and marked, and the next try gives the agent the task', async () => {
    const wanted = backend.request();
    backend.proxy.fail(
      { request: INTERACTION, reaches: false, answer: REFUSED },
      { request: WEBHOOK, reaches: false, answer: REFUSED },
    );
    const answer = await backend.send(wanted);
    const { sid: conversationSid, attributes } = backend.state().conversations[0]!;
    expect(answer).toMatchObject({ status: 500, body: { error: { code: 'LEFT_HALF_DONE', conversationSid } } });
    expect(JSON.parse(attributes)).toMatchObject({ messagingControls: { leftHalfDone: true } });
    backend.expectStarted(await backend.send(wanted), 200);
    expect(backend.state().conversations[0]!.attributes).not.toContain('leftHalfDone');
  });
});

describe('Twilio is silent', () => {
  it('after the message went: it is not sent again', async () => {
    backend.proxy.fail({ request: MESSAGE, reaches: true, answer: 'silence' });
    backend.expectStarted(await backend.send(backend.request()));
  });

  it('about the conversation, which is not there: nothing is left', async () => {
    backend.proxy.fail({ request: CONVERSATION, reaches: false, answer: 'silence' });
    expect(await backend.send(backend.request())).toMatchObject({ status: 503, body: error('TWILIO_UNAVAILABLE') });
    backend.expectNothingLeft();
  });
});

describe('Twilio goes on saying 429', () => {
  it('it is given up, and nothing is left', async () => {
    const answer = { status: 429, body: { code: 20429, status: 429 } };
    backend.proxy.fail({ request: MESSAGE, reaches: false, answer, times: 3 });
    expect(await backend.send(backend.request())).toMatchObject({
      status: 503,
      body: { ok: false, error: { code: 'TWILIO_UNAVAILABLE', twilio: { code: 20429, status: 429 } } },
    });
    backend.expectNothingLeft();
  });
});

describe('a look-up at the beginning', () => {
  const LOOKUPS: [string, RegExp][] = [
    ['the configuration', /^GET .*\/v1\/Configuration$/],
    ["the customer's conversations", /^GET .*\/ParticipantConversations$/],
  ];

  it.each(LOOKUPS)('of %s is repeated once it fails', async (_, request) => {
    backend.proxy.fail({ request, reaches: false, answer: 'nothing' }, { request, reaches: false, answer: BROKEN });
    backend.expectStarted(await backend.send(backend.request()));
  });

  it.each(LOOKUPS)('of %s fails for good: nothing is begun', async (_, request) => {
    backend.proxy.fail({ request, reaches: false, answer: BROKEN, times: 3 });
    expect(await backend.send(backend.request())).toMatchObject({ status: 503, body: error('TWILIO_UNAVAILABLE') });
    backend.expectNothingLeft();
  });

  it('of the token fails: nothing is begun, and it is not the token that is blamed', async () => {
    backend.proxy.fail({ request: /\/Tokens\/validate$/, reaches: false, answer: 'nothing' });
    expect(await backend.send(backend.request())).toMatchObject({ status: 503, body: error('TWILIO_UNAVAILABLE') });
    backend.expectNothingLeft();
  });
});

describe('undoing fails too', () => {
  it.each<[string, RegExp, RegExp]>([
    ['the interaction cannot be closed', MESSAGE, CLOSING],
    ['the conversation cannot be closed', new RegExp(`${MESSAGE.source}|${INTERACTION.source}`), CLOSE],
  ])('where %s: it is said and marked, and the next try clears it away', async (_, steps, undoing) => {
    const wanted = backend.request();
    backend.proxy.fail(
      { request: steps, reaches: false, answer: REFUSED, times: 2 },
      { request: undoing, reaches: false, answer: BROKEN, times: 2 },
    );
    const answer = await backend.send(wanted);
    const [conversation] = backend.state().conversations;
    expect(answer).toMatchObject({
      status: 500,
      body: {
        ok: false,
        error: { code: 'LEFT_HALF_DONE', conversationSid: conversation!.sid, twilio: { code: 20001, status: 400 } },
      },
    });
    expect(JSON.parse(conversation!.attributes)).toMatchObject({ messagingControls: { leftHalfDone: true } });

    // What the faults above have not used up.
    backend.proxy.reset();
    backend.expectStarted(await backend.send(wanted));
  });

  it('at a closing whose answer is lost: it is closed, and that is enough', async () => {
    backend.proxy.fail(
      { request: MESSAGE, reaches: false, answer: REFUSED },
      { request: CLOSE, reaches: true, answer: 'nothing' },
    );
    expect(await backend.send(backend.request())).toMatchObject({ status: 422, body: error('TWILIO_REFUSED') });
    backend.expectNothingLeft();
  });
});

describe('nobody can tell whether there is a conversation', () => {
  it('it is said, and the next try waits for what may be at work, and clears it away then', async () => {
    const wanted = backend.request();
    backend.proxy.fail(
      { request: CONVERSATION, reaches: true, answer: BROKEN },
      { request: /^GET .*\/Conversations\/messaging-controls-/, reaches: false, answer: BROKEN, times: 3 },
    );
    expect(await backend.send(wanted)).toMatchObject({ status: 500, body: error('LEFT_HALF_DONE') });
    expect(backend.state().messagesSent).toEqual([]);
    expect(await backend.send(wanted)).toMatchObject({ status: 409, body: error('REQUEST_IN_PROGRESS') });
    startedLongAgo();
    backend.expectStarted(await backend.send(wanted));
  });
});

describe('nobody can tell whether there is a task', () => {
  it('and no message went: the customer is let go, and it is said that there may be one', async () => {
    backend.proxy.fail(
      { request: MESSAGE, reaches: false, answer: REFUSED },
      { request: INTERACTION, reaches: false, answer: BROKEN },
      { request: /^GET .*\/Tasks$/, reaches: false, answer: BROKEN, times: 3 },
    );
    expect(await backend.send(backend.request())).toMatchObject({ status: 500, body: error('LEFT_HALF_DONE') });
    backend.expectNothingLeft();
  });
});

describe('nobody can tell whether the message went', () => {
  it('it is not sent again, nor is the conversation taken away', async () => {
    const wanted = backend.request();
    backend.proxy.fail(
      { request: MESSAGE, reaches: true, answer: BROKEN },
      { request: /^GET .*\/Messages$/, reaches: false, answer: BROKEN, times: 3 },
    );
    const answer = await backend.send(wanted);
    const [conversation] = backend.state().conversations;
    expect(answer).toMatchObject({
      status: 500,
      body: { ok: false, error: { code: 'LEFT_HALF_DONE', conversationSid: conversation!.sid } },
    });
    backend.expectStarted(await backend.send(wanted), 200);
  });

  it('and the customer writes meanwhile: what they wrote, and the agent’s task of it, are not taken away', async () => {
    const wanted = backend.request();
    backend.proxy.fail(
      { request: MESSAGE, reaches: false, answer: BROKEN },
      { request: /^GET .*\/Messages$/, reaches: false, answer: BROKEN, times: 3 },
    );
    expect(await backend.send(wanted)).toMatchObject({ status: 500, body: error('LEFT_HALF_DONE') });
    const { messaging } = backend.sandbox.world.services;
    messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Where is my order?' });
    const [conversation] = backend.state().conversations;
    expect(await backend.send(wanted)).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid: conversation!.sid } },
    });
    expect(backend.state()).toMatchObject({
      conversations: [{ sid: conversation!.sid, state: 'active', messages: [{ body: 'Where is my order?' }] }],
      openTasks: [{ attributes: { conversationSid: conversation!.sid } }],
      messagesSent: [],
    });
  });
});

describe('a function that was ended half way', () => {
  /** What it left: the conversation, and what `further` makes on it. */
  async function leave(requestId: string, startedAt: Date): Promise<string> {
    const { twilio, world } = backend.sandbox;
    const workerSid = backend.workerSid('alice');
    const record = { requestId, workerSid, attempt: 'earlier', startedAt: startedAt.toISOString() };
    const binding = { messaging_binding: { address: SAM, proxy_address: CARE } };
    const { sid } = await twilio.conversations.v1.services(world.chatServiceSid).conversationWithParticipants.create({
      uniqueName: uniqueNameOf(workerSid, requestId),
      attributes: withStartRecord('{}', record),
      participant: [JSON.stringify(binding)],
    });
    return sid;
  }

  it('is waited for as long as it may still be running', async () => {
    const request = backend.request();
    await leave(request.requestId, new Date());
    expect(await backend.send(request)).toMatchObject({ status: 409, body: error('REQUEST_IN_PROGRESS') });
  });

  it('before the message: what it left is cleared away and all is done anew', async () => {
    const request = backend.request();
    const left = await leave(request.requestId, longAgo());
    backend.expectStarted(await backend.send(request));
    expect(backend.state().conversations[0]!.sid).not.toBe(left);
  });

  it('after the message: the agent gets the task of it, and no second message goes', async () => {
    const request = backend.request();
    const conversationSid = await leave(request.requestId, longAgo());
    const { twilio, world } = backend.sandbox;
    await twilio.conversations.v1
      .services(world.chatServiceSid)
      .conversations(conversationSid)
      .messages.create({ author: 'alice', body: 'Hello Sam', attributes: messageAttributes(request.requestId) });
    const answer = await backend.send(request);
    backend.expectStarted(answer, 200);
    expect(answer.body).toMatchObject({ started: { conversationSid } });
  });
});
