import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';

const SAM = { name: 'Sam Carter', number: '+12025550143' };
const REMINDER = 'Hello Sam, we expect you on Friday at 9:00. Does this suit you?';

test('outside WhatsApp’s 24 hours only templates are open, and the panel says why', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, WhatsApp');
  const { panel } = alice;
  await panel.open();
  await panel.fillIn({ channel: 'whatsapp', to: SAM.number, name: SAM.name });

  await test.step('free text is closed', async () => {
    await expect(panel.root).toContainText(en.windowShut_whatsapp);
    await expect(panel.choice('content_text')).toBeDisabled();
    await expect(panel.choice('content_template')).toBeChecked();
  });

  await test.step('approved templates are offered, by language', async () => {
    await panel.select('templateLanguage').selectOption('es');
    await expect(panel.select('template').getByRole('option')).toHaveText([
      en.templateChoose,
      'appointment_reminder_es',
    ]);
    await panel.select('templateLanguage').selectOption('en');
    // The others are pending or rejected.
    await expect(panel.select('template').getByRole('option')).toHaveText([en.templateChoose, 'appointment_reminder']);
  });

  await test.step('a value that is missing is named at its field', async () => {
    await panel.fillTemplate('appointment_reminder', { 1: 'Sam' });
    await panel.send();
    await expect(panel.field('templateVariable', { name: '2' })).toHaveAccessibleDescription(
      new RegExp(en.error_TEMPLATE_VARIABLES_MISSING),
    );
    expect(await contactCentre.conversations()).toHaveLength(0);
  });

  await test.step('the preview is what the customer gets', async () => {
    await panel.field('templateVariable', { name: '2' }).fill('Friday at 9:00');
    const preview = panel.root.getByRole('group', { name: en.templatePreview });
    await expect(preview).toContainText(REMINDER);
    await expect(preview).toContainText('Yes, I will come');
    await screenshot(alice.page, 'template');
    await panel.send();
    await expect(alice.conversation).toContainText(REMINDER);
    await expect(sam.messages.last()).toContainText(REMINDER);
  });

  await test.step('in the conversation templates stand in place of the field, until the customer writes', async () => {
    const { conversation, page } = alice;
    await expect(conversation).toContainText(en.windowShut_whatsapp);
    const template = conversation.getByRole('combobox', { name: en.template });
    await expect(template).toBeVisible();
    // All else of Flex stands.
    await expect(conversation.getByText(REMINDER).last()).toBeVisible();
    await expect(alice.taskHeader).toBeVisible();
    await expect(conversation.getByRole('textbox', { name: /message/i })).toBeHidden();
    await expect(conversation.getByRole('button', { name: 'Send Message' })).toBeHidden();
    await screenshot(page, 'composer-shut');
    // Nothing of the field is on the keyboard's way.
    await template.focus();
    await page.keyboard.press('Shift+Tab');
    await expect(conversation.locator('textarea:focus')).toHaveCount(0);
    await sam.write('Yes, I will come');
    await expect(conversation).not.toContainText(en.windowShut_whatsapp);
    await alice.write('See you then');
    await expect(sam.messages.last()).toContainText('See you then');
  });
});

test('who types is not disturbed by what is found out late, and may choose a template', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { page, panel } = alice;
  const { keyboard } = page;
  const callout = panel.root.getByRole('status').filter({ hasText: en.windowShutForMessage });
  /** Looks up customers no more until what this resolves to is called. */
  const holdChecks = async (): Promise<() => Promise<void>> => {
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await page.route('**/checks', async (route) => {
      await held;
      await route.continue();
    });
    return async () => {
      const answered = page.waitForResponse('**/checks');
      goOn();
      await answered;
      await page.unroute('**/checks');
    };
  };

  let answerChecks = await holdChecks();
  let asked = page.waitForRequest('**/checks');
  await panel.open();
  await panel.fillIn({ channel: 'whatsapp', to: SAM.number });
  await panel.message.click();
  await keyboard.type('Hello Sam, ');
  await asked;
  await answerChecks();
  await expect(callout).toBeVisible();
  await keyboard.type('your parcel is here.');
  await expect(panel.message).toBeFocused();
  await expect(panel.message).toHaveValue('Hello Sam, your parcel is here.');
  await expect(panel.message).toBeInViewport({ ratio: 1 });
  await expect(callout).toBeInViewport({ ratio: 1 });
  await screenshot(page, 'window-shut-while-typing');

  await test.step('Send says why it cannot go, and keeps it', async () => {
    await panel.send();
    await expect(panel.message).toHaveAccessibleDescription(new RegExp(en.error_NEEDS_TEMPLATE));
    await expect(panel.message).toBeFocused();
    await expect(panel.message).toHaveValue('Hello Sam, your parcel is here.');
    await expect(callout.getByRole('button', { name: en.templateChoose })).toBeInViewport({ ratio: 1 });
    await screenshot(page, 'window-shut-refused');
    expect(await contactCentre.conversations()).toHaveLength(0);
  });

  await test.step('nothing is swapped while it is being sent', async () => {
    // Another number, so that it is looked up once more.
    answerChecks = await holdChecks();
    asked = page.waitForRequest('**/checks');
    await panel.fillIn({ to: '+12025550199' });
    await expect(callout).toBeHidden();
    await asked;
    let refuse: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (refuse = resolve));
    await page.route('**/interactions', async (route) => {
      await held;
      await route.continue();
    });
    await panel.send();
    await expect(panel.root.locator('form')).toHaveAttribute('aria-busy', 'true');
    await answerChecks();
    await expect(callout).toBeVisible();
    await expect(panel.message).toHaveValue('Hello Sam, your parcel is here.');
    refuse();
    await expect(panel.notice).toContainText(en.error_WINDOW_CLOSED);
    await expect(panel.message).toHaveValue('Hello Sam, your parcel is here.');
    await page.unroute('**/interactions');
  });

  await test.step('a template instead, by the agent’s own act', async () => {
    await callout.getByRole('button', { name: en.templateChoose }).click();
    await expect(panel.choice('content_template')).toBeFocused();
    await panel.fillTemplate('appointment_reminder', { 1: 'Sam', 2: 'Friday at 9:00' });
    await panel.choice('content_text').check();
    await expect(panel.message).toHaveValue('Hello Sam, your parcel is here.');
    await panel.choice('content_template').check();
    await panel.send();
    await expect(alice.conversation).toContainText(REMINDER);
  });
});

test('on Messenger the customer has to write first', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn({ channel: 'messenger', to: '12025550143' });
  await expect(alice.panel.root).toContainText(en.windowShut_messenger);
  await alice.panel.send({ message: 'Hello' });
  await expect(alice.panel.root).toContainText(en.error_CUSTOMER_HAS_TO_WRITE);
  await expect(alice.panel.message).toHaveValue('Hello');
  expect(await contactCentre.conversations()).toHaveLength(0);
});

test('in an open WhatsApp conversation a template is sent beside the composer', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, WhatsApp');
  await sam.write('When do you expect me?');
  await alice.accept('When do you expect me?');

  const opener = alice.conversation.getByRole('button', { name: en.sendTemplate });
  await opener.click();
  const dialog = alice.page.getByRole('dialog', { name: en.sendTemplate });
  await dialog.getByRole('combobox', { name: en.templateLanguage }).selectOption('en');
  await dialog.getByRole('combobox', { name: en.template }).selectOption({ label: 'appointment_reminder' });
  await dialog.getByLabel(en.templateVariable.replace('{{name}}', '1')).fill('Sam');
  await dialog.getByLabel(en.templateVariable.replace('{{name}}', '2')).fill('Friday at 9:00');
  await expect(dialog.getByRole('group', { name: en.templatePreview })).toContainText(REMINDER);
  await dialog.getByRole('button', { name: en.send, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(alice.conversation).toContainText(REMINDER);
  await expect(sam.messages.last()).toContainText(REMINDER);
});
