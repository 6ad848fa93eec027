const { expect, test } = require('flex-sandbox/playwright');

const { deploy } = require('./deploy');

test('a supervisor asks who is waiting, and whoever has no Flex token is refused', async ({
  signIn,
  phone,
  request,
  sandboxUrl,
}) => {
  const domain = await deploy(sandboxUrl);
  // Not before: Flex reads the domain from its Configuration when it starts.
  const supervisor = await signIn('Sue Supervisor');
  await phone().write('Is anybody there?');
  await supervisor.getByRole('button', { name: 'Who is waiting?' }).click();
  await expect(supervisor.getByRole('button', { name: 'Waiting: 1' })).toBeVisible();

  const stranger = await request.post(`${sandboxUrl}/${domain}/features/waiting-customers/flex/count`);
  expect(stranger.status()).toBe(403);
});
