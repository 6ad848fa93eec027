import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { namedSid } from '../../sandbox/src/model/sid';
import { expect, test } from './contactCentre';
import type { ContactCentre } from './contactCentre';
import type { AgentDesktop } from './pages/AgentDesktop';
import type { Phone } from './pages/Phone';
import { WebsiteChat } from './pages/WebsiteChat';

const ROOT = path.join(__dirname, '../..');
const CARE = { type: 'sms', address: '+14155550100', name: 'Customer care' };
const GREETING = 'Messaging Controls: greeting';

/** Sets the account up by the command, with what leads to our number, and these settings `inbound`. */
async function setUp(contactCentre: ContactCentre, autoCreation: object, inbound: object = {}): Promise<void> {
  const { url } = contactCentre;
  const { messaging_controls: settings } = (await contactCentre.twilio.flexApi.v1.configuration().fetch())
    .uiAttributes as { messaging_controls: object };
  const file = test.info().outputPath('setup.json');
  const setup = {
    messagingControls: { ...settings, inbound },
    queues: [{ name: 'Everyone' }, { name: 'Billing', targetWorkers: "routing.skills HAS 'billing'" }],
    workflow: { name: 'Assign to Anyone', queue: 'Everyone', namedAgent: { timeout: 30 } },
    studioFlows: [{ name: GREETING, file: path.join(ROOT, 'setup/studio/greeting.json') }],
    addresses: [{ ...CARE, autoCreation }],
    webhooks: { conversations: false },
  };
  fs.writeFileSync(file, JSON.stringify(setup));
  const command = ['--import', 'tsx', 'setup/src/cli.ts', '--settings', file, '--apply'];
  await new Promise<void>((resolve, reject) => {
    execFile(
      process.execPath,
      [...command, '--profile', 'sandbox', '--sandbox-url', url],
      { cwd: ROOT },
      (error, output, errors) => (error ? reject(new Error(`${output}\n${errors}`)) : resolve()),
    );
  });
}

const byWebhook = (contactCentre: ContactCentre): object => ({
  type: 'webhook',
  url: `${contactCentre.backendUrl}/conversation-events`,
});

async function samAt(contactCentre: ContactCentre): Promise<Phone> {
  const sam = await contactCentre.phoneOf('Sam Carter');
  await sam.openThread('Customer care, SMS');
  return sam;
}

const attributesOf = (agent: AgentDesktop): Promise<Record<string, unknown>> =>
  agent.flex('[...manager.store.getState().flex.worker.tasks.values()][0].attributes');

test('by webhook: a keyword leads to its queue, and out of hours the customer is told', async ({ contactCentre }) => {
  await setUp(contactCentre, byWebhook(contactCentre), {
    keywords: [{ words: ['invoice'], queueSid: namedSid('WQ', 'Billing') }],
    businessHours: { timeZone: 'UTC', days: {}, answer: 'We are back at nine.' },
    spam: ['casino*'],
  });
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  // Bob, who has no skill for it, would be the first to be asked.
  await bob.setActivity('Available');
  await alice.setActivity('Available');
  const sam = await samAt(contactCentre);

  await test.step('spam rings at nobody', async () => {
    await sam.write('Win at our casino!');
    await expect(sam.messages).toHaveCount(1);
  });
  await test.step('the next message does, at whoever has the skill', async () => {
    await sam.write('My INVOICE, please');
    await alice.accept('My INVOICE, please');
    await expect(bob.tasks).toHaveCount(0);
    await expect(sam.messages.last()).toContainText('We are back at nine.');
    expect(await alice.flex('[...manager.store.getState().flex.worker.tasks.values()][0].queueName')).toBe('Billing');
  });
  await test.step('and it is a conversation like any other', async () => {
    await alice.write('Here it is.');
    await expect(sam.messages.last()).toContainText('Here it is.');
    await sam.write('Thank you!');
    await expect(alice.conversation).toContainText('Thank you!');
    await alice.endAndComplete();
    await expect(alice.tasks).toHaveCount(0);
    expect(await contactCentre.conversations()).toHaveLength(1);
  });
});

test('a returning customer reaches the agent of last time, and another while that one is away', async ({
  contactCentre,
}) => {
  await setUp(contactCentre, byWebhook(contactCentre));
  const alice = await contactCentre.signIn('Alice Agent');
  const bob = await contactCentre.signIn('Bob Agent');
  const sam = await samAt(contactCentre);

  await test.step('the first time only Alice is there', async () => {
    await alice.setActivity('Available');
    await sam.write('Where is my order?');
    await alice.accept('Where is my order?');
    await alice.write('It comes tomorrow.');
    await expect(sam.messages.last()).toContainText('It comes tomorrow.');
    await alice.endAndComplete();
    await expect(alice.tasks).toHaveCount(0);
  });

  await test.step('present: it is Alice again, though Bob has waited for longer', async () => {
    await alice.setActivity('Offline');
    await bob.setActivity('Available');
    await alice.setActivity('Available');
    await sam.write('It did not come');
    await alice.accept('It did not come');
    await expect(bob.tasks).toHaveCount(0);
    expect(await attributesOf(alice)).toMatchObject({
      knownWorkerSid: contactCentre.facts.workers.find(({ identity }) => identity === 'alice')?.sid,
    });
    await alice.write('I ask at once.');
    await expect(sam.messages.last()).toContainText('I ask at once.');
    await alice.endAndComplete();
    await expect(alice.tasks).toHaveCount(0);
  });

  await test.step('absent: it is Bob', async () => {
    await alice.setActivity('Offline');
    await sam.write('Still nothing');
    await bob.accept('Still nothing');
  });
});

test('by Studio: the customer is asked, and the agent has the answer', async ({ contactCentre }) => {
  await setUp(contactCentre, { type: 'studio', flow: GREETING });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await samAt(contactCentre);
  await sam.write('Hello');
  await expect(sam.messages.last()).toContainText('what is it about?');
  await expect(alice.tasks).toHaveCount(0);
  const answer = 'It\'s about a "late" parcel & <more> ¯\\_(ツ)_/¯';
  await sam.write(answer);
  await alice.accept('It\'s about a "late" parcel');
  expect(await attributesOf(alice)).toMatchObject({ subject: answer, askedBy: 'Studio' });
});

test('direct: the first message rings at once', async ({ contactCentre }) => {
  await setUp(contactCentre, { type: 'direct' });
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const sam = await samAt(contactCentre);
  await sam.write('Hello');
  await alice.accept('Hello');
  await expect(sam.messages).toHaveCount(1);
});

test('a website’s chat by our own functions', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const chat = new WebsiteChat(await contactCentre.newSmallPage());
  const answers: number[] = [];
  // The widget asks the functions instead of the sandbox's own website.
  await chat.page.route('**/sandbox/webchat/*', async (route) => {
    const request = route.request();
    const url = `${contactCentre.backendUrl}/${path.basename(new URL(request.url()).pathname)}`;
    const response = await route.fetch({ url });
    answers.push(response.status());
    await route.fulfill({ response });
  });
  await chat.open();
  await chat.start({ name: 'Gita Guest', email: 'gita@example.com', question: 'Is the red one in stock?' });
  expect(answers).toEqual([200]);
  await expect(alice.tasks).toContainText('Gita Guest');
  await alice.accept('Is the red one in stock?');
  await alice.write('It is.');
  await expect(chat.messages.last()).toContainText('It is.');
});
