import axe from 'axe-core';

import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';
import type { Phone } from './pages/Phone';

const HELLO = 'Hello, is anybody there?';
const REPLY = 'Here is the invoice number: 4711.';
const NOTE = 'She sends the invoice number.';

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

/** So many days from now, as the field has it. */
function inDays(days: number): string {
  const date = new Date(Date.now() + days * 24 * 60 * 60_000);
  date.setMinutes(date.getMinutes() - date.getTimezoneOffset());
  return date.toISOString().slice(0, 16);
}

async function putAside(alice: AgentDesktop, what: string, days?: number): Promise<void> {
  await alice.openPeople();
  const { people } = alice;
  await people.getByRole('button', { name: 'Put aside…' }).click();
  const form = people.getByRole('form', { name: 'Put this conversation aside' });
  await form.getByLabel(what, { exact: true }).check();
  if (days !== undefined) await form.getByLabel(/Until/).fill(inDays(days));
  await form.getByLabel('Note', { exact: true }).fill(NOTE);
  await screenshot(alice.page, 'put-aside');
  expect(await faults(alice, 'section[aria-label="People in this conversation"]')).toEqual([]);
  await form.getByRole('button', { name: 'Put aside', exact: true }).click();
  await expect(alice.tasks).toHaveCount(0);
}

const listOf = ({ page }: AgentDesktop) => page.getByRole('region', { name: 'Waiting for customers' });

async function openList(alice: AgentDesktop): Promise<void> {
  await alice.page.locator('.Twilio-SideNav').getByRole('link').nth(1).click();
  await expect(listOf(alice)).toBeVisible();
}

async function faults({ page }: AgentDesktop, selector: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(selector)})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('put aside until the reply: it comes back to the agent who is there, with the note', async ({ contactCentre }) => {
  const { alice, sam } = await inConversation(contactCentre);
  await putAside(alice, 'The customer’s reply');

  await test.step('the list shows it', async () => {
    await openList(alice);
    await expect(listOf(alice)).toContainText('Waiting for the reply');
    await expect(listOf(alice)).toContainText(NOTE);
    await screenshot(alice.page, 'waiting');
    expect(await faults(alice, 'section[aria-label="Waiting for customers"]')).toEqual([]);
    await alice.flex(`manager.updateConfig({ theme: { isLight: false } })`);
    await screenshot(alice.page, 'waiting-dark');
    expect(await faults(alice, 'section[aria-label="Waiting for customers"]')).toEqual([]);
  });
  await sam.write(REPLY);
  await alice.page.goto('/agent-desktop/');
  await alice.tasks.first().click();
  const invitation = alice.page.getByRole('region', { name: 'Invitation' });
  await expect(invitation).toContainText('Alice Agent put this aside. The customer has written.');
  await expect(invitation).toContainText(NOTE);
  await expect(invitation).toContainText(REPLY);
  await screenshot(alice.page, 'put-aside-back');
  await alice.accept(REPLY);
  await alice.openPeople();
  await expect(alice.people).toContainText(NOTE);
  await openList(alice);
  await expect(listOf(alice)).toContainText('Nothing is waiting.');
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('where the agent is away by then, the reply comes to the queue, with the note', async ({ contactCentre }) => {
  const { alice, sam } = await inConversation(contactCentre);
  const bob = await contactCentre.signIn('Bob Agent');
  await putAside(alice, 'The customer’s reply');
  await alice.setActivity('Offline');
  await bob.setActivity('Available');
  await sam.write(REPLY);
  await bob.accept(REPLY);
  await bob.openPeople();
  await expect(bob.people).toContainText('Alice Agent put this aside. The customer has written.');
  await expect(bob.people).toContainText(NOTE);
  await bob.page.locator('.Twilio-TabHeader', { hasText: 'SMS' }).first().click();
  await bob.write('Thank you.');
  await expect(sam.messages.last()).toContainText('Thank you.');
});

test('put aside until a date, it comes back then though nobody writes', async ({ contactCentre }) => {
  const { alice } = await inConversation(contactCentre);
  await alice.openPeople();
  await alice.people.getByRole('button', { name: 'Put aside…' }).click();
  await alice.people.getByLabel('A date', { exact: true }).check();
  await alice.people.getByRole('button', { name: 'Put aside', exact: true }).click();
  await expect(alice.people).toContainText('at least 5 minutes and at most 180 days');
  await alice.people.getByRole('button', { name: 'Cancel' }).click();
  await putAside(alice, 'The reply or a date, whichever comes first', 1);
  await contactCentre.advance(24 * 60 + 2);
  await alice.tasks.first().click();
  await expect(alice.page.getByRole('region', { name: 'Invitation' })).toContainText(
    'Alice Agent put this aside until now.',
  );
  await alice.accept(HELLO);
});

test('the list takes back and closes', async ({ contactCentre }) => {
  const { alice, sam } = await inConversation(contactCentre);
  await putAside(alice, 'The customer’s reply');
  await openList(alice);

  await test.step('takes back, and Flex accepts what its agent has asked for', async () => {
    await listOf(alice)
      .getByRole('button', { name: /^Open now/ })
      .click();
    // Flex shows at once whom it has accepted.
    await expect(alice.conversation).toContainText(HELLO);
    await alice.write('I am back.');
    await expect(sam.messages.last()).toContainText('I am back.');
  });
  await test.step('asks which queue gets it', async () => {
    await putAside(alice, 'The customer’s reply');
    await openList(alice);
    await listOf(alice)
      .getByRole('button', { name: /^Hand to queue/ })
      .click();
    const queue = listOf(alice).getByRole('combobox', { name: 'Queue' });
    await expect(queue).toHaveText('Its own queueEveryoneBilling');
    await queue.selectOption({ label: 'Billing' });
    await screenshot(alice.page, 'waiting-queue');
    expect(await faults(alice, '[aria-label="Waiting for customers"]')).toEqual([]);
    await listOf(alice).getByRole('button', { name: 'Keep waiting' }).click();
  });
  await test.step('closes, after a question', async () => {
    await listOf(alice)
      .getByRole('button', { name: /^Close/ })
      .click();
    await screenshot(alice.page, 'waiting-close');
    await listOf(alice).getByRole('button', { name: 'Close conversation' }).click();
    await expect(listOf(alice)).toContainText('The conversation is closed.');
    await expect.poll(async () => (await contactCentre.conversations()).map(({ state }) => state)).toEqual(['closed']);
  });
});
