import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';

test('a slash in Flex’s own field offers the prepared texts, and nothing is sent by it', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  await sam.write('Is my parcel there?');
  await alice.accept('Is my parcel there?');
  const { conversation, page } = alice;
  const { keyboard } = page;
  const field = conversation.getByRole('textbox');
  const texts = conversation.getByRole('listbox', { name: en.cannedText });

  await test.step('found by what is typed, chosen by keyboard, and put in at the cursor', async () => {
    await field.click();
    await keyboard.type('Good morning. /');
    await expect(texts.getByRole('option')).toHaveCount(3);
    await screenshot(page, 'composer-texts');
    await keyboard.type('call');
    await expect(texts.getByRole('option')).toHaveCount(1);
    await keyboard.press('Enter');
    const text = 'Good morning. Hello, we could not reach you by telephone. When would it suit you?';
    await expect(field).toHaveValue(text);
    await expect(texts).toBeHidden();
    await expect(field).toBeFocused();
    await keyboard.type(' Sorry!');
    await expect(field).toHaveValue(`${text} Sorry!`);
    await expect(sam.messages).toHaveCount(1);
  });

  await test.step('the first place that is open is selected', async () => {
    await field.fill('');
    await keyboard.type('/parcel');
    await keyboard.press('Enter');
    await expect(field).toHaveValue(/^Hello .*, your parcel is ready to be picked up\.$/);
    const selected = () =>
      field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
    const value = await field.inputValue();
    await expect.poll(selected).toBe(value.includes('{{') ? '{{customerName}}' : '');
  });

  await test.step('Escape leaves the slash as one, and a word’s own is none', async () => {
    await field.fill('');
    await keyboard.type('and/or /');
    await expect(texts.getByRole('option')).toHaveCount(3);
    await keyboard.press('Escape');
    await expect(texts).toBeHidden();
    await expect(field).toHaveValue('and/or /');
  });
});
