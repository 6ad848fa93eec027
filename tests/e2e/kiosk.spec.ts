import { expect, screenshot, test } from './contactCentre';

test('a channel that the contact centre orchestrates itself, from the first word to the clean-up', async ({
  contactCentre,
}) => {
  const { twilio, facts } = contactCentre;
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const kiosk = await contactCentre.newPage();
  const messages = kiosk.getByRole('log', { name: 'Messages' });

  await test.step('the visitor asks for help: a conversation, a task of TaskRouter’s, no interaction', async () => {
    await kiosk.goto('/');
    await kiosk.getByRole('link', { name: 'Kiosk' }).click();
    await kiosk.getByRole('button', { name: 'Ask for help' }).click();
    await kiosk.getByLabel('Message', { exact: true }).fill('Where is platform 4?');
    await kiosk.getByRole('button', { name: 'Send' }).click();
    await expect(messages).toContainText('Where is platform 4?');
    await expect(alice.tasks.filter({ hasText: 'Kiosk · Hall B' })).toBeVisible();
    const [task] = await twilio.taskrouter.v1.workspaces(facts.workspaceSid).tasks.list();
    expect(JSON.parse(task?.attributes ?? '{}')).not.toHaveProperty('flexInteractionSid');
  });

  await test.step('Alice accepts, which brings her into the conversation, and answers', async () => {
    await alice.accept('Where is platform 4?');
    await alice.write('Down the stairs, on the left.');
    await expect(messages).toContainText('Down the stairs, on the left.');
    await screenshot(alice.page, 'kiosk');
  });

  const [conversation] = (await contactCentre.conversations()).filter(({ friendlyName }) => friendlyName === 'Hall B');
  const service = twilio.conversations.v1.services(facts.chatServiceSid).conversations(conversation?.sid ?? '');
  const people = async () => (await service.participants.list()).map(({ identity }) => identity);
  expect(await people()).toHaveLength(2);

  await test.step('in wrap-up nothing happens to the conversation', async () => {
    await alice.page.getByRole('button', { name: 'End', exact: true }).click();
    await expect(alice.page.getByRole('button', { name: 'Complete', exact: true })).toBeVisible();
    expect(JSON.parse((await service.fetch()).attributes)).not.toHaveProperty('status');
    await kiosk.getByLabel('Message', { exact: true }).fill('Thank you!');
    await kiosk.getByRole('button', { name: 'Send' }).click();
    await expect(alice.conversation).toContainText('Thank you!');
  });

  await test.step('completed: Alice has left, the adapter closes it, and nothing is left open', async () => {
    await alice.page.getByRole('button', { name: 'Complete', exact: true }).click();
    await expect(alice.tasks).toHaveCount(0);
    await expect(kiosk.getByRole('status')).toHaveText('This conversation has ended. Good-bye!');
    expect((await service.fetch()).state).toBe('closed');
    expect(await people()).toEqual([`kiosk-${conversation?.sid}`]);
  });

  await test.step('the next visitor has a conversation of their own', async () => {
    await kiosk.getByRole('button', { name: 'Ask for help' }).click();
    await expect(alice.tasks.filter({ hasText: 'Kiosk · Hall B' })).toBeVisible();
    await expect(messages).not.toContainText('platform 4');
  });
});
