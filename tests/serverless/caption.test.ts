// A file with a text: Flex has no message of both, so that the text goes right after the file.
import { Backend } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const MESSAGE = /^POST .*\/Messages$/;
const BROKEN = { status: 503 };
const REFUSED = { status: 400, body: { code: 20001, message: 'no', status: 400 } };

interface Answer {
  started: { conversationSid: string; messageSid: string; textMissing?: boolean };
}

function withFile(change: object = {}) {
  const data = Buffer.from('a picture');
  const { sid } = backend.sandbox.world.services.conversations.addMedia({ data, contentType: 'image/png' });
  return { ...backend.request({ body: 'Your table, as promised' }), mediaSid: sid, ...change };
}
const ask = (route: string, request: object) => backend.ask<Answer>('alice', route, request as Record<string, string>);
/** What the customer got, in its order. */
const sent = () =>
  backend.state().conversations[0]!.messages.map(({ body, media }) => (media.length > 0 ? 'a file' : body));
const BOTH = ['a file', 'Your table, as promised'];

/** Nothing that began can be at work any more. */
function longAgo(): void {
  const { conversations } = backend.sandbox.world.services;
  for (const { sid, attributes } of backend.state().conversations) {
    const read = JSON.parse(attributes) as { messagingControls: object };
    const messagingControls = { ...read.messagingControls, startedAt: '2026-01-01T00:00:00.000Z' };
    conversations.update(sid, { attributes: JSON.stringify({ ...read, messagingControls }) });
  }
}

describe.each([
  ['interactions', {}],
  ['outreach', { replyTo: 'agent' }],
])('%s', (route, more) => {
  it('sends the file and then the text, once each, however often it is asked', async () => {
    const request = withFile(more);
    const first = await ask(route, request);
    expect(first).toMatchObject({ status: 201 });
    expect(first.body.started).not.toHaveProperty('textMissing');
    const again = await ask(route, request);
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(sent()).toEqual(BOTH);
    const [file] = backend.state().conversations[0]!.messages;
    expect(first.body.started.messageSid).toBe(file!.sid);
  });

  it('leaves nothing where the file is refused', async () => {
    backend.proxy.fail({ request: MESSAGE, reaches: false, answer: REFUSED });
    expect(await ask(route, withFile(more))).toMatchObject({
      status: 422,
      body: { error: { code: 'TWILIO_REFUSED' } },
    });
    backend.expectNothingLeft();
  });

  it('finds the text whose answer was lost', async () => {
    backend.proxy.fail({ request: MESSAGE, skip: 1, reaches: true, answer: BROKEN });
    const answer = await ask(route, withFile(more));
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body.started).not.toHaveProperty('textMissing');
    expect(sent()).toEqual(BOTH);
  });

  it('says that the text is missing, and does not send it by itself afterwards', async () => {
    const request = withFile(more);
    backend.proxy.fail({ request: MESSAGE, skip: 1, reaches: false, answer: REFUSED });
    const answer = await ask(route, request);
    expect(answer).toMatchObject({ status: 201, body: { started: { textMissing: true } } });
    expect(await ask(route, request)).toMatchObject({ status: 409, body: { error: { code: 'REQUEST_IN_PROGRESS' } } });
    longAgo();
    expect(await ask(route, request)).toMatchObject({ status: 200, body: answer.body });
    expect(sent()).toEqual(['a file']);
  });

  it('waits while the first is between file and text', async () => {
    const request = withFile(more);
    const text = backend.proxy.hold(MESSAGE);
    const first = ask(route, request);
    await text.reached;
    const second = backend.proxy.hold(MESSAGE);
    text.open();
    await second.reached;
    expect(sent()).toEqual(['a file']);
    expect(await ask(route, request)).toMatchObject({ status: 409, body: { error: { code: 'REQUEST_IN_PROGRESS' } } });
    second.open();
    expect(await first).toMatchObject({ status: 201 });
    expect(sent()).toEqual(BOTH);
  });
});

it('goes into a conversation that nobody has, once each', async () => {
  const { body } = await ask('outreach', { ...backend.request(), replyTo: 'queue' });
  const { conversationSid } = body.started;
  const request = withFile({ reuseConversationSid: conversationSid });
  const first = await ask('interactions', request);
  expect(first).toMatchObject({ status: 201 });
  expect(await ask('interactions', request)).toMatchObject({ status: 200, body: first.body });
  expect(sent()).toEqual(['Hello Sam', ...BOTH]);
});

it('into a conversation that nobody has: its missing text is told each time', async () => {
  const { body } = await ask('outreach', { ...backend.request(), replyTo: 'queue' });
  const request = withFile({ reuseConversationSid: body.started.conversationSid });
  backend.proxy.fail({ request: MESSAGE, skip: 1, reaches: false, answer: REFUSED });
  const first = await ask('interactions', request);
  expect(first).toMatchObject({ status: 201, body: { started: { textMissing: true } } });
  expect(await ask('interactions', request)).toMatchObject({ status: 200, body: first.body });
  expect(sent()).toEqual(['Hello Sam', 'a file']);
});

it('is no template’s, and no blank one', async () => {
  const template = { ...withFile(), contentSid: `HX${'0'.repeat(32)}` };
  expect(await ask('interactions', template)).toMatchObject({
    status: 400,
    body: { error: { code: 'MESSAGE_EMPTY' } },
  });
  const blank = withFile({ body: ' ' });
  expect(await ask('interactions', blank)).toMatchObject({ status: 400, body: { error: { code: 'MESSAGE_EMPTY' } } });
});
