import twilio from 'twilio';

import { startWithSdks } from './sdkClients';
import type { SdkSandbox } from './sdkClients';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';
import { startReceiver } from './webhookReceiver';
import type { ReceivedWebhook, Reply, WebhookReceiver } from './webhookReceiver';

const SAM = '+14155550143';
const CARE = '+14155550100';
const PUBLIC = 'https://shop.example.com';

let sdks: SdkSandbox;
let sandbox: RunningSandbox;
let backend: WebhookReceiver;
let reply: (request: ReceivedWebhook) => Reply = () => ({});

beforeAll(async () => {
  backend = await startReceiver((request) => reply(request));
  sdks = await startWithSdks();
  ({ sandbox } = sdks);
  sandbox.world.hosts = { [PUBLIC]: backend.url };
});
afterAll(async () => {
  await sdks.close();
  await backend.close();
});
afterEach(() => {
  backend.received.length = 0;
  reply = () => ({});
  sandbox.world.conversationsWebhooks.clear();
});

const log = () => sandbox.world.webhookLog;
const deliver = (url: string, more: object = {}) =>
  sandbox.world.services.webhooks.deliver({
    kind: 'test',
    url,
    parameters: { Body: 'Grüße & more', A: '1' },
    ...more,
  });
const isSigned = ({ headers, parameters, method }: ReceivedWebhook, url: string): boolean =>
  twilio.validateRequest(
    sandbox.world.account.authToken,
    headers['x-twilio-signature'] as string,
    url,
    method === 'POST' ? parameters : {},
  );

const conversationsApi = () => sandbox.twilio.conversations.v1;
const conversation = (sid: string) => conversationsApi().conversations(sid);
async function hooked(filters: string[], more: object = {}): Promise<string> {
  const { sid } = await conversationsApi().conversations.create({ friendlyName: 'Order 1' });
  const scoped = { 'configuration.url': `${backend.url}/scoped`, 'configuration.method': 'post' as const };
  await conversation(sid).webhooks.create({
    target: 'webhook',
    ...scoped,
    'configuration.filters': filters,
    ...more,
  });
  return sid;
}
/** Everything that was sent by now has arrived. */
const quiet = () => until(() => log().every(({ state }) => state !== 'sending'));

describe('a delivery', () => {
  it('is a form whose signature the official helper accepts', async () => {
    const delivery = await deliver(`${backend.url}/hook?shop=1`);
    const [received] = backend.received;
    expect(received).toMatchObject({ method: 'POST', parameters: { Body: 'Grüße & more', A: '1' } });
    expect(received!.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(received!.headers['user-agent']).toBe('TwilioProxy/1.1');
    expect(isSigned(received!, `${backend.url}/hook?shop=1`)).toBe(true);
    expect(isSigned({ ...received!, parameters: { A: '2' } }, `${backend.url}/hook?shop=1`)).toBe(false);
    expect(delivery).toMatchObject({ state: 'succeeded', responseStatus: 204, tries: 1, errorCode: null });
    expect(log()).toContain(delivery);
  });

  it('is a signed query where the method is GET', async () => {
    await deliver(`${backend.url}/hook?shop=1`, { method: 'GET' });
    const [received] = backend.received;
    expect(received).toMatchObject({ method: 'GET', parameters: { shop: '1', Body: 'Grüße & more', A: '1' } });
    expect(isSigned(received!, `${backend.url}${received!.path}`)).toBe(true);
  });

  it('is tried again as the address says, with the same idempotency token', async () => {
    reply = () => ({ status: backend.received.length < 3 ? 503 : 200, json: { ok: true } });
    const delivery = await deliver(`${backend.url}/hook#rc=4&rp=5xx`);
    expect(delivery).toMatchObject({ tries: 3, state: 'succeeded', responseBody: '{"ok":true}' });
    const tokens = backend.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(new Set(tokens)).toEqual(new Set([delivery.idempotencyToken]));
    expect(isSigned(backend.received[2]!, `${backend.url}/hook`)).toBe(true);
  });

  it('is tried once where it is refused, and twice where there is no connection', async () => {
    reply = () => ({ status: 500 });
    expect(await deliver(`${backend.url}/hook`)).toMatchObject({ tries: 1, errorCode: 11217, responseStatus: 500 });
    const gone = await startReceiver();
    await gone.close();
    expect(await deliver(gone.url)).toMatchObject({ tries: 2, errorCode: 11205, responseStatus: null });
  });

  it('ends when no answer comes in time', async () => {
    reply = () => ({ never: true });
    const delivery = await deliver(`${backend.url}/hook#rt=100&rp=rt&rc=1`);
    expect(delivery).toMatchObject({ tries: 2, errorCode: 11205, errorMessage: 'No answer within 100 ms' });
  });

  it('never leaves the computer', async () => {
    const delivery = await deliver('https://api.example.org/hook');
    expect(delivery).toMatchObject({ tries: 0, state: 'failed', errorCode: 11205 });
    expect(delivery.errorMessage).toContain('api.example.org');
    expect(await deliver('ftp://localhost/hook')).toMatchObject({ tries: 0, errorCode: 11100 });
  });

  it('for a public address goes to the local one that stands for it, signed for the public one', async () => {
    await deliver(`${PUBLIC}/hook`);
    const [received] = backend.received;
    expect(received!.headers).toMatchObject({ host: 'shop.example.com', 'x-forwarded-proto': 'https' });
    expect(isSigned(received!, `${PUBLIC}/hook`)).toBe(true);
  });
});

describe("a conversation's own webhooks", () => {
  it('tell of REST requests only where their header asks for it', async () => {
    const sid = await hooked(['onMessageAdded', 'onParticipantAdded']);
    await conversation(sid).messages.create({ author: 'shop', body: 'Unheard' });
    const message = await conversation(sid).messages.create({
      author: 'shop',
      body: 'Your parcel',
      attributes: '{"a":1}',
      xTwilioWebhookEnabled: 'true',
    });
    await until(() => backend.of('onMessageAdded').length > 0);
    await quiet();
    expect(backend.received.map(({ parameters }) => parameters)).toEqual([
      {
        EventType: 'onMessageAdded',
        AccountSid: sandbox.world.account.sid,
        ChatServiceSid: sandbox.world.chatServiceSid,
        ConversationSid: sid,
        MessageSid: message.sid,
        Index: '1',
        Author: 'shop',
        Body: 'Your parcel',
        Attributes: '{"a":1}',
        Source: 'API',
        RetryCount: '0',
        WebhookType: 'webhook',
        WebhookSid: (await conversation(sid).webhooks.list())[0]!.sid,
        DateCreated: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        DateUpdated: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      },
    ]);
    expect(isSigned(backend.received[0]!, `${backend.url}/scoped`)).toBe(true);
  });

  it('can be deleted by whom they told, so that the first reply alone becomes a task', async () => {
    const sid = await hooked(['onMessageAdded']);
    const binding = { 'messagingBinding.address': '+14155550155', 'messagingBinding.proxyAddress': CARE };
    await conversation(sid).participants.create(binding);
    const { workspace, workflows } = sandbox.world;
    const routing = { properties: { workspace_sid: workspace.sid, workflow_sid: [...workflows.keys()][0] } };
    const handled: Promise<unknown>[] = [];
    reply = ({ parameters }) => {
      const handle = async () => {
        await conversation(parameters['ConversationSid']!).webhooks(parameters['WebhookSid']!).remove();
        const properties = { media_channel_sid: parameters['ConversationSid'] };
        const channel = { type: 'sms', initiated_by: 'customer', properties };
        await sandbox.twilio.flexApi.v1.interaction.create({ channel, routing });
      };
      handled.push(handle());
      return {};
    };
    const write = (body: string) =>
      sandbox.world.services.messaging.receive({ channel: 'sms', from: '+14155550155', to: CARE, body });
    write('Yes please');
    await until(() => handled.length > 0);
    await Promise.all(handled);
    write('Still there?');
    await quiet();
    expect(backend.of('onMessageAdded').map(({ parameters }) => parameters['Body'])).toEqual(['Yes please']);
    const tasks = [...sandbox.world.tasks.values()].filter(({ attributes }) => attributes['conversationSid'] === sid);
    expect(tasks).toHaveLength(1);
  });

  it("tell of what browsers do, and of Twilio's own doing", async () => {
    const sid = await hooked(['onMessageAdded', 'onConversationStateUpdated', 'onParticipantAdded']);
    sandbox.world.services.conversations.addParticipant(sid, { identity: 'alice' });
    const alice = await sdks.conversations('alice');
    await (await alice.getConversationBySid(sid)).sendMessage('Hello');
    const [told] = await until(() => backend.of('onMessageAdded').length > 0 && backend.of('onMessageAdded'));
    expect(told!.parameters).toMatchObject({ Source: 'SDK', ClientIdentity: 'alice', Author: 'alice', Body: 'Hello' });
    await conversation(sid).update({ state: 'active', 'timers.inactive': 'PT1M' });
    sandbox.world.clock.advance(61_000);
    const [state] = await until(
      () => backend.of('onConversationStateUpdated').length > 0 && backend.of('onConversationStateUpdated'),
    );
    expect(state!.parameters).toMatchObject({ StateFrom: 'active', StateTo: 'inactive', Reason: 'TIMER' });
    expect(backend.of('onParticipantAdded')[0]!.parameters).toMatchObject({
      Identity: 'alice',
      'MessagingBinding.Type': 'CHAT',
    });
  });

  it('are told again of what was written, from ReplayAfter on', async () => {
    const { sid } = await conversationsApi().conversations.create();
    for (const body of ['one', 'two', 'three']) await conversation(sid).messages.create({ author: 'shop', body });
    await conversation(sid).webhooks.create({
      target: 'webhook',
      'configuration.url': backend.url,
      'configuration.filters': ['onMessageAdded'],
      'configuration.replayAfter': 1,
    });
    await until(() => backend.received.length === 2);
    expect(backend.received.map(({ parameters }) => parameters['Body']).sort()).toEqual(['three', 'two']);
  });

  it('of target trigger are told of messages with a keyword', async () => {
    const { sid } = await conversationsApi().conversations.create();
    await conversation(sid).webhooks.create({
      target: 'trigger',
      'configuration.url': backend.url,
      'configuration.triggers': ['help'],
    });
    const xTwilioWebhookEnabled = 'true';
    await conversation(sid).messages.create({ author: 'shop', body: 'Fine', xTwilioWebhookEnabled });
    await conversation(sid).messages.create({ author: 'shop', body: 'HELP me', xTwilioWebhookEnabled });
    await until(() => backend.received.length > 0);
    await quiet();
    expect(backend.received.map(({ parameters }) => parameters)).toMatchObject([
      { Body: 'HELP me', WebhookType: 'trigger' },
    ]);
  });

  it('need filters that exist', async () => {
    await expect(hooked([])).rejects.toMatchObject({ status: 400, code: 50370 });
    await expect(hooked(['onMessageAdd'])).rejects.toMatchObject({ status: 400, code: 50365 });
  });
});

describe("an address's webhook", () => {
  it('belongs to each new conversation of the address', async () => {
    const address = [...sandbox.world.addresses.values()].find((one) => one.address === '+14155550101')!;
    await conversationsApi()
      .addressConfigurations(address.sid)
      .update({
        'autoCreation.type': 'webhook',
        'autoCreation.webhookUrl': `${PUBLIC}/inbound`,
        'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
      });
    const inbound = { channel: 'sms', from: SAM, to: '+14155550101', body: 'Where is it?' } as const;
    const { conversationSid } = sandbox.world.services.messaging.receive(inbound);
    const [message] = await until(() => backend.of('onMessageAdded').length > 0 && backend.of('onMessageAdded'));
    expect(message!.parameters).toMatchObject({ ConversationSid: conversationSid, Source: 'SMS', Author: SAM });
    expect(isSigned(message!, `${PUBLIC}/inbound`)).toBe(true);
    expect(backend.of('onParticipantAdded')[0]!.parameters).toMatchObject({
      'MessagingBinding.Address': SAM,
      'MessagingBinding.ProxyAddress': '+14155550101',
      'MessagingBinding.Type': 'SMS',
    });
    expect(await conversation(conversationSid!).webhooks.list()).toHaveLength(1);
  });
});

describe("the account's and the service's webhooks", () => {
  const ofAccount = () => conversationsApi().configuration.webhooks();

  it('tell of every conversation, and of receipts', async () => {
    await ofAccount().update({
      postWebhookUrl: `${backend.url}/account`,
      filters: ['onConversationAdded', 'onDeliveryUpdated'],
      method: 'POST',
    });
    const { sid } = await conversationsApi().conversations.create({ xTwilioWebhookEnabled: 'true' });
    await until(() => backend.of('onConversationAdded').length > 0);
    await conversation(sid).participants.create({
      'messagingBinding.address': '+14155550144',
      'messagingBinding.proxyAddress': CARE,
    });
    const { sid: messageSid } = await conversation(sid).messages.create({ author: 'shop', body: 'Hello' });
    const statuses = () => backend.of('onDeliveryUpdated').map(({ parameters }) => parameters['Status']);
    await until(() => statuses().includes('delivered'));
    expect(statuses()).toEqual(expect.arrayContaining(['sent', 'delivered']));
    const [receipt] = backend.of('onDeliveryUpdated');
    expect(receipt!.parameters).toMatchObject({ MessageSid: messageSid, ErrorCode: '0', RetryCount: '0' });
    expect(receipt!.parameters).not.toHaveProperty('WebhookSid');
  });

  it('change or reject what REST requests are about to do', async () => {
    await ofAccount().update({ preWebhookUrl: `${backend.url}/pre`, filters: ['onMessageAdd'], method: 'POST' });
    const { sid } = await conversationsApi().conversations.create();
    const say = (body: string) =>
      conversation(sid).messages.create({ author: 'shop', body, xTwilioWebhookEnabled: 'true' });
    reply = ({ parameters }) =>
      parameters['Body'] === 'Secret' ? { status: 403 } : { json: { body: parameters['Body']!.replace(/\d/g, '*') } };
    expect((await say('Card 4242')).body).toBe('Card ****');
    await expect(say('Secret')).rejects.toMatchObject({ status: 403 });
    expect((await conversation(sid).messages.create({ author: 'shop', body: 'Card 4242' })).body).toBe('Card 4242');
    expect((await conversation(sid).messages.list()).map(({ body }) => body)).toEqual(['Card ****', 'Card 4242']);
  });

  it('change or reject what browsers are about to do', async () => {
    await ofAccount().update({ preWebhookUrl: `${backend.url}/pre`, filters: ['onMessageAdd'], method: 'GET' });
    const { sid } = sandbox.world.services.conversations.create({});
    sandbox.world.services.conversations.addParticipant(sid, { identity: 'bob' });
    const bob = await (await sdks.conversations('bob')).getConversationBySid(sid);
    reply = ({ parameters }) =>
      parameters['Body'] === 'No' ? { status: 400 } : { json: { body: 'Changed', author: 'editor' } };
    await bob.sendMessage('Yes');
    await expect(bob.sendMessage('No')).rejects.toThrow();
    expect((await conversation(sid).messages.list()).map(({ author, body }) => [author, body])).toEqual([
      ['editor', 'Changed'],
    ]);
    expect(backend.of('onMessageAdd')[0]).toMatchObject({
      method: 'GET',
      parameters: { Author: 'bob', Body: 'Yes', ClientIdentity: 'bob', Source: 'SDK' },
    });
  });

  it('let happen what they do not answer to', async () => {
    const gone = await startReceiver();
    await gone.close();
    await ofAccount().update({ preWebhookUrl: gone.url, filters: ['onConversationAdd'] });
    const made = await conversationsApi().conversations.create({ friendlyName: 'A', xTwilioWebhookEnabled: 'true' });
    expect(made.friendlyName).toBe('A');
  });
});

it('what is on its way ends with the sandbox', async () => {
  reply = () => ({ never: true });
  const other = await startSandbox({ hosts: { [`${PUBLIC}/`]: backend.url } });
  const settled = jest.fn();
  void other.world.services.webhooks.deliver({ kind: 'test', url: `${PUBLIC}/hook`, parameters: {} }).then(settled);
  await until(() => backend.received.length > 0);
  await other.close();
  expect(settled).not.toHaveBeenCalled();
});
