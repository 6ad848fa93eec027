import { en as words } from '../../src/strings/consent/en';
import { en } from '../../src/strings/en';
import { expect, screenshot, test } from './contactCentre';
import { sentence } from './sentence';
import type { ContactCentre } from './contactCentre';
import { Phone } from './pages/Phone';

interface Person {
  channel: 'whatsapp' | 'rcs' | 'apple';
  sender: string;
  /** What the agent enters. */
  to: string;
  /** The customer's own phone. */
  phone: string;
  /** Only an approved template may begin. */
  byTemplate?: boolean;
}

const WHATSAPP = { channel: 'whatsapp', sender: 'whatsapp:+14155550100' } as const;

const PEOPLE: Record<string, Person[]> = {
  // WhatsApp knows them by another form of the number than one dials.
  'in Mexico, Brazil and Argentina, by WhatsApp': [
    { ...WHATSAPP, to: '+52 55 1234 5678', phone: '+5215512345678', byTemplate: true },
    { ...WHATSAPP, to: '+55 41 98888-7777', phone: '+554188887777', byTemplate: true },
    { ...WHATSAPP, to: '+54 11 2345-6789', phone: '+5491123456789', byTemplate: true },
  ],
  'with a name of WhatsApp, by RCS and by Apple Messages': [
    { ...WHATSAPP, to: 'US.13491208655302741918', phone: 'US.13491208655302741918' },
    { channel: 'rcs', sender: 'rcs:customer_care_agent', to: '+12025550143', phone: '+12025550143' },
    {
      channel: 'apple',
      sender: 'apple:3f6c2a88-51d0-4e7b-9c1e-2b7a0d4e9f11',
      to: 'urn:mbid:12025550143',
      phone: '+12025550143',
    },
  ],
};

const [, BY_CUSTOMER] = words.consentByCustomer.split(': ');

/** Replies lead to the agent who wrote by our own function, as the set-up command arranges it. */
async function listen({ twilio, backendUrl }: ContactCentre): Promise<void> {
  for (const { sid, address } of await twilio.conversations.v1.addressConfigurations.list()) {
    if (address !== WHATSAPP.sender) continue;
    await twilio.conversations.v1.addressConfigurations(sid).update({
      'autoCreation.type': 'webhook',
      'autoCreation.webhookUrl': `${backendUrl}/conversation-events`,
      'autoCreation.webhookMethod': 'post',
      'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
    });
  }
}

for (const [where, people] of Object.entries(PEOPLE)) {
  test(`customers ${where}: written to, they answer, and ask us to stop`, async ({ contactCentre }) => {
    await listen(contactCentre);
    for (const { channel, sender, phone, byTemplate } of people) {
      // WhatsApp is open to those who wrote lately, Apple Messages to those who ever did.
      if (channel !== 'rcs' && !byTemplate) await contactCentre.hasWritten(channel, phone, sender);
    }
    const alice = await contactCentre.signIn('Alice Agent');
    await alice.setActivity('Available');
    const { panel } = alice;
    for (const { channel, sender, to, phone, byTemplate } of people) {
      await test.step(`${channel}, ${to}`, async () => {
        await panel.open();
        await panel.fillIn({ channel, to, name: 'Sam', mode: 'onReply' });
        if (byTemplate) await panel.fillTemplate('appointment_reminder', { 1: 'Sam', 2: 'Monday' });
        else await panel.message.fill('Hello Sam');
        await panel.send();
        await expect(panel.notice).toContainText(sentence(en.sentReplyToMe));
        await panel.close();

        const customer = new Phone(await contactCentre.newSmallPage());
        await customer.page.goto(`/phone?${new URLSearchParams({ customer: phone, to: sender }).toString()}`);
        await customer.write('It suits me.');
        await alice.accept('It suits me.');
        await expect(alice.taskHeader).toContainText('Sam');
        await alice.write('Until Monday!');
        await expect(customer.messages.last()).toContainText('Until Monday!');
        await customer.write('STOP');
        await expect(alice.conversation).toContainText('STOP');
        // From their task too they can be written to, by number or by name.
        await alice.page.locator('.Twilio-TabHeader', { hasText: /^Info$/ }).click();
        const number = to.startsWith('+') ? phone : 'Sam';
        await expect(
          alice.page.getByRole('button', { name: en.messageCustomer.replace('{{number}}', number) }),
        ).toBeVisible();

        await contactCentre.closeInteractions();
        await expect(alice.tasks).toHaveCount(0);
        await panel.open();
        await panel.fillIn({ channel, to });
        await expect(panel.root.getByRole('status').filter({ hasText: BY_CUSTOMER })).toBeVisible();
        await expect(panel.root).not.toContainText(en.error_OPTED_OUT);
        await panel.close();
      });
    }
  });
}

test('a reply that opts out reaches who waits for it, and says so, whoever may opt customers out', async ({
  contactCentre,
}) => {
  await contactCentre.changeSettings({ consent: { optOut: 'nobody' } });
  await contactCentre.hasWritten('whatsapp', '+12025550143', WHATSAPP.sender);
  await listen(contactCentre);
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { page, panel } = alice;
  const customer = new Phone(await contactCentre.newSmallPage());
  const reply = async (text: string) => {
    await panel.open();
    await panel.fillIn({ channel: 'whatsapp', to: '+12025550143', name: 'Sam', mode: 'onReply', message: 'Hello Sam' });
    await panel.send();
    await expect(panel.notice).toContainText(sentence(en.sentReplyToMe));
    await panel.close();
    await customer.page.goto(
      `/phone?${new URLSearchParams({ customer: '+12025550143', to: WHATSAPP.sender }).toString()}`,
    );
    await customer.write(text);
    await alice.accept(text);
    await page.locator('.Twilio-TabHeader', { hasText: /^Info$/ }).click();
    await expect(
      page.getByRole('button', { name: en.messageCustomer.replace('{{number}}', '+12025550143') }),
    ).toBeVisible();
  };
  const told = page.getByRole('status').filter({ hasText: BY_CUSTOMER });

  await reply('It suits me.');
  await expect(told).toBeHidden();
  await expect(page.getByRole('button', { name: words.consentStop })).toBeHidden();
  await contactCentre.closeInteractions();
  await expect(alice.tasks).toHaveCount(0);

  await reply('¡Baja!');
  await expect(told).toBeVisible();
  await screenshot(page, 'reply-opts-out');
  await expect(page.getByRole('button', { name: words.consentStop })).toBeHidden();
});
