import axe from 'axe-core';

import { en } from '../../src/strings/en';
import { en as conversationWords } from '../../src/strings/conversations/en';
import { en as words } from '../../src/strings/notes/en';
import { en as people } from '../../src/strings/people/en';
import { expect, screenshot, test } from './contactCentre';

const HELLO = 'Hello, is anybody there?';
const NOTE = 'He called yesterday as well; the parcel is at the depot.';
const WHISPER = 'Offer him the express delivery.';

test('an agent notes, asks for help, is whispered to and joined; the customer sees none of it', async ({
  contactCentre,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const sue = await contactCentre.signIn('Sue Supervisor');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write(HELLO);
  await alice.accept(HELLO);
  const note = (text: string) => alice.page.getByRole('note').filter({ hasText: text });
  const tab = alice.page.locator('.Twilio-TabHeader', { hasText: en.peopleTab });
  const sues = sue.page.getByRole('region', { name: people.people });

  await test.step('one click calls supervisors, wherever they are in Flex', async () => {
    await alice.page.getByRole('button', { name: words.helpAsk }).first().click();
    await expect(alice.page.getByTestId('notification-message').getByText(words.helpAsked)).toBeVisible();
    await expect(sue.page.getByTestId('notification-message').getByText('Alice Agent asks for help.')).toBeVisible();
    await screenshot(alice.page, 'help');
  });

  await test.step('the agent says why, and notes what a helper has to know; it stands in the thread', async () => {
    await tab.first().click();
    const region = alice.page.getByRole('region', { name: words.notes });
    await region.getByRole('textbox', { name: words.noteLabel }).fill(NOTE);
    await region.getByRole('button', { name: words.noteSend }).click();
    await expect(region.getByText(words.noteSent)).toBeVisible();
    await screenshot(alice.page, 'notes-tab');
    await alice.page.locator('.Twilio-TabHeader', { hasText: 'SMS' }).first().click();
    await expect(note(NOTE)).toBeVisible();
    await screenshot(alice.page, 'notes-thread');
  });

  await test.step('the supervisor reads it while watching, and whispers', async () => {
    await sue.page.getByRole('link', { name: en.conversations }).click();
    await expect(sue.page.getByRole('list', { name: conversationWords.calls })).toContainText(
      'Alice Agent asks for help.',
    );
    await screenshot(sue.page, 'calls');
    await sue.page.getByRole('list', { name: conversationWords.calls }).getByRole('button').first().click();
    await expect(sue.page.getByRole('note').filter({ hasText: NOTE })).toBeVisible();
    await screenshot(sue.page, 'notes-supervisor');
    await sue.page.locator('.Twilio-TabHeader', { hasText: en.peopleTab }).first().click();
    const region = sues.getByRole('region', { name: words.notes });
    await region.getByRole('textbox', { name: words.noteLabel }).fill(WHISPER);
    await region.getByRole('button', { name: words.noteSend }).click();
    await expect(note(WHISPER)).toBeVisible();
    await expect(alice.page.getByTestId('notification-message').getByText('Sue Supervisor is helping.')).toBeVisible();
    await screenshot(alice.page, 'notes-whisper');
  });

  await test.step('the supervisor joins openly', async () => {
    await sues.getByRole('button', { name: people.superviseJoin }).click();
    await tab.first().click();
    await expect(
      alice.page.getByRole('region', { name: people.people }).getByText('Sue Supervisor').first(),
    ).toBeVisible();
    await alice.page.evaluate(axe.source);
    const { violations } = await alice.page.evaluate<axe.AxeResults>(`axe.run('[aria-label="${people.people}"]')`);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  await expect(sam.messages).toHaveCount(1);
});
