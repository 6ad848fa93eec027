import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';

const SAMS_NUMBER = '+12025550143';
const FILLED_IN = { to: SAMS_NUMBER, name: 'Sam Carter', message: 'Hello Sam, your parcel is here.' };

async function aliceWithTheForm(contactCentre: ContactCentre): Promise<AgentDesktop> {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn(FILLED_IN);
  return alice;
}

async function expectTheFormToBeKept(alice: AgentDesktop): Promise<void> {
  await expect(alice.panel.customer).toHaveValue(FILLED_IN.to);
  await alice.panel.showDetails();
  await expect(alice.panel.field('customerName')).toHaveValue(FILLED_IN.name);
  await expect(alice.panel.message).toHaveValue(FILLED_IN.message);
}

test('a wrong number is named at its field, and the rest of the form is kept', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  for (const [wrong, sentence] of [
    ['12', 'This number can’t be reached.'],
    ['+12025550', 'This number can’t be reached.'],
    ['+14155550101', 'This number is one of our own.'],
  ] as const) {
    await alice.panel.fillIn({ to: wrong });
    await alice.panel.sendButton.click();
    await expect(alice.panel.root.getByText(sentence)).toBeVisible();
    await expect(alice.panel.customer).toBeFocused();
    await expect(alice.panel.message).toHaveValue(FILLED_IN.message);
  }
  await screenshot(alice.page, 'wrong-number');
  expect(await contactCentre.conversations()).toHaveLength(0);

  await alice.panel.fillIn({ to: SAMS_NUMBER });
  await alice.panel.sendButton.click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('a backend that is down is said, the form is kept, and trying again sends once', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  await alice.page.route('**/interactions', (route) => route.abort('connectionrefused'));
  await alice.panel.sendButton.click();
  await expect(alice.panel.notice).toContainText(en.uncertain_BACKEND_UNREACHABLE);
  await expectTheFormToBeKept(alice);
  await screenshot(alice.page, 'backend-down');

  await alice.page.unroute('**/interactions');
  await alice.panel.root.getByRole('button', { name: 'Try again' }).click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('a conversation that Twilio cannot set up is said, and the reply comes to the agent', async ({
  contactCentre,
}) => {
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  const alice = await aliceWithTheForm(contactCentre);
  await contactCentre.breakNext({ host: 'flex-api', method: 'POST', path: '/v1/Interactions', channelFails: 45354 });
  await alice.panel.sendButton.click();
  await expect(alice.panel.notice).toContainText(en.sentTaskFailed);
  await expect(sam.messages).toHaveText([new RegExp(FILLED_IN.message)]);
  await screenshot(alice.page, 'task-failed');
  await sam.write('Hello Alice');
  await alice.accept('Hello Alice');
});

test('a refused token is said, and nothing is sent', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  await alice.page.route('**/interactions', async (route) => {
    const form = new URLSearchParams(route.request().postData() ?? '');
    form.set('Token', `${form.get('Token')}x`);
    await route.continue({ postData: form.toString() });
  });
  await alice.panel.sendButton.click();
  await expect(alice.panel.notice).toContainText('Your Flex session isn’t accepted');
  await expectTheFormToBeKept(alice);
  expect(await contactCentre.conversations()).toHaveLength(0);
});

test('an agent who is not available is offered to become so, then sends', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.panel.open();
  await alice.panel.fillIn(FILLED_IN);
  await alice.panel.sendButton.click();
  await expect(alice.panel.notice).toContainText('You’re “Offline”');
  expect(await contactCentre.conversations()).toHaveLength(0);
  await alice.panel.root.getByRole('button', { name: 'Go Available' }).click();
  await expect(alice.panel.notice).toBeHidden();
  await alice.panel.sendButton.click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
});

test('a landline is told before anything is sent, and nothing is', async ({ contactCentre }) => {
  await contactCentre.changeSettings({ lineTypes: {} });
  const alice = await aliceWithTheForm(contactCentre);
  await alice.panel.fillIn({ to: '+14155559006' });
  await alice.panel.message.click();
  const told = alice.panel.root.getByText('This number is a landline, so nothing is sent to it on this channel.');
  await expect(told).toBeVisible();
  await screenshot(alice.page, 'landline');
  await alice.panel.sendButton.click();
  await expect(alice.panel.root.getByText(en.error_NUMBER_CANNOT_RECEIVE).first()).toBeVisible();
  await expect(alice.panel.message).toHaveValue(FILLED_IN.message);
  await screenshot(alice.page, 'landline-refused');
  expect(await contactCentre.conversations()).toHaveLength(0);
});
