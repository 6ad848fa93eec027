import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import { AgentDesktop } from './pages/AgentDesktop';

// The one journey that each supported version of Flex UI is put through: the names of its steps are the rows of
// docs/flex-versions.md.
const SAM = 'Sam Carter';
const SAMS_NUMBER = '+1 (202) 555-0143';

/** How often this browser accepts an invitation to a conversation, from now on. */
function countAcceptances({ page }: AgentDesktop): () => number {
  let count = 0;
  page.on('request', (request) => {
    const body = decodeURIComponent(request.postData() ?? '');
    if (/\/Invites\/KG/.test(body) && /"action":"accept"/.test(body)) count += 1;
  });
  return () => count;
}

test('an agent starts an SMS conversation, talks with the customer, and completes it', async ({ contactCentre }) => {
  const alice = new AgentDesktop(await contactCentre.newPage());
  await test.step('an agent signs in', async () => {
    await alice.page.goto('/agent-desktop/');
    await alice.chooseName('Alice Agent');
  });
  const sam = await contactCentre.phoneOf(SAM);
  await sam.openThread('Customer care, SMS');
  const acceptances = countAcceptances(alice);

  await test.step('starts a conversation from the panel', async () => {
    await alice.setActivity('Available');
    await alice.panel.open();
    await alice.panel.fillIn({ to: SAMS_NUMBER, name: 'Sam Carter', message: 'Hello Sam, your parcel is here.' });
    await expect(alice.panel.root).not.toContainText(en.checksPending);
    await screenshot(alice.page, 'panel');
    await alice.panel.sendButton.click();
  });

  await test.step('the task is accepted and opened, once, with the message in it', async () => {
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
    expect(acceptances()).toBe(1);
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

  await test.step('a customer’s message rings, and the agent accepts it', async () => {
    await sam.write('Where is my order?');
    await expect(alice.acceptButton).toBeVisible();
    await screenshot(alice.page, 'inbound');
    await alice.accept('Where is my order?');
  });
  await alice.write('It comes tomorrow.');
  await expect(sam.messages.last()).toContainText('It comes tomorrow.');
  await alice.endAndComplete();
  await expect(alice.tasks).toHaveCount(0);
});

test('a task is accepted by a rule, and a supervisor reads the conversation live in Teams View', async ({
  contactCentre,
}) => {
  await contactCentre.changeSettings({ autoAccept: { rules: [{ channel: 'sms', then: 'acceptAndSelect' }] } });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM);
  await sam.openThread('Customer care, SMS');

  await test.step('a rule accepts a customer’s message and opens it', async () => {
    await sam.write('May I change my address?');
    await expect(alice.conversation).toContainText('May I change my address?');
  });

  await test.step('a supervisor reads along in Teams View', async () => {
    const sue = await contactCentre.signIn('Sue Supervisor', '/teams');
    await sue.page.locator('.Twilio-TeamsView').getByText(/0143/).first().click();
    await expect(sue.conversation).toContainText('May I change my address?');
    await alice.write('Of course. Where to?');
    await expect(sue.conversation).toContainText('Of course. Where to?');
    await expect(sue.conversation.getByRole('textbox')).toBeDisabled();
    await screenshot(sue.page, 'supervisor');
  });
});
