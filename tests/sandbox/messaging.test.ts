import { namedSid } from '../../sandbox/src/model/sid';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+14155550143';
const CARE = '+14155550100';
const REMINDER = namedSid('HX', 'appointment_reminder');

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
    ['+14155559034', CARE, 'undelivered', 30034],
    ['+14155559408', CARE, 'failed', 21408],
    ['+14155559610', CARE, 'failed', 21610],
    ['whatsapp:+14155559016', `whatsapp:${CARE}`, 'undelivered', 63016],
    ['whatsapp:+14155559024', `whatsapp:${CARE}`, 'undelivered', 63024],
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

describe('opting out', () => {
  const replies = () => sandbox.world.messageLog.filter(({ direction }) => direction === 'outbound-reply');
  const receiptOf = async (sid: string, conversation: string) => {
    const receipts = () => conversationApi(conversation).messages(sid).deliveryReceipts.list();
    return until(async () => (await receipts()).find(({ status }) => ['delivered', 'failed'].includes(status)));
  };

  it('by STOP ends what that sender writes, until START', async () => {
    const { conversationSid, optOutType } = write(' Stop ');
    expect(optOutType).toBe('STOP');
    expect(replies().map(({ to, from, body }) => [to, from, body])).toEqual([
      [SAM, CARE, expect.stringMatching(/^You have successfully been unsubscribed/)],
    ]);
    await until(() => replies()[0]?.status === 'delivered');

    await expect(sandbox.twilio.messages.create({ to: SAM, from: CARE, body: 'x' })).rejects.toMatchObject({
      status: 400,
      code: 21610,
    });
    const message = await conversationApi(conversationSid!).messages.create({ author: 'alice', body: 'But why?' });
    expect(await receiptOf(message.sid, conversationSid!)).toMatchObject({ status: 'failed', errorCode: 21610 });
    // Another sender of ours may still write.
    expect((await sandbox.twilio.messages.create({ to: SAM, from: '+14155550101', body: 'x' })).status).toBe('queued');

    write('STOP');
    expect(replies()).toHaveLength(1);
    expect(write('start').optOutType).toBe('START');
    expect(replies().at(-1)?.body).toMatch(/^You have successfully been re-subscribed/);
    const again = await conversationApi(conversationSid!).messages.create({ author: 'alice', body: 'Welcome back' });
    expect(await receiptOf(again.sid, conversationSid!)).toMatchObject({ status: 'delivered', errorCode: 0 });
  });

  it('is asked for by the word alone, and by SMS alone', () => {
    write('Please stop calling me');
    write('STOP', CARE, 'whatsapp');
    write('Yes');
    expect(replies()).toEqual([]);
    write('help');
    expect(replies().map(({ body }) => body)).toEqual(['Reply STOP to unsubscribe. Msg&Data Rates May Apply.']);
  });
});

describe('the 24 hours of WhatsApp and Messenger', () => {
  const statusOf = async (sid: string) => {
    const fetch = () => sandbox.twilio.messages(sid).fetch();
    await until(async () => ['delivered', 'undelivered', 'failed'].includes((await fetch()).status));
    const { status, errorCode } = await fetch();
    return [status, errorCode];
  };
  const send = async (message: object, to = `whatsapp:${SAM}`, from = `whatsapp:${CARE}`) =>
    statusOf((await sandbox.twilio.messages.create({ to, from, ...message })).sid);

  it('begin with a message of the customer, and end', async () => {
    expect(await send({ body: 'Hello' })).toEqual(['undelivered', 63016]);
    write('Hola', CARE, 'whatsapp');
    expect(await send({ body: 'Hello' })).toEqual(['delivered', null]);
    sandbox.world.clock.advance(25 * 60 * 60 * 1000);
    expect(await send({ body: 'Are you there?' })).toEqual(['undelivered', 63016]);
  });

  it('do not matter to an approved template, and to no other', async () => {
    expect(await send({ contentSid: REMINDER, contentVariables: '{"1":"Sam","2":"Friday"}' })).toEqual([
      'delivered',
      null,
    ]);
    const [sent] = await sandbox.twilio.messages.list({ to: `whatsapp:${SAM}` });
    expect(sent!.body).toBe('Hello Sam, we expect you on Friday. Does this suit you?');
    expect(await send({ contentSid: namedSid('HX', 'order_delayed') })).toEqual(['undelivered', 63016]);
    expect(await send({ contentSid: namedSid('HX', 'weekend_offer') })).toEqual(['failed', 63040]);
  });

  it('show in the receipt of a conversation', async () => {
    const conversation = await sandbox.twilio.conversations.v1.conversations.create();
    const binding = {
      'messagingBinding.address': `whatsapp:${SAM}`,
      'messagingBinding.proxyAddress': `whatsapp:${CARE}`,
    };
    await conversation.participants().create(binding);
    const message = await conversation.messages().create({ author: 'alice', body: 'Hello' });
    const receipts = () => conversationApi(conversation.sid).messages(message.sid).deliveryReceipts.list();
    await until(async () => (await receipts())[0]?.status === 'undelivered');
    expect((await receipts())[0]!.errorCode).toBe(63016);
  });

  it('hold for Messenger as well', async () => {
    const [sam, care] = ['messenger:14155550143', 'messenger:104155550100'];
    expect(await send({ body: 'Hello' }, sam, care)).toEqual(['undelivered', 63016]);
    sandbox.world.services.messaging.receive({ channel: 'messenger', from: sam, to: care, body: 'Hi' });
    expect(await send({ body: 'Hello' }, sam, care)).toEqual(['delivered', null]);
  });
});

describe('a file of ours', () => {
  const MEGABYTE = 1024 * 1024;
  const sendFile = async (channel: 'sms' | 'whatsapp', contentType: string, size: number) => {
    const prefix = channel === 'sms' ? '' : 'whatsapp:';
    const { conversations } = sandbox.world.services;
    if (channel === 'whatsapp') write('Hola', CARE, channel);
    const { sid: mediaSid } = conversations.addMedia({ data: Buffer.alloc(size), contentType, filename: 'file' });
    const mediaUrl = [conversations.mediaUrl(mediaSid)];
    const { sid } = await sandbox.twilio.messages.create({ to: prefix + SAM, from: prefix + CARE, mediaUrl });
    const fetch = () => sandbox.twilio.messages(sid).fetch();
    await until(async () => ['delivered', 'failed'].includes((await fetch()).status));
    const [media] = await sandbox.twilio.messages(sid).media.list();
    expect(media).toMatchObject({ sid: mediaSid, contentType, parentSid: sid });
    return (await fetch()).errorCode;
  };

  it.each([
    ['sms', 'image/png', MEGABYTE, null],
    ['sms', 'image/png', 6 * MEGABYTE, 11751],
    ['sms', 'application/zip', 10, 12300],
    ['whatsapp', 'application/pdf', 6 * MEGABYTE, null],
    ['whatsapp', 'application/pdf', 17 * MEGABYTE, 11751],
    ['whatsapp', 'image/png', 6 * MEGABYTE, 63034],
    ['whatsapp', 'image/gif', 10, 63021],
  ] as const)('by %s of %s and %d bytes: %p', async (channel, contentType, size, errorCode) => {
    expect(await sendFile(channel, contentType, size)).toBe(errorCode);
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

  it('removes a text or a message once it has arrived', async () => {
    const { sid } = await sandbox.twilio.messages.create({ to: SAM, from: CARE, body: 'Secret' });
    await expect(sandbox.twilio.messages(sid).remove()).rejects.toMatchObject({ status: 409, code: 20009 });
    await until(async () => (await sandbox.twilio.messages(sid).fetch()).status === 'delivered');
    expect((await sandbox.twilio.messages(sid).update({ body: '' })).body).toBe('');
    await sandbox.twilio.messages(sid).remove();
    await expect(sandbox.twilio.messages(sid).fetch()).rejects.toMatchObject({ status: 404 });
  });

  it.each([
    [21604, { from: CARE, body: 'x' }],
    [21603, { to: SAM, body: 'x' }],
    [21602, { to: SAM, from: CARE }],
    [21211, { to: '415', from: CARE, body: 'x' }],
    [21212, { to: SAM, from: 'Shop', body: 'x' }],
    [21660, { to: SAM, from: '+14155550199', body: 'x' }],
    [63007, { to: `whatsapp:${SAM}`, from: 'whatsapp:+14155550199', body: 'x' }],
    [21910, { to: `whatsapp:${SAM}`, from: CARE, body: 'x' }],
    [21266, { to: CARE, from: CARE, body: 'x' }],
    [21617, { to: SAM, from: CARE, body: 'x'.repeat(1601) }],
    [21610, { to: '+14155559610', from: CARE, body: 'x' }],
    [21408, { to: '+14155559408', from: CARE, body: 'x' }],
    [21620, { to: SAM, from: CARE, mediaUrl: 'picture.png' }],
    [21654, { to: SAM, from: CARE, contentVariables: '{"1":"x"}' }],
    [21655, { to: SAM, from: CARE, contentSid: 'HX00000000000000000000000000000000' }],
    [21656, { to: SAM, from: CARE, contentSid: REMINDER, contentVariables: '{"1":""}' }],
    [21656, { to: SAM, from: CARE, contentSid: REMINDER, contentVariables: 'Sam' }],
    ...[
      ...[
        '{"1":null}',
        '{"1":5}',
        '{"1":true}',
        '{"1":["Sam"]}',
        '{"1":{"name":"Sam"}}',
        '["Sam"]',
        'null',
        '"Sam"',
        '{',
      ],
      ...["{'1':'Sam'}", '{"1":"Sam",}', '{1:"Sam"}', '{"1":" "}', '{"1":"\u200b"}', '{"1":"a\\nb"}', '{"1":"a\\tb"}'],
      ...['{"1":"a\\rb"}', '{"1":"a     b"}', '{"1":"a\nb"}', '{"1":"Sam","2":""}', '{"1":"Sam"}{"2":"Monday"}'],
    ].map((contentVariables): [number, Record<string, string>] => [
      21656,
      { to: SAM, from: CARE, contentSid: REMINDER, contentVariables },
    ]),
    [21658, { to: SAM, from: CARE, contentSid: REMINDER, contentVariables: `{"1":"${'a'.repeat(1601)}"}` }],
    [21705, { to: SAM, messagingServiceSid: 'MG1', body: 'x' }],
    [21701, { to: SAM, messagingServiceSid: 'MG00000000000000000000000000000000', body: 'x' }],
  ] as [number, Record<string, string>][])('refuses with %d: %j', async (code, message) => {
    const path = `api.twilio.com/2010-04-01/Accounts/${sandbox.world.account.sid}/Messages.json`;
    const named = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
    const { sid, authToken } = sandbox.world.account;
    const response = await fetch(`${sandbox.url}/${path}`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams(Object.entries(message).map(([name, value]) => [named(name), value])),
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
  expect(addresses.map(({ address }) => address)).toEqual(
    expect.arrayContaining([CARE, '+14155550101', `whatsapp:${CARE}`]),
  );
  const [flow] = await sandbox.twilio.studio.v2.flows.list();
  expect(addresses[0]!.autoCreation).toMatchObject({ enabled: true, type: 'studio', studio_flow_sid: flow!.sid });
  const { definition, status } = (await flow!.fetch()) as { definition: unknown; status: string };
  expect([status, (definition as { initial_state: string }).initial_state]).toEqual(['published', 'Trigger']);
});
