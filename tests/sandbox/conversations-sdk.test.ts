import { Client } from '@twilio/conversations';
import type {
  Conversation,
  ConversationUpdatedEventArgs,
  Message,
  MessageUpdatedEventArgs,
  Participant,
  ParticipantUpdatedEventArgs,
} from '@twilio/conversations';

import { nextEvent, startWithSdks } from './sdkClients';
import type { SdkSandbox } from './sdkClients';

const OURS = '+14155550100';

// A lost connection takes seconds to come back.
jest.setTimeout(20_000);

let sdks: SdkSandbox;
let alice: Client;
let bob: Client;
let customers = 0;

beforeAll(async () => {
  sdks = await startWithSdks();
  [alice, bob] = await Promise.all([sdks.conversations('alice'), sdks.conversations('bob')]);
});

afterAll(() => sdks.close());

const service = () => sdks.sandbox.world.services.conversations;

/** A conversation with these people in it, as Alice has it, once the SDKs of all have its participants and messages. */
async function joined(...clients: Client[]): Promise<Conversation> {
  const { sid } = service().create({ friendlyName: 'Support' });
  const arrivals = clients.map(async (client) => {
    const conversation = await nextEvent<Conversation>(client, 'conversationJoined', (one) => one.sid === sid);
    await Promise.all([conversation.getParticipants(), conversation.getMessages()]);
    return conversation;
  });
  for (const { user } of clients) service().addParticipant(sid, { identity: user.identity });
  const [ofAlice] = await Promise.all(arrivals);
  if (!ofAlice) throw new Error('Alice is in every conversation');
  return ofAlice;
}

/** A customer by SMS; each has a number of their own, since a number is in one open conversation at a time. */
function addCustomer(sid: string): { sid: string; number: string } {
  customers += 1;
  const number = `+1415555${1000 + customers}`;
  const participant = service().addParticipant(sid, {
    messagingBinding: { type: 'sms', address: number, proxyAddress: OURS },
  });
  return { sid: participant.sid, number };
}

test('signs in with a Flex token, and is told when a token is no good', async () => {
  expect(alice.connectionState).toBe('connected');
  expect(alice.user).toMatchObject({ identity: 'alice', friendlyName: 'Alice Agent' });

  const stranger = new Client('no.such.token');
  const [error] = await Promise.all([nextEvent(stranger, 'connectionError'), nextEvent(stranger, 'initFailed')]);
  expect(error).toMatchObject({ terminal: true, httpStatusCode: 401, errorCode: 20101 });
  await stranger.shutdown();
});

test('finds its conversations with their history, page by page', async () => {
  const { sid } = service().create({
    friendlyName: 'History',
    uniqueName: 'history',
    attributes: '{"channel":"sms","tags":[1,2]}',
  });
  service().addParticipant(sid, { identity: 'alice', attributes: '{"member_type":"agent"}' });
  const sam = addCustomer(sid);
  for (let index = 0; index < 35; index += 1) {
    service().addMessage(sid, { author: index % 2 ? 'alice' : sam.number, body: `message ${index}` });
  }
  const client = await sdks.conversations('alice');
  const conversation = await client.getConversationByUniqueName('history');
  expect(conversation).toMatchObject({
    sid,
    friendlyName: 'History',
    attributes: { channel: 'sms', tags: [1, 2] },
    createdBy: 'system',
    status: 'joined',
    lastReadMessageIndex: null,
  });
  expect(conversation.state?.current).toBe('active');
  expect(conversation.lastMessage?.index).toBe(34);
  expect(await conversation.getUnreadMessagesCount()).toBe(35);
  expect(await conversation.getMessagesCount()).toBe(35);

  let page = await conversation.getMessages(20);
  expect(page.items.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, index) => index + 15));
  page = await page.prevPage();
  expect(page.items.map(({ index }) => index)).toEqual(Array.from({ length: 15 }, (_, index) => index));
  expect(page.hasPrevPage).toBe(false);
  expect(page.items[0]).toMatchObject({ author: sam.number, body: 'message 0', participantSid: sam.sid, type: 'text' });
  expect((await conversation.getMessages(5, 10)).items.map(({ index }) => index)).toEqual([6, 7, 8, 9, 10]);
  const onwards = await conversation.getMessages(5, 33, 'forward');
  expect(onwards.items.map(({ index }) => index)).toEqual([33, 34]);

  const participants = await conversation.getParticipants();
  expect(participants.map(({ identity, type }) => [identity, type])).toEqual(
    expect.arrayContaining([
      ['alice', 'chat'],
      [null, 'sms'],
    ]),
  );
  // Flex asks for the recipients of each conversation.
  expect((await conversation.getMessageRecipients({ pageSize: 20 })).items).toEqual([]);
});

test('carries messages both ways', async () => {
  const conversation = await joined(alice, bob);
  const sam = addCustomer(conversation.sid);
  const forBob = nextEvent<Message>(bob, 'messageAdded', ({ body }) => body === 'Hello from Alice');
  const index = await conversation.sendMessage('Hello from Alice', { mood: 'kind' });
  expect(index).toBe(0);
  expect(await forBob).toMatchObject({ index, author: 'alice', attributes: { mood: 'kind' } });

  const forAlice = nextEvent<Message>(alice, 'messageAdded', ({ body }) => body === 'Hello from Sam');
  service().addMessage(conversation.sid, { author: sam.number, body: 'Hello from Sam' });
  expect(await forAlice).toMatchObject({ index: 1, author: sam.number, participantSid: sam.sid });

  const indexes = await Promise.all(['a', 'b', 'c'].map((body) => conversation.sendMessage(body)));
  expect(indexes).toEqual([2, 3, 4]);
});

test('changes and removes messages, and never gives an index twice', async () => {
  const conversation = await joined(alice, bob);
  await conversation.sendMessage('frist');
  const [message] = (await conversation.getMessages()).items;
  const changed = nextEvent<MessageUpdatedEventArgs>(bob, 'messageUpdated', ({ updateReasons }) =>
    updateReasons.includes('body'),
  );
  await message?.updateBody('first');
  expect((await changed).message.body).toBe('first');

  const removed = nextEvent<Message>(bob, 'messageRemoved');
  await message?.remove();
  expect((await removed).sid).toBe(message?.sid);
  expect(await conversation.sendMessage('second')).toBe(1);
});

test('shows who is typing', async () => {
  const conversation = await joined(alice, bob);
  const ofBob = await bob.getConversationBySid(conversation.sid);
  const started = nextEvent<Participant>(alice, 'typingStarted');
  await ofBob.typing();
  expect((await started).identity).toBe('bob');
  const ended = nextEvent<Participant>(alice, 'typingEnded');
  await ofBob.sendMessage('done');
  await ended;
});

test('moves the read horizon, for oneself and for the others', async () => {
  const conversation = await joined(alice, bob);
  for (const body of ['one', 'two', 'three']) service().addMessage(conversation.sid, { body });
  const forAlice = nextEvent<ConversationUpdatedEventArgs>(alice, 'conversationUpdated', ({ updateReasons }) =>
    updateReasons.includes('lastReadMessageIndex'),
  );
  const forBob = nextEvent<ParticipantUpdatedEventArgs>(
    bob,
    'participantUpdated',
    ({ participant, updateReasons }) =>
      participant.identity === 'alice' && updateReasons.includes('lastReadMessageIndex'),
  );
  expect(await conversation.updateLastReadMessageIndex(1)).toBe(1);
  await forAlice;
  expect((await forBob).participant.lastReadMessageIndex).toBe(1);
  expect(conversation.lastReadMessageIndex).toBe(1);
  expect(await conversation.setAllMessagesRead()).toBe(0);
  await conversation.setAllMessagesUnread();
  expect(await conversation.getUnreadMessagesCount()).toBe(3);
});

test('follows participants as they come and go', async () => {
  const conversation = await joined(alice);
  const came = nextEvent<Participant>(alice, 'participantJoined', ({ identity }) => identity === 'bob');
  const toldBob = nextEvent<Conversation>(bob, 'conversationJoined', ({ sid }) => sid === conversation.sid);
  await conversation.add('bob');
  await Promise.all([came, toldBob]);
  await expect(conversation.add('bob')).rejects.toMatchObject({ status: 409, body: { code: 50433 } });

  const went = nextEvent<Participant>(alice, 'participantLeft');
  const left = nextEvent<Conversation>(bob, 'conversationLeft', ({ sid }) => sid === conversation.sid);
  await conversation.removeParticipant('bob');
  expect((await went).identity).toBe('bob');
  await left;
});

test('lets the maker of a conversation join it', async () => {
  const made = await alice.createConversation({ friendlyName: 'Made in the browser', attributes: { a: 1 } });
  await made.join();
  expect(service().fetch(made.sid)).toMatchObject({ createdBy: 'alice', attributes: '{"a":1}' });
});

test('closes a conversation for everyone, and refuses what comes after', async () => {
  const conversation = await joined(alice);
  const closed = nextEvent<ConversationUpdatedEventArgs>(alice, 'conversationUpdated', ({ updateReasons }) =>
    updateReasons.includes('state'),
  );
  service().update(conversation.sid, { state: 'closed' });
  expect((await closed).conversation.state?.current).toBe('closed');
  await expect(conversation.sendMessage('too late')).rejects.toMatchObject({ status: 400, body: { code: 50377 } });
});

test('tells how far a message got', async () => {
  const conversation = await joined(alice);
  const sam = addCustomer(conversation.sid);
  await conversation.sendMessage('Did you get this?');
  const [message] = (await conversation.getMessages()).items;
  if (!message) throw new Error('the message is not there');
  const reached = (amount: 'read' | 'undelivered'): Promise<MessageUpdatedEventArgs> =>
    nextEvent(alice, 'messageUpdated', (update) => update.message.aggregatedDeliveryReceipt?.[amount] === 'all');

  const read = reached('read');
  service().setReceipt(conversation.sid, message.sid, sam.sid, 'read');
  await read;
  expect(message.aggregatedDeliveryReceipt).toMatchObject({ total: 1, sent: 'all', delivered: 'all', failed: 'none' });
  const undelivered = reached('undelivered');
  service().setReceipt(conversation.sid, message.sid, sam.sid, 'undelivered', 30003);
  // Late news of an earlier step changes nothing.
  service().setReceipt(conversation.sid, message.sid, sam.sid, 'sent');
  await undelivered;
  expect(message.aggregatedDeliveryReceipt).toMatchObject({ sent: 'none', undelivered: 'all' });
  const receipts = await message.getDetailedDeliveryReceipts();
  expect(receipts).toMatchObject([{ participantSid: sam.sid, status: 'undelivered', errorCode: 30003 }]);
});

test('sends and reads files', async () => {
  const conversation = await joined(alice, bob);
  const arrived = nextEvent<Message>(bob, 'messageAdded', ({ type }) => type === 'media');
  await conversation.sendMessage({ contentType: 'text/plain', filename: 'note.txt', media: Buffer.from('a note') });
  const [file] = (await arrived).attachedMedia ?? [];
  expect(file).toMatchObject({ filename: 'note.txt', contentType: 'text/plain', size: 6 });
  const url = await file?.getContentTemporaryUrl();
  const { body } = await sdks.sandbox.twilio.httpClient.request<string>({ method: 'get', uri: url ?? '' });
  expect(body).toBe('a note');
});

test('shows a conversation to a supervisor, who may not write in it, and to no other agent', async () => {
  const conversation = await joined(alice);
  service().addMessage(conversation.sid, { body: 'Is anyone there?' });
  const sue = await sdks.conversations('sue');
  const watched = await sue.peekConversationBySid(conversation.sid);
  expect(watched.status).toBe('notParticipating');
  expect((await watched.getMessages()).items.map(({ body }) => body)).toEqual(['Is anyone there?']);
  await expect(watched.sendMessage('I am')).rejects.toMatchObject({ status: 403 });
  const live = nextEvent<Message>(watched, 'messageAdded');
  service().addMessage(conversation.sid, { body: 'Hello?' });
  expect((await live).body).toBe('Hello?');

  await expect(bob.peekConversationBySid(conversation.sid)).rejects.toBeDefined();
});

test('lets an agent who left read on', async () => {
  const conversation = await joined(alice, bob);
  const left = nextEvent<Conversation>(bob, 'conversationLeft', ({ sid }) => sid === conversation.sid);
  service().removeParticipant(conversation.sid, 'bob');
  await left;
  service().addMessage(conversation.sid, { body: 'while you were away' });
  const again = await bob.peekConversationBySid(conversation.sid);
  expect((await again.getMessages()).items.map(({ body }) => body)).toEqual(['while you were away']);
});

test('catches up after a lost connection', async () => {
  const conversation = await joined(alice);
  await conversation.getMessages();
  const lost = nextEvent(alice, 'connectionStateChanged', (state) => state !== 'connected');
  sdks.sandbox.dropSockets();
  await lost;
  service().addMessage(conversation.sid, { body: 'missed' });
  service().update(conversation.sid, { friendlyName: 'Renamed' });
  const missed = nextEvent<Message>(alice, 'messageAdded', ({ body }) => body === 'missed');
  const renamed = nextEvent<ConversationUpdatedEventArgs>(alice, 'conversationUpdated', ({ updateReasons }) =>
    updateReasons.includes('friendlyName'),
  );
  await Promise.all([missed, renamed]);
  expect(conversation.friendlyName).toBe('Renamed');
  expect(await conversation.sendMessage('back again')).toBe(1);
});
