import { expect, screenshot, test } from './contactCentre';

const SAM = 'Sam Carter';
const SAMS_NUMBER = '+1 (202) 555-0143';

test('an agent starts an SMS conversation, talks with the customer, and completes it', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const sam = await contactCentre.phoneOf(SAM);
  await sam.openThread('Customer care, SMS');

  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn({ to: SAMS_NUMBER, name: 'Sam Carter', message: 'Hello Sam, your parcel is here.' });
  await screenshot(alice.page, 'panel');
  await alice.panel.sendButton.click();

  await test.step('the task is accepted and selected, with the message in it', async () => {
    await expect(alice.conversation).toContainText('Hello Sam, your parcel is here.');
    await expect(alice.panel.root).toBeHidden();
    await expect(alice.tasks).toHaveCount(1);
    await expect(alice.taskHeader).toContainText('Sam Carter');
    await expect(sam.messages).toHaveText([/Hello Sam, your parcel is here\./]);
  });

  await test.step('customer and agent see each other live', async () => {
    await sam.write('Wonderful, when do you close?');
    await expect(alice.conversation).toContainText('Wonderful, when do you close?');
    await alice.write('At six o’clock.');
    await expect(sam.messages.last()).toContainText('At six o’clock.');
    await screenshot(alice.page, 'conversation');
    await screenshot(sam.page, 'phone');
  });

  await test.step('the agent ends and completes it', async () => {
    await alice.endAndComplete();
    await expect(alice.tasks).toHaveCount(0);
    const [conversation, ...others] = await contactCentre.conversations();
    expect(others).toEqual([]);
    expect(conversation?.state).toBe('closed');
  });
});

test('a customer writes out of the blue and the agent accepts', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM);
  await sam.openThread('Customer care, SMS');
  await sam.write('Where is my order?');

  await expect(alice.acceptButton).toBeVisible();
  await screenshot(alice.page, 'inbound');
  await alice.accept('Where is my order?');
  await alice.write('It comes tomorrow.');
  await expect(sam.messages.last()).toContainText('It comes tomorrow.');
  await alice.endAndComplete();
  await expect(alice.tasks).toHaveCount(0);
});

test('a supervisor reads the agent’s conversation live in Teams View', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn({ to: SAMS_NUMBER, name: 'Sam Carter', message: 'Hello Sam, may I help?' });
  await alice.panel.sendButton.click();
  await expect(alice.conversation).toContainText('Hello Sam, may I help?');

  const sue = await contactCentre.signIn('Sue Supervisor', '/teams');
  await sue.page.getByText('Sam Carter').first().click();
  await expect(sue.conversation).toContainText('Hello Sam, may I help?');
  await alice.write('I am still here.');
  await expect(sue.conversation).toContainText('I am still here.');
  await expect(sue.conversation.getByRole('textbox')).toBeDisabled();
  await screenshot(sue.page, 'supervisor');
});
