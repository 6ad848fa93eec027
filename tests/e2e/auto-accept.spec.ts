import type { Locator } from '@playwright/test';

import { chatTask } from './chatTask';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import { AgentDesktop } from './pages/AgentDesktop';

type Rule = Record<string, unknown>;

/** Alice, available, where these rules hold. */
async function aliceWith(contactCentre: ContactCentre, ...rules: Rule[]): Promise<AgentDesktop> {
  await contactCentre.changeSettings({ autoAccept: { rules } });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  return alice;
}

/** Each task by its attribute `name`, and its status. */
const statuses = (desktop: AgentDesktop) =>
  desktop.flex<string[]>(
    `[...manager.store.getState().flex.worker.tasks.values()].map((task) => task.attributes.name + ' ' + task.status).sort()`,
  );

/** Under the header; the same text stands in a live region for screen readers. */
const noticeOf = (desktop: AgentDesktop, text: RegExp): Locator =>
  desktop.page.getByTestId('notification-message').filter({ hasText: text });

/** Under the header as well. */
const countDownOf = ({ page }: AgentDesktop): Locator => page.getByTestId('notification-message').getByRole('timer');

async function makeAvailable({ twilio, facts }: ContactCentre, identity: string): Promise<void> {
  const workspace = twilio.taskrouter.v1.workspaces(facts.workspaceSid);
  const [available] = await workspace.activities.list({ friendlyName: 'Available' });
  const worker = facts.workers.find((one) => one.identity === identity);
  await workspace.workers(worker?.sid ?? '').update({ activitySid: available?.sid });
}

test('the first rule that fits decides: by channel, attribute and queue', async ({ contactCentre }) => {
  const alice = await aliceWith(
    contactCentre,
    { channel: 'kiosk', attributes: [{ path: 'customers.tier', in: ['gold', 'silver'] }], then: 'acceptAndSelect' },
    { channel: 'kiosk', queue: 'No such queue', then: 'accept' },
    { channel: 'community', direction: 'inbound', queue: 'Everyone', then: 'accept' },
  );
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Plain' });
  await chatTask(contactCentre, 'community', { name: 'Forum' });
  await expect.poll(() => statuses(alice)).toEqual(['Forum accepted', 'Plain pending']);
  await expect(alice.conversation).toBeHidden();
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Gold', customers: { tier: 'gold' } });
  await expect(alice.conversation).toContainText('Hello from the chat');
  expect(await statuses(alice)).toEqual(['Forum accepted', 'Gold accepted', 'Plain pending']);
});

test('a rule may only announce', async ({ contactCentre }) => {
  const alice = await aliceWith(
    contactCentre,
    { channel: 'community', then: 'announce' },
    { channel: 'kiosk', then: 'accept' },
  );
  await chatTask(contactCentre, 'community', { name: 'Forum', autoAnswer: true });
  await expect(alice.acceptButton).toBeVisible();
  // By the time that a later one is accepted, this one would have been.
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Kiosk' });
  await expect.poll(() => statuses(alice)).toEqual(['Forum pending', 'Kiosk accepted']);
});

test('a count-down is seen, and the agent can stop it', async ({ contactCentre }) => {
  const alice = await aliceWith(contactCentre, { channel: 'community', then: 'acceptAndSelect', delaySeconds: 8 });
  const countDown = countDownOf(alice);
  await chatTask(contactCentre, 'community', { name: 'Stopped' });
  await expect(countDown).toHaveText(/^Community.* is accepted in [1-8] s$/);
  await screenshot(alice.page, 'auto-accept-count-down');
  await alice.page.getByRole('button', { name: /^Do not accept/i }).click();
  await expect(countDown).toBeHidden();

  await chatTask(contactCentre, 'community', { name: 'Accepted' });
  await expect(countDown).toBeVisible();
  await expect(alice.conversation).toContainText('Hello from the community');
  await expect(countDown).toBeHidden();
  expect(await statuses(alice)).toEqual(['Accepted accepted', 'Stopped pending']);

  await test.step('after a reload too', async () => {
    await alice.page.reload();
    await expect(alice.tasks).toHaveCount(2);
    await expect(countDown).toBeHidden();
    expect(await statuses(alice)).toEqual(['Accepted accepted', 'Stopped pending']);
  });
});

test('a count-down is told to a screen reader, seen in every tab, and stopped in all by one', async ({
  contactCentre,
}) => {
  const rule = { channel: 'community', then: 'acceptAndSelect', delaySeconds: 60 };
  const first = await aliceWith(contactCentre, rule);
  const second = new AgentDesktop(await first.page.context().newPage());
  await second.signIn('Alice Agent');
  const countDowns = [first, second].map(countDownOf);
  await chatTask(contactCentre, 'community', { name: 'Both' });
  for (const countDown of countDowns) await expect(countDown).toBeVisible();
  await expect(
    first.page.locator('[aria-live="assertive"]', { hasText: /^Community.* is accepted in/ }),
  ).toBeAttached();
  await second.page.getByRole('button', { name: /^Do not accept/i }).click();
  for (const countDown of countDowns) await expect(countDown).toBeHidden();
  expect(await statuses(first)).toEqual(['Both pending']);
});

test('a task that came while the connection was lost is accepted when it is back', async ({
  contactCentre,
  request,
}) => {
  const alice = await aliceWith(contactCentre, { channel: 'community', then: 'acceptAndSelect' });
  await alice.page.context().setOffline(true);
  await request.post('/sandbox/sockets/drop');
  await chatTask(contactCentre, 'community', { name: 'Missed' });
  await alice.page.context().setOffline(false);
  await expect(alice.conversation).toContainText('Hello from the community', { timeout: 60_000 });
});

test('why a task was not accepted is said', async ({ contactCentre }) => {
  const alice = await aliceWith(contactCentre, { worker: { openMessagingTasksBelow: 1 }, then: 'acceptAndSelect' });
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'First' });
  await expect(alice.conversation).toContainText('Hello from the chat');
  await chatTask(contactCentre, 'community', { name: 'Second' });
  await expect(noticeOf(alice, /wasn’t accepted automatically: you have as many conversations open/)).toBeVisible();
  expect(await statuses(alice)).toEqual(['First accepted', 'Second pending']);
  await alice.tasks
    .filter({ hasText: 'Second' })
    .getByRole('button', { name: /^Accept/ })
    .click();
  await expect(noticeOf(alice, /wasn’t accepted automatically/)).toBeHidden();
});

test('who types is not interrupted, and can jump', async ({ contactCentre }) => {
  const alice = await aliceWith(contactCentre, { then: 'acceptAndSelect' });
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'First' });
  await expect(alice.conversation).toContainText('Hello from the chat');
  await alice.conversation.getByRole('textbox').click();
  await alice.page.keyboard.type('I am wri');
  await chatTask(contactCentre, 'community', { name: 'Second' });
  const notice = noticeOf(alice, /^Community.* has been accepted\. It opens when you stop typing\.$/);
  await expect(async () => {
    await alice.page.keyboard.type('t');
    await expect(notice).toBeVisible({ timeout: 250 });
  }).toPass({ intervals: [0] });
  await expect(alice.conversation).toContainText('Hello from the chat');
  expect(await statuses(alice)).toEqual(['First accepted', 'Second accepted']);
  // Some seconds after the last letter it would open by itself.
  await alice.page.keyboard.type('ing to you');
  await alice.page.getByRole('button', { name: /^Open now/i }).click();
  await expect(alice.conversation).toContainText('Hello from the community');
  await expect(notice).toBeHidden();
});

test('tasks that wait when the page loads are handled as new ones are', async ({ contactCentre }) => {
  await contactCentre.changeSettings({
    autoAccept: {
      rules: [
        { channel: 'kiosk', then: 'announce' },
        { channel: 'community', then: 'acceptAndSelect' },
      ],
    },
  });
  await makeAvailable(contactCentre, 'alice');
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'Kiosk' });
  await chatTask(contactCentre, 'community', { name: 'Forum' });
  const alice = await contactCentre.signIn('Alice Agent');
  await expect(alice.conversation).toContainText('Hello from the community');
  expect(await statuses(alice)).toEqual(['Forum accepted', 'Kiosk pending']);
});

test('of two tabs one accepts; when it is gone, the other one does', async ({ contactCentre }) => {
  const first = await aliceWith(contactCentre, { then: 'acceptAndSelect' });
  const page = await first.page.context().newPage();
  const second = new AgentDesktop(page);
  await second.signIn('Alice Agent');

  const accepts: string[] = [];
  for (const tab of [first.page, page]) {
    // The reservation is told of by the websocket; accepting it is a request of its own.
    tab.on('request', (request) => {
      if (/"?ReservationStatus"?[=:]"?accepted/.test(decodeURIComponent(request.postData() ?? '')))
        accepts.push(request.url());
    });
  }
  await chatTask(contactCentre, 'community', { name: 'Both' });
  await expect(second.conversation).toContainText('Hello from the community');
  await expect.poll(() => statuses(first)).toEqual(['Both accepted']);
  expect(accepts).toHaveLength(1);

  await first.page.close();
  await chatTask(contactCentre, 'chat', { channelType: 'kiosk', name: 'One' });
  await expect(second.conversation).toContainText('Hello from the chat');
});
