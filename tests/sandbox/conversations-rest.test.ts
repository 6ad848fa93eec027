import http from 'node:http';

import type { ConversationListInstanceCreateOptions } from 'twilio/lib/rest/conversations/v1/conversation';

import type { World } from '../../sandbox/src/World';
import { createWorld } from '../../sandbox/src/createWorld';
import { ConversationRegistry } from '../../sandbox/src/services/conversations/ConversationRegistry';
import { ConversationSettings } from '../../sandbox/src/services/conversations/ConversationSettings';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

const OURS = '+14155550100';

let sandbox: RunningSandbox;
let customers = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

const v1 = () => sandbox.twilio.conversations.v1;
const create = (options: ConversationListInstanceCreateOptions = {}) => v1().conversations.create(options);

/** A number that is in no conversation yet. */
function newNumber(): string {
  customers += 1;
  return `+1415556${1000 + customers}`;
}

const binding = (address: string, proxyAddress = OURS) => ({
  'messagingBinding.address': address,
  'messagingBinding.proxyAddress': proxyAddress,
});

describe('conversations', () => {
  test('are made, read, changed and removed, under the default service and under its own address', async () => {
    const made = await create({ friendlyName: 'Support', attributes: '{"a":1}', uniqueName: 'by-name' });
    expect(made).toMatchObject({
      accountSid: sandbox.world.account.sid,
      chatServiceSid: sandbox.world.chatServiceSid,
      friendlyName: 'Support',
      uniqueName: 'by-name',
      attributes: '{"a":1}',
      state: 'active',
      timers: {},
      url: `https://conversations.twilio.com/v1/Conversations/${made.sid}`,
    });
    expect(made.dateCreated.getTime()).toBeGreaterThan(0);

    const ofService = v1().services(sandbox.world.chatServiceSid).conversations;
    expect(await ofService('by-name').fetch()).toMatchObject({
      sid: made.sid,
      url: `https://conversations.twilio.com/v1/Services/${sandbox.world.chatServiceSid}/Conversations/${made.sid}`,
    });
    const changed = await ofService(made.sid).update({ friendlyName: 'Sales', xTwilioWebhookEnabled: 'true' });
    expect(changed).toMatchObject({ friendlyName: 'Sales', attributes: '{"a":1}' });

    await v1().conversations(made.sid).remove();
    await expect(v1().conversations(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 50350 });
    await expect(v1().services('IS00000000000000000000000000000000').conversations.list()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  test('are listed page by page and by state', async () => {
    const sids = await Promise.all([1, 2, 3].map(async () => (await create({ state: 'inactive' })).sid));
    const listed = await v1().conversations.list({ state: 'inactive', pageSize: 2 });
    expect(listed.map(({ sid }) => sid).sort()).toEqual(sids.sort());
  });

  test('have a unique name, which a closed conversation keeps', async () => {
    const first = await create({ uniqueName: 'request-1' });
    await expect(create({ uniqueName: 'request-1' })).rejects.toMatchObject({ status: 409, code: 50353 });
    await v1().conversations(first.sid).update({ state: 'closed' });
    await expect(create({ uniqueName: 'request-1' })).rejects.toMatchObject({ code: 50353 });
    await v1().conversations(first.sid).remove();
    expect((await create({ uniqueName: 'request-1' })).uniqueName).toBe('request-1');
  });

  test('take attributes that are JSON and not too long', async () => {
    await expect(create({ attributes: '{a}' })).rejects.toMatchObject({ status: 400, code: 50304 });
    const long = JSON.stringify({ text: 'x'.repeat(16 * 1024) });
    await expect(create({ attributes: long })).rejects.toMatchObject({ status: 400, code: 50303 });
  });

  test('take nothing more once they are closed', async () => {
    const { sid } = await create();
    const from = sandbox.world.conversations.get(sid)?.state;
    const states: string[] = [];
    const end = sandbox.world.events.on('conversation.stateUpdated', (event) => {
      states.push(event.from, event.conversation.state);
    });
    expect((await v1().conversations(sid).update({ state: 'closed' })).state).toBe('closed');
    end();
    expect([from, states]).toEqual(['active', ['active', 'closed']]);
    const closed = { status: 400, code: 50377 };
    const { participants, messages } = v1().conversations(sid);
    await expect(participants.create({ identity: 'alice' })).rejects.toMatchObject(closed);
    await expect(messages.create({ body: 'hello?' })).rejects.toMatchObject(closed);
    await expect(v1().conversations(sid).update({ state: 'active' })).rejects.toMatchObject(closed);
    await expect(v1().conversations(sid).update({ friendlyName: 'x' })).rejects.toMatchObject(closed);
  });

  test('have timers', async () => {
    const timers = { 'timers.inactive': 'PT1M', 'timers.closed': 'P40DT10M' };
    await expect(create(timers)).rejects.toMatchObject({ code: 50382 });
    const made = await create({ ...timers, state: 'active' });
    const minute = 60_000;
    // REST dates are whole seconds.
    const left = (date: string): number =>
      Math.round((Date.parse(date) - made.dateCreated.getTime()) / 10_000) * 10_000;
    const { date_inactive, date_closed } = made.timers as Record<string, string>;
    expect(left(date_inactive ?? '')).toBe(minute);
    expect(left(date_closed ?? '')).toBe(40 * 24 * 60 * minute + 10 * minute);
    const stopped = await v1().conversations(made.sid).update({ 'timers.inactive': 'PT0S' });
    expect(Object.keys(stopped.timers as object)).toEqual(['date_closed']);
    await expect(v1().conversations(made.sid).update({ 'timers.inactive': 'PT59S' })).rejects.toMatchObject({
      code: 50375,
    });
    await expect(v1().conversations(made.sid).update({ 'timers.closed': 'PT9M' })).rejects.toMatchObject({
      code: 50376,
    });
    await expect(v1().conversations(made.sid).update({ 'timers.inactive': 'a minute' })).rejects.toMatchObject({
      code: 50379,
    });
  });

  test('wake up by a message', async () => {
    const { sid } = await create({ state: 'inactive' });
    await v1().conversations(sid).messages.create({ body: 'Good morning' });
    expect((await v1().conversations(sid).fetch()).state).toBe('active');
  });
});

describe('the timers', () => {
  let world: World;
  let registry: ConversationRegistry;

  beforeEach(() => {
    jest.useFakeTimers();
    world = createWorld();
    registry = new ConversationRegistry(world, new ConversationSettings(world));
  });

  afterEach(() => {
    world.dispose();
    jest.useRealTimers();
  });

  const minutes = (count: number): number => count * 60_000;
  const day = minutes(24 * 60);

  test('turn a quiet conversation inactive, then close it', () => {
    const conversation = registry.create({
      state: 'active',
      timers: { inactive: minutes(1), closed: minutes(10) },
    });
    jest.advanceTimersByTime(minutes(1));
    expect(conversation.state).toBe('inactive');
    jest.advanceTimersByTime(minutes(9));
    expect(conversation.state).toBe('closed');
    expect(conversation.timers).toEqual({});
  });

  test('start anew with each message', () => {
    const conversation = registry.create({ state: 'active', timers: { inactive: minutes(1) } });
    jest.advanceTimersByTime(minutes(0.9));
    registry.noteActivity(conversation, 'message');
    jest.advanceTimersByTime(minutes(0.9));
    expect(conversation.state).toBe('active');
    jest.advanceTimersByTime(minutes(0.1));
    expect(conversation.state).toBe('inactive');
  });

  test('wait longer than one timeout of Node can', () => {
    const conversation = registry.create({ state: 'active', timers: { closed: 60 * day } });
    jest.advanceTimersByTime(59 * day);
    expect(conversation.state).toBe('active');
    jest.advanceTimersByTime(day);
    expect(conversation.state).toBe('closed');
  });
});

describe('participants', () => {
  test('join by identity or by address', async () => {
    const { sid } = await create();
    const { participants } = v1().conversations(sid);
    const alice = await participants.create({ identity: 'alice', attributes: '{"role":"agent"}' });
    expect(alice).toMatchObject({ conversationSid: sid, identity: 'alice', messagingBinding: null });
    const number = newNumber();
    const customer = await participants.create(binding(`whatsapp:${number}`, `whatsapp:${OURS}`));
    expect(customer).toMatchObject({
      identity: null,
      messagingBinding: { type: 'whatsapp', address: `whatsapp:${number}`, proxy_address: `whatsapp:${OURS}` },
    });
    expect((await participants.create(binding(newNumber()))).messagingBinding).toMatchObject({ type: 'sms' });
    const messenger = await participants.create(binding('messenger:123', 'messenger:456'));
    expect(messenger.messagingBinding).toMatchObject({ type: 'messenger' });
    expect(await participants.list()).toHaveLength(4);

    const changed = await v1()
      .conversations(sid)
      .participants('alice')
      .update({ attributes: '{}', lastReadMessageIndex: 3 });
    expect(changed).toMatchObject({ sid: alice.sid, attributes: '{}', lastReadMessageIndex: 3 });
    await v1().conversations(sid).participants(alice.sid).remove();
    await expect(v1().conversations(sid).participants(alice.sid).fetch()).rejects.toMatchObject({
      status: 404,
      code: 50432,
    });
  });

  test('are in a conversation once', async () => {
    const { participants } = v1().conversations((await create()).sid);
    await participants.create({ identity: 'alice' });
    await expect(participants.create({ identity: 'alice' })).rejects.toMatchObject({ status: 409, code: 50433 });
  });

  test('have a pair of addresses that is free, and free again when the conversation closes', async () => {
    const number = newNumber();
    const first = await create();
    await v1().conversations(first.sid).participants.create(binding(number));
    const second = v1().conversations((await create()).sid);
    await expect(second.participants.create(binding(number))).rejects.toMatchObject({
      status: 409,
      code: 50416,
      message: expect.stringContaining(first.sid) as unknown,
    });
    // Another of our numbers, or another channel, is another pair.
    await second.participants.create(binding(number, '+14155550101'));
    await second.participants.create(binding(`whatsapp:${number}`, `whatsapp:${OURS}`));

    await v1().conversations(first.sid).update({ state: 'closed' });
    await second.participants.create(binding(number));
    expect(sandbox.world.services.conversations.findOpenByBinding(number, OURS)?.sid).not.toBe(first.sid);
  });

  test('make up a group text, which is told apart by its members', async () => {
    const [one, two] = [newNumber(), newNumber()];
    const phone = (address: string) => ({ 'messagingBinding.address': address });
    const ours = { identity: 'alice', 'messagingBinding.projectedAddress': OURS };
    const first = await create();
    const second = v1().conversations((await create()).sid).participants;
    for (const member of [ours, phone(one), phone(two)]) {
      await v1().conversations(first.sid).participants.create(member);
    }
    const again = v1().conversations(first.sid).participants.create(phone(two));
    await expect(again).rejects.toMatchObject({ status: 409, code: 50437 });
    for (const member of [phone(two), ours]) await second.create(member);
    await expect(second.create(phone(one))).rejects.toMatchObject({
      status: 409,
      code: 50438,
      message: expect.stringContaining(first.sid) as unknown,
    });
    await v1().conversations(first.sid).update({ state: 'closed' });
    await second.create(phone(one));
  });

  test('have addresses that make sense', async () => {
    const { participants } = v1().conversations((await create()).sid);
    await expect(participants.create({})).rejects.toMatchObject({ status: 400 });
    await expect(participants.create(binding('12345'))).rejects.toMatchObject({ code: 50407 });
    await expect(participants.create(binding(newNumber(), 'us'))).rejects.toMatchObject({ code: 50408 });
    await expect(participants.create(binding(OURS))).rejects.toMatchObject({ code: 50409 });
  });

  test('come with their conversation in one request, all or none', async () => {
    const number = newNumber();
    const participant = [
      JSON.stringify({ messaging_binding: { address: number, proxy_address: OURS } }),
      JSON.stringify({ identity: 'alice' }),
    ];
    const made = await v1().conversationWithParticipants.create({ friendlyName: 'Together', participant });
    expect(made).toMatchObject({ friendlyName: 'Together', state: 'active' });
    expect(await v1().conversations(made.sid).participants.list()).toHaveLength(2);

    const before = sandbox.world.conversations.size;
    const ofService = v1().services(sandbox.world.chatServiceSid).conversationWithParticipants;
    await expect(ofService.create({ participant })).rejects.toMatchObject({
      status: 409,
      code: 50425,
      message: expect.stringContaining(made.sid) as unknown,
    });
    await expect(ofService.create({ participant: Array<string>(11).fill('{"identity":"a"}') })).rejects.toMatchObject({
      status: 400,
    });
    expect(sandbox.world.conversations.size).toBe(before);
  });

  describe('where the sandbox takes its time', () => {
    beforeEach(() => void (sandbox.world.initializingMilliseconds = 60_000));
    afterEach(() => void (sandbox.world.initializingMilliseconds = 0));
    const phone = (address: string) => JSON.stringify({ messaging_binding: { address, proxy_address: OURS } });
    const withParticipants = (options: { participant?: string[]; state?: 'inactive' }) =>
      v1().conversationWithParticipants.create(options);

    test('come a moment later, and until then the conversation takes no change and no message', async () => {
      const { sid, state } = await withParticipants({ participant: [phone(newNumber())], state: 'inactive' });
      expect(state).toBe('initializing');
      const conversation = v1().conversations(sid);
      expect(await conversation.participants.list()).toEqual([]);
      const refused = { status: 400, code: 50386 };
      await expect(conversation.update({ friendlyName: 'Now' })).rejects.toMatchObject(refused);
      await expect(conversation.messages.create({ body: 'Hello' })).rejects.toMatchObject(refused);
      await conversation.webhooks.create({
        target: 'webhook',
        'configuration.url': 'http://localhost:1',
        'configuration.filters': ['onMessageAdded'],
      });
      sandbox.world.clock.advance(60_000);
      expect((await conversation.fetch()).state).toBe('inactive');
      expect(await conversation.participants.list()).toHaveLength(1);
      expect((await conversation.update({ friendlyName: 'Now' })).friendlyName).toBe('Now');
    });

    test('close it where one of them is somewhere else by then', async () => {
      const participant = [phone(newNumber())];
      const first = await withParticipants({ participant });
      const second = await withParticipants({ participant });
      sandbox.world.clock.advance(60_000);
      const stateOf = async ({ sid }: { sid: string }) => (await v1().conversations(sid).fetch()).state;
      expect([await stateOf(first), await stateOf(second)]).toEqual(['active', 'closed']);
      expect(sandbox.world.alerts.at(-1)).toMatchObject({ errorCode: 50427, resourceSid: second.sid });
    });

    test('are not waited for where there are none', async () => {
      expect(await withParticipants({})).toMatchObject({ state: 'active' });
    });
  });

  test('are found by identity and by address, with closed conversations too', async () => {
    const number = newNumber();
    const open = await create({ friendlyName: 'Open' });
    const closed = await create({ friendlyName: 'Closed' });
    await v1().conversations(closed.sid).participants.create(binding(number));
    await v1().conversations(closed.sid).update({ state: 'closed' });
    await v1().conversations(open.sid).participants.create(binding(number));
    const found = await v1().participantConversations.list({ address: number });
    expect(found.map(({ conversationSid, conversationState }) => [conversationSid, conversationState])).toEqual(
      expect.arrayContaining([
        [open.sid, 'active'],
        [closed.sid, 'closed'],
      ]),
    );
    expect(found[0]?.participantMessagingBinding).toMatchObject({ address: number, proxy_address: OURS });

    await v1().users.create({ identity: 'in-many' });
    for (let count = 0; count < 51; count += 1) {
      const { sid } = sandbox.world.services.conversations.create({});
      sandbox.world.services.conversations.addParticipant(sid, { identity: 'in-many' });
    }
    const page = await v1().participantConversations.page({ identity: 'in-many', pageSize: 100 });
    expect(page.instances).toHaveLength(50);
    expect(page.instances[0]).toMatchObject({ participantIdentity: 'in-many' });
    expect(await v1().participantConversations.list({ identity: 'in-many' })).toHaveLength(51);
  });
});

describe('messages', () => {
  test('are written, listed both ways, changed and removed', async () => {
    const { sid } = await create();
    const { messages } = v1().conversations(sid);
    const first = await messages.create({ body: 'one' });
    expect(first).toMatchObject({ index: 0, author: 'system', body: 'one', attributes: '{}', media: null });
    const second = await messages.create({ author: 'alice', body: 'two', attributes: '{"n":2}' });
    expect((await messages.list()).map(({ body }) => body)).toEqual(['one', 'two']);
    const newest = await messages.list({ order: 'desc', limit: 1 });
    expect(newest).toMatchObject([{ sid: second.sid, index: 1, author: 'alice' }]);

    const message = v1().conversations(sid).messages(first.sid);
    expect(await message.update({ body: 'uno' })).toMatchObject({ body: 'uno', index: 0 });
    expect((await message.fetch()).body).toBe('uno');
    await message.remove();
    await expect(message.fetch()).rejects.toMatchObject({ status: 404, code: 50500 });
    expect(await messages.create({ body: 'three' })).toMatchObject({ index: 2 });
  });

  test('know their sender', async () => {
    const number = newNumber();
    const conversation = v1().conversations((await create()).sid);
    const { sid } = await conversation.participants.create(binding(number));
    expect(await conversation.messages.create({ author: number, body: 'hi' })).toMatchObject({ participantSid: sid });
  });

  test('are short where they go out by SMS or WhatsApp', async () => {
    const number = newNumber();
    const conversation = v1().conversations((await create()).sid);
    const long = 'x'.repeat(1601);
    expect((await conversation.messages.create({ body: long })).body).toBe(long);
    await conversation.participants.create(binding(number));
    await expect(conversation.messages.create({ body: long })).rejects.toMatchObject({ status: 400, code: 50504 });
    expect((await conversation.messages.create({ author: number, body: long })).body).toBe(long);
    await expect(conversation.messages.create({})).rejects.toMatchObject({ status: 400 });
  });

  test('carry files', async () => {
    const { sid } = await create();
    const { world } = sandbox;
    const media = world.services.conversations.addMedia({
      data: Buffer.from('a picture'),
      contentType: 'image/png',
      filename: 'dot.png',
    });
    const message = await v1().conversations(sid).messages.create({ mediaSid: media.sid });
    expect(message).toMatchObject({
      body: null,
      media: [{ sid: media.sid, size: 9, content_type: 'image/png', filename: 'dot.png', category: 'media' }],
    });
    await expect(v1().conversations(sid).messages.create({ mediaSid: 'ME1' })).rejects.toMatchObject({ status: 400 });

    const head = 'Content-Disposition: form-data; name="file"; filename="note.txt"\r\nContent-Type: text/plain';
    const form = `--edge\r\n${head}\r\n\r\na note\r\n--edge--\r\n`;
    const uploaded = await upload('?Category=media', 'multipart/form-data; boundary=edge', form);
    expect(uploaded).toMatchObject({ filename: 'note.txt', content_type: 'text/plain', size: 6, category: 'media' });
    expect(await upload('', 'multipart/form-data; boundary=edge', '--edge')).toMatchObject({ status: 400 });
    const raw = await upload('?Filename=raw.txt', 'text/plain', 'raw');
    expect(raw).toMatchObject({ filename: 'raw.txt', content_type: 'text/plain', size: 3 });
    const { body } = await sandbox.twilio.httpClient.request<string>({
      method: 'get',
      uri: world.services.conversations.mediaUrl(uploaded.sid),
    });
    expect(body).toBe('a note');
  });

  test('have receipts', async () => {
    const conversation = v1().conversations((await create()).sid);
    const participant = await conversation.participants.create(binding('messenger:1', 'messenger:2'));
    const message = await conversation.messages.create({ body: 'Did you get this?' });
    const { conversations } = sandbox.world.services;
    conversations.setReceipt(message.conversationSid, message.sid, participant.sid, 'undelivered', 30003);
    const { deliveryReceipts } = conversation.messages(message.sid);
    const [receipt] = await deliveryReceipts.list();
    expect(receipt).toMatchObject({ participantSid: participant.sid, status: 'undelivered', errorCode: 30003 });
    expect((await deliveryReceipts(receipt?.sid ?? '').fetch()).sid).toBe(receipt?.sid);
    expect((await conversation.messages(message.sid).fetch()).delivery).toMatchObject({ undelivered: 'all', total: 1 });
  });
});

/** Gives the media service a file, as a browser does. */
function upload(query: string, contentType: string, data: string): Promise<{ sid: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${sandbox.url}/mcs.us1.twilio.com/v1/Services/${sandbox.world.chatServiceSid}/Media${query}`,
      { method: 'POST', headers: { 'content-type': contentType, 'x-twilio-token': sandbox.token('alice') } },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve(JSON.parse(text) as { sid: string }));
      },
    );
    request.on('error', reject);
    request.end(data);
  });
}

test('scoped webhooks are kept, five at most', async () => {
  const { sid } = await create();
  const { webhooks } = v1().conversations(sid);
  const made = await webhooks.create({
    target: 'webhook',
    'configuration.url': 'https://example.com/hook',
    'configuration.method': 'post',
    'configuration.filters': ['onMessageAdded', 'onParticipantAdded'],
    'configuration.replayAfter': 4,
  });
  expect(made).toMatchObject({
    conversationSid: sid,
    target: 'webhook',
    configuration: {
      url: 'https://example.com/hook',
      method: 'POST',
      filters: ['onMessageAdded', 'onParticipantAdded'],
      replay_after: 4,
    },
  });
  const changed = await v1().conversations(sid).webhooks(made.sid).update({ 'configuration.method': 'get' });
  expect(changed.configuration).toMatchObject({ url: 'https://example.com/hook', method: 'GET' });
  await webhooks.create({ target: 'studio', 'configuration.flowSid': 'FW00000000000000000000000000000000' });
  for (let count = 0; count < 3; count += 1) {
    await webhooks.create({
      target: 'webhook',
      'configuration.url': 'https://example.com/more',
      'configuration.filters': ['onMessageAdded'],
    });
  }
  const another = { target: 'webhook' as const, 'configuration.url': 'https://example.com/sixth' };
  await expect(webhooks.create(another)).rejects.toMatchObject({ status: 400, code: 50361 });
  await v1().conversations(sid).webhooks(made.sid).remove();
  await expect(v1().conversations(sid).webhooks(made.sid).fetch()).rejects.toMatchObject({ code: 50360 });
  expect(await webhooks.list()).toHaveLength(4);
  await expect(webhooks.create({ target: 'webhook' })).rejects.toMatchObject({ code: 50369 });
  await expect(webhooks.create({ target: 'webhook', 'configuration.url': 'nowhere' })).rejects.toMatchObject({
    code: 50388,
  });
});

test('addresses are configured', async () => {
  const address = newNumber();
  const made = await v1().addressConfigurations.create({
    type: 'sms',
    address,
    friendlyName: 'New number',
    'autoCreation.enabled': true,
    'autoCreation.type': 'studio',
    'autoCreation.studioFlowSid': 'FW00000000000000000000000000000000',
  });
  expect(made).toMatchObject({
    type: 'sms',
    address,
    autoCreation: {
      enabled: true,
      type: 'studio',
      studio_flow_sid: 'FW00000000000000000000000000000000',
      conversation_service_sid: sandbox.world.chatServiceSid,
    },
  });
  await expect(v1().addressConfigurations.create({ type: 'sms', address })).rejects.toMatchObject({ status: 409 });
  const changed = await v1().addressConfigurations(address).update({ 'autoCreation.enabled': false });
  expect(changed).toMatchObject({ sid: made.sid, autoCreation: { enabled: false, type: 'studio' } });
  expect((await v1().addressConfigurations.list({ type: 'sms' })).map(({ sid }) => sid)).toContain(made.sid);
  await v1().addressConfigurations(made.sid).remove();
  await expect(v1().addressConfigurations(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
});

test('users, roles, services and configuration are there', async () => {
  const user = await v1().users.create({ identity: 'guest', friendlyName: 'A guest' });
  expect(await v1().users('guest').fetch()).toMatchObject({ sid: user.sid, friendlyName: 'A guest' });
  expect((await v1().users(user.sid).update({ friendlyName: 'The guest' })).friendlyName).toBe('The guest');
  await expect(v1().users.create({ identity: 'guest' })).rejects.toMatchObject({ status: 409, code: 50201 });
  await expect(v1().users('nobody').fetch()).rejects.toMatchObject({ status: 404, code: 50200 });
  expect((await v1().users('alice').fetch()).friendlyName).toBe('Alice Agent');

  const roles = await v1().roles.list();
  expect(roles.map(({ friendlyName }) => friendlyName)).toContain('channel user');
  expect(
    (
      await v1()
        .roles(roles[0]?.sid ?? '')
        .fetch()
    ).sid,
  ).toBe(roles[0]?.sid);
  expect((await v1().services.list()).map(({ sid }) => sid)).toEqual([sandbox.world.chatServiceSid]);
  const { defaultChatServiceSid } = await v1().configuration().fetch();
  expect(defaultChatServiceSid).toBe(sandbox.world.chatServiceSid);
});

test('strangers are refused', async () => {
  const { statusCode } = await sandbox.twilio.httpClient.request({
    method: 'get',
    uri: 'https://conversations.twilio.com/v1/Conversations',
    username: sandbox.world.account.sid,
    password: 'wrong',
  });
  expect(statusCode).toBe(401);
});
