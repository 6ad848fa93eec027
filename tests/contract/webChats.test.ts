import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();
const webChats = () => contract.twilio.flexApi.v2.webChannels;
const chatAddress = () => [...contract.world.addresses.values()].find(({ type }) => type === 'chat')?.sid ?? '';

it('opens a web chat', async () => {
  const created = await webChats().create({
    addressSid: chatAddress(),
    chatFriendlyName: 'LoquaciousLarry',
    customerFriendlyName: 'LarryDavid',
    preEngagementData: '{"friendlyName":"LarryDavid"}',
    identity: 'seinfeld',
    uiVersion: '2.17.1',
  });
  expect(created).toMatchObject({ identity: 'seinfeld' });
  expect(contract.world.conversations.get(created.conversationSid)?.friendlyName).toBe('LoquaciousLarry');
});

it('refuses an address that there is not', async () => {
  const wrong = webChats().create({ addressSid: `IG${'0'.repeat(32)}` });
  await expect(wrong).rejects.toMatchObject({ status: 404, code: 45744 });
});

it('refuses a request without an address', async () => {
  const { sid, authToken } = contract.world.account;
  const response = await fetch(`${contract.sandbox.url}/flex-api.twilio.com/v2/WebChats`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}` },
    body: new URLSearchParams({ ChatFriendlyName: 'Website' }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ status: 400, code: 45745 });
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('webChats', contract.done);
  expect(told).toEqual(right);
});
