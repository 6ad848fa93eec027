import jwt from 'jsonwebtoken';

import { World } from '../../sandbox/src/World';
import { namedSid } from '../../sandbox/src/model/sid';
import { until } from '../sandbox/until';
import { Backend } from './backend';

jest.setTimeout(60_000);

const SHOP = 'https://shop.example.com';
const GITA = { friendlyName: 'Gita Guest', email: 'gita@example.com', query: 'Is the red one in stock?' };
/** Each sandbox has the same. */
const { account } = new World();

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { webChat: { addressSid: namedSid('IG', 'Web chat') } },
    variables: {
      WEBCHAT_ORIGINS: `https://www.example.com, ${SHOP}/`,
      API_KEY: account.apiKeySid,
      API_SECRET: account.apiKeySecret,
    },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

interface Answer {
  status: number;
  allowed: string | null;
  body: { ok?: boolean; token?: string; conversationSid?: string; expiration?: number; error?: { code: string } };
}

/** As a page's script asks it. */
async function post(route: string, body: object, origin = SHOP): Promise<Answer> {
  const headers = { 'content-type': 'application/json', origin };
  const answer = await fetch(`${backend.functions.url}/${route}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const allowed = answer.headers.get('access-control-allow-origin');
  return { status: answer.status, allowed, body: (await answer.json()) as Answer['body'] };
}

const begin = (formData: object = GITA) => post('initWebchat', { formData });
const refresh = (token: unknown) => post('refreshToken', { token });
const conversation = () => backend.state().conversations[0]!;

/** Whom Twilio takes the bearer of this token for. */
async function bearerOf(token: string | undefined): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${backend.sandbox.port}/sandbox/webchat/refreshToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const { token: taken } = (await answer.json()) as { token?: string };
  return taken === undefined ? undefined : (jwt.decode(taken) as { grants: { identity: string } }).grants.identity;
}

/** A token that differs from ours by this. */
const tokenWith = (change: object = {}, secret = account.apiKeySecret, options: jwt.SignOptions = {}): string =>
  jwt.sign(
    {
      iss: account.apiKeySid,
      sub: account.sid,
      exp: Math.floor(Date.now() / 1_000) + 600,
      grants: { identity: 'gita', chat: { service_sid: backend.sandbox.world.chatServiceSid } },
      ...change,
    },
    secret,
    options,
  );

describe('a guest of a website', () => {
  it('begins a chat with what they filled in, and gets a token for an hour', async () => {
    const { status, allowed, body } = await begin();
    expect({ status, allowed, ok: body.ok }).toEqual({ status: 200, allowed: SHOP, ok: true });
    expect(body.conversationSid).toBe(conversation().sid);
    const identity = [...conversation().participants.values()][0]!.identity;
    expect(conversation().messages).toMatchObject([{ author: identity, body: GITA.query }]);
    expect(JSON.parse(conversation().attributes)).toEqual({ pre_engagement_data: GITA });
    expect(await bearerOf(body.token)).toBe(identity);
    const minutes = (body.expiration! - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThanOrEqual(60);
    const { exp, iat } = jwt.decode(body.token!) as { exp: number; iat: number };
    expect(exp - iat).toBeLessThanOrEqual(3_600);
  });

  it('reaches an agent by the address’s flow, with their name', async () => {
    await begin();
    expect(backend.state().openTasks).toMatchObject([{ attributes: { channelType: 'web' } }]);
  });

  it('reaches an agent by our own webhook, with their name and by keyword', async () => {
    const { world, twilio } = backend.sandbox;
    const billing = namedSid('WQ', 'Billing');
    const settings = world.uiAttributes['messaging_controls'] as object;
    const inbound = { keywords: [{ words: ['red'], queueSid: billing }] };
    world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, inbound } };
    await twilio.conversations.v1.addressConfigurations(namedSid('IG', 'Web chat')).update({
      'autoCreation.type': 'webhook',
      'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`,
      'autoCreation.webhookMethod': 'post',
      'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
    });
    await begin();
    await until(() => backend.state().openTasks.length > 0);
    expect(backend.state().openTasks).toMatchObject([
      { taskQueueSid: billing, taskChannelUniqueName: 'chat', attributes: { channelType: 'web', from: 'Gita Guest' } },
    ]);
  });

  it('may say nothing at all at first', async () => {
    expect(await post('initWebchat', {})).toMatchObject({ status: 200, body: { ok: true } });
    expect(conversation().messages).toEqual([]);
    expect(backend.state().openTasks).toEqual([]);
  });

  it('comes to the settings’ address, whatever the page says', async () => {
    const { body } = await post('initWebchat', { formData: GITA, addressSid: namedSid('IG', '+14155550100') });
    expect(body.ok).toBe(true);
  });

  it.each([
    [{ ...GITA, query: 'x'.repeat(1_601) }, 'MESSAGE_TOO_LONG'],
    [{ ...GITA, friendlyName: 'x'.repeat(201) }, 'REQUEST_INVALID'],
    [{ ...GITA, more: 'x'.repeat(17_000) }, 'REQUEST_INVALID'],
    ['Gita', 'REQUEST_INVALID'],
  ])('with too much or the wrong kind is refused: %#', async (formData, code) => {
    expect(await begin(formData as object)).toMatchObject({ status: 400, body: { ok: false, error: { code } } });
    backend.expectNothingLeft();
  });
});

describe('a token', () => {
  it('that holds still is made new, for the same guest', async () => {
    const { body } = await begin();
    expect(body).toMatchObject({ ok: true });
    const again = await refresh(body.token);
    expect(again).toMatchObject({ status: 200, allowed: SHOP, body: { ok: true } });
    expect(await bearerOf(again.body.token)).toBe(await bearerOf(body.token));
    expect(again.body.expiration).toBeGreaterThanOrEqual(body.expiration!);
  });

  it('made by hand is taken where nothing is wrong with it', async () => {
    expect(await refresh(tokenWith())).toMatchObject({ status: 200 });
  });

  const past = Math.floor(Date.now() / 1_000) - 1;
  it.each<[string, () => unknown]>([
    ['has expired', () => tokenWith({ exp: past })],
    ['is signed by somebody else', () => tokenWith({}, 'another secret')],
    ['is not signed', () => tokenWith({}, '', { algorithm: 'none' })],
    ['is signed in another way', () => tokenWith({}, account.apiKeySecret, { algorithm: 'HS512' })],
    ['is of another key', () => tokenWith({ iss: `SK${'0'.repeat(32)}` })],
    ['is of another account', () => tokenWith({ sub: `AC${'0'.repeat(32)}` })],
    ['is not for chats', () => tokenWith({ grants: { identity: 'gita', voice: {} } })],
    ['is a Flex token', () => backend.sandbox.token('alice')],
    ['is none', () => 'token'],
    ['is missing', () => undefined],
  ])('that %s is refused', async (_, make) => {
    const answer = await refresh(make());
    expect(answer).toMatchObject({ status: 401, body: { ok: false, error: { code: 'TOKEN_REFUSED' } } });
    expect(answer.body).not.toHaveProperty('token');
  });
});

describe.each(['initWebchat', 'refreshToken'])('%s', (route) => {
  it.each(['https://example.com', 'https://shop.example.com.evil.example', 'null'])(
    'is not answered to a page of %s',
    async (origin) => {
      const answer = await post(route, { formData: GITA, token: tokenWith() }, origin);
      expect(answer).toMatchObject({ status: 403, allowed: null, body: { error: { code: 'ORIGIN_REFUSED' } } });
      expect(backend.proxy.requests).toEqual([]);
    },
  );
});

it('a website begins no more than 60 chats in a minute', async () => {
  const answers: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const ten = await Promise.all(Array.from({ length: 10 }, () => begin({ friendlyName: 'Gita' })));
    answers.push(...ten.map(({ status }) => status));
  }
  expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(60);
  expect(await begin()).toMatchObject({ status: 429, body: { error: { code: 'TOO_MANY_REQUESTS' } } });
});

describe('while Twilio fails', () => {
  const CHAT = /^POST .*\/v2\/WebChats$/;
  const MESSAGE = /^POST .*\/Messages$/;
  const REFUSED = { status: 400, body: { code: 20001, status: 400 } };

  it.each<[string, RegExp]>([
    ['the chat', CHAT],
    ['the question', MESSAGE],
  ])('%s refused: nothing is left, and the form can be sent again', async (_, request) => {
    backend.proxy.fail({ request, reaches: false, answer: REFUSED });
    expect(await begin()).toMatchObject({ status: 422, body: { error: { code: 'TWILIO_REFUSED' } } });
    backend.expectNothingLeft();
    expect(await begin()).toMatchObject({ status: 200 });
  });

  it('the question’s answer lost: it stands once', async () => {
    backend.proxy.fail({ request: MESSAGE, reaches: true, answer: 'nothing' });
    expect(await begin()).toMatchObject({ status: 200 });
    expect(conversation().messages).toHaveLength(1);
  });
});

it('leaves nothing of the guest in the log', async () => {
  const { body } = await begin();
  for (const secret of ['Gita', 'gita@example.com', 'red one', body.token!, account.apiKeySecret])
    expect(backend.functions.log.join('\n')).not.toContain(secret);
});
