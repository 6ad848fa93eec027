import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+14155550143';
const CARE = '+14155550100';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.reset());

const write = (body: string, to = CARE, channel: 'sms' | 'whatsapp' = 'sms') =>
  sandbox.world.services.messaging.receive({ channel, from: SAM, to, body });
const conversationApi = (sid: string) => sandbox.twilio.conversations.v1.conversations(sid);
const tasks = () => [...sandbox.world.tasks.values()];

describe('a customer who writes', () => {
  it('opens a conversation and a task by the Studio flow of the address', async () => {
    const { conversationSid } = write('Hello');
    const messages = await conversationApi(conversationSid!).messages.list();
    expect(messages.map(({ author, body }) => [author, body])).toEqual([[SAM, 'Hello']]);
    expect(messages[0]!.participantSid).toMatch(/^MB/);
    const [task] = tasks();
    expect(task!.attributes).toMatchObject({
      conversationSid,
      channelType: 'sms',
      direction: 'inbound',
      initiatedBy: 'customer',
      customerAddress: SAM,
      from: SAM,
      customerName: SAM,
      proxyAddress: CARE,
    });
    expect(sandbox.world.workflows.get(task!.workflowSid!)?.friendlyName).toBe('Assign to Anyone');
    expect(sandbox.world.services.interactions.channelOf(conversationSid!)?.interactionSid).toBe(
      task!.attributes['flexInteractionSid'],
    );
  });

  it('goes on in it, until it is closed; each of our addresses is another', () => {
    const { conversationSid } = write('Hello');
    expect(write('Are you there?').conversationSid).toBe(conversationSid);
    expect(write('Orders?', '+14155550101').conversationSid).not.toBe(conversationSid);
    sandbox.world.services.conversations.update(conversationSid!, { state: 'inactive' });
    expect(write('Still me').conversationSid).toBe(conversationSid);
    expect(sandbox.world.conversations.get(conversationSid!)!.state).toBe('active');
    expect(tasks()).toHaveLength(2);
    sandbox.world.services.conversations.update(conversationSid!, { state: 'closed' });
    expect(write('New matter').conversationSid).not.toBe(conversationSid);
  });

  it('has the address of the channel on WhatsApp', async () => {
    const { conversationSid, from, to } = write('Hola', CARE, 'whatsapp');
    expect([from, to]).toEqual([`whatsapp:${SAM}`, `whatsapp:${CARE}`]);
    const [message] = await conversationApi(conversationSid!).messages.list();
    expect(message!.author).toBe(`whatsapp:${SAM}`);
    expect(tasks()[0]!.attributes).toMatchObject({ channelType: 'whatsapp', customerAddress: `whatsapp:${SAM}` });
  });

  it('is only logged at an address that makes no conversations', async () => {
    const { conversationSid, sid } = write('Anyone?', '+14155550199');
    expect(conversationSid).toBeNull();
    expect((await sandbox.twilio.messages(sid).fetch()).status).toBe('received');
    expect(sandbox.world.conversations.size).toBe(0);
  });

  it('has what the conversation knows put into the task by the flow', () => {
    const [flow] = sandbox.world.studioFlows.values();
    const { states } = flow!.definition as { states: { type: string; properties: Record<string, string> }[] };
    const widget = states.find(({ type }) => type === 'send-to-flex')!;
    widget.properties['attributes'] =
      '{"name": "{{trigger.conversation.Author}}!", "all": {{trigger.conversation.ChannelAttributes | to_json}}, "none": "{{trigger.conversation.ChannelAttributes.none}}"}';
    write('Hello');
    expect(tasks()[0]!.attributes).toMatchObject({ name: `${SAM}!`, all: {}, none: '' });
  });
});

describe('a message of ours', () => {
  const sendTo = async (address: string, proxyAddress = CARE) => {
    const conversation = await sandbox.twilio.conversations.v1.conversations.create();
    await conversation
      .participants()
      .create({ 'messagingBinding.address': address, 'messagingBinding.proxyAddress': proxyAddress });
    const message = await conversation.messages().create({ author: 'alice', body: 'Hi Sam' });
    return { conversation, message };
  };

  it('reaches the phone step by step, with a receipt of each', async () => {
    const seen: string[] = [];
    sandbox.world.events.on('delivery.updated', ({ receipt }) => seen.push(receipt.status));
    const { conversation, message } = await sendTo(SAM);
    await until(() => seen.includes('delivered'));
    expect(seen).toEqual(['queued', 'sent', 'delivered']);
    const [receipt] = await conversationApi(conversation.sid).messages(message.sid).deliveryReceipts.list();
    const [logged] = await sandbox.twilio.messages.list({ to: SAM, from: CARE });
    expect(receipt).toMatchObject({ status: 'delivered', errorCode: 0, channelMessageSid: logged!.sid });
    expect(logged).toMatchObject({ direction: 'outbound-api', body: 'Hi Sam', status: 'delivered', errorCode: null });
    expect(logged!.dateSent).toBeInstanceOf(Date);
  });

  it('is not sent back to who wrote it, nor to identities', async () => {
    const { conversation } = await sendTo(SAM);
    await conversationApi(conversation.sid).participants.create({ identity: 'alice' });
    write('Hello back');
    const outbound = sandbox.world.messageLog.filter(({ direction }) => direction === 'outbound-api');
    expect(outbound.map(({ body }) => body)).toEqual(['Hi Sam']);
  });

  it.each([
    ['+14155559003', CARE, 'undelivered', 30003],
    ['+14155559005', CARE, 'undelivered', 30005],
    ['+14155559007', CARE, 'undelivered', 30007],
    ['+14155559610', CARE, 'failed', 21610],
    ['whatsapp:+14155559016', `whatsapp:${CARE}`, 'undelivered', 63016],
  ])('to %s from %s is %s, %d', async (address, proxyAddress, status, errorCode) => {
    const { conversation, message } = await sendTo(address, proxyAddress);
    const receipts = () => conversationApi(conversation.sid).messages(message.sid).deliveryReceipts.list();
    await until(async () => (await receipts())[0]?.status === status);
    expect(await receipts()).toEqual([expect.objectContaining({ status, errorCode })]);
    const [logged] = await sandbox.twilio.messages.list({ to: address });
    expect(logged).toMatchObject({ status, errorCode });
  });

  it('may be on its way when its conversation is removed', async () => {
    const { conversation } = await sendTo(SAM);
    await conversationApi(conversation.sid).remove();
    await until(() => sandbox.world.messageLog[0]?.status === 'delivered');
  });
});

describe('the Messages API', () => {
  it('sends outside of conversations, and lists by address and day', async () => {
    write('Hello');
    const sent = await sandbox.twilio.messages.create({ to: SAM, from: CARE, body: 'Reminder' });
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api', body: 'Reminder' });
    await until(async () => (await sandbox.twilio.messages(sent.sid).fetch()).status === 'delivered');
    const today = new Date();
    const yesterday = new Date(today.getTime() - 86_400_000);
    const of = async (filter: object) => (await sandbox.twilio.messages.list(filter)).map(({ body }) => body);
    expect(await of({})).toEqual(['Reminder', 'Hello']);
    expect(await of({ pageSize: 1 })).toEqual(['Reminder', 'Hello']);
    expect(await of({ from: SAM })).toEqual(['Hello']);
    expect(await of({ dateSent: today })).toEqual(['Reminder', 'Hello']);
    expect(await of({ dateSent: yesterday })).toEqual([]);
    expect(await of({ dateSentAfter: yesterday })).toEqual(['Reminder', 'Hello']);
    expect(await of({ dateSentBefore: yesterday })).toEqual([]);
    const [conversation] = [...sandbox.world.conversations.values()];
    expect(conversation!.messages).toHaveLength(1);
  });

  it.each([
    [21604, { from: CARE, body: 'x' }],
    [21603, { to: SAM, body: 'x' }],
    [21602, { to: SAM, from: CARE }],
    [21211, { to: '415', from: CARE, body: 'x' }],
    [21606, { to: SAM, from: '+14155550199', body: 'x' }],
    [21266, { to: CARE, from: CARE, body: 'x' }],
    [21617, { to: SAM, from: CARE, body: 'x'.repeat(1601) }],
    [21610, { to: '+14155559610', from: CARE, body: 'x' }],
  ])('refuses with %d', async (code, message) => {
    const path = `api.twilio.com/2010-04-01/Accounts/${sandbox.world.account.sid}/Messages.json`;
    const names: Record<string, string> = { to: 'To', from: 'From', body: 'Body' };
    const { sid, authToken } = sandbox.world.account;
    const response = await fetch(`${sandbox.url}/${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams(Object.entries(message).map(([name, value]) => [names[name]!, value])),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code, status: 400 });
    expect(sandbox.world.messageLog).toEqual([]);
  });
});

it('lists our numbers, addresses and flow to the official helper', async () => {
  const numbers = await sandbox.twilio.incomingPhoneNumbers.list();
  expect(numbers.map(({ phoneNumber, friendlyName }) => [phoneNumber, friendlyName])).toEqual([
    [CARE, 'Customer care'],
    ['+14155550101', 'Orders'],
  ]);
  expect(await sandbox.twilio.incomingPhoneNumbers.list({ phoneNumber: '+14155550101' })).toHaveLength(1);
  const addresses = await sandbox.twilio.conversations.v1.addressConfigurations.list();
  expect(addresses.map(({ address }) => address)).toEqual([CARE, '+14155550101', `whatsapp:${CARE}`]);
  const [flow] = await sandbox.twilio.studio.v2.flows.list();
  expect(addresses[0]!.autoCreation).toMatchObject({ enabled: true, type: 'studio', studio_flow_sid: flow!.sid });
  const { definition, status } = (await flow!.fetch()) as { definition: unknown; status: string };
  expect([status, (definition as { initial_state: string }).initial_state]).toEqual(['published', 'Trigger']);
});
