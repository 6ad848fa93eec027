import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';

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
    await expect(panel.templateField('2')).toHaveAccessibleDescription(new RegExp(en.error_TEMPLATE_VARIABLES_MISSING));
    expect(await contactCentre.conversations()).toHaveLength(0);
  });

  await test.step('the preview is what the customer gets', async () => {
    await panel.templateField('2').fill('Friday at 9:00');
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
  await dialog.locator('input[name="variable-1"]').fill('Sam');
  await dialog.locator('input[name="variable-2"]').fill('Friday at 9:00');
  await expect(dialog.getByRole('group', { name: en.templatePreview })).toContainText(REMINDER);
  await dialog.getByRole('button', { name: en.send, exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(alice.conversation).toContainText(REMINDER);
  await expect(sam.messages.last()).toContainText(REMINDER);
});

/** As an administrator makes them in Twilio's Console; WhatsApp has approved them. */
async function makeTemplates({ twilio, advance }: Pick<ContactCentre, 'twilio' | 'advance'>): Promise<void> {
  const shop = 'https://localhost/{{2}}.png';
  const actions = [
    { type: 'URL', title: 'Track it', url: 'https://example.com/orders/{{1}}' },
    { type: 'QUICK_REPLY', title: 'Thank you', id: 'thanks' },
  ];
  const kinds = {
    shop_picture: { 'twilio/media': { body: 'Our shop, {{1}}', media: [shop] } },
    shop_video: { 'twilio/media': { body: 'How it works', media: ['https://localhost/gone.mp4'] } },
    order_card: { 'twilio/card': { title: 'Order {{1}}', subtitle: 'Your shop', media: [shop], actions } },
    color_list: {
      'twilio/list-picker': {
        ...{ body: 'Which one, {{1}}?', button: 'Choose' },
        items: [
          { item: 'Blue', id: 'b', description: 'as the sea' },
          { item: 'Red', id: 'r' },
        ],
      },
    },
    hats_carousel: {
      'twilio/carousel': { body: 'New', cards: [{ title: 'Hat', body: 'Warm', media: 'https://localhost/hat.png' }] },
    },
  };
  for (const [name, types] of Object.entries(kinds)) {
    const made = { friendly_name: name, language: 'en', variables: {}, types };
    const { sid } = await twilio.content.v1.contents.create(made as never);
    await twilio.content.v1.contents(sid).approvalCreate.create({ name, category: 'UTILITY' });
  }
  await advance(1);
}

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#0263e0"/></svg>`;

test('pictures, cards and lists stand in the preview as the customer gets them, and no carousel is offered', async ({
  contactCentre,
}) => {
  await makeTemplates({ twilio: contactCentre.twilio, advance: (minutes) => contactCentre.advance(minutes) });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { page, panel } = alice;
  const asked: string[] = [];
  await page.route('https://localhost/**', async (route) => {
    asked.push((await route.request().headerValue('referer')) ?? '');
    if (route.request().url().endsWith('/shop.png')) {
      await route.fulfill({ contentType: 'image/svg+xml', body: PICTURE });
    } else {
      await route.fulfill({ status: 404 });
    }
  });
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, WhatsApp');
  await panel.open();
  await panel.fillIn({ channel: 'whatsapp', to: SAM.number, name: SAM.name });
  await panel.select('templateLanguage').selectOption('en');
  const preview = panel.root.getByRole('group', { name: en.templatePreview });
  const picture = preview.getByRole('img');

  await test.step('a picture, with what stands under it', async () => {
    await expect(panel.select('template').getByRole('option')).toHaveText([
      ...[en.templateChoose, 'appointment_reminder', 'color_list', 'order_card', 'shop_picture', 'shop_video'],
    ]);
    await panel.fillTemplate('shop_picture', { 1: 'Sam', 2: 'shop' });
    await expect(picture).toHaveJSProperty('naturalWidth', 640);
    await expect(preview).toContainText('Our shop, Sam');
    // The whole of it stands in the panel.
    const [inner, outer] = await Promise.all([picture.boundingBox(), preview.boundingBox()]);
    expect(inner!.width).toBeLessThanOrEqual(outer!.width);
    expect(inner!.height).toBeLessThanOrEqual(200);
    // Whoever serves it learns nothing of where the agent is.
    expect(asked.join('')).toBe('');
    await picture.scrollIntoViewIfNeeded();
    await screenshot(page, 'template-picture');
  });

  await test.step('a picture that isn’t there, and a video that can’t be played, by their addresses', async () => {
    await panel.templateField('2').fill('none');
    await expect(preview).toContainText('https://localhost/none.png');
    await expect(picture).toHaveCount(0);
    await panel.select('template').selectOption({ label: 'shop_video' });
    await expect(preview).toContainText('https://localhost/gone.mp4');
    await expect(preview).toContainText('How it works');
  });

  await test.step('a list, with what it opens', async () => {
    await panel.fillTemplate('color_list', { 1: 'Sam' });
    for (const text of ['Which one, Sam?', 'Choose', 'Blue', 'as the sea', 'Red']) {
      await expect(preview).toContainText(text);
    }
    await screenshot(page, 'template-list');
  });

  await test.step('a card, in both themes, and that is what goes out', async () => {
    await panel.fillTemplate('order_card', { 1: 'A-1042', 2: 'shop' });
    await expect(picture).toHaveJSProperty('naturalWidth', 640);
    await expect(preview).toContainText('https://example.com/orders/A-1042');
    await preview.scrollIntoViewIfNeeded();
    await screenshot(page, 'template-card');
    await alice.flex(`manager.updateConfig({ theme: { isLight: false } })`);
    await preview.scrollIntoViewIfNeeded();
    await screenshot(page, 'template-card-dark');
    await panel.send();
    await expect(alice.conversation).toContainText('Order A-1042');
    await expect(sam.messages.last()).toContainText('Order A-1042');
    await expect(sam.messages.last()).toContainText('Your shop');
    await expect(sam.messages.last()).toContainText('Track it');
  });
});
