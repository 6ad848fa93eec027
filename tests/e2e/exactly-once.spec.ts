import { en } from '../../src/strings/en';
import { expect, test } from './contactCentre';
import { sentence } from './sentence';
import type { ContactCentre } from './contactCentre';
import type { StartMode } from '../../src/actions/startConversation';
import type { AgentDesktop } from './pages/AgentDesktop';
import type { Phone } from './pages/Phone';

const SAM = { name: 'Sam Carter', number: '+12025550143' };
const TEXT = 'Hello Sam, your parcel is here.';

/** Alice has filled in the form. */
async function readyToSend(
  contactCentre: ContactCentre,
  mode: StartMode = 'now',
): Promise<{ alice: AgentDesktop; sam: Phone }> {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  await alice.panel.open();
  await alice.panel.fillIn({ to: SAM.number, name: SAM.name, message: TEXT, mode });
  return { alice, sam };
}

/** One conversation, one message, one task: none more, none less. */
async function expectSentOnce(contactCentre: ContactCentre, { alice, sam }: { alice: AgentDesktop; sam: Phone }) {
  await expect(alice.panel.root).toBeHidden();
  await expect(alice.conversation).toContainText(TEXT);
  await expect(alice.tasks).toHaveCount(1);
  await expect(sam.messages).toHaveCount(1);
  // An attempt that was taken back leaves a closed one.
  expect((await contactCentre.conversations()).filter(({ state }) => state !== 'closed')).toHaveLength(1);
}

test('a double click sends once', async ({ contactCentre }) => {
  const people = await readyToSend(contactCentre);
  await people.alice.panel.sendButton.dblclick();
  await expectSentOnce(contactCentre, people);
});

test('an answer that got lost, then "Try again": the first result', async ({ contactCentre }) => {
  const people = await readyToSend(contactCentre);
  const { page, panel } = people.alice;
  await page.route('**/interactions', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await panel.send();
  await expect(panel.notice).toContainText(en.uncertain_BACKEND_UNREACHABLE);
  await page.unroute('**/interactions');
  await panel.button('tryAgain').click();
  await expect(panel.root).toBeHidden();
  await expectSentOnce(contactCentre, people);
});

test('the same on reply: one message, and the reply still comes', async ({ contactCentre }) => {
  const { alice, sam } = await readyToSend(contactCentre, 'onReply');
  const { page, panel } = alice;
  await page.route('**/outreach', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await panel.send();
  await expect(panel.notice).toContainText(en.uncertain_BACKEND_UNREACHABLE);
  await page.unroute('**/outreach');
  await panel.button('tryAgain').click();
  await expect(panel.notice).toContainText(sentence(en.sentReplyToMe));
  await expect(sam.messages).toHaveCount(1);
  // Quick as customers are: three messages are one task.
  for (const text of ['Thank you!', 'One question:', 'When do you close?']) await sam.write(text);
  await alice.accept('When do you close?');
  await expect(alice.tasks).toHaveCount(1);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

// Twilio has done it, but its answer never came; or it broke down and did nothing.
for (const [what, rule] of [
  ['the message went and its answer was lost', { path: '*/Messages', loseAnswer: true }],
  ['the conversation was made and its answer was lost', { path: '*/ConversationWithParticipants', loseAnswer: true }],
  ['Twilio broke down at the message', { path: '*/Messages', status: 503 }],
  ['Twilio has too much to do', { path: '*/ConversationWithParticipants', status: 429, retryAfter: 1 }],
] as const) {
  test(`${what}: sent once in the end`, async ({ contactCentre }) => {
    const people = await readyToSend(contactCentre);
    const { panel, page } = people.alice;
    await contactCentre.breakNext({ host: 'conversations', method: 'POST', ...rule });
    // What the desktop shows meanwhile tells nothing: the task is made beside the message, and may be taken back.
    const answered = page.waitForResponse('**/interactions');
    await panel.send();
    // Where the backend cannot set it right by itself, the agent reads why, and sends again.
    if (!(await answered).ok()) {
      await expect(panel.notice).toBeVisible();
      await panel.send();
    }
    await expectSentOnce(contactCentre, people);
  });
}
