import type { Locator } from '@playwright/test';

import { en } from '../../src/strings/en';
import { chatTask } from './chatTask';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import { AgentDesktop } from './pages/AgentDesktop';

const WINDOWS = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 700 },
];

/** Whether the whole of it can be clicked: at each corner and in the middle it is what a pointer would meet. */
const isHittable = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const xs = [left + 2, (left + right) / 2, right - 2];
    const ys = [top + 2, (top + bottom) / 2, bottom - 2];
    return xs.every((x) => ys.every((y) => element.contains(document.elementFromPoint(x, y))));
  });

const expectHittable = async (...parts: Locator[]): Promise<void> => {
  for (const part of parts) await expect.poll(() => isHittable(part), { message: String(part) }).toBe(true);
};

/** Flex asks her whether it may show the browser's notifications. */
async function firstVisit(contactCentre: ContactCentre): Promise<AgentDesktop> {
  const alice = new AgentDesktop(await contactCentre.newPage({ isFirstVisit: true }));
  await alice.signIn('Alice Agent');
  return alice;
}

test('at the first visit, with Flex’s own bar and offline, all that it takes to write is in sight, whatever the window', async ({
  contactCentre,
}) => {
  const { page, panel } = await firstVisit(contactCentre);
  const title = panel.root.getByRole('heading', { name: en.startConversation });
  const permission = page.getByTestId('notification-container').filter({ hasText: 'We need your permission' });
  await expect(permission).toBeVisible();
  const words = page.locator('.Twilio-MainHeader').getByText(en.startConversation, { exact: true });
  await words.click();
  for (const size of WINDOWS) {
    await page.setViewportSize(size);
    await expectHittable(title, panel.button('close'), permission, words);
    await expect(panel.notice).toContainText('Offline');
    const onReply = panel.root.getByText(en.mode_onReply, { exact: true });
    await expectHittable(panel.customer, panel.message, onReply, panel.sendButton);
    await screenshot(page, `first-visit-${size.width}`);
  }

  await test.step('the panel follows the bars that come and go', async () => {
    const topOf = async (part: Locator) => (await part.boundingBox())?.y;
    const pageTop = await topOf(page.locator('.Twilio-MainContainer'));
    await permission.getByRole('button').click();
    await expect(permission).toBeHidden();
    await expect.poll(() => topOf(panel.root)).toBe(pageTop);
    await page.evaluate(`Twilio.Flex.Notifications.showNotification('CopyClipboardFailed')`);
    await expectHittable(title, panel.button('close'));
    expect(await topOf(panel.root)).toBeGreaterThan(pageTop ?? 0);
  });
  await test.step('at four times the size, the field in use is whole in sight, and so is Send', async () => {
    await page.evaluate(`Twilio.Flex.Notifications.dismissNotificationById('CopyClipboardFailed')`);
    // The opener’s icon stays where there is no room for its words.
    await page.setViewportSize({ width: 320, height: 256 });
    await panel.opener.hover();
    await expect.poll(() => isHittable(words)).toBe(false);
    for (const field of [panel.customer, panel.message]) {
      await field.focus();
      await expectHittable(field, panel.sendButton);
    }
    await screenshot(page, 'four-times');
    await panel.button('close').click();
  });
});

test('what auto-accept tells covers neither the panel nor the button that ends a task', async ({ contactCentre }) => {
  await contactCentre.changeSettings({
    autoAccept: {
      rules: [
        { channel: 'kiosk', then: 'acceptAndSelect' },
        { channel: 'community', then: 'acceptAndSelect', delaySeconds: 120 },
      ],
    },
  });
  const alice = await firstVisit(contactCentre);
  const { page, panel } = alice;
  await alice.setActivity('Available');
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Kiosk' });
  await expect(alice.conversation).toContainText('Hello from the chat');
  await chatTask(contactCentre, 'community', { name: 'Forum' });
  const countDown = page.getByTestId('notification-message').getByRole('timer');
  await expect(countDown).toBeVisible();
  const stop = page.getByRole('button', { name: /^Do not accept/i });
  const end = page.getByRole('button', { name: 'End', exact: true });

  await test.step('the panel, with Flex’s bar there too', async () => {
    await panel.open();
    for (const size of WINDOWS) {
      await page.setViewportSize(size);
      await expectHittable(panel.root.getByRole('heading', { name: en.startConversation }), panel.button('close'));
      await expectHittable(stop);
      await screenshot(page, `auto-accept-notice-${size.width}`);
    }
    await panel.close();
  });

  await test.step('End, once Flex’s own bar is answered', async () => {
    await page.getByTestId('notification-container').filter({ hasText: 'We need' }).getByRole('button').click();
    for (const size of WINDOWS) {
      await page.setViewportSize(size);
      await expect(countDown).toBeVisible();
      await expectHittable(end, stop);
    }
    await end.click();
    await expect(page.getByRole('button', { name: 'Complete', exact: true })).toBeVisible();
    await expect(countDown).toBeVisible();
  });
});
