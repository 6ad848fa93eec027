import { randomUUID } from 'node:crypto';

import type { BackendError } from '../../src/contract/errors';
import { namedSid } from '../../sandbox/src/model/sid';
import { until } from '../sandbox/until';
import { Backend, CARE, ORIGIN, RCS, SAM } from './backend';

jest.setTimeout(60_000);

const CODE = 45354;

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { contactRequests: { from: CARE } },
    variables: { CONTACT_FORM_ORIGINS: ORIGIN },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

/** Twilio takes the next interactions, and then cannot set their channels up. */
const failNext = (next = 1): void => {
  const rule = { host: 'flex-api', method: 'POST', path: '/v1/Interactions', channelFails: CODE, next };
  backend.sandbox.world.faults.add(rule);
};

const functionUrl = (route: string): string => `${backend.functions.url.replace('127.0.0.1', 'localhost')}/${route}`;

const samWrites = (body = 'Yes please') =>
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });

const settled = () => backend.settled();

const failed = () => until(() => backend.state().interactions.some(({ channel }) => channel.status === 'failed'));

/** Alice starts a conversation, whose channel fails. */
async function startAndFail() {
  failNext();
  const request = backend.request();
  const { status, body } = await backend.send(request);
  if (!body.ok) throw new Error(body.error.code);
  expect(status).toBe(201);
  await failed();
  const { conversationSid, interactionSid = '', interactionChannelSid = '' } = body.started;
  return { requestId: request.requestId, conversationSid, interactionSid, interactionChannelSid };
}

type Status = { ok: true; status: string; twilioCode?: number } | { ok: false; error: BackendError };
const ask = (fields: Record<string, string>, identity = 'alice') =>
  backend.ask<Status>(identity, 'start-status', fields);

const waiting = () =>
  backend
    .state()
    .conversations.flatMap(({ webhooks }) => [...webhooks.values()].map(({ configuration }) => configuration.url));

/** Sam's reply is a task for Alice, as if there had been one before. */
async function expectReplyReachesAlice(): Promise<void> {
  samWrites();
  await until(() => backend.state().openTasks.length > 0);
  await settled();
  expect(backend.state().openTasks).toMatchObject([
    { attributes: { customerName: 'Sam Customer', knownWorkerSid: backend.workerSid('alice') } },
  ]);
  expect(waiting()).toEqual([]);
}

describe('start-status', () => {
  it('says that a task is on its way, and changes nothing', async () => {
    const request = backend.request();
    const { body } = await backend.send(request);
    if (!body.ok) throw new Error(body.error.code);
    const { conversationSid, interactionSid = '', interactionChannelSid = '' } = body.started;
    backend.proxy.reset();
    const answer = await ask({ requestId: request.requestId, conversationSid, interactionSid, interactionChannelSid });
    expect(answer).toMatchObject({ status: 200, body: { ok: true, status: 'opening' } });
    expect(backend.proxy.requests).toHaveLength(2);
    expect(waiting()).toEqual([]);
  });

  it('says that it never comes, and why; the customer’s reply makes one', async () => {
    const start = await startAndFail();
    expect(await ask(start)).toMatchObject({ status: 200, body: { ok: true, status: 'failed', twilioCode: CODE } });
    expect(await ask(start)).toMatchObject({ status: 200, body: { ok: true, status: 'failed' } });
    expect(waiting()).toEqual([expect.stringMatching(/\/outreach-reply$/)]);
    await expectReplyReachesAlice();
    expect(backend.state().messagesSent).toHaveLength(1);
  });

  it('makes the task of a customer who has replied before', async () => {
    const start = await startAndFail();
    samWrites();
    expect(backend.state().openTasks).toEqual([]);
    expect(await ask(start)).toMatchObject({ body: { ok: true, status: 'failed' } });
    await settled();
    expect(backend.state().openTasks).toMatchObject([{ attributes: { knownWorkerSid: backend.workerSid('alice') } }]);
  });

  it('is the same for who went on in an open conversation', async () => {
    const { conversations } = backend.sandbox.world.services;
    const { sid } = conversations.create({});
    const messagingBinding = { type: 'sms' as const, address: SAM, proxyAddress: CARE };
    conversations.addParticipant(sid, { messagingBinding });
    failNext();
    const request = backend.request({ reuseConversationSid: sid });
    const { body } = await backend.send(request);
    if (!body.ok) throw new Error(body.error.code);
    await failed();
    const { interactionSid = '', interactionChannelSid = '' } = body.started;
    const { requestId } = request;
    const asked = await ask({ requestId, conversationSid: sid, interactionSid, interactionChannelSid });
    expect(asked).toMatchObject({ body: { ok: true, status: 'failed' } });
    samWrites();
    await until(() => backend.state().openTasks.length > 0);
    expect(backend.state().openTasks).toMatchObject([{ attributes: { knownWorkerSid: backend.workerSid('alice') } }]);
  });

  it('is for the agent alone who has sent the message', async () => {
    const start = await startAndFail();
    const refused = { status: 409, body: { ok: false, error: { code: 'CONVERSATION_CHANGED' } } };
    expect(await ask(start, 'bob')).toMatchObject(refused);
    expect(await ask({ ...start, requestId: randomUUID() })).toMatchObject(refused);
    expect(waiting()).toEqual([]);
    const made = await backend.post('start-status', { ...start, Token: 'made-up' });
    expect(made).toMatchObject({ status: 401, body: { error: { code: 'TOKEN_REFUSED' } } });
  });
});

describe('interaction-events', () => {
  beforeEach(() => backend.installInteractionsWebhook());

  it('lets the reply to an agent’s message make the task, though no panel has asked', async () => {
    await startAndFail();
    await settled();
    expect(waiting()).toEqual([expect.stringMatching(/\/outreach-reply$/)]);
    await expectReplyReachesAlice();
  });

  it('gives a reply that had its task taken away another one', async () => {
    const { channel, to, from, body = '', customerName = '' } = backend.request();
    const message = { requestId: randomUUID(), channel, to, from, body, customerName, replyTo: 'agent' };
    await backend.ask('alice', 'outreach', message);
    failNext();
    await expectReplyReachesAlice();
    expect(backend.state().interactions.map(({ channel: { status } }) => status)).toEqual(['failed', 'active']);
  });

  it('gives a customer who has written first another one', async () => {
    await leadToWebhook(CARE);
    failNext();
    samWrites('Where is my order?');
    await until(() => backend.state().openTasks.length > 0);
    await settled();
    expect(backend.state().openTasks).toMatchObject([{ attributes: { customerAddress: SAM } }]);
    expect(backend.state().interactions).toHaveLength(2);
  });

  it('gives a website’s request another one', async () => {
    failNext();
    const fields = { requestId: randomUUID(), name: 'Sam', number: SAM, message: 'Call me' };
    await backend.post('contact-requests', fields, { origin: ORIGIN });
    await until(() => backend.state().openTasks.length > 0);
    await settled();
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { customerAddress: SAM, messagingControls: { contactRequest: 'Call me' } } },
    ]);
  });

  it('asks for another type where that of the channel has failed', async () => {
    await leadToWebhook(`rcs:${RCS}`);
    failNext();
    backend.sandbox.world.services.messaging.receive({ channel: 'rcs', from: SAM, to: RCS, body: 'Hello' });
    await until(() => backend.state().openTasks.length > 0);
    await settled();
    expect(backend.state().interactions.map(({ channel: { type } }) => type)).toEqual(['rcs', 'web']);
    expect(backend.state().openTasks).toMatchObject([{ attributes: { channelType: 'rcs' } }]);
  });

  it('does not try for ever: then the customer’s next message does', async () => {
    await leadToWebhook(CARE);
    failNext(20);
    samWrites('Where is my order?');
    await until(() => waiting().some((url) => url?.endsWith('/outreach-reply')));
    await settled();
    expect(backend.state().interactions.map(({ channel: { status } }) => status)).toEqual(Array(4).fill('failed'));
    expect(backend.functions.alerts.some((line) => line.includes('keep failing'))).toBe(true);
    backend.sandbox.world.faults.replace({});
    samWrites('Anybody?');
    await until(() => backend.state().openTasks.length > 0);
    expect(backend.state().openTasks).toMatchObject([{ attributes: { customerAddress: SAM } }]);
  });

  it('leaves alone what is none of ours', async () => {
    failNext();
    samWrites('To a flow of somebody else’s');
    const { conversations, world } = { ...backend.state(), world: backend.sandbox.world };
    await backend.sandbox.twilio.flexApi.v1.interaction.create({
      channel: { type: 'sms', initiated_by: 'api', participants: [{ address: '+12025550199', proxy_address: CARE }] },
      routing: { properties: { workspace_sid: world.workspace.sid, workflow_sid: [...world.workflows.keys()][0] } },
    });
    await failed();
    await settled();
    expect(backend.state().interactions.filter(({ channel }) => channel.status === 'failed')).toHaveLength(1);
    expect(backend.state().conversations).toHaveLength(conversations.length + 1);
    expect(waiting()).toEqual([]);
  });

  it('believes Twilio alone', async () => {
    const { conversationSid, interactionChannelSid } = await startAndFail();
    const event = {
      EventType: 'onChannelStatusUpdated',
      ChannelStatus: 'failed',
      MediaChannelSid: conversationSid,
      ChannelSid: interactionChannelSid,
    };
    const answer = await backend.post('interaction-events', event, { 'x-twilio-signature': 'made-up' });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'SIGNATURE_REFUSED' } } });
  });
});

async function leadToWebhook(address: string): Promise<void> {
  await backend.sandbox.twilio.conversations.v1.addressConfigurations(namedSid('IG', address)).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': functionUrl('conversation-events'),
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onMessageAdded'],
  });
}
