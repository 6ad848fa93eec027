import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';

const SAMS_NUMBER = '+12025550143';
const FILLED_IN = { to: SAMS_NUMBER, name: 'Sam Carter', message: 'Hello Sam, your parcel is here.' };

async function aliceWithTheForm(contactCentre: ContactCentre): Promise<AgentDesktop> {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.openPanel();
  await alice.fillIn(FILLED_IN);
  return alice;
}

async function expectTheFormToBeKept(alice: AgentDesktop): Promise<void> {
  await expect(alice.panel.getByLabel('Customer’s number')).toHaveValue(FILLED_IN.to);
  await expect(alice.panel.getByLabel('Customer’s name')).toHaveValue(FILLED_IN.name);
  await expect(alice.panel.getByLabel('First message')).toHaveValue(FILLED_IN.message);
}

test('a wrong number is named at its field, and the rest of the form is kept', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  for (const [wrong, sentence] of [
    ['12', 'This is not a number that can be reached.'],
    ['+12025550', 'This is not a number that can be reached.'],
    ['+14155550101', 'This number is one of our own.'],
  ] as const) {
    await alice.fillIn({ to: wrong });
    await alice.sendButton.click();
    await expect(alice.panel.getByText(sentence)).toBeVisible();
    await expect(alice.panel.getByLabel('Customer’s number')).toBeFocused();
    await expect(alice.panel.getByLabel('First message')).toHaveValue(FILLED_IN.message);
  }
  await screenshot(alice.page, 'wrong-number');
  expect(await contactCentre.conversations()).toHaveLength(0);

  await alice.fillIn({ to: SAMS_NUMBER });
  await alice.sendButton.click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('a backend that is down is said, the form is kept, and trying again sends once', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  await alice.page.route('**/interactions', (route) => route.abort('connectionrefused'));
  await alice.sendButton.click();
  await expect(alice.problem).toContainText('The server could not be reached.');
  await expectTheFormToBeKept(alice);
  await screenshot(alice.page, 'backend-down');

  await alice.page.unroute('**/interactions');
  await alice.panel.getByRole('button', { name: 'Try again' }).click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('an answer that got lost, then "Try again": one conversation, one message', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await alice.page.route('**/interactions', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await alice.sendButton.click();
  await expect(alice.problem).toContainText('The server could not be reached.');
  await alice.page.unroute('**/interactions');
  await alice.panel.getByRole('button', { name: 'Try again' }).click();
  await expect(alice.panel).toBeHidden();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  await expect(sam.messages).toHaveCount(1);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('a refused token is said, and nothing is sent', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  await alice.page.route('**/interactions', async (route) => {
    const form = new URLSearchParams(route.request().postData() ?? '');
    form.set('Token', `${form.get('Token')}x`);
    await route.continue({ postData: form.toString() });
  });
  await alice.sendButton.click();
  await expect(alice.problem).toContainText('Your Flex session is not accepted.');
  await expectTheFormToBeKept(alice);
  expect(await contactCentre.conversations()).toHaveLength(0);
});

test('a double click sends once', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await alice.sendButton.dblclick();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  await expect(alice.tasks).toHaveCount(1);
  await expect(sam.messages).toHaveCount(1);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('a customer with an open conversation is not written to a second time', async ({ contactCentre }) => {
  const alice = await aliceWithTheForm(contactCentre);
  await alice.sendButton.click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
  await alice.openPanel();
  await alice.fillIn(FILLED_IN);
  await alice.sendButton.click();
  await expect(alice.problem).toContainText('There is an open conversation with this customer');
  await expectTheFormToBeKept(alice);
  expect(await contactCentre.conversations()).toHaveLength(1);
});

test('an agent who is not available is offered to become so, then sends', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.openPanel();
  await alice.fillIn(FILLED_IN);
  await alice.sendButton.click();
  await expect(alice.problem).toContainText('You are “Offline”');
  expect(await contactCentre.conversations()).toHaveLength(0);
  await alice.panel.getByRole('button', { name: 'Go Available' }).click();
  await expect(alice.problem).toBeHidden();
  await alice.sendButton.click();
  await expect(alice.conversation).toContainText(FILLED_IN.message);
});

test('the panel works by keyboard alone', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { keyboard } = alice.page;
  await alice.startButton.focus();
  await keyboard.press('Enter');
  await expect(alice.panel.getByLabel('Customer’s number')).toBeFocused();
  await keyboard.press('Escape');
  await expect(alice.panel).toBeHidden();
  await expect(alice.startButton).toBeFocused();

  await keyboard.press('Enter');
  await keyboard.type(SAMS_NUMBER);
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type(FILLED_IN.message);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(alice.conversation).toContainText(FILLED_IN.message);
});
