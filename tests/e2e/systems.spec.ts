import { randomUUID } from 'node:crypto';

import { expect, test } from './contactCentre';

const SAM = { name: 'Sam Carter', number: '+12025550143' };
const CARE = '+14155550100';

test('a reminder of the business’s own system goes out once, and its reply is a task with both', async ({
  contactCentre,
  request,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  const reminder = { key: randomUUID(), channel: 'sms', to: SAM.number, from: CARE, body: 'We expect you at nine.' };
  const send = async () => {
    const answer = await request.post(`${contactCentre.backendUrl}/reminders`, {
      headers: { authorization: 'Bearer local-system-key' },
      data: { reminders: [reminder] },
    });
    return ((await answer.json()) as { results: { ok: boolean; repeated?: boolean }[] }).results;
  };
  expect(await send()).toMatchObject([{ ok: true, repeated: false }]);
  expect(await send()).toMatchObject([{ ok: true, repeated: true }]);
  await expect(sam.messages).toHaveText([/We expect you at nine\./]);
  await expect(alice.tasks).toHaveCount(0);

  await sam.write('I shall be late.');
  await alice.accept('We expect you at nine.');
  await expect(alice.conversation).toContainText('I shall be late.');
});

test('a website’s form becomes a task, and the agent writes to the customer', async ({ contactCentre, request }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const form = { requestId: randomUUID(), name: SAM.name, number: SAM.number, message: 'Please write to me.' };
  const post = (origin: string) =>
    request.post(`${contactCentre.backendUrl}/contact-requests`, { form, headers: { origin } });
  expect((await post('https://elsewhere.example.com')).status()).toBe(403);
  expect((await post(contactCentre.url)).ok()).toBe(true);

  await alice.accept('Please write to me.');
  await alice.write('Hello Sam, here we are.');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  await expect(sam.messages.last()).toContainText('Hello Sam, here we are.');
});
