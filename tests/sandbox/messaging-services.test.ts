import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { namedSid } from '../../sandbox/src/model/sid';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+12025550143';
const CARE = '+14155550100';
const ORDERS = '+14155550101';
const NOTIFICATIONS = namedSid('MG', 'Notifications');
const REMINDER = namedSid('HX', 'appointment_reminder');
const HOUR_MS = 60 * 60 * 1000;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const services = () => sandbox.twilio.messaging.v1.services;
const statusOf = async (sid: string) => (await sandbox.twilio.messages(sid).fetch()).status;
const inHours = (hours: number) => new Date(sandbox.world.clock.now().getTime() + hours * HOUR_MS);

describe('a Messaging Service', () => {
  it('is made, changed, listed and removed', async () => {
    const { sid } = await services().create({ friendlyName: 'Marketing', stickySender: false });
    const made = { friendlyName: 'Marketing', stickySender: false, validityPeriod: 36000 };
    expect(await services()(sid).fetch()).toMatchObject(made);
    const change = { friendlyName: 'Sales', statusCallback: 'http://localhost:1/status' };
    expect(await services()(sid).update(change)).toMatchObject({ ...made, ...change });
    expect((await services().list({ pageSize: 1 })).map(({ friendlyName }) => friendlyName)).toEqual([
      'Notifications',
      'Sales',
    ]);
    await services()(sid).remove();
    await expect(services()(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(services().create({ friendlyName: 'x'.repeat(65) })).rejects.toMatchObject({ status: 400 });
  });

  it('has senders, each in one service alone', async () => {
    const [care, orders] = await sandbox.twilio.incomingPhoneNumbers.list();
    const { sid } = await services().create({ friendlyName: 'Marketing' });
    const pool = services()(sid).phoneNumbers;
    expect(await pool.create({ phoneNumberSid: care!.sid })).toMatchObject({ phoneNumber: CARE, serviceSid: sid });
    expect((await pool.list()).map(({ phoneNumber }) => phoneNumber)).toEqual([CARE]);
    const again = pool.create({ phoneNumberSid: care!.sid });
    await expect(again).rejects.toMatchObject({ status: 409, code: 21710 });
    const taken = pool.create({ phoneNumberSid: orders!.sid });
    await expect(taken).rejects.toMatchObject({ status: 409, code: 21712 });
    const unknown = pool.create({ phoneNumberSid: namedSid('PN', 'nobody') });
    await expect(unknown).rejects.toMatchObject({ status: 400, code: 21421 });
    await pool(care!.sid).remove();
    expect(await pool.list()).toEqual([]);
    const channelSenders = await services()(NOTIFICATIONS).channelSenders.list();
    expect(channelSenders.map(({ sender }) => sender)).toEqual([`whatsapp:${CARE}`]);
  });

  it('chooses the sender: by channel, and the one that it used before', async () => {
    const [care] = await sandbox.twilio.incomingPhoneNumbers.list();
    await services()(NOTIFICATIONS).phoneNumbers.create({ phoneNumberSid: care!.sid });
    await sandbox.twilio.messages.create({ to: SAM, from: CARE, body: 'From Care' });
    const sendTo = async (to: string) => {
      const message = await sandbox.twilio.messages.create({ to, messagingServiceSid: NOTIFICATIONS, body: 'Hi' });
      expect(message).toMatchObject({ status: 'accepted', from: null, messagingServiceSid: NOTIFICATIONS });
      await until(async () => (await statusOf(message.sid)) === 'delivered');
      return (await sandbox.twilio.messages(message.sid).fetch()).from;
    };
    expect(await sendTo(SAM)).toBe(CARE);
    expect(await sendTo('+12025550144')).toBe(ORDERS);
  });

  it('cannot send without a sender, nor from one that is not its own', async () => {
    const { sid } = await services().create({ friendlyName: 'Empty' });
    const empty = sandbox.twilio.messages.create({ to: SAM, messagingServiceSid: sid, body: 'x' });
    await expect(empty).rejects.toMatchObject({ status: 400, code: 21703 });
    const byAnother = { to: SAM, from: CARE, messagingServiceSid: NOTIFICATIONS, body: 'x' };
    await expect(sandbox.twilio.messages.create(byAnother)).rejects.toMatchObject({ status: 400, code: 21711 });
  });

  it('shares opt-outs among its senders', async () => {
    const [care] = await sandbox.twilio.incomingPhoneNumbers.list();
    await services()(NOTIFICATIONS).phoneNumbers.create({ phoneNumberSid: care!.sid });
    sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'STOP' });
    const refused = { status: 400, code: 21610 };
    await expect(sandbox.twilio.messages.create({ to: SAM, from: ORDERS, body: 'x' })).rejects.toMatchObject(refused);
    const byService = sandbox.twilio.messages.create({ to: SAM, messagingServiceSid: NOTIFICATIONS, body: 'x' });
    await expect(byService).rejects.toMatchObject(refused);
  });
});

describe('a scheduled message', () => {
  const schedule = (message: object = {}) =>
    sandbox.twilio.messages.create({
      to: SAM,
      messagingServiceSid: NOTIFICATIONS,
      body: 'Your appointment is tomorrow.',
      scheduleType: 'fixed',
      sendAt: inHours(2),
      ...message,
    });

  it('waits, is listed, and is sent on time', async () => {
    const { sid, status, from } = await schedule();
    expect([status, from]).toEqual(['scheduled', null]);
    expect((await sandbox.twilio.messages.list({ to: SAM })).map((message) => message.sid)).toEqual([sid]);
    sandbox.world.clock.advance(1.9 * HOUR_MS);
    expect(await statusOf(sid)).toBe('scheduled');
    sandbox.world.clock.advance(0.2 * HOUR_MS);
    expect(await sandbox.twilio.messages(sid).fetch()).toMatchObject({ status: 'delivered', from: ORDERS });
  });

  it('can be called off, until it is sent', async () => {
    const { sid } = await schedule();
    expect((await sandbox.twilio.messages(sid).update({ status: 'canceled' })).status).toBe('canceled');
    sandbox.world.clock.advance(3 * HOUR_MS);
    expect(await statusOf(sid)).toBe('canceled');
    const again = sandbox.twilio.messages(sid).update({ status: 'canceled' });
    await expect(again).rejects.toMatchObject({ code: 30409 });
  });

  it('obeys what holds when it is sent', async () => {
    const { sid } = await schedule();
    sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: ORDERS, body: 'STOP' });
    sandbox.world.clock.advance(3 * HOUR_MS);
    expect(await sandbox.twilio.messages(sid).fetch()).toMatchObject({ status: 'failed', errorCode: 21610 });
  });

  it('may be a template by WhatsApp', async () => {
    const { sid } = await schedule({ to: `whatsapp:${SAM}`, body: undefined, contentSid: REMINDER });
    sandbox.world.clock.advance(3 * HOUR_MS);
    expect(await sandbox.twilio.messages(sid).fetch()).toMatchObject({ status: 'delivered', from: `whatsapp:${CARE}` });
  });

  it.each<[string, number, () => object]>([
    ['in four minutes', 35114, () => ({ sendAt: inHours(4 / 60) })],
    ['in 36 days', 35114, () => ({ sendAt: inHours(36 * 24) })],
    ['at no time', 35111, () => ({ sendAt: undefined })],
    ['by a number alone', 35118, () => ({ messagingServiceSid: undefined, from: CARE })],
    ['in another way', 35126, () => ({ scheduleType: 'smart' })],
  ])('%s is refused with %d', async (_when, code, change) => {
    await expect(schedule(change())).rejects.toMatchObject({ status: 400, code });
    expect(sandbox.world.messageLog).toEqual([]);
  });
});

it('tells the status callback each step, signed', async () => {
  const heard: { signature: unknown; parameters: URLSearchParams }[] = [];
  const backend = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push({ signature: request.headers['x-twilio-signature'], parameters: new URLSearchParams(body) });
      response.end();
    });
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  const statusCallback = `http://localhost:${(backend.address() as AddressInfo).port}/status`;
  const { sid } = await sandbox.twilio.messages.create({ to: '+14155559003', from: CARE, body: 'x', statusCallback });
  await until(() => heard.length === 2);
  const statuses = heard.map(({ parameters }) => [parameters.get('MessageStatus'), parameters.get('ErrorCode')]);
  expect(statuses).toEqual([
    ['sent', null],
    ['undelivered', '30003'],
  ]);
  expect(heard[0]!.parameters.get('MessageSid')).toBe(sid);
  expect(heard[0]!.signature).toBeTruthy();
  await new Promise((resolve) => backend.close(resolve));
});
