import type { Twilio } from 'twilio';

import { until } from '../sandbox/until';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

type Api = Pick<
  Twilio['conversations']['v1'],
  'conversations' | 'conversationWithParticipants' | 'participantConversations' | 'users' | 'roles'
>;

const CUSTOMER = '+14155550199';
const OUR_NUMBER = '+14155550100';

// The resources stand twice in the document: by themselves, for the default service, and under their service.
const named = () => contract.twilio.conversations.v1.services(contract.world.chatServiceSid) as unknown as Api;

describe.each<[string, () => Api]>([
  ['default service', () => contract.twilio.conversations.v1],
  ['named service', named],
])('conversations of the %s', (_name, api) => {
  it('makes, reads, changes, lists and removes a conversation', async () => {
    const made = await api().conversations.create({ friendlyName: 'Order 7', attributes: '{"order":7}' });
    const timed = await api().conversations.create({
      state: 'active',
      'timers.inactive': 'PT1H',
      'timers.closed': 'P1D',
      uniqueName: `order ${made.sid}`,
    });
    await api().conversations.create();
    expect((await api().conversations(timed.sid).fetch()).timers).toEqual({
      date_inactive: expect.any(String) as string,
      date_closed: expect.any(String) as string,
    });
    const changed = await api().conversations(made.sid).update({ state: 'closed', friendlyName: 'Order 7, done' });
    expect(changed).toMatchObject({ state: 'closed', friendlyName: 'Order 7, done' });
    const listed = (await api().conversations.list({ pageSize: 1 })).map(({ sid }) => sid);
    expect(listed).toEqual(expect.arrayContaining([made.sid, timed.sid]));
    expect(listed).toHaveLength(contract.world.conversations.size);
    expect(await api().conversations(made.sid).remove()).toBe(true);
    await expect(api().conversations(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 50350 });
    await expect(api().conversations.create({ attributes: '{' })).rejects.toMatchObject({ status: 400, code: 50304 });
  });

  it('makes, reads, changes, lists and removes a participant', async () => {
    const conversation = api().conversations((await api().conversations.create()).sid);
    const chat = await conversation.participants.create({ identity: 'alice' });
    const phone = await conversation.participants.create({
      'messagingBinding.address': CUSTOMER,
      'messagingBinding.proxyAddress': OUR_NUMBER,
    });
    expect((await conversation.participants(phone.sid).fetch()).messagingBinding).toEqual({
      type: 'sms',
      address: CUSTOMER,
      proxy_address: OUR_NUMBER,
    });
    expect(await conversation.participants(chat.sid).update({ attributes: '{"a":1}' })).toMatchObject({
      attributes: '{"a":1}',
    });
    const listed = await conversation.participants.list({ pageSize: 1 });
    expect(listed.map(({ sid }) => sid)).toEqual([chat.sid, phone.sid]);
    const involved = await api().participantConversations.list({ address: CUSTOMER, pageSize: 1 });
    expect(involved.map(({ participantSid }) => participantSid)).toContain(phone.sid);
    expect(await conversation.participants(phone.sid).remove()).toBe(true);
    await expect(conversation.participants(phone.sid).fetch()).rejects.toMatchObject({ status: 404, code: 50432 });
    await expect(conversation.participants.create()).rejects.toMatchObject({ status: 400 });
    await conversation.remove();
  });

  it('makes a conversation with its participants', async () => {
    const made = await api().conversationWithParticipants.create({
      friendlyName: 'At once',
      participant: [
        JSON.stringify({ identity: 'bob' }),
        JSON.stringify({ messaging_binding: { address: CUSTOMER, proxy_address: OUR_NUMBER } }),
      ],
    });
    const again = api().conversationWithParticipants.create({
      participant: [JSON.stringify({ messaging_binding: { address: CUSTOMER, proxy_address: OUR_NUMBER } })],
    });
    await expect(again).rejects.toMatchObject({ status: 409, code: 50425 });
    await api().conversations(made.sid).remove();
  });

  it('makes, reads, changes, lists and removes a message, and reads its receipts', async () => {
    const conversation = api().conversations((await api().conversations.create()).sid);
    await conversation.participants.create({
      'messagingBinding.address': CUSTOMER,
      'messagingBinding.proxyAddress': OUR_NUMBER,
    });
    const media = contract.world.services.conversations.addMedia({
      data: Buffer.from('%PDF-'),
      contentType: 'application/pdf',
      filename: 'bill.pdf',
    });
    const first = await conversation.messages.create({ author: 'alice', body: 'Hello', attributes: '{"mood":"good"}' });
    const second = await conversation.messages.create({ author: 'alice', mediaSid: media.sid });
    expect((await conversation.messages(second.sid).fetch()).media).toHaveLength(1);
    expect(await conversation.messages(first.sid).update({ body: 'Hello!' })).toMatchObject({ body: 'Hello!' });
    const listed = await conversation.messages.list({ pageSize: 1, order: 'desc' });
    expect(listed.map(({ sid }) => sid)).toEqual([second.sid, first.sid]);
    const receipt = await until(
      async () => (await conversation.messages(first.sid).deliveryReceipts.list({ pageSize: 1 }))[0],
    );
    const fetched = await conversation.messages(first.sid).deliveryReceipts(receipt.sid).fetch();
    expect(fetched.participantSid).toBe(receipt.participantSid);
    expect(await conversation.messages(first.sid).remove()).toBe(true);
    await expect(conversation.messages(first.sid).fetch()).rejects.toMatchObject({ status: 404, code: 50500 });
    await expect(conversation.messages(first.sid).deliveryReceipts.list()).rejects.toMatchObject({ status: 404 });
    const unknown = conversation.messages(second.sid).deliveryReceipts(receipt.sid).fetch();
    await expect(unknown).rejects.toMatchObject({ status: 404 });
    await expect(conversation.messages.create({ attributes: '{' })).rejects.toMatchObject({ status: 400 });
    await conversation.remove();
  });

  it('makes, reads, changes, lists and removes a scoped webhook', async () => {
    const conversation = api().conversations((await api().conversations.create()).sid);
    const webhook = await conversation.webhooks.create({
      target: 'webhook',
      'configuration.url': 'https://example.com/hook',
      'configuration.method': 'post',
      'configuration.filters': ['onMessageAdded', 'onParticipantAdded'],
    });
    const flow = await conversation.webhooks.create({
      target: 'studio',
      'configuration.flowSid': [...contract.world.studioFlows.keys()][0],
    });
    const changed = await conversation
      .webhooks(webhook.sid)
      .update({ 'configuration.filters': ['onMessageAdded'], 'configuration.method': 'get' });
    expect(changed.configuration).toMatchObject({ filters: ['onMessageAdded'], method: 'GET' });
    const listed = await conversation.webhooks.list({ pageSize: 1 });
    expect(listed.map(({ sid }) => sid)).toEqual([webhook.sid, flow.sid]);
    expect(await conversation.webhooks(webhook.sid).remove()).toBe(true);
    await expect(conversation.webhooks(webhook.sid).fetch()).rejects.toMatchObject({ status: 404 });
    expect((await conversation.webhooks(flow.sid).fetch()).target).toBe('studio');
    await expect(conversation.webhooks.create({ target: 'webhook' })).rejects.toMatchObject({ status: 400 });
    await conversation.remove();
  });

  it('makes, reads, changes, lists and removes a user, and their conversations', async () => {
    const made = await api().users.create({
      identity: 'visitor',
      friendlyName: 'A visitor',
      attributes: '{"vip":true}',
    });
    const user = api().users(made.sid);
    expect(await user.update({ friendlyName: 'The visitor' })).toMatchObject({ friendlyName: 'The visitor' });
    expect((await api().users('visitor').fetch()).sid).toBe(made.sid);
    expect((await api().users.list({ pageSize: 1 })).map(({ sid }) => sid)).toContain(made.sid);

    const conversations = await Promise.all([1, 2].map(() => api().conversations.create()));
    for (const { sid } of conversations) await api().conversations(sid).participants.create({ identity: 'visitor' });
    const [first, second] = conversations.map(({ sid }) => sid);
    if (!first || !second) throw new Error('no conversations');
    await api().conversations(first).messages.create({ body: 'Hello' });
    const theirs = await user.userConversations.list({ pageSize: 1 });
    expect(theirs.map(({ conversationSid }) => conversationSid).sort()).toEqual([first, second].sort());
    expect((await user.userConversations(first).fetch()).unreadMessagesCount).toBe(null);
    const read = await user.userConversations(first).update({ lastReadMessageIndex: 0, notificationLevel: 'muted' });
    expect(read).toMatchObject({ lastReadMessageIndex: 0, unreadMessagesCount: 0, notificationLevel: 'muted' });
    expect(await user.userConversations(first).remove()).toBe(true);
    await expect(user.userConversations(first).fetch()).rejects.toMatchObject({ status: 404 });

    expect(await user.remove()).toBe(true);
    await expect(user.fetch()).rejects.toMatchObject({ status: 404, code: 50200 });
    expect(await api().conversations(second).participants.list()).toEqual([]);
    await expect(api().users.create({ identity: '' })).rejects.toMatchObject({ status: 400 });
  });

  it('makes, reads, changes, lists and removes a role', async () => {
    const made = await api().roles.create({ friendlyName: 'guest', type: 'conversation', permission: ['sendMessage'] });
    const role = api().roles(made.sid);
    expect((await role.update({ permission: ['sendMessage', 'leaveConversation'] })).permissions).toEqual([
      'sendMessage',
      'leaveConversation',
    ]);
    expect((await api().roles.list({ pageSize: 2 })).map(({ sid }) => sid)).toContain(made.sid);
    expect((await role.fetch()).friendlyName).toBe('guest');
    expect(await role.remove()).toBe(true);
    await expect(role.fetch()).rejects.toMatchObject({ status: 404 });
    const wrong = api().roles.create({ friendlyName: '', type: 'conversation', permission: ['sendMessage'] });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
  });
});

it('reads and changes the configuration', async () => {
  const { configuration } = contract.twilio.conversations.v1;
  expect((await configuration().fetch()).defaultChatServiceSid).toBe(contract.world.chatServiceSid);
  const changed = await configuration().update({ defaultInactiveTimer: 'PT1H', defaultClosedTimer: 'P1D' });
  expect(changed).toMatchObject({ defaultInactiveTimer: 'PT1H', defaultClosedTimer: 'P1D' });
  expect(Object.keys((await contract.twilio.conversations.v1.conversations.create()).timers as object)).toHaveLength(2);
  await expect(configuration().update({ defaultInactiveTimer: 'soon' })).rejects.toMatchObject({ status: 400 });
});

it('reads and changes the webhooks of the account and of the service', async () => {
  const { configuration } = contract.twilio.conversations.v1;
  const account = configuration.webhooks();
  const urls = { preWebhookUrl: 'https://example.com/pre', postWebhookUrl: 'https://example.com/post' };
  expect(await account.update({ ...urls, filters: ['onMessageAdded'], method: 'POST' })).toMatchObject(urls);
  expect((await account.fetch()).filters).toEqual(['onMessageAdded']);
  const service = contract.twilio.conversations.v1.services(contract.world.chatServiceSid).configuration.webhooks();
  expect(await service.update({ ...urls, filters: ['onMessageAdd'], method: 'POST' })).toMatchObject(urls);
  expect((await service.fetch()).filters).toEqual(['onMessageAdd']);
  await expect(account.update({ method: 'PUT' })).rejects.toMatchObject({ status: 400 });
  contract.sandbox.reset();
});

it('reads the service, and reads and changes its configuration', async () => {
  const { services } = contract.twilio.conversations.v1;
  const service = services(contract.world.chatServiceSid);
  expect((await services.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([contract.world.chatServiceSid]);
  expect((await service.fetch()).friendlyName).toBe('Flex Chat Service');
  const { defaultConversationRoleSid } = await service.configuration().fetch();
  const changed = await service.configuration().update({ defaultChatServiceRoleSid: defaultConversationRoleSid });
  expect(changed.defaultChatServiceRoleSid).toBe(defaultConversationRoleSid);
  const unknown = `IS${'0'.repeat(32)}`;
  await expect(services(unknown).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('makes, reads, changes, lists and removes an address configuration', async () => {
  const addresses = contract.twilio.conversations.v1.addressConfigurations;
  const made = await addresses.create({
    type: 'sms',
    address: '+14155550177',
    friendlyName: 'Sales',
    'autoCreation.enabled': true,
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': 'https://example.com/new',
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onMessageAdded'],
  });
  expect((await addresses(made.sid).update({ friendlyName: 'Sales desk' })).friendlyName).toBe('Sales desk');
  expect((await addresses('+14155550177').fetch()).sid).toBe(made.sid);
  expect((await addresses.list({ pageSize: 1 })).length).toBe(contract.world.addresses.size);
  expect(await addresses(made.sid).remove()).toBe(true);
  await expect(addresses(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(addresses.create({ type: 'sms', address: OUR_NUMBER })).rejects.toMatchObject({ status: 409 });
});

it('drives every documented operation, but those that are not emulated', () => {
  const notEmulated = [/Credentials/, /Bindings/, /Notifications/, /^(POST .*\/Services|DELETE .*\/Services\/{Sid})$/];
  expect(contract.undriven('twilio_conversations_v1', notEmulated)).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('conversations', contract.done);
  expect(told).toEqual(right);
});
