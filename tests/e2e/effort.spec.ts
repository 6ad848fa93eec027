import type { Page } from '@playwright/test';

import { en } from '../../src/strings/en';
import { expect, test } from './contactCentre';
import { sentence } from './sentence';

// Counts what docs/effort.md tells.
const SAM = { name: 'Sam Carter', number: '+12025550143' };
const MARIA = '+12025550186';
/** A number of the sandbox that messages never reach. */
const UNREACHABLE = '+14155559003';

interface Effort {
  clicks: number;
  /** But for what writes a text. A key that is pressed together with others is one press. */
  keys: number;
  /** How many of the keys are Tab. */
  tabs: number;
}

/** Counts what the hands do, by the page's own events, from one reading to the next. */
async function countEffort(page: Page): Promise<() => Promise<Effort>> {
  await page.evaluate(() => {
    const effort = { clicks: 0, keys: 0, tabs: 0 };
    Object.assign(window, { effort });
    const modifiers = ['Control', 'Shift', 'Alt', 'Meta'];
    document.addEventListener('pointerdown', ({ isTrusted }) => (effort.clicks += Number(isTrusted)), true);
    document.addEventListener(
      'keydown',
      ({ isTrusted, key, ctrlKey }) => {
        if (!isTrusted || modifiers.includes(key) || (key.length === 1 && !ctrlKey)) return;
        effort.keys += 1;
        effort.tabs += Number(key === 'Tab');
      },
      true,
    );
  });
  return () =>
    page.evaluate(() => {
      const { effort } = window as unknown as { effort: Effort };
      const read = { ...effort };
      Object.assign(effort, { clicks: 0, keys: 0, tabs: 0 });
      return read;
    });
}

test('what agents do most takes few clicks and few keys', async ({ contactCentre }) => {
  await contactCentre.hasWritten('sms', SAM.number, '+14155550100');
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { panel, page } = alice;
  const { keyboard } = page;
  const effort = await countEffort(page);
  const over = async (): Promise<void> => {
    await contactCentre.closeInteractions();
    await expect(alice.tasks).toHaveCount(0);
    await effort();
  };
  const pickSam = async (): Promise<void> => {
    await expect(panel.customer).toBeFocused();
    await keyboard.type('Sam');
    await expect(panel.root.getByRole('listbox', { name: en.contacts }).getByRole('option')).toHaveCount(1);
    await keyboard.press('Enter');
    await expect(panel.message).toBeFocused();
  };
  await alice.flex(`Twilio.Flex.Actions.invokeAction('RegisterContactProvider', {
    name: 'CRM',
    search: (text) => Promise.resolve(text === 'Sam' ? [{ to: '${SAM.number}', name: '${SAM.name}', channel: 'sms' }] : []),
  })`);

  await test.step('first SMS to a known customer, by keyboard', async () => {
    await keyboard.press('Control+Shift+U');
    await pickSam();
    await keyboard.type('Hello Sam');
    await keyboard.press('Control+Enter');
    await expect(alice.conversation).toContainText('Hello Sam');
    await expect(alice.composer).toBeFocused();
    expect(await effort()).toEqual({ clicks: 0, keys: 3, tabs: 0 });
    await over();
  });
  await test.step('first SMS to a known customer, by mouse', async () => {
    await panel.opener.click();
    await pickSam();
    await keyboard.type('Hello Sam');
    await panel.sendButton.click();
    await expect(alice.conversation).toContainText('Hello Sam');
    await expect(alice.composer).toBeFocused();
    expect(await effort()).toEqual({ clicks: 2, keys: 1, tabs: 0 });
    await over();
  });

  await test.step('a failed message once more, by mouse', async () => {
    await panel.open();
    await panel.send({ to: UNREACHABLE, message: 'Hello' });
    const sentAgain = alice.conversation.getByRole('button', { name: en.sentAgain });
    const again = alice.conversation.getByRole('button', { name: en.sendAgain });
    await expect(again).toBeVisible();
    await effort();
    await again.click();
    await expect(sentAgain).toHaveCount(1);
    expect(await effort()).toEqual({ clicks: 1, keys: 0, tabs: 0 });
    await over();
  });
  await test.step('a failed message once more, by keyboard', async () => {
    await panel.open();
    await panel.send({ to: UNREACHABLE, message: 'Hello' });
    const again = alice.conversation.getByRole('button', { name: en.sendAgain });
    await expect(again).toBeVisible();
    await expect(alice.composer).toBeFocused();
    await effort();
    await keyboard.press('Shift+Tab');
    await expect(again).toBeFocused();
    await keyboard.press('Enter');
    await expect(alice.conversation.getByRole('button', { name: en.sentAgain })).toHaveCount(1);
    expect(await effort()).toEqual({ clicks: 0, keys: 2, tabs: 1 });
    await over();
  });

  await test.step('on-reply to a new customer, by keyboard', async () => {
    await keyboard.press('Control+Shift+U');
    await expect(panel.customer).toBeFocused();
    await keyboard.type(MARIA);
    await keyboard.press('Enter');
    await expect(panel.message).toBeFocused();
    await keyboard.type('Hello Maria');
    await keyboard.press('Tab');
    await keyboard.press('ArrowRight');
    await expect(panel.choice('mode_onReply')).toBeChecked();
    await keyboard.press('Enter');
    await expect(panel.notice).toContainText(sentence(en.sentReplyToMe));
    expect(await effort()).toEqual({ clicks: 0, keys: 5, tabs: 1 });
    await panel.close();
    await effort();
  });
  await test.step('on-reply to a new customer, by mouse', async () => {
    await panel.opener.click();
    await expect(panel.customer).toBeFocused();
    await keyboard.type('+12025550187');
    await keyboard.press('Enter');
    await keyboard.type('Hello');
    await panel.choice('mode_onReply').click();
    await keyboard.press('Enter');
    await expect(panel.notice).toContainText(sentence(en.sentReplyToMe));
    expect(await effort()).toEqual({ clicks: 2, keys: 2, tabs: 0 });
  });
});
