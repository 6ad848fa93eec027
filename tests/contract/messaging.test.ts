import { until } from '../sandbox/until';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();
const SAM = '+12025550143';

it('keeps Messaging Services and their senders', async () => {
  const { services } = contract.twilio.messaging.v1;
  const service = await services.create({ friendlyName: 'Marketing', validityPeriod: 600 });
  expect(await service.update({ stickySender: false })).toMatchObject({ stickySender: false, validityPeriod: 600 });
  const webhooks = {
    inboundRequestUrl: 'https://example.com/sms',
    inboundMethod: 'GET',
    fallbackUrl: 'https://example.com/fallback',
    fallbackMethod: 'GET',
    useInboundWebhookOnNumber: true,
  };
  expect(await service.update(webhooks)).toMatchObject(webhooks);
  await expect(services.create({ friendlyName: '' })).rejects.toMatchObject({ status: 400 });
  const [number] = await contract.twilio.incomingPhoneNumbers.list({ phoneNumber: '+14155550100' });

  const numbers = services(service.sid).phoneNumbers;
  await numbers.create({ phoneNumberSid: number!.sid });
  expect((await numbers(number!.sid).fetch()).phoneNumber).toBe('+14155550100');
  expect(await numbers.list({ pageSize: 1 })).toHaveLength(1);
  expect(await numbers(number!.sid).remove()).toBe(true);
  await expect(numbers(number!.sid).fetch()).rejects.toMatchObject({ status: 404 });

  const notifications = (await services.list({ pageSize: 1 })).find(
    ({ friendlyName }) => friendlyName === 'Notifications',
  );
  const [whatsapp] = await services(notifications!.sid).channelSenders.list();
  expect((await services(notifications!.sid).channelSenders(whatsapp!.sid).fetch()).senderType).toBe('whatsapp');
  expect(await services(notifications!.sid).channelSenders(whatsapp!.sid).remove()).toBe(true);
  const channelSenders = services(service.sid).channelSenders;
  expect((await channelSenders.create({ sid: whatsapp!.sid })).sender).toBe('whatsapp:+14155550100');

  expect(await service.remove()).toBe(true);
  await expect(service.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('schedules, calls off and removes messages', async () => {
  const { twilio, world } = contract;
  const [service] = await twilio.messaging.v1.services.list();
  const messagingServiceSid = service!.sid;
  const sendAt = new Date(world.clock.now().getTime() + 600_000);
  const scheduled = await twilio.messages.create({
    to: SAM,
    messagingServiceSid,
    body: 'Tomorrow',
    scheduleType: 'fixed',
    sendAt,
  });
  expect(scheduled.status).toBe('scheduled');
  expect((await twilio.messages(scheduled.sid).update({ status: 'canceled' })).status).toBe('canceled');
  expect(await twilio.messages(scheduled.sid).remove()).toBe(true);

  const { conversations } = world.services;
  const { sid: mediaSid } = conversations.addMedia({ data: Buffer.from('x'), contentType: 'image/png' });
  const mediaUrl = [conversations.mediaUrl(mediaSid)];
  const { sid } = await twilio.messages.create({ to: SAM, messagingServiceSid, mediaUrl });
  await until(async () => (await twilio.messages(sid).fetch()).status === 'delivered');
  expect(await twilio.messages(sid).media.list()).toHaveLength(1);
  expect((await twilio.messages(sid).media(mediaSid).fetch()).contentType).toBe('image/png');
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('messaging', contract.done);
  expect(told).toEqual(right);
});
