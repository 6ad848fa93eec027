import type { Trace } from '../../src/contract/trace';
import { namedSid } from '../../sandbox/src/model/sid';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { runCommand } from './runCommand';
import type { Ended } from './runCommand';
import { WRONG_TOKEN, runWithWrongToken } from './runWithWrongToken';

jest.setTimeout(60_000);

const [CARE, SAM] = ['+14155550100', '+14155550143'];
const TRACE = 'setup/src/trace/cli.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ uiAttributes: { messaging_controls: { senders: [] } } });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const trace = (...args: string[]): Promise<Ended> =>
  runCommand(TRACE, [...args, '--profile', 'sandbox', '--sandbox-url', sandbox.url]);

const samWrites = () =>
  sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Hello' });

test('tells in words where it went wrong and what mends it, and ends with 1', async () => {
  sandbox.world.addresses.get(namedSid('IG', CARE))!.autoCreation.enabled = false;
  samWrites();
  const { code, output } = await trace(SAM);
  expect(code).toBe(1);
  expect(output).toContain('✓ Message at Twilio');
  expect(output).toContain('✗ Address');
  expect(output).toContain('auto-creation is off');
  expect(output).toContain('Run the setup');
  expect(output).not.toContain('Hello');
});

test('prints the same as JSON', async () => {
  samWrites();
  const [conversation] = sandbox.world.conversations.keys();
  const { output } = await trace(conversation!, '--json');
  const { trace: told } = JSON.parse(output) as { trace: Trace };
  expect(told).toMatchObject({ conversationSid: conversation, isComplete: true });
  expect(told.steps[0]).toMatchObject({ step: 'message', state: 'fine', status: 'customer' });
});

describe('a link into Twilio’s Console', () => {
  const link = (path: string) => `https://www.twilio.com/console/${path}`;

  test('is traced by the SID in it', async () => {
    samWrites();
    const [conversation] = sandbox.world.conversations.keys();
    const { output } = await trace(link(`conversations/services/IS${'0'.repeat(32)}/conversations/${conversation}`));
    expect(output).toContain(`${conversation}\n`);
    expect(output).toContain('✓ Message at Twilio');
  });

  test.each([
    [
      'a worker with nothing to do',
      link(`taskrouter/workspaces/WS1/workers/${namedSid('WK', 'bob')}`),
      'or a task (WT)',
    ],
    ['a message of Conversations', `IM${'0'.repeat(32)}`, 'the conversation’s SID (CH)'],
  ])('of %s: it is said what to give instead', async (_, what, instead) => {
    const { code, output } = await trace(what);
    expect([code, output]).toEqual([0, expect.stringContaining(instead)]);
  });

  test.each([
    ['a link without one', link('billing'), 'This link has no SID'],
    ['a SID of another kind', `AC${'0'.repeat(32)}`, 'starts with CH, WT'],
    ['half a SID', `CH${'0'.repeat(20)}`, 'Copy it again'],
  ])('%s is refused in a sentence', async (_, what, sentence) => {
    const { code, errors } = await trace(what);
    expect([code, errors]).toEqual([1, expect.stringContaining(sentence)]);
  });
});

describe('how a day went', () => {
  const keep = async (data: object): Promise<void> => {
    const { syncLists } = sandbox.twilio.sync.v1.services('default');
    const uniqueName = 'messaging-controls-day-2026-03-02-0';
    await syncLists.create({ uniqueName }).catch(() => undefined);
    await syncLists(uniqueName).syncListItems.create({ data });
  };
  const conversationSid = `CH${'0'.repeat(32)}`;

  beforeEach(async () => {
    const at = '2026-03-02T12:00:00.000Z';
    await keep({ at, conversationSid, by: 'twilio', act: 'interaction', outcome: 'KD1' });
    await keep({ at, conversationSid, by: 'twilio', act: 'notDelivered', outcome: '30003 IM1' });
  });

  test('in words', async () => {
    const { code, output } = await trace('--date', '2026-03-02');
    expect(code).toBe(0);
    expect(output).toContain('Started 1, answered 0, left waiting 1.');
    expect(output).toContain('Failed: 1 message, Twilio’s error 30003.');
    expect(output).toContain('1. Customers left waiting for more than ten minutes: 1');
    expect(output).toContain(`Left waiting: ${conversationSid}`);
  });

  test('as JSON, and today has nothing yet', async () => {
    const { output } = await trace('--daily', '--json');
    expect(JSON.parse(output)).toMatchObject({ daily: { started: 0, toMend: [], isComplete: true } });
  });

  test('refuses what is no date', async () => {
    const { code, errors } = await trace('--date', 'yesterday');
    expect([code, errors]).toEqual([1, expect.stringContaining('It has to be a date such as 2026-03-02.')]);
  });
});

test('says that the credentials are wrong', async () => {
  const { code, output, errors } = await runWithWrongToken(sandbox, TRACE, [SAM]);
  expect([code, errors]).toEqual([1, expect.stringContaining('Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN')]);
  expect(output + errors).not.toContain(WRONG_TOKEN);
});

test('asks for what is to be traced', async () => {
  const { code, errors } = await trace();
  expect([code, errors]).toEqual([1, expect.stringContaining("missing required argument 'what'")]);
});
