import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';
import type { Phone } from './pages/Phone';

const SAM = { name: 'Sam Carter', number: '+12025550143' };
const QUESTION = 'Where is my order?';
/** What Bob is writing meanwhile. */
const BEGUN = 'Dear Sam, I have';
const TYPED = 'Hello Sam, it is on its way.';

/** Sam has written, and Bob has accepted. Alice is there too, and has begun to write to Sam. */
async function bobHasSam(
  contactCentre: ContactCentre,
): Promise<{ alice: AgentDesktop; bob: AgentDesktop; sam: Phone }> {
  const bob = await contactCentre.signIn('Bob Agent');
  await bob.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  await sam.write(QUESTION);
  await bob.accept(QUESTION);
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn({ to: SAM.number, message: TYPED });
  return { alice, bob, sam };
}

/** Nobody was written to a second time. */
const expectOneConversation = async (contactCentre: ContactCentre): Promise<void> =>
  expect(await contactCentre.conversations()).toHaveLength(1);

test('my own: it is shown before sending, and opens with what was written', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { panel } = alice;
  await panel.open();
  await panel.send({ to: SAM.number, message: 'Hello Sam' });
  await expect(alice.conversation).toContainText('Hello Sam');

  await panel.open();
  await panel.fillIn({ to: SAM.number, message: TYPED });
  await expect(panel.openConversation).toContainText(en.owner_you);
  await expect(panel.openConversation).toContainText('Hello Sam');
  await panel.button('remedy_open').click();
  await expect(panel.root).toBeHidden();
  await expect(alice.conversation.getByRole('textbox')).toHaveValue(TYPED);
  await expectOneConversation(contactCentre);
});

test('mine, while it still rings: what was written waits, and goes along when I accept', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  await sam.write(QUESTION);
  await expect(alice.acceptButton).toBeVisible();
  const { panel } = alice;
  await panel.open();
  await panel.fillIn({ to: SAM.number, message: TYPED });

  await test.step('declined, it stays in the panel', async () => {
    await panel.button('remedy_open').click();
    await expect(panel.openConversation).toContainText(en.remedyNotAccepted);
    await screenshot(alice.page, 'open-while-it-rings');
    await alice.page
      .getByRole('button', { name: /^Reject/ })
      .first()
      .click();
    await expect(panel.openConversation).toContainText(en.remedyTextKept);
    await expect(panel.message).toHaveValue(TYPED);
  });

  await test.step('accepted, it stands in the composer, and nothing is sent by itself', async () => {
    // TaskRouter offers it to the same agent again.
    await expect(alice.acceptButton).toBeVisible();
    await panel.button('remedy_open').click();
    await expect(panel.openConversation).toContainText(en.remedyNotAccepted);
    await alice.accept(QUESTION);
    await expect(panel.root).toBeHidden();
    await expect(sam.messages).toHaveCount(1);
    await alice.send(TYPED);
    await expect(sam.messages.last()).toContainText(TYPED);
  });
  await panel.open();
  await expect(panel.message).toHaveValue('');
  await expectOneConversation(contactCentre);
});

test('a colleague’s: I write to them, then join', async ({ contactCentre }) => {
  const { alice, bob, sam } = await bobHasSam(contactCentre);
  const { panel } = alice;
  await expect(panel.openConversation).toContainText('Bob Agent has it.');
  await expect(panel.openConversation).toContainText(QUESTION);
  await screenshot(alice.page, 'open-conversation');

  await test.step('sending in spite of it is refused, and nothing is lost', async () => {
    await panel.send();
    await expect(panel.notice).toContainText(en.error_CONVERSATION_OPEN);
    await expect(panel.message).toHaveValue(TYPED);
    await expectOneConversation(contactCentre);
  });

  await test.step('the owner reads what I write to them within Flex; the customer does not', async () => {
    await panel.field('messageOwner', { name: 'Bob Agent' }).fill('May I help with Sam?');
    await panel.button('remedy_messageOwner').click();
    await expect(panel.openConversation).toContainText('Sent to Bob Agent.');
    await expect(bob.page.getByText(/Alice Agent.*May I help with Sam\?/).first()).toBeVisible();
    await expect(sam.messages).toHaveCount(1);
  });

  await test.step('joined, both talk with the customer', async () => {
    await panel.button('remedy_join').click();
    await expect(alice.conversation).toContainText(QUESTION);
    await alice.send(TYPED);
    await expect(sam.messages.last()).toContainText(TYPED);
    await expect(bob.conversation).toContainText(TYPED);
    await bob.write('Thank you, Alice.');
    await expect(alice.conversation).toContainText('Thank you, Alice.');
  });
});

test('a colleague’s: I take it over, and they are out', async ({ contactCentre }) => {
  const { alice, bob, sam } = await bobHasSam(contactCentre);
  await bob.conversation.getByRole('textbox').click();
  await bob.page.keyboard.type(BEGUN);
  await alice.panel.button('remedy_takeOver').click();
  await test.step('it is told whether the colleague is writing, by their own browser', async () => {
    await expect(alice.panel.root).toContainText('Bob Agent has begun a text.');
    await screenshot(alice.page, 'take-over-confirm');
    await alice.panel.root.getByRole('button', { name: 'Take over conversation' }).click();
    await expect(alice.panel.root.getByRole('textbox', { name: /Reason/ })).toBeFocused();
    await alice.page.keyboard.type('I know her case.');
    await alice.panel.root.getByRole('button', { name: 'Take over conversation' }).click();
  });
  await expect(alice.conversation).toContainText(QUESTION);
  await expect(alice.panel.root).toBeHidden();
  await expect(bob.tasks).toHaveCount(0);
  await test.step('the colleague was told, and keeps what they had begun', async () => {
    const notice = bob.page.getByText(
      `Alice Agent has taken over your conversation: I know her case. · You had begun: ${BEGUN}`,
    );
    await expect(notice.first()).toBeVisible();
    await expect(bob.page.getByRole('button', { name: 'Copy text' })).toBeVisible();
    await screenshot(bob.page, 'take-over-told');
  });
  await alice.send(TYPED);
  await expect(sam.messages.last()).toContainText(TYPED);
  await sam.write('Thank you!');
  await expect(alice.conversation).toContainText('Thank you!');
  await alice.endAndComplete();
  await expect(alice.tasks).toHaveCount(0);
});

test('nobody’s: my message goes into it, and it opens for me', async ({ contactCentre }) => {
  const { alice, bob, sam } = await bobHasSam(contactCentre);
  await bob.page.getByTestId('task-actions-menu-toggle').click();
  await bob.page.getByTestId('task-actions-menu-leave').click();
  await expect(bob.tasks).toHaveCount(0);
  // What the panel knows of it is from before.
  await alice.panel.fillIn({ to: '' });
  await alice.panel.fillIn({ to: SAM.number });
  await expect(alice.panel.openConversation).toContainText(en.owner_nobody);
  await alice.panel.button('remedy_reuse').click();
  await expect(alice.conversation).toContainText(QUESTION);
  await expect(alice.conversation).toContainText(TYPED);
  await expect(sam.messages.last()).toContainText(TYPED);
  await expectOneConversation(contactCentre);
});
