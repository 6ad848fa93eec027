import { Client } from '@twilio/conversations';
import type { Conversation, Message, Participant, ParticipantUpdatedEventArgs } from '@twilio/conversations';
import twilio from 'twilio';

import { nextEvent, startWithSdks } from './sdkClients';
import type { SdkSandbox } from './sdkClients';
import { until } from './until';

interface Pass {
  token: string;
  conversationSid: string;
  expiration: number;
}

let sdks: SdkSandbox;
const guests: Client[] = [];

beforeAll(async () => {
  sdks = await startWithSdks();
});
afterAll(async () => {
  // Shut down while it connects again, the SDK throws where no one can catch it.
  await Promise.all(
    guests.filter(({ connectionState }) => connectionState === 'connected').map((one) => one.shutdown()),
  );
  await sdks.close();
});

const world = () => sdks.sandbox.world;
const flexApi = () => sdks.sandbox.twilio.flexApi.v2;
const chatAddress = () => [...world().addresses.values()].find(({ type }) => type === 'chat')?.sid ?? '';

const post = (endpoint: string, body: unknown) =>
  fetch(`${sdks.sandbox.url}/sandbox/webchat/${endpoint}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const initWebchat = async (formData: Record<string, string>): Promise<Pass> =>
  (await (await post('initWebchat', { formData })).json()) as Pass;

/** A token that the official `twilio` package makes, as a website's own server does. */
function accessToken(
  identity: string,
  { ttl = 3600, secret = world().account.apiKeySecret, serviceSid = world().chatServiceSid } = {},
): string {
  const { AccessToken } = twilio.jwt;
  const { account } = world();
  const token = new AccessToken(account.sid, account.apiKeySid, secret, { identity, ttl });
  token.addGrant(new AccessToken.ChatGrant({ serviceSid }));
  return token.toJwt();
}

async function connect(token: string): Promise<Client> {
  const client = new Client(token);
  guests.push(client);
  await nextEvent(client, 'stateChanged', (state) => state === 'initialized');
  return client;
}

const taskOf = (conversationSid: string) =>
  [...world().tasks.values()].find(({ attributes }) => attributes['conversationSid'] === conversationSid);

/** A chat with its first message, and Alice in it by her task. */
async function chatWithAlice(formData: Record<string, string>) {
  const pass = await initWebchat(formData);
  const guest = await connect(pass.token);
  const conversation = await guest.getConversationBySid(pass.conversationSid);
  const { taskrouter } = world().services;
  const alicesWorker = world().people.get('alice')?.workerSid ?? '';
  taskrouter.setActivity(alicesWorker, taskrouter.activityByName('Available')?.sid ?? '');
  const task = await until(() => taskOf(pass.conversationSid));
  const reservation = await until(() => taskrouter.reservationOf(task.sid));
  const alice = await sdks.conversations('alice');
  const joined = nextEvent<Participant>(conversation, 'participantJoined', ({ identity }) => identity === 'alice');
  const arrived = nextEvent<Conversation>(alice, 'conversationJoined', ({ sid }) => sid === pass.conversationSid);
  taskrouter.setReservation(reservation.sid, 'accepted');
  const [ofAlice, participant] = await Promise.all([arrived, joined]);
  return { pass, guest, conversation, alice, ofAlice, participant };
}

const FORM = { friendlyName: 'Gita Guest', email: 'gita@example.com', query: 'Is it in stock?' };

describe('POST /v2/WebChats', () => {
  test('makes the conversation with the guest in it and what they said before', async () => {
    const { conversationSid, identity } = await flexApi().webChannels.create({
      addressSid: chatAddress(),
      chatFriendlyName: 'Website',
      customerFriendlyName: 'Gita Guest',
      preEngagementData: JSON.stringify({ friendlyName: 'Gita Guest', orderNumber: 7 }),
    });
    const service = sdks.sandbox.twilio.conversations.v1.services(world().chatServiceSid);
    const conversation = await service.conversations(conversationSid).fetch();
    expect(conversation).toMatchObject({ friendlyName: 'Website', state: 'active' });
    expect(JSON.parse(conversation.attributes)).toEqual({
      pre_engagement_data: { friendlyName: 'Gita Guest', orderNumber: 7 },
    });
    const participants = await service.conversations(conversationSid).participants.list();
    expect(participants.map((participant) => participant.identity)).toEqual([identity]);
    expect((await service.users(identity).fetch()).friendlyName).toBe('Gita Guest');
  });

  test('takes the identity that it is given', async () => {
    const created = await flexApi().webChannels.create({ addressSid: chatAddress(), identity: 'customer-7' });
    expect(created.identity).toBe('customer-7');
  });

  test.each([
    ['an address that there is not', () => ({ addressSid: `IG${'0'.repeat(32)}` }), 404, 45744],
    [
      'an address of another type',
      () => ({ addressSid: [...world().addresses.values()].find(({ type }) => type === 'sms')?.sid ?? '' }),
      400,
      45745,
    ],
    ['data that is not JSON', () => ({ addressSid: chatAddress(), preEngagementData: 'hello' }), 400, 45745],
    [
      'more than 16 KB of data',
      () => ({ addressSid: chatAddress(), preEngagementData: JSON.stringify({ text: 'x'.repeat(16 * 1024) }) }),
      400,
      45731,
    ],
  ])('is refused with %s', async (_name, input, status, code) => {
    const before = world().conversations.size;
    await expect(flexApi().webChannels.create(input())).rejects.toMatchObject({ status, code });
    expect(world().conversations.size).toBe(before);
  });

  test('is refused on an address that makes no conversations', async () => {
    const { sid } = await sdks.sandbox.twilio.conversations.v1.addressConfigurations.create({
      type: 'chat',
      address: 'Switched off',
    });
    await expect(flexApi().webChannels.create({ addressSid: sid })).rejects.toMatchObject({ status: 400, code: 45761 });
  });
});

describe('the flow of the address', () => {
  test('begins with the guest’s first message, and once', async () => {
    const pass = await initWebchat({ friendlyName: 'Gita Guest' });
    const { conversations } = world().services;
    conversations.addMessage(pass.conversationSid, { author: 'Concierge', body: 'Welcome!' });
    expect(taskOf(pass.conversationSid)).toBeUndefined();

    const guest = await connect(pass.token);
    const conversation = await guest.getConversationBySid(pass.conversationSid);
    await conversation.sendMessage('Hello');
    const task = await until(() => taskOf(pass.conversationSid));
    expect(task.attributes).toMatchObject({
      channelType: 'web',
      customerName: 'Gita Guest',
      customerAddress: guest.user.identity,
      direction: 'inbound',
    });
    await conversation.sendMessage('Hello?');
    const tasks = [...world().tasks.values()].filter(
      ({ attributes }) => attributes['conversationSid'] === pass.conversationSid,
    );
    expect(tasks).toHaveLength(1);
  });
});

describe('an address that leads to a webhook', () => {
  test('gives it to each conversation', async () => {
    const { sid } = await sdks.sandbox.twilio.conversations.v1.addressConfigurations.create({
      type: 'chat',
      address: 'Website with a bot',
      'autoCreation.enabled': true,
      'autoCreation.type': 'webhook',
      'autoCreation.conversationServiceSid': world().chatServiceSid,
      'autoCreation.webhookUrl': 'http://localhost:9/bot',
      'autoCreation.webhookFilters': ['onMessageAdded', 'onParticipantAdded'],
    });
    const { conversationSid } = await flexApi().webChannels.create({ addressSid: sid });
    const webhooks = await sdks.sandbox.twilio.conversations.v1.conversations(conversationSid).webhooks.list();
    expect(webhooks).toMatchObject([
      {
        target: 'webhook',
        configuration: { url: 'http://localhost:9/bot', filters: ['onMessageAdded', 'onParticipantAdded'] },
      },
    ]);
  });
});

describe('a guest', () => {
  test('and an agent talk, see each other type and read, until the agent ends it', async () => {
    const { pass, guest, conversation, alice, ofAlice, participant } = await chatWithAlice(FORM);
    expect((await participant.getUser()).friendlyName).toBe('Alice Agent');
    expect((await conversation.getMessages()).items.map(({ body }) => body)).toEqual([FORM.query]);
    await Promise.all([ofAlice.getMessages(), ofAlice.getParticipants()]);

    const answer = nextEvent<Message>(conversation, 'messageAdded');
    await ofAlice.sendMessage('It is.');
    expect(await answer).toMatchObject({ body: 'It is.', author: 'alice' });
    const reply = nextEvent<Message>(ofAlice, 'messageAdded', ({ author }) => author === guest.user.identity);
    await conversation.sendMessage('Lovely!');
    expect(await reply).toMatchObject({ body: 'Lovely!' });

    const guestTypes = nextEvent<Participant>(ofAlice, 'typingStarted');
    const agentTypes = nextEvent<Participant>(conversation, 'typingStarted');
    await Promise.all([conversation.typing(), ofAlice.typing()]);
    expect((await guestTypes).identity).toBe(guest.user.identity);
    expect((await agentTypes).identity).toBe('alice');

    const read = nextEvent<ParticipantUpdatedEventArgs>(conversation, 'participantUpdated', ({ updateReasons }) =>
      updateReasons.includes('lastReadMessageIndex'),
    );
    await ofAlice.setAllMessagesRead();
    expect((await read).participant).toMatchObject({ identity: 'alice', lastReadMessageIndex: 2 });

    const file = nextEvent<Message>(ofAlice, 'messageAdded', ({ type }) => type === 'media');
    await conversation.sendMessage({ contentType: 'text/plain', filename: 'order.txt', media: Buffer.from('7') });
    const [media] = (await file).attachedMedia ?? [];
    expect(media).toMatchObject({ filename: 'order.txt', size: 1 });
    expect(await media?.getContentTemporaryUrl()).toMatch(/^https:\/\/media\.us1\.twilio\.com\/ME/);

    const ended = nextEvent<unknown>(conversation, 'updated', () => conversation.state?.current === 'closed');
    const channel = world().services.interactions.channelOf(pass.conversationSid);
    await sdks.sandbox.twilio.flexApi.v1
      .interaction(channel?.interactionSid ?? '')
      .channels(channel?.sid ?? '')
      .update({ status: 'closed', routing: { status: 'closed' } });
    await ended;
    await expect(conversation.sendMessage('One more thing')).rejects.toMatchObject({ body: { code: 50377 } });
    expect(alice.connectionState).toBe('connected');
  });

  test('reads and writes in their own conversations only, and no one’s files', async () => {
    const [mine, theirs] = await Promise.all([initWebchat(FORM), initWebchat({ ...FORM, friendlyName: 'Otto Other' })]);
    const [me, other] = await Promise.all([connect(mine.token), connect(theirs.token)]);
    await expect(me.peekConversationBySid(theirs.conversationSid)).rejects.toBeDefined();
    expect((await me.getSubscribedConversations()).items.map(({ sid }) => sid)).toEqual([mine.conversationSid]);

    const conversation = await other.getConversationBySid(theirs.conversationSid);
    const sent = nextEvent<Message>(conversation, 'messageAdded', ({ type }) => type === 'media');
    await conversation.sendMessage({ contentType: 'text/plain', filename: 'secret.txt', media: Buffer.from('secret') });
    const mediaSid = (await sent).attachedMedia?.[0]?.sid ?? '';
    const statusWith = async (token: string): Promise<number> => {
      const path = `/mcs.us1.twilio.com/v1/Services/${world().chatServiceSid}/Media/${mediaSid}/Content`;
      return (await fetch(`${sdks.sandbox.url}${path}`, { headers: { 'x-twilio-token': token } })).status;
    };
    expect(await statusWith(theirs.token)).toBe(200);
    expect(await statusWith(mine.token)).toBe(404);
  });

  test('sees nothing of the contact centre', async () => {
    const pass = await initWebchat(FORM);
    const workers = await fetch(`${sdks.sandbox.url}/taskrouter.twilio.com/v1/Workspaces/${world().workspace.sid}`, {
      headers: { authorization: `Basic ${Buffer.from(`token:${pass.token}`).toString('base64')}` },
    });
    expect(workers.status).toBe(401);
  });
});

describe('an Access Token', () => {
  test('of the official package signs in', async () => {
    const client = await connect(accessToken('visitor'));
    expect(client.user.identity).toBe('visitor');
  });

  test.each([
    ['signed with another secret', () => accessToken('visitor', { secret: 'not the secret' }), 20107],
    ['for another service', () => accessToken('visitor', { serviceSid: `IS${'0'.repeat(32)}` }), 20106],
    ['that lasts too long', () => accessToken('visitor', { ttl: 2 * 24 * 3600 }), 20104],
    ['that has expired', () => accessToken('visitor', { ttl: -60 }), 20104],
  ])('%s is refused', async (_name, token, errorCode) => {
    const client = new Client(token());
    const [error] = await Promise.all([nextEvent(client, 'connectionError'), nextEvent(client, 'initFailed')]);
    expect(error).toMatchObject({ terminal: true, httpStatusCode: 401, errorCode });
    await client.shutdown();
  });

  test('is told to be renewed in time; renewed it keeps the connection, which ends otherwise', async () => {
    const token = accessToken('visitor', { ttl: 4 });
    const [renewing, careless] = [new Client(token), new Client(token)];
    guests.push(renewing, careless);
    const told: string[] = [];
    renewing.on('tokenExpired', () => told.push('expired'));
    const expired = nextEvent(careless, 'tokenExpired');
    const disconnected = nextEvent(careless, 'connectionStateChanged', (state) => state === 'disconnected');
    await Promise.all([renewing, careless].map((client) => nextEvent(client, 'tokenAboutToExpire')));
    const renewed = (await (await post('refreshToken', { token })).json()) as Pass;
    await renewing.updateToken(renewed.token);
    await expired;
    await disconnected;
    expect(told).toEqual([]);
    const { sid } = world().services.conversations.create({});
    const joined = nextEvent<Conversation>(renewing, 'conversationJoined', (one) => one.sid === sid);
    world().services.conversations.addParticipant(sid, { identity: 'visitor' });
    await joined;
  });
});

describe('the website’s server', () => {
  test('gives a token that says when it expires, and renews it while it is valid', async () => {
    const pass = await initWebchat(FORM);
    expect(pass.expiration).toBeGreaterThan(Date.now());
    const renewed = (await (await post('refreshToken', { token: pass.token })).json()) as Pass;
    const guest = await connect(renewed.token);
    expect((await guest.getConversationBySid(pass.conversationSid)).sid).toBe(pass.conversationSid);
    expect((await post('refreshToken', { token: `${pass.token}x` })).status).toBe(403);
    expect((await post('refreshToken', { token: accessToken('visitor', { ttl: -60 }) })).status).toBe(403);
  });

  test('lets a guest in whom it knows, who hears of the chat that somebody opens with them', async () => {
    const { token } = (await (await post('signIn', { identity: 'gita' })).json()) as Pass;
    const guest = await connect(token);
    const { conversations } = sdks.sandbox.twilio.conversations.v1.services(world().chatServiceSid);
    const { sid } = await conversations.create();
    const joined = nextEvent<Conversation>(guest, 'conversationJoined', (one) => one.sid === sid);
    await conversations(sid).participants.create({ identity: 'gita' });
    await joined;
    expect((await post('signIn', { identity: 'alice' })).status).toBe(400);
    expect((await post('signIn', {})).status).toBe(400);
  });
});

test('the website may be of another origin', async () => {
  const preflight = await fetch(`${sdks.sandbox.url}/sandbox/webchat/initWebchat`, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:3000', 'access-control-request-headers': 'content-type' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
});

describe('the page', () => {
  test('comes with its script', async () => {
    expect(await (await fetch(`${sdks.sandbox.url}/webchat`)).text()).toContain('Chat with us');
    const script = await fetch(`${sdks.sandbox.url}/assets/webchat.js`);
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(await script.text()).toContain('initWebchat');
  });
});
