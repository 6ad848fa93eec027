import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';
import type { Phone } from './pages/Phone';

const HELLO = 'Hello, is anybody there?';

/** Sam has written, and Alice has accepted. */
async function inConversation(contactCentre: ContactCentre): Promise<{ alice: AgentDesktop; sam: Phone }> {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await alice.accept(HELLO);
  return { alice, sam };
}

test('Flex’s own transfer brings a colleague in and the first agent out', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await alice.accept(HELLO);
  await bob.setActivity('Available');

  await alice.page.getByTestId('task-actions-menu-toggle').click();
  await alice.page.getByTestId('task-transfer-button').click();
  await alice.page.getByRole('button', { name: 'Transfer to Bob Agent' }).click();
  await screenshot(alice.page, 'transfer');
  await alice.page.getByRole('button', { name: 'Confirm transfer' }).click();

  await bob.accept(HELLO);
  await alice.page.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(alice.tasks).toHaveCount(0);
  await bob.write('Bob here.');
  await expect(sam.messages.last()).toContainText('Bob here.');
  await bob.endAndComplete();
  await expect(bob.tasks).toHaveCount(0);
});

test('a paused conversation waits, and comes back when it is resumed', async ({ contactCentre }) => {
  const { alice, sam } = await inConversation(contactCentre);

  await alice.page.getByTestId('task-actions-menu-toggle').click();
  await alice.page.getByTestId('task-actions-menu-pause').click();
  await expect(alice.page.getByText('Conversation paused').first()).toBeVisible();
  await screenshot(alice.page, 'paused');
  await alice.page.getByRole('button', { name: 'Resume' }).first().click();
  await alice.accept(HELLO);
  await alice.write('I am back.');
  await expect(sam.messages.last()).toContainText('I am back.');
});

test('an agent who leaves is out; the customer’s next message is offered anew', async ({ contactCentre }) => {
  const { alice, sam } = await inConversation(contactCentre);
  await alice.page.getByTestId('task-actions-menu-toggle').click();
  await alice.page.getByTestId('task-actions-menu-leave').click();
  await expect(alice.tasks).toHaveCount(0);

  await sam.write('One more thing.');
  await alice.accept('One more thing.');
  await expect(alice.conversation).toContainText(HELLO);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('two tabs of one agent: accepted in one, open in both, once', async ({ contactCentre }) => {
  const first = await contactCentre.signIn('Alice Agent');
  const second = await contactCentre.signIn('Alice Agent');
  await first.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await expect(second.acceptButton).toBeVisible();
  await first.accept(HELLO);
  await expect(second.acceptButton).toBeHidden();
  await second.tasks.first().click();
  await expect(second.conversation).toContainText(HELLO);

  const [conversation] = await contactCentre.conversations();
  const participants = await contactCentre.twilio.conversations.v1
    .conversations(conversation?.sid ?? '')
    .participants.list();
  expect(participants.map(({ identity }) => identity).sort()).toEqual(['alice', null]);
});

test('lost websockets come back by themselves, with what was missed', async ({ contactCentre, request }) => {
  const { alice, sam } = await inConversation(contactCentre);
  await request.post('/sandbox/sockets/drop');
  await sam.write('Did you get this?');
  await expect(alice.conversation).toContainText('Did you get this?', { timeout: 45_000 });
  await alice.write('Yes.');
  await expect(sam.messages.last()).toContainText('Yes.');
});

test('a browser that starts again finds the open conversation', async ({ contactCentre }) => {
  const { alice } = await inConversation(contactCentre);
  await alice.page.context().close();

  const again = await contactCentre.signIn('Alice Agent');
  await again.tasks.first().click();
  await expect(again.conversation).toContainText(HELLO);
  await again.endAndComplete();
  await expect(again.tasks).toHaveCount(0);
});
