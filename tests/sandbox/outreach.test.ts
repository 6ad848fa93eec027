import { namedSid } from '../../sandbox/src/model/sid';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';
import { startReceiver } from './webhookReceiver';
import type { WebhookReceiver } from './webhookReceiver';

/** What a backend that writes to customers first needs of Twilio, from one end to the other. */

const SAM = '+12025550143';
const CARE = '+14155550100';
const ORDERS = '+14155550101';
const PAGE = 'messenger:104155550100';
const HOUR_MS = 60 * 60 * 1000;

let backend: WebhookReceiver;
let sandbox: RunningSandbox;
beforeAll(async () => {
  backend = await startReceiver();
  sandbox = await startSandbox({
    conversationsWebhook: { url: `${backend.url}/events`, filters: ['onMessageAdded', 'onDeliveryUpdated'] },
  });
});
afterAll(async () => {
  await sandbox.close();
  await backend.close();
});
afterEach(() => {
  sandbox.reset();
  backend.received.length = 0;
});

const v1 = () => sandbox.twilio.conversations.v1;
const person = (identity: string) => sandbox.world.people.get(identity)!;
const everyone = namedSid('WQ', 'Everyone');

function goAvailable(...identities: string[]): void {
  const { taskrouter } = sandbox.world.services;
  const available = taskrouter.activityByName('Available')!;
  for (const identity of identities) taskrouter.setActivity(person(identity).workerSid, available.sid);
}

const conversationWith = (participant: object) =>
  v1().conversationWithParticipants.create({ participant: [JSON.stringify(participant)] });
const bound = (address: string, proxyAddress: string) =>
  conversationWith({ messaging_binding: { address, proxy_address: proxyAddress } });

const routing = (more: object = {}) => ({
  properties: { workspace_sid: sandbox.world.workspace.sid, workflow_sid: namedSid('WW', 'Assign to Anyone'), ...more },
});
const toWorker = (identity: string) => routing({ queue_sid: everyone, worker_sid: person(identity).workerSid });

interface Made {
  sid: string;
  channel: { sid: string };
  routing: { properties: { sid: string; attributes: string } };
}
const interaction = async (type: string, initiatedBy: string, conversationSid: string, routed: object) =>
  (await sandbox.twilio.flexApi.v1.interaction.create({
    channel: { type, initiated_by: initiatedBy, properties: { media_channel_sid: conversationSid } },
    routing: routed,
  })) as unknown as Made;

const pendingOf = (taskSid: string) =>
  [...sandbox.world.reservations.values()].find((one) => one.taskSid === taskSid && one.status === 'pending');
const offeredTo = async (taskSid: string) => {
  const { workerSid } = await until(() => pendingOf(taskSid));
  return [...sandbox.world.people.values()].find((one) => one.workerSid === workerSid)?.identity;
};
async function accept(taskSid: string): Promise<void> {
  const { sid } = await until(() => pendingOf(taskSid));
  sandbox.world.services.taskrouter.setReservation(sid, 'accepted');
}
const identitiesIn = async (conversationSid: string) =>
  (await v1().conversations(conversationSid).participants.list()).flatMap(({ identity }) => identity ?? []).sort();
const samWrites = (channel: 'sms' | 'messenger', to: string, body: string) =>
  sandbox.world.services.messaging.receive({
    channel,
    from: channel === 'sms' ? SAM : SAM.slice(1),
    to: to.replace('messenger:', ''),
    body,
  });
const closeAll = async () => {
  for (const { sid } of await v1().conversations.list()) await v1().conversations(sid).remove();
};

describe('an agent writes first', () => {
  it('by Messenger, to somebody who wrote within the day', async () => {
    goAvailable('alice');
    samWrites('messenger', PAGE, 'Hello?');
    await closeAll();
    const { sid } = await bound(`messenger:${SAM.slice(1)}`, PAGE);
    const { routing: routed } = await interaction('messenger', 'agent', sid, toWorker('alice'));
    expect(JSON.parse(routed.properties.attributes)).toMatchObject({ channelType: 'messenger', direction: 'outbound' });
    expect(await offeredTo(routed.properties.sid)).toBe('alice');
    const { messages } = v1().conversations(sid);
    const message = await messages.create({ author: 'alice', body: 'Hello Sam' });
    await until(async () => (await messages(message.sid).deliveryReceipts.list())[0]?.status === 'delivered');
  });

  it('to a guest of the website by their identity', async () => {
    goAvailable('alice');
    const { sid } = await conversationWith({ identity: 'gita' });
    const { routing: routed } = await interaction('web', 'agent', sid, toWorker('alice'));
    expect(JSON.parse(routed.properties.attributes)).toMatchObject({
      channelType: 'web',
      direction: 'outbound',
      customerAddress: 'gita',
    });
    await accept(routed.properties.sid);
    expect(await identitiesIn(sid)).toEqual(['alice', 'gita']);
  });
});

describe('a reply', () => {
  it('reaches the conversation’s own webhook, and the account’s', async () => {
    const { sid } = await bound(SAM, CARE);
    await v1()
      .conversations(sid)
      .webhooks.create({
        target: 'webhook',
        'configuration.url': `${backend.url}/reply`,
        'configuration.method': 'post',
        'configuration.filters': ['onMessageAdded'],
      });
    await v1().conversations(sid).messages.create({ author: 'Customer care', body: 'Your parcel is here.' });
    samWrites('sms', CARE, 'Wonderful');
    await until(() => backend.of('onMessageAdded').length === 2);
    expect(backend.of('onMessageAdded', '/reply')).toHaveLength(1);
    expect(backend.of('onMessageAdded', '/events')[0]?.parameters).toMatchObject({
      ConversationSid: sid,
      Author: SAM,
      Body: 'Wonderful',
      Source: 'SMS',
    });
  });

  it('goes to the agent whom the task names, and to anybody where they are away', async () => {
    goAvailable('bob');
    sandbox.world.clock.advance(1000);
    goAvailable('alice');
    const reply = async (customer: string) => {
      const { sid } = await bound(customer, CARE);
      const attributes = { knownWorkerSid: person('alice').workerSid };
      return (await interaction('sms', 'customer', sid, routing({ attributes }))).routing.properties.sid;
    };
    expect(await offeredTo(await reply(SAM))).toBe('alice');
    const offline = sandbox.world.services.taskrouter.activityByName('Offline')!;
    sandbox.world.services.taskrouter.setActivity(person('alice').workerSid, offline.sid, true);
    expect(await offeredTo(await reply('+12025550199'))).toBe('bob');
  });

  it('goes to the queue that the task names where the agent is away', async () => {
    goAvailable('bob');
    const { sid } = await bound(SAM, CARE);
    const attributes = { knownWorkerSid: person('alice').workerSid, knownQueueSid: namedSid('WQ', 'Billing') };
    const { properties } = (await interaction('sms', 'customer', sid, routing({ attributes }))).routing;
    goAvailable('sue');
    expect(await offeredTo(properties.sid)).toBe('sue');
  });

  it('goes to anybody where the agent whom the task names goes away while it rings', async () => {
    goAvailable('alice');
    const { sid } = await bound(SAM, CARE);
    const attributes = { knownWorkerSid: person('alice').workerSid };
    const { properties } = (await interaction('sms', 'customer', sid, routing({ attributes }))).routing;
    expect(await offeredTo(properties.sid)).toBe('alice');
    goAvailable('bob');
    const offline = sandbox.world.services.taskrouter.activityByName('Offline')!;
    sandbox.world.services.taskrouter.setActivity(person('alice').workerSid, offline.sid, true);
    expect(await offeredTo(properties.sid)).toBe('bob');
  });
});

describe('two agents in one conversation', () => {
  it('by an invite for the second; the first one’s participant is closed then', async () => {
    goAvailable('alice', 'bob');
    const { sid } = await bound(SAM, CARE);
    const made = await interaction('sms', 'agent', sid, toWorker('alice'));
    await accept(made.routing.properties.sid);
    const channel = sandbox.twilio.flexApi.v1.interaction(made.sid).channels(made.channel.sid);
    const invited = await channel.invites.create({ routing: toWorker('bob') });
    const { properties } = (invited as unknown as Made).routing;
    await accept(properties.sid);
    expect(await identitiesIn(sid)).toEqual(['alice', 'bob']);

    const agents = (await channel.participants.list()).filter(({ type }) => type === 'agent');
    expect(agents).toHaveLength(2);
    await channel.participants(agents[0]!.sid).update({ status: 'closed' });
    expect(await identitiesIn(sid)).toEqual(['bob']);
    expect((await channel.fetch()).status).toBe('active');
    expect((await v1().conversations(sid).fetch()).state).toBe('active');
  });
});

describe('a scheduled message to a customer in a conversation', () => {
  it('is sent beside it, and the reply comes into it', async () => {
    const { sid } = await bound(SAM, ORDERS);
    const scheduled = await sandbox.twilio.messages.create({
      messagingServiceSid: namedSid('MG', 'Notifications'),
      from: ORDERS,
      to: SAM,
      body: 'We expect you tomorrow.',
      scheduleType: 'fixed',
      sendAt: new Date(sandbox.world.clock.now().getTime() + HOUR_MS),
    });
    expect(scheduled.status).toBe('scheduled');
    sandbox.world.clock.advance(HOUR_MS + 10_000);
    await until(async () => (await sandbox.twilio.messages(scheduled.sid).fetch()).status === 'delivered');
    samWrites('sms', ORDERS, 'I will be there');
    expect((await v1().conversations(sid).messages.list()).map(({ body }) => body)).toEqual(['I will be there']);
    expect(await v1().conversations.list()).toHaveLength(1);
  });
});

describe('STOP, written in a conversation', () => {
  it('is told of, and so is the message that cannot reach the customer any more', async () => {
    const { sid } = await bound(SAM, CARE);
    samWrites('sms', CARE, 'STOP');
    const heard = (eventType: string, expected: Record<string, string>) =>
      until(() =>
        backend
          .of(eventType, '/events')
          .find(({ parameters }) => Object.entries(expected).every(([name, value]) => parameters[name] === value)),
      );
    await heard('onMessageAdded', { ConversationSid: sid, Author: SAM, Body: 'STOP' });
    const message = await v1().conversations(sid).messages.create({ author: 'alice', body: 'But why?' });
    await heard('onDeliveryUpdated', { MessageSid: message.sid, Status: 'failed', ErrorCode: '21610' });
  });
});

it('the webhook that the config names holds after a reset', async () => {
  sandbox.reset('empty');
  expect(await v1().configuration.webhooks().fetch()).toMatchObject({
    postWebhookUrl: `${backend.url}/events`,
    filters: ['onMessageAdded', 'onDeliveryUpdated'],
  });
  sandbox.reset('demo');
});
