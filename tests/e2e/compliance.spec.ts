import type { Page } from '@playwright/test';
import axe from 'axe-core';

import { en as words } from '../../src/strings/consent/en';
import { en as times } from '../../src/strings/customerTime/en';
import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';

/** In New York, by the number. */
const SAM = { name: 'Sam Carter', number: '+12025550143' };
const ASKED = 'Said that she wants no more.';
const HOUR_MS = 60 * 60 * 1000;
const REASON = 'The customer asked for a message tonight.';

/** `HH:MM` in New York. */
const inNewYork = (time: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'America/New_York', hour: '2-digit', minute: '2-digit' }).format(time);

/** It is night where Sam is: from an hour ago for four hours. */
const makeItNight = (contactCentre: ContactCentre): Promise<void> =>
  contactCentre.changeSettings({
    quietHours: { from: inNewYork(Date.now() - HOUR_MS), to: inNewYork(Date.now() + 3 * HOUR_MS) },
  });

test('in the customer’s quiet hours nothing is sent; a supervisor may, with a reason', async ({ contactCentre }) => {
  await makeItNight(contactCentre);

  await test.step('an agent is told before and after, and it can be sent later instead', async () => {
    const alice = await contactCentre.signIn('Alice Agent');
    await alice.setActivity('Available');
    const { panel } = alice;
    await panel.open();
    await panel.fillIn({ to: SAM.number, message: 'Hello Sam' });
    await expect(panel.root).toContainText('Nothing is sent between');
    await expect(panel.field('overrideReason')).toBeHidden();
    await panel.send();
    // Once, beside what solves it.
    await expect(panel.root.locator('[tabindex="-1"]:focus')).toContainText('Nothing is sent between');
    await expect(panel.root.getByText(/nothing is sent/i)).toHaveCount(1);
    await expect(panel.message).toHaveValue('Hello Sam');
    await screenshot(alice.page, 'quiet-hours');
    expect(await contactCentre.conversations()).toHaveLength(0);
    await panel.button('insteadLater').click();
    await expect(panel.choice('mode_later')).toBeChecked();
    await expect(panel.field('sendAt')).toBeVisible();
  });

  await test.step('a supervisor gives a reason, and it is recorded', async () => {
    const sue = await contactCentre.signIn('Sue Supervisor');
    await sue.setActivity('Available');
    const { panel } = sue;
    await panel.open();
    await panel.fillIn({ to: SAM.number, message: 'Hello Sam' });
    await panel.field('overrideReason').fill(REASON);
    await panel.send();
    await expect(sue.conversation).toContainText('Hello Sam');
    const [conversation] = await contactCentre.conversations();
    expect(conversation?.attributes).toContain(REASON);
  });
});

test('where the customer is, an agent sets by the keyboard; quiet hours and messages for later go by it', async ({
  contactCentre,
}) => {
  // A mobile of Australia, where it is night in Perth, and nowhere else.
  const KIM = '+61491570156';
  const inPerth = (minutes: number): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Australia/Perth', hour: '2-digit', minute: '2-digit' }).format(
      Date.now() + minutes * 60_000,
    );
  await contactCentre.changeSettings({ quietHours: { from: inPerth(-30), to: inPerth(40) } });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { page, panel } = alice;
  await page.evaluate((to) => {
    const { Actions } = (
      window as unknown as { Twilio: { Flex: { Actions: { invokeAction: (...of: unknown[]) => unknown } } } }
    ).Twilio.Flex;
    const contacts = [
      { to, name: 'Kim Park', timeZone: 'Europe/London' },
      { to, name: 'Lee Park', timeZone: 'London time' },
    ];
    const search = (text: string) => Promise.resolve(contacts.filter(({ name }) => text && name.startsWith(text)));
    return Actions.invokeAction('RegisterContactProvider', { name: 'crm', search });
  }, KIM);
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const quiet = panel.root.getByText(/nothing is sent/i);

  await test.step('a contact’s time zone is told, and allows nothing', async () => {
    await panel.open();
    await panel.fillIn({ sender: '+14155550101' });
    await panel.customer.fill('Lee');
    await panel.root.getByRole('option', { name: /Lee Park/ }).click();
    await expect(panel.root).toContainText('(Sydney), ');
    expect(warnings.join()).toContain('"London time" of a contact provider is no IANA time zone');
    await panel.customer.fill('Kim');
    await panel.root.getByRole('option', { name: /Kim Park/ }).click();
    await expect(panel.root).toContainText(`${times.timeZoneFrom_contact} ${times.timeZoneByNumberToo}`);
    await expect(panel.root).toContainText('(London), ');
    await expect(quiet).toBeVisible();
    await screenshot(page, 'time-zone-contact');
  });

  await test.step('the agent sets it', async () => {
    const set = panel.root.getByRole('button', { name: times.timeZoneChange });
    await set.focus();
    await page.keyboard.press('Enter');
    const form = panel.root.getByRole('group', { name: times.timeZoneWhere });
    const select = form.getByRole('combobox');
    await expect(select).toBeFocused();
    await form.getByRole('button', { name: times.timeZoneSave }).click();
    await expect(select).toHaveAccessibleDescription(new RegExp(times.timeZoneMissing));
    await expect(select).toBeFocused();
    await select.selectOption('Australia/Sydney');
    expect(await faults(page, '#messaging-controls-start-conversation')).toEqual([]);
    await screenshot(page, 'time-zone-set');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(form).toBeHidden();
    await expect(set).toBeFocused();
    await expect(panel.root).toContainText('Time zone set by Alice Agent');
    await expect(panel.root).toContainText('(Sydney).');
    await expect(quiet).toBeHidden();
    await screenshot(page, 'time-zone-known');
    await alice.flex(`manager.updateConfig({ theme: { isLight: false } })`);
    await screenshot(page, 'time-zone-known-dark');
  });

  await test.step('a message for later goes by the customer’s clock', async () => {
    await panel.choice('mode_later').check();
    await expect(panel.field('sendAt')).toHaveAccessibleDescription(/Sydney/);
    await expect(panel.select('timeZone')).toBeHidden();
  });

  await test.step('and it is sent', async () => {
    await panel.choice('mode_now').check();
    await panel.send({ message: 'Hello Kim' });
    await expect(alice.conversation).toContainText('Hello Kim');
  });

  await test.step('a colleague sees it too, and can take it back', async () => {
    await contactCentre.closeInteractions();
    const sue = await contactCentre.signIn('Sue Supervisor');
    await sue.panel.open();
    await sue.panel.fillIn({ to: KIM });
    await expect(sue.panel.root).toContainText('Time zone set by Alice Agent');
    await sue.panel.root.getByRole('button', { name: times.timeZoneChange }).click();
    await sue.panel.root.getByRole('button', { name: times.timeZoneForget }).click();
    await expect(sue.panel.root).toContainText('(Sydney), ');
    await expect(sue.panel.root.getByRole('button', { name: times.timeZoneChange })).toBeFocused();
  });
});

test('who writes STOP gets no more messages, until START; who asks an agent, until a supervisor lifts it', async ({
  contactCentre,
}) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  const { panel } = alice;
  await panel.open();
  await panel.send({ to: SAM.number, message: 'Hello Sam' });
  await expect(alice.conversation).toContainText('Hello Sam');
  await sam.write('STOP');
  await expect(sam.messages.last()).toContainText('You have successfully been unsubscribed');
  await alice.write('One more thing');
  await expect(alice.conversation).toContainText(en.twilio_21610);
  await contactCentre.closeInteractions();
  await expect(alice.tasks).toHaveCount(0);

  await panel.open();
  await panel.fillIn({ to: SAM.number, message: 'Hello again' });
  // Once, with who said so and when, also after it has been tried.
  const told = panel.root.getByText(/No messages from|want messages/);
  await expect(
    panel.root.getByRole('status').filter({ hasText: 'No messages from Customer care (SMS)' }),
  ).toBeVisible();
  await expect(told).toHaveCount(1);
  await panel.send();
  await expect(panel.sendButton).toBeEnabled();
  await expect(told).toHaveCount(1);
  await expect(told).toBeInViewport();
  await expect(panel.message).toHaveValue('Hello again');
  await screenshot(alice.page, 'opted-out');

  // It comes out of the blue, as a task; that is over before the agent writes again.
  await sam.write('START');
  await expect(alice.acceptButton).toBeVisible();
  await contactCentre.closeInteractions();
  await expect(alice.tasks).toHaveCount(0);
  await panel.send();
  await expect(alice.conversation).toContainText('Hello again');
  await expect(sam.messages.last()).toContainText('Hello again');

  await test.step('the customer asks the agent to stop, who keeps that by the keyboard', async () => {
    const { page } = alice;
    await page.locator('.Twilio-TabHeader', { hasText: /^Info$/ }).click();
    const stop = page.getByRole('button', { name: words.consentStop });
    await stop.focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('group', { name: words.consentStopTitle });
    await expect(form.getByRole('textbox')).toBeFocused();
    await expect(form).toContainText('Customer care (SMS)');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(form).toContainText(words.consentReasonMissing);
    await page.keyboard.type(ASKED);
    expect(await faults(page, '[role=group][aria-busy]')).toEqual([]);
    await screenshot(page, 'consent-stop');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: ASKED })).toBeFocused();
    await screenshot(page, 'consent-stopped');
    await contactCentre.closeInteractions();
    await expect(alice.tasks).toHaveCount(0);
  });

  await test.step('a supervisor reads why, lifts it with a reason, and writes', async () => {
    const sue = await contactCentre.signIn('Sue Supervisor');
    await sue.setActivity('Available');
    const { panel } = sue;
    await panel.open();
    await panel.fillIn({ to: SAM.number, message: 'Your bill' });
    await expect(panel.root).toContainText(`the customer asked Alice Agent to stop.`);
    await expect(panel.root).toContainText(ASKED);
    await panel.root.getByRole('button', { name: words.consentLift }).click();
    await panel.root
      .getByRole('group', { name: words.consentLift })
      .getByRole('textbox')
      .fill('She asked for her bill.');
    expect(await faults(sue.page, '#messaging-controls-start-conversation')).toEqual([]);
    await screenshot(sue.page, 'consent-lift');
    await panel.root
      .getByRole('group', { name: words.consentLift })
      .getByRole('button', { name: words.consentLift })
      .click();
    await expect(panel.root).toContainText(words.consentRecorded);
    await expect(panel.root).not.toContainText(en.error_OPTED_OUT);
    await panel.send();
    await expect(sue.conversation).toContainText('Your bill');
  });
});

/** What axe finds within a part. */
async function faults(page: Page, part: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run('${part}')`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
