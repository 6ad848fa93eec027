const { expect, test } = require('flex-sandbox/playwright');

test('the template’s notice can be dismissed, and stays away', async ({ agent }) => {
  const notice = agent.getByText('This is a dismissible demo component.');
  await expect(notice).toBeVisible();
  await agent.getByRole('button', { name: 'Dismiss alert' }).click();
  await expect(notice).toBeHidden();
});
