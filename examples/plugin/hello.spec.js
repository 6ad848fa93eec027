const { expect, test } = require('flex-sandbox/playwright');

test('the plugin greets, and a customer reaches the agent', async ({ agent, phone }) => {
  await expect(agent.getByText('Hello from a plugin')).toBeVisible();
  await phone().write('Is anybody there?');
  await agent
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click();
  await expect(agent.locator('.Twilio-MessagingCanvas')).toContainText('Is anybody there?');
});

test('time goes on, and the state can be gone back to', async ({ clock, phone, state }) => {
  const before = await state.snapshot();
  await phone().write('Hello');
  await clock.advance(24 * 60 * 60);
  expect(await phone().messages()).not.toHaveLength(0);
  await state.restore(before);
  expect(await phone().messages()).toHaveLength(0);
});

test('Twilio can be made to fail', async ({ faults, request }) => {
  const status = async () => (await request.get('/taskrouter.twilio.com/v1/Workspaces')).status();
  await faults.add({ host: 'taskrouter', status: 503 });
  expect(await status()).toBe(503);
  await faults.clear();
  expect(await status()).toBe(401);
});
