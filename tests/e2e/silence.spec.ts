import { en } from '../../src/strings/en';
import { en as conversationWords } from '../../src/strings/conversations/en';
import { en as words } from '../../src/strings/notes/en';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';

const HELLO = 'Hello, is anybody there?';

/**
 * So much time passes, at Twilio and for the plugin in this browser: Flex's own connections would take themselves for dead.
 */
async function pass(contactCentre: ContactCentre, minutes: number, { page }: AgentDesktop): Promise<void> {
  await contactCentre.advance(minutes);
  await page.evaluate((milliseconds) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + (/\/chunks\/later\b/.test(new Error().stack ?? '') ? milliseconds : 0);
  }, minutes * 60_000);
}

const notice = ({ page }: AgentDesktop, text: RegExp) => page.getByTestId('notification-message').getByText(text);

test('an agent who leaves a customer waiting is told, then the supervisor, then the queue gets it', async ({
  contactCentre,
}) => {
  await contactCentre.changeSettings({
    silence: { tellAgentMinutes: 1, tellSupervisorMinutes: 2, giveBackMinutes: 3 },
  });
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  const sue = await contactCentre.signIn('Sue Supervisor');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await alice.accept(HELLO);
  const waits = notice(alice, /has been waiting for your answer/);
  const offered = notice(alice, /the queue is being offered this conversation/);

  await test.step('the agent is told, and the way to the customer', async () => {
    await alice.page.getByRole('link', { name: en.waiting }).click();
    await pass(contactCentre, 1.2, alice);
    await expect(waits).toContainText('for 1 minute');
    await screenshot(alice.page, 'silence');
    await alice.page.getByRole('button', { name: words.noteOpen }).click();
    await expect(alice.conversation).toContainText(HELLO);
    await expect(waits).toHaveCount(0);
  });

  await test.step('then supervisors, as of a call for help', async () => {
    await pass(contactCentre, 2.2, alice);
    const sentence = /Alice Agent hasn’t answered a customer and shows no activity/;
    await expect(notice(sue, sentence)).toBeVisible();
    await sue.page.getByRole('link', { name: en.conversations }).click();
    await expect(sue.page.getByRole('list', { name: conversationWords.calls })).toContainText(sentence);
    await screenshot(sue.page, 'silence-supervisor');
    // Once for each message.
    await expect(waits).toHaveCount(0);
  });

  await test.step('then the queue is offered it; who begins to write keeps it', async () => {
    await bob.setActivity('Available');
    await pass(contactCentre, 1.2, alice);
    await expect(offered).toBeVisible();
    await expect(bob.acceptButton).toBeVisible();
    await screenshot(alice.page, 'silence-given-back');
    await pass(contactCentre, 1.1, alice);
    await alice.conversation.getByRole('textbox').click();
    const noted = alice.page.waitForResponse(/\/silence$/);
    await alice.page.keyboard.type('I am');
    expect((await noted).status()).toBe(200);
    await expect(offered).toHaveCount(0);
    await expect(bob.acceptButton).toHaveCount(0);
    await expect(sue.page.getByRole('list', { name: conversationWords.calls })).toHaveCount(0);
  });

  await test.step('the agent stays until another has it, and is told', async () => {
    await pass(contactCentre, 3.2, alice);
    await expect(offered).toBeVisible();
    await expect(alice.tasks).toHaveCount(1);
    await screenshot(bob.page, 'silence-offered');
    await bob.accept(HELLO);
    await expect(alice.tasks).toHaveCount(0);
    await expect(notice(alice, /Another agent has your conversation/)).toBeVisible();
    await screenshot(alice.page, 'silence-taken');
    await bob.write('Bob here.');
    await expect(sam.messages.last()).toContainText('Bob here.');
  });

  await test.step('who did what tells that nobody pressed a button', async () => {
    await sue.page.getByRole('button', { name: conversationWords.section_audit, exact: true }).click();
    const row = sue.page.getByRole('row').filter({ hasText: conversationWords.act_requeue }).first();
    await expect(row).toContainText(conversationWords.janitor);
    await expect(row).toContainText('Alice Agent');
    await expect(row).toContainText('Agent doesn’t answer');
  });
});
