import twilio from 'twilio';

import { namedSid } from '../../sandbox/src/model/sid';
import { flowOf, widget } from './flowOf';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';
import { startReceiver } from './webhookReceiver';
import type { ReceivedWebhook, Reply, WebhookReceiver } from './webhookReceiver';

const SAM = '+12025550143';
const CARE = '+14155550100';
const ORDERS = '+14155550101';
const NOTIFICATIONS = namedSid('MG', 'Notifications');

let sandbox: RunningSandbox;
let backend: WebhookReceiver;
let reply: (request: ReceivedWebhook) => Reply;
beforeAll(async () => {
  sandbox = await startSandbox();
  backend = await startReceiver((request) => reply(request));
});
beforeEach(async () => {
  reply = () => ({});
  // What is written to these two opens no conversation.
  for (const address of [CARE, ORDERS]) {
    await sandbox.twilio.conversations.v1.addressConfigurations(address).update({ 'autoCreation.enabled': false });
  }
});
afterEach(() => {
  sandbox.reset();
  backend.received.length = 0;
});
afterAll(async () => {
  await sandbox.close();
  await backend.close();
});

type NumberChange = Parameters<ReturnType<RunningSandbox['twilio']['incomingPhoneNumbers']>['update']>[0];

async function setNumber(phoneNumber: string, change: NumberChange): Promise<void> {
  const { incomingPhoneNumbers } = sandbox.twilio;
  const [number] = await incomingPhoneNumbers.list({ phoneNumber });
  await incomingPhoneNumbers(number!.sid).update(change);
}

const write = (body: string, to = CARE) =>
  sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to, body });
const told = (path: string): Promise<ReceivedWebhook> =>
  until(() => backend.received.find((request) => request.path.startsWith(path)));
/** The paths of all webhooks that were sent. */
const asked = (): string[] => sandbox.world.webhookLog.map(({ url }) => new URL(url).pathname);
/** What our number wrote to Sam, and what became of it. */
const answers = () =>
  sandbox.world.messageLog
    .filter(({ to, optOutType }) => to === SAM && !optOutType)
    .map(({ body, direction, status, errorCode }) => ({ body, direction, status, errorCode }));
const isSigned = ({ headers, path, parameters }: ReceivedWebhook, form = parameters): boolean =>
  twilio.validateRequest(
    sandbox.world.account.authToken,
    String(headers['x-twilio-signature']),
    backend.url + path,
    form,
  );

describe('the webhook of a number', () => {
  it.each([
    ['button', { ButtonText: 'Yes', ButtonPayload: 'confirm' }],
    ['item', { ListTitle: 'Yes', ListId: 'confirm' }],
  ] as const)('hears of the %s that a customer has pressed', async (kind, entries) => {
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    const pressed = { kind, id: 'confirm' };
    sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes', pressed });
    const { parameters } = await told('/sms');
    expect(parameters).toMatchObject({ Body: 'Yes', ...entries });
    const { ButtonText, ButtonPayload, ListTitle, ListId } = parameters;
    expect({ ButtonText, ButtonPayload, ListTitle, ListId }).toEqual({
      ...{ ButtonText: undefined, ButtonPayload: undefined, ListTitle: undefined, ListId: undefined },
      ...entries,
    });
  });

  it('hears what a customer writes, signed and with the documented parameters', async () => {
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    const { sid } = write('Hello');
    const request = await told('/sms');
    expect(request.method).toBe('POST');
    expect(request.parameters).toEqual({
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: sandbox.world.account.sid,
      ApiVersion: '2010-04-01',
      From: SAM,
      To: CARE,
      Body: 'Hello',
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
    });
    expect(isSigned(request)).toBe(true);
  });

  it('is asked by GET where the number says so', async () => {
    await setNumber(CARE, { smsUrl: `${backend.url}/sms?shop=7`, smsMethod: 'GET' });
    write('Hello');
    const request = await told('/sms');
    expect(request).toMatchObject({ method: 'GET', parameters: { shop: '7', Body: 'Hello' } });
    expect(isSigned(request, {})).toBe(true);
  });

  it('tells of files', async () => {
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    const { conversations, messaging } = sandbox.world.services;
    const media = [conversations.addMedia({ data: Buffer.from('x'), contentType: 'image/png' })];
    messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: '', media });
    expect((await told('/sms')).parameters).toMatchObject({
      NumMedia: '1',
      MediaUrl0: conversations.mediaUrl(media[0]!.sid),
      MediaContentType0: 'image/png',
    });
  });

  it('hears of messages that a conversation takes as well', async () => {
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    await sandbox.twilio.conversations.v1.addressConfigurations(CARE).update({ 'autoCreation.enabled': true });
    expect(write('Hello').conversationSid).toMatch(/^CH/);
    expect((await told('/sms')).parameters['Body']).toBe('Hello');
  });

  it.each([
    ['a text', '<Response><Message>One &amp; two &#33;</Message></Response>', ['One & two !']],
    [
      'a body',
      '<Response><Message to="x">\n<Body>Hi</Body><Media>https://x/y.png</Media></Message></Response>',
      ['Hi'],
    ],
    ['two messages', '<Response><Message>1</Message><Message><![CDATA[<2>]]></Message></Response>', ['1', '<2>']],
    ['nothing', '<?xml version="1.0" encoding="UTF-8"?><Response/>', []],
  ])('is answered by TwiML: %s', async (_, twiml, texts) => {
    reply = () => ({ twiml });
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    write('Hello');
    await until(() => sandbox.world.webhookLog.some(({ state }) => state === 'succeeded'));
    await until(() => answers().length === texts.length && answers().every(({ status }) => status === 'delivered'));
    expect(answers().map(({ body, direction }) => [body, direction])).toEqual(
      texts.map((text) => [text, 'outbound-reply']),
    );
  });

  it('has its fallback, and Twilio’s debugger what was wrong', async () => {
    reply = ({ path }) =>
      path.startsWith('/sms') ? { status: 500 } : { twiml: '<Response><Message>Later</Message></Response>' };
    await setNumber(CARE, { smsUrl: `${backend.url}/sms`, smsFallbackUrl: `${backend.url}/fallback` });
    const { sid } = write('Hello');
    const { parameters } = await told('/fallback');
    expect(parameters).toMatchObject({ Body: 'Hello', ErrorCode: '11217', ErrorUrl: `${backend.url}/sms` });
    await until(() => answers().some(({ body }) => body === 'Later'));
    expect(await sandbox.twilio.monitor.v1.alerts.list()).toMatchObject([{ errorCode: '11217', resourceSid: sid }]);
  });

  it('can be that of a Studio flow', async () => {
    const { studio } = sandbox.twilio;
    const definition = flowOf(widget('answer', 'send-message', { body: 'You wrote {{trigger.message.Body}}' }));
    const flow = await studio.v2.flows.create({ friendlyName: 'Bot', status: 'published', definition });
    sandbox.world.hosts = { 'https://webhooks.twilio.com': sandbox.url };
    await setNumber(CARE, { smsUrl: flow.webhookUrl });
    write('Hello');
    await until(() => answers().some(({ body }) => body === 'You wrote Hello'));
  });

  it('may not answer in JSON', async () => {
    reply = () => ({ json: { ok: true } });
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    write('Hello');
    await until(() => sandbox.world.alerts.some(({ errorCode }) => errorCode === 12300));
    expect(answers()).toEqual([]);
  });

  it('hears STOP without an OptOutType, and what it answers reaches nobody then', async () => {
    reply = () => ({ twiml: '<Response><Message>Sorry to see you go</Message></Response>' });
    await setNumber(CARE, { smsUrl: `${backend.url}/sms` });
    write('STOP');
    const { parameters } = await told('/sms');
    expect(parameters['Body']).toBe('STOP');
    expect(parameters['OptOutType']).toBeUndefined();
    await until(() => answers().some(({ errorCode }) => errorCode === 21610));
    expect(answers()).toMatchObject([{ body: 'Sorry to see you go', status: 'failed' }]);
  });
});

describe('the webhook of a Messaging Service', () => {
  const setService = (change: object) => sandbox.twilio.messaging.v1.services(NOTIFICATIONS).update(change);

  it.each([
    ['STOP', 'STOP'],
    ['start', 'START'],
    ['Help', 'HELP'],
    ['Stop calling me', undefined],
  ])('stands for those of its numbers, and tells what %s means', async (word, optOutType) => {
    await setNumber(ORDERS, { smsUrl: `${backend.url}/number` });
    await setService({ inboundRequestUrl: `${backend.url}/service` });
    write(word, ORDERS);
    const { parameters } = await told('/service');
    expect(parameters).toMatchObject({ To: ORDERS, Body: word, MessagingServiceSid: NOTIFICATIONS });
    expect(parameters['OptOutType']).toBe(optOutType);
    expect(asked()).toEqual(['/service']);
  });

  it('leaves it to the number’s where it says so', async () => {
    await setNumber(ORDERS, { smsUrl: `${backend.url}/number` });
    await setService({ inboundRequestUrl: `${backend.url}/service`, useInboundWebhookOnNumber: true });
    write('Hello', ORDERS);
    await told('/number');
    expect(asked()).toEqual(['/number']);
  });

  it('hears of WhatsApp senders, and of nothing that a conversation takes', async () => {
    await setService({ inboundRequestUrl: `${backend.url}/service` });
    const { messaging } = sandbox.world.services;
    const address = `whatsapp:${CARE}`;
    expect(messaging.receive({ channel: 'whatsapp', from: SAM, to: CARE, body: 'One' }).conversationSid).toMatch(/^CH/);
    await sandbox.twilio.conversations.v1.addressConfigurations(address).update({ 'autoCreation.enabled': false });
    messaging.receive({ channel: 'whatsapp', from: '+12025550144', to: CARE, body: 'Two' });
    const { parameters } = await told('/service');
    expect(parameters).toMatchObject({ From: 'whatsapp:+12025550144', To: address, WaId: '12025550144', Body: 'Two' });
    expect(asked()).toEqual(['/service']);
  });
});
