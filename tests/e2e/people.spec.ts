import axe from 'axe-core';

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

test('wrap-up: Complete is held until the required disposition is chosen, which stands on the task', async ({
  contactCentre,
}) => {
  await contactCentre.changeSettings({
    wrapUp: {
      dispositions: [{ name: 'Resolved' }, { name: 'Wrong number', channels: ['whatsapp'] }],
      isRequired: true,
    },
  });
  const { alice } = await inConversation(contactCentre);
  const { page } = alice;
  const form = page.getByRole('region', { name: 'Wrap-up' });
  await page.getByRole('button', { name: /^End( Chat)?$/ }).click();
  await expect(form).toBeVisible();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(form).toContainText('Fill in the wrap-up, then complete the task.');
  const disposition = form.getByRole('combobox', { name: 'Disposition' });
  await expect(disposition).toBeFocused();
  await expect(disposition.getByRole('option')).toHaveText(['Choose a disposition', 'Resolved']);
  await page.setViewportSize({ width: 1024, height: 700 });
  await screenshot(page, 'wrap-up');
  await disposition.selectOption('Resolved');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Paid by card.');
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run('section[aria-label="Wrap-up"]')`);
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(alice.tasks).toHaveCount(0);
  const [workspace] = await contactCentre.twilio.taskrouter.v1.workspaces.list();
  const tasks = await workspace!.tasks().list();
  expect(tasks.map(({ attributes }) => (JSON.parse(attributes) as { conversations: object }).conversations)).toEqual([
    expect.objectContaining({ outcome: 'Resolved', content: 'Paid by card.' }),
  ]);
});

const NOTE = 'Billing question: I cannot see the invoice.';

/** What the keyboard is on. */
const focused = ({ page }: AgentDesktop) => page.locator(':focus');

async function faults({ page }: AgentDesktop): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run('section[aria-label="People in this conversation"]')`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Bob is invited from Alice's People tab, which is open. */
async function inviteBob(alice: AgentDesktop, handOver: string): Promise<void> {
  const { people } = alice;
  await people.getByRole('button', { name: 'Invite colleague or queue' }).click();
  await people.getByRole('combobox', { name: 'Colleague or queue' }).selectOption({ label: 'Bob Agent · Available' });
  await people.getByLabel('Note', { exact: true }).fill(NOTE);
  await people.getByLabel(handOver).check();
  await screenshot(alice.page, 'people-invite');
  await people.getByRole('button', { name: 'Send invitation' }).click();
  await expect(people).toContainText('Bob Agent: invited, no answer yet');
}

test('invited with a note, the colleague takes over; until then Flex’s own End is held', async ({ contactCentre }) => {
  const { alice, sam } = await inConversation(contactCentre);
  const bob = await contactCentre.signIn('Bob Agent');
  await bob.setActivity('Available');
  await alice.openPeople();
  await inviteBob(alice, 'Hand over when they join');
  await screenshot(alice.page, 'people');

  await test.step('the colleague sees who asks, why, and what the customer said last', async () => {
    await bob.tasks.first().click();
    const invitation = bob.page.getByRole('region', { name: 'Invitation' });
    await expect(invitation).toContainText('Alice Agent invites you');
    await expect(invitation).toContainText(NOTE);
    await expect(invitation).toContainText(HELLO);
    await screenshot(bob.page, 'people-invitation');
  });
  await test.step('the conversation cannot be ended under the colleague’s hands', async () => {
    await alice.page.getByRole('button', { name: /^End( Chat)?$/ }).click();
    await expect(alice.people.getByRole('alert')).toContainText('being handed over to Bob Agent');
    const [conversation] = await contactCentre.conversations();
    expect(conversation?.state).toBe('active');
  });
  await bob.accept(HELLO);
  await expect(alice.tasks).toHaveCount(0);
  await bob.write('Bob here.');
  await expect(sam.messages.last()).toContainText('Bob here.');
  await bob.endAndComplete();
  await expect(bob.tasks).toHaveCount(0);
});

test('Flex’s own transfer and our invitations wait for one another', async ({ contactCentre }) => {
  const { alice } = await inConversation(contactCentre);
  const bob = await contactCentre.signIn('Bob Agent');
  const sue = await contactCentre.signIn('Sue Supervisor');
  await bob.setActivity('Available');
  await alice.openPeople();
  await inviteBob(alice, 'Stay and consult');
  const openTransfer = async ({ page }: AgentDesktop): Promise<void> => {
    await page.getByTestId('task-actions-menu-toggle').click();
    await page.getByTestId('task-transfer-button').click();
  };
  const transferTo = ({ page }: AgentDesktop, name: string) =>
    page.getByRole('button', { name: `Transfer to ${name}` });
  const held = alice.people.getByRole('alert');

  await test.step('while an invitation is pending, its button says why not', async () => {
    await openTransfer(alice);
    await expect(held).toContainText('Bob Agent has been invited to this conversation.');
    await expect(transferTo(alice, 'Bob Agent')).toHaveCount(0);
    await screenshot(alice.page, 'people-transfer-held');
  });
  await test.step('and so does the action, in a browser that knows of no invitation', async () => {
    await alice.page.evaluate(() =>
      Object.keys(sessionStorage)
        .filter((key) => key.startsWith('messagingControls.invited'))
        .forEach((key) => sessionStorage.removeItem(key)),
    );
    await alice.page.reload();
    await alice.tasks.first().click();
    await alice.openPeople();
    const target = contactCentre.facts.workers.find(({ identity }) => identity === 'sue')?.sid;
    await alice.flex(
      `void Twilio.Flex.Actions.invokeAction('TransferTask', {
        task: [...manager.store.getState().flex.worker.tasks.values()][0], targetSid: '${target}', options: { mode: 'COLD' } })`,
    );
    await expect(held).toContainText('Bob Agent has been invited to this conversation.');
    await expect(alice.people).toContainText('Alice Agent (you)');
  });
  await test.step('while Flex transfers, nobody can be invited', async () => {
    await sue.setActivity('Available');
    await bob.accept(HELLO);
    await expect(alice.people).toContainText('Bob Agent joined');
    await openTransfer(bob);
    await transferTo(bob, 'Sue Supervisor').click();
    await bob.page.getByRole('button', { name: 'Confirm transfer' }).click();
    await expect(sue.acceptButton).toBeVisible();
    await alice.people.getByRole('button', { name: 'Invite colleague or queue' }).click();
    await alice.people.getByRole('combobox', { name: 'Colleague or queue' }).selectOption({ label: 'Everyone' });
    await alice.people.getByRole('button', { name: 'Send invitation' }).click();
    await expect(held).toContainText('somebody else is being asked to take this conversation');
    await screenshot(alice.page, 'people-invite-held');
    await sue.accept(HELLO);
    await alice.people.getByRole('button', { name: 'Send invitation' }).click();
    await expect(alice.people).toContainText('Everyone: invited, no answer yet');
  });
});

test('two agents consult; Flex’s own End asks and its Leave takes out one alone; the last one out waits for the reply', async ({
  contactCentre,
}) => {
  const { alice, sam } = await inConversation(contactCentre);
  const bob = await contactCentre.signIn('Bob Agent');
  await bob.setActivity('Available');
  await alice.openPeople();
  await inviteBob(alice, 'Stay and consult');
  await bob.accept(HELLO);
  await expect(alice.people).toContainText('Bob Agent joined');

  await test.step('Flex’s own End asks, and its own Leave leaves the colleague in', async () => {
    await alice.page.getByRole('button', { name: /^End( Chat)?$/ }).click();
    await expect(alice.people.getByRole('alert')).toContainText('Also here: Bob Agent.');
    await expect(alice.people.getByRole('button', { name: 'End for everyone' })).toBeEnabled();
    await screenshot(alice.page, 'people-end');
    await alice.page.getByTestId('task-actions-menu-toggle').click();
    await alice.page.getByTestId('task-actions-menu-leave').click();
    await expect(alice.tasks).toHaveCount(0);
  });
  await bob.write('Still here.');
  await expect(sam.messages.last()).toContainText('Still here.');

  await test.step('the last one out chooses; the customer’s reply comes back', async () => {
    await bob.openPeople();
    await bob.people.getByRole('button', { name: 'Leave…' }).click();
    await screenshot(bob.page, 'people-last');
    await bob.people.getByRole('button', { name: 'Put aside…' }).click();
    await bob.people.getByRole('button', { name: 'Put aside', exact: true }).click();
    await expect(bob.tasks).toHaveCount(0);
    await alice.setActivity('Offline');
    await sam.write('Thank you!');
    await bob.accept('Thank you!');
  });
});

test('declined, then withdrawn, by the keyboard alone; axe finds nothing', async ({ contactCentre }) => {
  const { alice } = await inConversation(contactCentre);
  const bob = await contactCentre.signIn('Bob Agent');
  await bob.setActivity('Available');
  await alice.openPeople();
  const { people, page } = alice;

  await test.step('invites with the keys', async () => {
    await people.getByRole('button', { name: 'Invite colleague or queue' }).press('Enter');
    await expect(focused(alice)).toHaveAccessibleName('Search colleagues');
    await page.keyboard.press('Enter');
    await expect(people).toContainText('Choose a colleague or a queue.');
    await expect(focused(alice)).toHaveAccessibleName(/Colleague or queue/);
    expect(await faults(alice)).toEqual([]);
    await page.keyboard.type('Bob');
    for (let presses = 1; presses <= 3; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(people).toContainText('Bob Agent: invited, no answer yet');
    await expect(focused(alice)).toHaveText('People in this conversation');
  });
  await bob.page
    .getByRole('button', { name: /^(Reject|Decline)/ })
    .first()
    .click();
  await expect(people).toContainText('Bob Agent declined. Invite someone else, or a queue.');

  await bob.setActivity('Available');
  await inviteBob(alice, 'Hand over when they join');
  await expect(bob.acceptButton).toBeVisible();
  await people.getByRole('button', { name: 'Withdraw invitation to Bob Agent' }).press('Enter');
  await expect(people).toContainText('Bob Agent: invitation withdrawn');
  await expect(bob.tasks).toHaveCount(0);
  expect(await faults(alice)).toEqual([]);
  await alice.flex(`manager.updateConfig({ theme: { isLight: false } })`);
  expect(await faults(alice)).toEqual([]);
  await alice.endAndComplete();
  await expect(alice.tasks).toHaveCount(0);
});

test('a supervisor joins, reassigns and takes over in Teams View; the agents are told why', async ({
  contactCentre,
}) => {
  const { alice, sam } = await inConversation(contactCentre);
  const bob = await contactCentre.signIn('Bob Agent');
  const sue = await contactCentre.signIn('Sue Supervisor', '/teams');
  const openInTeams = async (): Promise<void> => {
    await sue.page.locator('.Twilio-TeamsView').getByText(/0143/).first().click();
    await sue.openPeople();
  };
  await openInTeams();

  await test.step('joins openly, and writes', async () => {
    await screenshot(sue.page, 'people-supervisor');
    expect(await faults(sue)).toEqual([]);
    await sue.people.getByRole('button', { name: 'Join conversation' }).click();
    await expect(sue.people).toContainText('Supervisor · joined');
    await sue.page
      .locator('.Twilio-TabHeader', { hasText: /Chat|SMS/ })
      .first()
      .click();
    // Flex draws the field anew as it hears that she is in. What is typed meanwhile would go to the page, whose list of
    // agents heeds keys too.
    await expect(async () => {
      await sue.conversation.getByPlaceholder('Type message').fill('The supervisor here.', { timeout: 5_000 });
      await sue.conversation.getByRole('button', { name: 'Send Message' }).click({ timeout: 2_000 });
    }).toPass();
    await expect(sam.messages.last()).toContainText('The supervisor here.');
    await sue.openPeople();
    await sue.people.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(sue.people).toContainText('You can still read along.');
  });

  await test.step('reassigns with a reason, which the agent is told; the agent stays until it is accepted', async () => {
    await bob.setActivity('Available');
    await sue.people.getByRole('button', { name: 'Reassign…' }).click();
    await sue.people
      .getByRole('combobox', { name: 'Colleague or queue' })
      .selectOption({ label: 'Bob Agent · Available' });
    await sue.people.getByRole('button', { name: 'Reassign conversation' }).click();
    await expect(sue.people).toContainText('Enter a reason.');
    await sue.people.getByLabel(/Reason/).fill('Alice’s shift is over.');
    await screenshot(sue.page, 'people-reassign');
    await sue.people.getByRole('button', { name: 'Reassign conversation' }).click();
    await expect(alice.page.getByText('Alice’s shift is over.').first()).toBeVisible();
    await expect(alice.tasks).toHaveCount(1);
    await bob.accept(HELLO);
    await expect(alice.tasks).toHaveCount(0);
  });

  await test.step('takes over, and has it as a task', async () => {
    await sue.setActivity('Available');
    await openInTeams();
    await sue.people.getByRole('button', { name: 'Take over conversation' }).click();
    await sue.people.getByLabel(/Reason/).fill('A complaint about you.');
    await sue.people.getByRole('button', { name: 'Take over conversation' }).click();
    await expect(bob.page.getByText('A complaint about you.').first()).toBeVisible();
    // Who has asked for it need not accept it.
    await expect(bob.tasks).toHaveCount(0);
    await sue.page.goto('/agent-desktop/');
    await sue.tasks.first().click();
    await expect(sue.conversation).toContainText(HELLO);
    await sue.endAndComplete();
    await expect(sue.tasks).toHaveCount(0);
  });
});
