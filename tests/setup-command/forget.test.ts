import { createHash } from 'node:crypto';

import { privateName } from '../../serverless/src/sync/privateName';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { runCommand } from './runCommand';
import type { Ended } from './runCommand';
import { WRONG_TOKEN, runWithWrongToken } from './runWithWrongToken';

jest.setTimeout(60_000);

const [CARE, ORDERS, SAM, ANN] = ['+14155550100', '+14155550101', '+14155550143', '+14155550144'];
const WORKER = `WK${'0'.repeat(32)}`;
const RECENTS = `messaging-controls.recents.${WORKER}`;
const SCHEDULE = `messaging-controls.schedule.${WORKER}`;
const CALLS = 'messaging-controls-calls';
const FORGET = 'setup/src/forget/cli.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    uiAttributes: {
      messaging_controls: { senders: [{ channel: 'whatsapp', address: ORDERS, name: 'Orders' }] },
    },
  });
});
afterAll(() => sandbox.close());

const forget = (...args: string[]): Promise<Ended> =>
  runCommand(FORGET, [...args, '--profile', 'sandbox', '--sandbox-url', sandbox.url]);

const sync = () => sandbox.twilio.sync.v1.services('default');
const consentOf = (address: string): string =>
  `messaging-controls.consent.${createHash('sha256').update(`${address} ${CARE}`).digest('hex')}`;

/** Of one customer, of each kind that there is. */
async function keep(address: string, status: string): Promise<void> {
  const { documents, syncLists, syncMaps } = sync();
  sandbox.world.services.messaging.receive({ channel: 'sms', from: address, to: CARE, body: 'Hello' });
  const sid = [...sandbox.world.conversations.keys()].at(-1)!;
  await documents.create({ uniqueName: `messaging-controls-interaction-${sid}`, data: { acts: [] } });
  await documents.create({ uniqueName: consentOf(address), data: { address, proxyAddress: CARE, kind: 'explicit' } });
  const line = privateName({ AUTH_TOKEN: sandbox.world.account.authToken }, 'line', address);
  await documents.create({ uniqueName: line, data: { type: 'mobile' } });
  const timeZone = privateName({ AUTH_TOKEN: sandbox.world.account.authToken }, 'time-zone', address);
  await documents.create({ uniqueName: timeZone, data: { timeZone: 'America/Los_Angeles' } });
  const reassigned = privateName(
    { AUTH_TOKEN: sandbox.world.account.authToken },
    'reassigned',
    `whatsapp:${address} whatsapp:${ORDERS}`,
  );
  await documents.create({ uniqueName: reassigned, data: { since: '20260301', isReassigned: true } });
  await syncLists(RECENTS).syncListItems.create({ data: { channel: 'sms', to: address } });
  await syncLists('messaging-controls-day-2026-03-02-0').syncListItems.create({ data: { conversationSid: sid } });
  const notes = await syncLists.create({ uniqueName: `messaging-controls-notes-${sid}` });
  await syncLists(notes.sid).syncListItems.create({ data: { text: 'The parcel is at the depot.' } });
  await syncMaps(CALLS).syncMapItems.create({ key: sid, data: { why: 'An angry customer' } });
  const data = { address, proxyAddress: CARE, status, text: 'See you tomorrow' };
  await syncMaps(SCHEDULE).syncMapItems.create({ key: address.slice(1), data });
}

beforeEach(async () => {
  sandbox.reset();
  await sync().syncLists.create({ uniqueName: RECENTS });
  await sync().syncLists.create({ uniqueName: 'messaging-controls-day-2026-03-02-0' });
  await sync().syncMaps.create({ uniqueName: SCHEDULE });
  await sync().syncMaps.create({ uniqueName: CALLS });
  await keep(ANN, 'sent');
});

/** All that is in Sync. */
async function inSync() {
  const { documents, syncLists, syncMaps } = sync();
  return {
    documents: (await documents.list()).map(({ uniqueName }) => uniqueName).sort(),
    recents: (await syncLists(RECENTS).syncListItems.list()).map(({ data }) => (data as { to: string }).to),
    notes: (await syncLists.list()).filter(({ uniqueName }) => uniqueName.includes('-notes-')).length,
    calls: (await syncMaps(CALLS).syncMapItems.list()).map(({ key }) => key),
    scheduled: (await syncMaps(SCHEDULE).syncMapItems.list()).map(({ key }) => key),
    day: (await syncLists('messaging-controls-day-2026-03-02-0').syncListItems.list()).length,
  };
}

test('says what is kept of a customer, and changes nothing', async () => {
  await keep(SAM, 'sent');
  const before = await inSync();
  const { code, output } = await forget('+1 (415) 555-0143');
  expect(code).toBe(0);
  expect(output).toContain('8 to remove. Nothing was changed. Run it with --apply.');
  expect(output).toContain([...sandbox.world.conversations.keys()].at(-1));
  expect(output).not.toMatch(/Hello|See you|depot|angry/);
  expect(await inSync()).toEqual(before);
});

test('removes it, and keeps what they agreed to and everybody else’s', async () => {
  const others = await inSync();
  await keep(SAM, 'sent');
  expect((await forget(SAM, '--apply')).output).toContain('8 removed.');
  const documents = [...others.documents, consentOf(SAM)].sort();
  expect(await inSync()).toEqual({ ...others, documents, day: 2 });
  expect((await forget(SAM, '--apply', '--consent')).output).toContain('1 removed.');
  expect(await inSync()).toEqual({ ...others, day: 2 });
});

test('leaves a message that is still to go, and says so', async () => {
  await keep(SAM, 'scheduled');
  const { code, output } = await forget(SAM, '--apply');
  expect(code).toBe(1);
  expect(output).toContain('the message is still to go');
  expect((await inSync()).scheduled).toContain(SAM.slice(1));
});

test('says that the credentials are wrong', async () => {
  const { code, output, errors } = await runWithWrongToken(sandbox, FORGET, [SAM]);
  expect([code, errors]).toEqual([1, expect.stringContaining('Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN')]);
  expect(output + errors).not.toContain(WRONG_TOKEN);
});
