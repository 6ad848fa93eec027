import type { Locator } from '@playwright/test';
import axe from 'axe-core';

import { en } from '../../src/strings/en';
import { es } from '../../src/strings/es';
import { ptBR } from '../../src/strings/ptBR';
import type { StringTable } from '../../src/strings/StringTable';
import { expect, screenshot, test } from './contactCentre';
import { sentence } from './sentence';
import type { AgentDesktop } from './pages/AgentDesktop';

const ORDERS = '+14155550101';
const SAM = { name: 'Sam Carter', number: '+12025550143' };

/** What axe finds within the panel. */
async function faults({ page }: AgentDesktop): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run('#messaging-controls-start-conversation')`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('axe finds nothing in the panel, whatever it shows', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  const { panel } = alice;
  await panel.open();
  await test.step('empty, with the agent not available', async () => {
    expect(await faults(alice)).toEqual([]);
  });
  await test.step('from what is chosen at first, it can be sent later too', async () => {
    await expect(panel.choice('mode_later')).toBeVisible();
    await expect(panel.root).not.toContainText(en.error_SENDER_NOT_SCHEDULABLE);
  });
  await test.step('everything wrong', async () => {
    await panel.send();
    await expect(panel.root).toContainText(en.error_MESSAGE_EMPTY);
    expect(await faults(alice)).toEqual([]);
  });
  await test.step('suggestions', async () => {
    await alice.flex(`Twilio.Flex.Actions.invokeAction('RegisterContactProvider', {
      name: 'CRM',
      search: () => Promise.resolve([{ to: '${SAM.number}', name: '${SAM.name}' }]),
    })`);
    await panel.customer.fill('202');
    await expect(panel.root.getByRole('listbox')).toBeVisible();
    expect(await faults(alice)).toEqual([]);
  });
  await test.step('a template with its preview', async () => {
    await panel.fillIn({ channel: 'whatsapp', to: SAM.number });
    await panel.fillTemplate('appointment_reminder', { 1: 'Sam' });
    expect(await faults(alice)).toEqual([]);
  });
  await test.step('a message for later, and the list', async () => {
    await panel.fillIn({ channel: 'sms', message: 'Hello', mode: 'later' });
    await expect(panel.field('sendAt')).toBeVisible();
    expect(await faults(alice)).toEqual([]);
    await panel.button('scheduledOpen').click();
    await expect(panel.root).toContainText(en.scheduledNone);
    expect(await faults(alice)).toEqual([]);
    await panel.button('backToForm').click();
  });
  await test.step('an open conversation', async () => {
    await panel.fillIn({ to: SAM.number, message: 'Hello', mode: 'now' });
    await panel.button('goAvailable', { activity: 'Available' }).click();
    await expect(panel.notice).toBeHidden();
    await panel.send();
    await expect(alice.conversation).toContainText('Hello');
    await panel.open();
    await panel.fillIn({ to: SAM.number });
    await expect(panel.openConversation).toContainText(en.owner_you);
    expect(await faults(alice)).toEqual([]);
  });
});

test('the whole panel works by keyboard alone', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { keyboard } = alice.page;
  const { panel } = alice;
  /** Tabs on until this has the focus. */
  const tabTo = async (target: Locator): Promise<void> => {
    do await keyboard.press('Tab');
    while (!(await target.evaluate((element) => element === document.activeElement)));
  };

  await panel.opener.focus();
  await keyboard.press('Enter');
  await expect(panel.customer).toBeFocused();
  await keyboard.press('Escape');
  await expect(panel.root).toBeHidden();
  await expect(panel.opener).toBeFocused();

  await keyboard.press('Enter');
  await expect(panel.customer).toBeFocused();
  await keyboard.type(SAM.number);
  await tabTo(panel.button('details'));
  await keyboard.press('Enter');
  await tabTo(panel.field('customerName'));
  await keyboard.type(SAM.name);
  await tabTo(panel.message);
  await keyboard.type('/par');
  await keyboard.press('Enter');
  await expect(panel.message).toHaveValue(/your parcel is ready/);
  await keyboard.press('Control+A');
  await keyboard.type('Hello Sam');
  // Radio buttons are one stop, and the arrows choose.
  await tabTo(panel.choice('mode_now'));
  await keyboard.press('ArrowRight');
  await expect(panel.choice('mode_onReply')).toBeChecked();
  await tabTo(panel.choice('replyTo_agent'));
  await keyboard.press('ArrowRight');
  await expect(panel.choice('replyTo_queue')).toBeChecked();
  await tabTo(panel.sendButton);
  await keyboard.press('Enter');
  await expect(panel.notice).toContainText(sentence(en.sentReplyToQueue));
  // Where what came of it can be read.
  await expect(panel.notice).toBeFocused();
});

test('in a small window what is wrong is seen, not covered by the buttons', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  // As at 200% on a large one.
  await alice.page.setViewportSize({ width: 720, height: 430 });
  const { panel } = alice;
  await panel.open();
  await panel.send({ sender: ORDERS, to: SAM.number, message: 'Hello', mode: 'later' });
  for (const part of [panel.field('sendAt'), panel.root.getByText(en.error_SEND_TIME_INVALID)]) {
    await expect(part).toBeInViewport({ ratio: 1 });
    const isOnTop = await part.evaluate((element) => {
      const { left, bottom } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(left + 20, bottom - 2));
    });
    expect(isOnTop).toBe(true);
  }
});

for (const [language, table] of [
  ['es', es],
  ['pt-BR', ptBR],
] as [string, StringTable][]) {
  test(`the panel speaks ${language}`, async ({ contactCentre }) => {
    await contactCentre.changeConfiguration({ ui_attributes: { language } });
    const alice = await contactCentre.signIn('Alice Agent', undefined, table);
    const { panel } = alice;
    await alice.setActivity('Available');
    await panel.open();
    expect(await faults(alice)).toEqual([]);
    await panel.send();
    await expect(panel.root).toContainText(table.error_MESSAGE_EMPTY);
    const shown = await panel.root.innerText();
    // Short words may be those of another language too.
    const english = Object.values(en).filter((text) => text.length > 12 && shown.includes(text));
    expect(english.filter((text) => !Object.values(table).includes(text))).toEqual([]);
    await panel.send({ to: SAM.number, message: 'Hola' });
    await expect(alice.conversation).toContainText('Hola');
    await screenshot(alice.page, `panel-${language}`);
  });
}
