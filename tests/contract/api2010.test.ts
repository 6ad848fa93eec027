import { until } from '../sandbox/until';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const CUSTOMER = '+12025550143';
const OUR_NUMBER = '+14155550100';
const unknown = (prefix: string): string => prefix + '0'.repeat(32);

it('lists messages page by page, by sender, recipient and time, newest first', async () => {
  const { messages } = contract.twilio;
  for (const body of ['one', 'two', 'three']) await messages.create({ from: OUR_NUMBER, to: CUSTOMER, body });
  await messages.create({ from: OUR_NUMBER, to: '+12025550144', body: 'four' });
  const listed = await messages.list({ to: CUSTOMER, from: OUR_NUMBER, pageSize: 2 });
  expect(listed.map(({ body }) => body)).toEqual(['three', 'two', 'one']);
  expect(await messages.list({ to: CUSTOMER, dateSentAfter: new Date(Date.now() + 86_400_000) })).toEqual([]);
  expect(await messages.list({ to: CUSTOMER, dateSentBefore: new Date(Date.now() + 86_400_000) })).toHaveLength(3);
  expect(await messages.list({ to: CUSTOMER, dateSent: new Date() })).toHaveLength(3);
});

it('reads, empties and removes a message', async () => {
  const { messages } = contract.twilio;
  const { sid } = await messages.create({ from: OUR_NUMBER, to: '+12025550145', body: 'secret' });
  expect((await messages(sid).fetch()).body).toBe('secret');
  await until(async () => (await messages(sid).fetch()).status === 'delivered');
  expect((await messages(sid).update({ body: '' })).body).toBe('');
  expect(await messages(sid).remove()).toBe(true);
  await expect(messages(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(messages.create({ from: OUR_NUMBER, to: 'nobody', body: 'x' })).rejects.toMatchObject({
    status: 400,
    code: 21211,
  });
});

it('lists, reads and changes our numbers', async () => {
  const { incomingPhoneNumbers: numbers } = contract.twilio;
  const listed = await numbers.list({ pageSize: 1 });
  expect(listed.map(({ phoneNumber }) => phoneNumber).sort()).toEqual(['+14155550100', '+14155550101']);
  const [number] = await numbers.list({ phoneNumber: OUR_NUMBER });
  const sid = number?.sid ?? '';
  expect((await numbers(sid).fetch()).phoneNumber).toBe(OUR_NUMBER);
  const smsUrl = 'https://example.com/sms';
  expect(await numbers(sid).update({ friendlyName: 'Care', smsUrl })).toMatchObject({ friendlyName: 'Care', smsUrl });
  expect((await numbers.list({ friendlyName: 'Care' })).map((one) => one.sid)).toEqual([sid]);
  const fallback = { smsFallbackUrl: 'https://example.com/fallback', smsFallbackMethod: 'GET' };
  expect(await numbers(sid).update({ smsMethod: 'GET', ...fallback })).toMatchObject({ smsMethod: 'GET', ...fallback });
  await expect(numbers(unknown('PN')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(numbers(sid).update({ smsMethod: 'FLY' })).rejects.toMatchObject({ status: 400 });
});

it('tells of the account', async () => {
  const { accounts } = contract.twilio.api.v2010;
  const { account } = contract.world;
  expect(await accounts(account.sid).fetch()).toMatchObject({ sid: account.sid, status: 'active' });
  await expect(accounts(unknown('AC')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('lists a number that was bought and leads nowhere yet', async () => {
  contract.sandbox.reset('fresh');
  const [number] = await contract.twilio.incomingPhoneNumbers.list();
  expect(number?.phoneNumber).toBe(OUR_NUMBER);
  expect(await contract.twilio.conversations.v1.addressConfigurations.list()).toEqual([]);
  contract.sandbox.reset('demo');
});

it('does not answer for another account', async () => {
  const others = contract.twilio.api.v2010.accounts(unknown('AC')).messages;
  await expect(others.list()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('api2010', contract.done);
  expect(told).toEqual(right);
});
