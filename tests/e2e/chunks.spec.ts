import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';

const PANEL = '**/chunks/panel.*.js';

/** Signs in with chunks that fare as `route` says; with none the panel would be there before it is asked for. */
async function signInWith(
  contactCentre: ContactCentre,
  pattern: string,
  handler: Parameters<AgentDesktop['page']['route']>[1],
): Promise<AgentDesktop> {
  const page = await contactCentre.newPage();
  await page.route(pattern, handler);
  return contactCentre.signInOn(page, 'Alice Agent');
}

/** Flex stands, whatever became of the plugin's part. */
async function expectFlexToStand({ page, panel }: AgentDesktop): Promise<void> {
  await expect(page.locator('.Twilio-MainHeader')).toBeVisible();
  await expect(panel.opener).toBeVisible();
}

test('what Flex loads at the start is one file; the panel’s chunks come when it is idle, from the backend', async ({
  contactCentre,
}) => {
  const page = await contactCentre.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await contactCentre.signInOn(page, 'Alice Agent');
  const chunks = () =>
    scripts.flatMap((url) => new RegExp(`^${contactCentre.backendUrl}/chunks/([\\w-]+)\\.`).exec(url)?.[1] ?? []);
  await expect.poll(() => chunks().sort()).toEqual(['en', 'later', 'panel', 'screens', 'shared']);
  expect(scripts.filter((url) => url.includes('/plugins/'))).toHaveLength(1);
});

test('a chunk that is blocked: three tries, a sentence, and the panel once it can be reached', async ({
  contactCentre,
}) => {
  let requests = 0;
  let isBlocked = true;
  const alice = await signInWith(contactCentre, PANEL, (route) => {
    requests += route.request().resourceType() === 'script' ? 1 : 0;
    return isBlocked ? route.abort() : route.continue();
  });
  const { panel } = alice;
  await panel.open();
  await expect(panel.notice).toHaveText(en.chunk_unreachable);
  expect(requests % 3).toBe(0);
  await expectFlexToStand(alice);
  await screenshot(alice.page, 'chunk-blocked');
  await panel.close();
  await panel.open();
  isBlocked = false;
  await panel.button('tryAgain').click();
  await expect(panel.customer).toBeFocused();
});

test('a chunk that is slow: the panel says that it is on its way, and Escape closes it', async ({ contactCentre }) => {
  let letThrough: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (letThrough = resolve));
  const alice = await signInWith(contactCentre, PANEL, async (route) => {
    await arrival;
    await route.continue();
  });
  const { page, panel } = alice;
  await panel.open();
  await expect(panel.root.getByRole('status')).toHaveText(en.chunkLoading);
  await page.keyboard.press('Escape');
  await expect(panel.root).toBeHidden();
  await panel.open();
  letThrough();
  await expect(panel.customer).toBeFocused();
});

for (const [what, body] of [
  ['damaged', 'this is no script <'],
  ['of another release', '(self.somebodyElse = self.somebodyElse || []).push([["panel"], {}]);'],
] as const) {
  test(`a chunk that is ${what} is reported as an error, not as being offline`, async ({ contactCentre }) => {
    const alice = await signInWith(contactCentre, PANEL, (route) =>
      route.fulfill({ contentType: 'application/javascript', body }),
    );
    await alice.panel.open();
    await expect(alice.panel.notice).toHaveText(en.chunk_broken);
    await expectFlexToStand(alice);
  });
}

test('a chunk that throws while it is evaluated is logged, and Flex stands', async ({ contactCentre }) => {
  const errors: string[] = [];
  const page = await contactCentre.newPage();
  page.on('console', (message) => errors.push(message.text()));
  await page.route(PANEL, async (route) => {
    const response = await route.fetch();
    // Of a webpack chunk, the modules are functions that take the module first.
    const body = (await response.text()).replace(
      /function\(\w,\w,\w\)\{"use strict";/g,
      '$&throw Error("no evaluation");',
    );
    await route.fulfill({ response, body });
  });
  const alice = await contactCentre.signInOn(page, 'Alice Agent');
  await alice.panel.open();
  await expect(alice.panel.notice).toHaveText(en.chunk_broken);
  expect(errors.join('\n')).toContain('no evaluation');
  await expectFlexToStand(alice);
});

test('a page that is older than what the backend keeps says to reload', async ({ contactCentre }) => {
  const alice = await signInWith(contactCentre, PANEL, (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await alice.panel.open();
  await expect(alice.panel.notice).toHaveText(en.chunk_gone);
  await expectFlexToStand(alice);
});

test('a failed message and the template dialog do without their chunk', async ({ contactCentre }) => {
  const alice = await signInWith(contactCentre, '**/chunks/{failed-message,templates}.*.js', (route) => route.abort());
  const { conversation, page, panel } = alice;
  await alice.setActivity('Available');
  await panel.open();
  await panel.send({ to: '+14155559003', message: 'Hello' });
  await expect(conversation).toContainText(`${en.deliveryFailed} ${en.chunk_unreachable}`);
  await page.unroute('**/chunks/{failed-message,templates}.*.js');
  await conversation.getByRole('button', { name: en.tryAgain }).click();
  await expect(conversation).toContainText(en.twilio_30003);
});

test('without a backend the rest works, and the panel says what is missing', async ({ contactCentre }) => {
  await contactCentre.changeSettings({ backendUrl: undefined });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.panel.open();
  await expect(alice.panel.notice).toHaveText(en.chunk_noBackend);
  expect(await alice.flex<string[]>(`Twilio.Flex.TaskChannels.getRegistered().map(({ name }) => name)`)).toContain(
    'kiosk',
  );
});

test('the panel, and what stands in for it, are dark where Flex is', async ({ contactCentre }) => {
  await contactCentre.changeConfiguration({ ui_attributes: { theme: { isLight: false } } });
  let isBlocked = true;
  const alice = await signInWith(contactCentre, PANEL, (route) => (isBlocked ? route.abort() : route.continue()));
  const { page, panel } = alice;
  const ground = () =>
    panel.root
      .locator(':scope > div')
      .last()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  await panel.open();
  await expect(panel.notice).toHaveText(en.chunk_unreachable);
  const dark = await ground();
  expect(dark).not.toBe('rgb(255, 255, 255)');
  await screenshot(page, 'chunk-blocked-dark');
  isBlocked = false;
  await panel.button('tryAgain').click();
  await expect(panel.customer).toBeFocused();
  expect(await ground()).toBe(dark);
  await screenshot(page, 'panel-dark');
});
