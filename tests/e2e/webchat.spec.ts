import axe from 'axe-core';

import { expect, screenshot, test } from './contactCentre';
import { WebsiteChat } from './pages/WebsiteChat';

const GITA = { name: 'Gita Guest', email: 'gita@example.com', question: 'Is the red one in stock?' };

/** The smallest PNG: one pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a guest of the website chats with an agent until the agent ends it', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const chat = new WebsiteChat(await contactCentre.newSmallPage());
  await chat.open();

  await test.step('the form begins the chat, and the agent gets it with the guest’s name', async () => {
    await chat.start(GITA);
    await expect(chat.composer).toBeFocused();
    await expect(chat.widget).toContainText('Waiting for somebody to join');
    await expect(alice.tasks).toContainText('Gita Guest');
    await alice.accept(GITA.question);
    await expect(chat.widget).toContainText('Alice Agent');
  });

  await test.step('they write, and see each other type and read', async () => {
    // The SDK tells of typing once in five seconds, so it is looked for at the first words of each.
    await alice.conversation.getByRole('textbox').pressSequentially('It is. Shall I keep it for you?');
    await expect(chat.activity).toHaveText('Alice Agent is typing…');
    await alice.conversation.getByRole('button', { name: /^Send/ }).click();
    await expect(chat.messages.last()).toContainText('It is. Shall I keep it for you?');
    await expect(chat.activity).toHaveText('');

    await chat.composer.pressSequentially('Please do!');
    await expect(alice.conversation).toContainText('Gita Guest is typing');
    await screenshot(chat.page, 'webchat');
    await chat.composer.press('Enter');
    await expect(alice.conversation).not.toContainText('is typing');
    await expect(alice.conversation).toContainText('Please do!');
    await expect(chat.messages.last()).toContainText('Read');
  });

  await test.step('a picture reaches the agent', async () => {
    await chat.attach({ name: 'bicycle.png', mimeType: 'image/png', buffer: PICTURE });
    await expect(chat.messages.last().getByRole('img', { name: 'bicycle.png' })).toBeVisible();
    await expect(alice.conversation).toContainText('bicycle.png');
  });

  await test.step('the chat is there again after the page was loaded anew', async () => {
    await chat.page.reload();
    await expect(chat.messages.first()).toContainText(GITA.question);
    await expect(chat.messages).toHaveCount(4);
    await chat.write('Still here');
    await expect(alice.conversation).toContainText('Still here');
  });

  await test.step('closed, it says how many messages are unread', async () => {
    await chat.composer.press('Escape');
    await expect(chat.launcher).toBeFocused();
    await alice.write('See you soon.');
    await expect(chat.launcher).toHaveText('Chat with us, 1 unread');
    await chat.launcher.click();
    await expect(chat.launcher).toHaveText('Chat with us');
  });

  await test.step('the widget says that it ended, and begins another', async () => {
    await alice.endAndComplete();
    await expect(alice.tasks).toHaveCount(0);
    await expect(chat.widget).toContainText('This chat has ended.');
    await expect(chat.composer).toBeHidden();
    await chat.page.reload();
    await expect(chat.widget).toContainText('This chat has ended.');
    await chat.widget.getByRole('button', { name: 'Start a new chat' }).click();
    await chat.start({ ...GITA, question: 'Another thing' });
    await expect(chat.messages).toHaveCount(1);
    const conversations = await contactCentre.conversations();
    expect(conversations.map(({ state }) => state).sort()).toEqual(['active', 'closed']);
  });
});

test('a chat that the sandbox has forgotten makes room for a new one', async ({ contactCentre, request }) => {
  const chat = new WebsiteChat(await contactCentre.newSmallPage());
  await chat.open();
  await chat.start(GITA);
  await request.post('/sandbox/reset');
  await chat.page.reload();
  await chat.launcher.click();
  await chat.start({ ...GITA, question: 'And now?' });
  await expect(chat.messages).toHaveCount(1);
  expect(await contactCentre.conversations()).toHaveLength(1);
  await chat.page.reload();
  await expect(chat.messages).toHaveText([/And now\?/]);
});

test('the website’s chat has no accessibility faults, and works by keyboard', async ({ contactCentre }) => {
  const chat = new WebsiteChat(await contactCentre.newSmallPage());
  const faults = async (): Promise<string[]> => {
    await chat.page.evaluate(axe.source);
    const { violations } = await chat.page.evaluate<axe.AxeResults>('axe.run()');
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };
  await chat.page.goto('/webchat');
  await chat.launcher.press('Enter');
  await expect(chat.widget.getByLabel('Name')).toBeFocused();
  expect(await faults()).toEqual([]);
  await chat.page.keyboard.type('Gita');
  await chat.page.keyboard.press('Tab');
  await chat.page.keyboard.type('gita@example.com');
  await chat.page.keyboard.press('Tab');
  await chat.page.keyboard.type('Hello?');
  await chat.page.keyboard.press('Tab');
  await chat.page.keyboard.press('Enter');
  await expect(chat.messages).toHaveCount(1);
  expect(await faults()).toEqual([]);
});
