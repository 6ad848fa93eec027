import type { Channel } from '../../src/contract/Channel';
import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import { sentence } from './sentence';
import { WebsiteChat } from './pages/WebsiteChat';

const SAM = { name: 'Sam Carter', number: '+12025550143', messengerId: '12025550143', appleId: 'urn:mbid:12025550143' };
const FIRST = 'Hello Sam, your parcel is here.';
const SECOND = 'Hello again, your second parcel is here.';

/** Each channel by which the customer has a phone: the sender, the thread on the phone, and the customer there. */
const BY_PHONE: { channel: Exclude<Channel, 'chat'>; address: string; thread: string; to: string }[] = [
  { channel: 'sms', address: '+14155550100', thread: 'Customer care, SMS', to: SAM.number },
  { channel: 'whatsapp', address: 'whatsapp:+14155550100', thread: 'Customer care, WhatsApp', to: SAM.number },
  { channel: 'rcs', address: 'rcs:customer_care_agent', thread: 'Customer care, RCS', to: SAM.number },
  { channel: 'messenger', address: 'messenger:104155550100', thread: 'Customer care, Messenger', to: SAM.messengerId },
  {
    channel: 'apple',
    address: 'apple:3f6c2a88-51d0-4e7b-9c1e-2b7a0d4e9f11',
    thread: 'Customer care, Apple Messages',
    to: SAM.appleId,
  },
];

for (const { channel, address, thread, to } of BY_PHONE) {
  test(`${channel}: on reply, and at once`, async ({ contactCentre }) => {
    // WhatsApp and Messenger are open to those who wrote lately, Apple Messages to those who ever did.
    if (channel !== 'sms' && channel !== 'rcs') await contactCentre.hasWritten(channel, SAM.number, address);
    const alice = await contactCentre.signIn('Alice Agent');
    await alice.setActivity('Available');
    const sam = await contactCentre.phoneOf(SAM.name);
    await sam.openThread(thread);

    await test.step('the message goes, and nothing opens before the customer replies', async () => {
      await alice.panel.open();
      await alice.panel.send({ channel, to, name: SAM.name, message: FIRST, mode: 'onReply' });
      await expect(alice.panel.notice).toContainText(sentence(en.sentReplyToMe));
      await expect(sam.messages.last()).toContainText(FIRST);
      await expect(alice.tasks).toHaveCount(0);
    });

    await test.step('the reply rings at the agent who wrote, with what was said', async () => {
      await sam.write('Wonderful!');
      await alice.accept(FIRST);
      await expect(alice.conversation).toContainText('Wonderful!');
      await expect(alice.taskHeader).toContainText(SAM.name);
      await alice.write('See you soon.');
      await expect(sam.messages.last()).toContainText('See you soon.');
      await alice.panel.close();
      await alice.endAndComplete();
      await expect(alice.tasks).toHaveCount(0);
    });

    await test.step('the next message opens its conversation at once', async () => {
      await alice.panel.open();
      await alice.panel.send({ channel, to, name: SAM.name, message: SECOND, mode: 'now' });
      await expect(alice.conversation).toContainText(SECOND);
      await expect(alice.panel.root).toBeHidden();
      await expect(sam.messages.last()).toContainText(SECOND);
      await sam.write('Got it.');
      await expect(alice.conversation).toContainText('Got it.');
    });
  });
}

test('web chat: an agent writes to a guest of the website, at once and on reply', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const gita = new WebsiteChat(await contactCentre.newSmallPage());
  await gita.signIn('gita');

  await alice.panel.open();
  await alice.panel.send({ channel: 'chat', to: 'gita', name: 'Gita Guest', message: 'Your bicycle is ready.' });
  await expect(alice.conversation).toContainText('Your bicycle is ready.');
  await expect(gita.launcher).toHaveText('Chat with us, 1 unread');
  await gita.launcher.click();
  await expect(gita.messages.last()).toContainText('Your bicycle is ready.');
  await gita.write('I am on my way.');
  await expect(alice.conversation).toContainText('I am on my way.');
  await alice.endAndComplete();
  await expect(alice.tasks).toHaveCount(0);

  await alice.panel.open();
  await alice.panel.send({ channel: 'chat', to: 'gita', message: 'We found your gloves.', mode: 'onReply' });
  await expect(alice.panel.notice).toContainText(sentence(en.sentReplyToMe));
  await alice.panel.close();
  await gita.signIn('gita');
  await expect(gita.launcher).toHaveText('Chat with us, 1 unread');
  await gita.launcher.click();
  await gita.write('Thank you!');
  await alice.accept('We found your gloves.');
  await expect(alice.conversation).toContainText('Thank you!');
});

test('the reply goes to the queue where the agent says so, and where the agent is away', async ({ contactCentre }) => {
  // Nobody has to be available to write and wait.
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  await bob.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  const replies = [
    { thread: 'Customer care, SMS', sender: '+14155550100', replyTo: 'queue', said: sentence(en.sentReplyToQueue) },
    { thread: 'Orders, SMS', sender: '+14155550101', replyTo: 'agent', said: sentence(en.sentReplyToMe) },
  ] as const;
  for (const { thread, sender, replyTo, said } of replies) {
    await alice.panel.open();
    await alice.panel.send({ sender, to: SAM.number, message: FIRST, mode: 'onReply', replyTo });
    await expect(alice.panel.notice).toContainText(said);
    await alice.panel.close();
    await sam.open(SAM.name);
    await sam.openThread(thread);
    await sam.write(`By ${thread}`);
    await bob.accept(`By ${thread}`);
    await bob.endAndComplete();
    await expect(bob.tasks).toHaveCount(0);
  }
});

test('a prepared text is filled in, and an SMS is counted while it is written', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn({ to: SAM.number, name: SAM.name });
  await alice.panel.insert('Greeting');
  await expect(alice.panel.message).toHaveValue('Hello Sam Carter, this is Alice Agent of Customer care.');
  await expect(alice.panel.root).toContainText('1 SMS, GSM-7');
  await alice.panel.fillIn({ message: `Привет! ${'A'.repeat(70)}` });
  await expect(alice.panel.root).toContainText('2 SMS, UCS-2');
  await screenshot(alice.page, 'panel-filled-in');
  await alice.panel.insert('Parcel');
  await alice.panel.send();
  await expect(alice.conversation).toContainText('your parcel is ready to be picked up');
});

test('the activity can be changed while the panel is open', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.panel.open();
  await alice.setActivity('Available');
  await expect(alice.panel.notice).toBeHidden();
});

test('a reload loses nothing that was written', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.fillIn({ channel: 'whatsapp', to: SAM.number, name: SAM.name, mode: 'onReply' });
  await alice.panel.fillTemplate('appointment_reminder', { 1: 'Sam' });
  await alice.page.reload();
  await alice.panel.open();
  await expect(alice.panel.templateField('1')).toHaveValue('Sam');
  await expect(alice.panel.customer).toHaveValue(SAM.number);
  await expect(alice.panel.choice('mode_onReply')).toBeChecked();
});

test('a picture is the first message, with its text right after it', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await contactCentre.phoneOf(SAM.name);
  await sam.openThread('Customer care, SMS');
  await alice.panel.open();
  await alice.panel.fillIn({ to: SAM.number });
  await alice.panel.choice('content_file').check();
  await alice.panel.root.locator('input[type="file"]').setInputFiles({
    name: 'parcel.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await expect(alice.panel.root).toContainText(en.fileReady);
  await alice.panel.field('caption').fill('Is this your parcel?');
  await screenshot(alice.page, 'panel-file');
  await alice.panel.send();
  await expect(alice.conversation).toContainText('parcel.png');
  await expect(alice.conversation).toContainText('Is this your parcel?');
  await expect(sam.messages.last()).toContainText('Is this your parcel?');
  await expect(sam.messages.nth(-2).getByRole('img')).toBeVisible();
});
