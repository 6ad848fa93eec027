import { AGENT_ERROR_STATUS } from '../../src/contract/errors';
import { en } from '../../src/strings/en';
import { en as people } from '../../src/strings/people/en';
import type { StringKey } from '../../src/strings/StringTable';
import { expect, test } from './contactCentre';

const TEMPLATE = { 1: 'Sam', 2: 'Friday at 9:00' };

/** Twilio’s reasons that have a sentence of their own. */
const CODES = Object.keys(en).flatMap((key) => /^twilio_(\d+)$/.exec(key)?.[1] ?? []);

/** Numbers of the sandbox that messages never reach, and why. */
const FAILING = {
  sms: {
    ...{ '+14155559003': 30003, '+14155559004': 30004, '+14155559005': 30005, '+14155559006': 30006 },
    ...{ '+14155559007': 30007, '+14155559008': 30008, '+14155559034': 30034, '+14155559036': 30036 },
    ...{ '+14155559408': 21408, '+14155559610': 21610, '+14155559612': 21612, '+14155559614': 21614 },
  },
  whatsapp: {
    ...{ '+14155559003': 63003, '+14155559014': 63014, '+14155559016': 63016, '+14155559018': 63018 },
    ...{ '+14155559024': 63024 },
  },
} as const;

for (const channel of ['sms', 'whatsapp'] as const) {
  test(`why a message by ${channel} did not arrive is said under it, in words`, async ({ contactCentre }) => {
    const alice = await contactCentre.signIn('Alice Agent');
    await alice.setActivity('Available');
    for (const [number, code] of Object.entries(FAILING[channel])) {
      await test.step(`${code}`, async () => {
        await alice.panel.open();
        await alice.panel.fillIn({ channel, to: number });
        if (channel === 'sms') await alice.panel.fillIn({ message: 'Hello' });
        else await alice.panel.fillTemplate('appointment_reminder', TEMPLATE);
        await alice.panel.send();
        await expect(alice.conversation).toContainText(en[`twilio_${code}` as StringKey]);
        await contactCentre.closeInteractions();
        await expect(alice.tasks).toHaveCount(0);
      });
    }
  });
}

/** What may have been carried out says so in its own words, where it has any. */
const sentenceOf = (code: string): string => {
  const table: Partial<Record<string, string>> = en;
  return table[`uncertain_${code}`] ?? table[`error_${code}`] ?? '';
};

test('why Twilio refused is said in the panel, in words, and nothing is lost', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  const { panel, page } = alice;
  await panel.open();
  await panel.fillIn({ to: '+12025550143', message: 'Hello' });

  await test.step('as the backend says it of Twilio’s own refusal', async () => {
    const refusal = { status: 400, code: 21612, message: 'No' };
    await contactCentre.breakNext({ host: 'conversations', method: 'POST', path: '*/Messages', ...refusal });
    await panel.send();
    await expect(panel.notice).toContainText(en.twilio_21612);
    await expect(panel.message).toHaveValue('Hello');
    expect((await contactCentre.conversations()).filter(({ state }) => state !== 'closed')).toHaveLength(0);
  });

  const expectSaid = async (error: Record<string, unknown>, sentence: string): Promise<void> => {
    const headers = { 'access-control-allow-origin': '*' };
    await page.route('**/interactions', (route) => route.fulfill({ status: 422, headers, json: { ok: false, error } }));
    await panel.send();
    await expect(panel.root).toContainText(sentence);
    await expect(panel.message).toHaveValue('Hello');
    await page.unroute('**/interactions');
  };
  await test.step('each of Twilio’s errors', async () => {
    for (const code of CODES) {
      const twilio = { code: Number(code), status: 400 };
      await expectSaid({ code: 'TWILIO_REFUSED', twilio }, en[`twilio_${code}` as StringKey]);
    }
  });
  await test.step('each of the backend’s', async () => {
    // What only an act among people meets is said in the tab of people.
    for (const code of Object.keys(AGENT_ERROR_STATUS).filter((each) => !(`error_${each}` in people))) {
      const [said = ''] = sentenceOf(code).split('{{');
      await expectSaid({ code }, said);
    }
  });
});

test('a failed message is sent again by a click, once', async ({ contactCentre }) => {
  const alice = await contactCentre.signIn('Alice Agent');
  await alice.setActivity('Available');
  await alice.panel.open();
  await alice.panel.send({ to: '+14155559003', message: 'Hello' });
  await expect(alice.conversation).toContainText(en.twilio_30003);
  await alice.conversation.getByRole('button', { name: en.sendAgain }).dblclick();
  await expect(alice.conversation.getByRole('button', { name: en.sentAgain })).toBeDisabled();
  const [conversation] = await contactCentre.conversations();
  const { messages } = contactCentre.twilio.conversations.v1.conversations(conversation?.sid ?? '');
  expect((await messages.list()).map(({ body }) => body)).toEqual(['Hello', 'Hello']);
});
