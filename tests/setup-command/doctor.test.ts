import type { Twilio } from 'twilio';

import { readDoctorAccount } from '../../setup/src/doctor/DoctorAccount';
import { Recorder } from '../../setup/src/doctor/exchanges/Recorder';
import { Scrubber } from '../../setup/src/doctor/exchanges/Scrubber';
import { PROBE_LITERALS } from '../../setup/src/doctor/probe/literals';
import { probeAccount } from '../../setup/src/doctor/probe/probeAccount';
import type { ProbeOutcome } from '../../setup/src/doctor/probe/probeOutcome';
import type { Outcome } from '../../setup/src/runSteps';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { startFunctions } from '../serverless/startFunctions';
import type { RunningFunctions } from '../serverless/startFunctions';
import { sandboxHelper } from '../support/sandboxHelper';
import { AccountProxy } from './AccountProxy';
import { addInteractionWebhook } from './addInteractionWebhook';
import { runCommand, startCommand } from './runCommand';
import type { Ended } from './runCommand';
import { WRONG_TOKEN, runWithWrongToken } from './runWithWrongToken';

jest.setTimeout(60_000);

const SENDERS = [{ address: '+14155550100', channel: 'sms', name: 'Customer care' }];
const PHONE = '+12025550143';
const DOCTOR = 'setup/src/doctor/cli.ts';

let sandbox: RunningSandbox;
let account: AccountProxy;
let functions: RunningFunctions;
let twilio: Twilio;
beforeAll(async () => {
  sandbox = await startSandbox({ uiAttributes: { messaging_controls: { senders: SENDERS } } });
  account = new AccountProxy(`http://127.0.0.1:${sandbox.port}`);
  await account.listen();
  const { sid, authToken } = sandbox.world.account;
  const environment = { ACCOUNT_SID: sid, AUTH_TOKEN: authToken, ALLOWED_ORIGINS: account.url };
  functions = await startFunctions({ twilioUrl: sandbox.url, environment, isCold: false });
  ({ twilio } = sandbox);
});
afterAll(async () => {
  await functions.close();
  await account.close();
  await sandbox.close();
});
beforeEach(async () => {
  sandbox.reset();
  account.reset();
  sandbox.world.uiAttributes['messaging_controls'] = { senders: SENDERS, backendUrl: functions.url };
  await twilio.conversations.v1
    .services(sandbox.world.chatServiceSid)
    .configuration.webhooks()
    .update({
      postWebhookUrl: `${functions.url}/messaging-events`,
      method: 'POST',
      filters: ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated'],
    });
  await addInteractionWebhook(twilio, sandbox.world.flexInstanceSid, `${functions.url}/interaction-events`);
});

const withProfile = (args: string[]): string[] => [...args, '--profile', 'sandbox', '--sandbox-url', account.url];
const doctor = (...args: string[]): Promise<Ended> => runCommand(DOCTOR, withProfile(args));
const PROBE = ['--probe', '--phone', PHONE, '--yes'];

interface Document {
  checks: Outcome[];
  probe?: ProbeOutcome[];
}

/** By the command, with its exit code. */
async function probedByCommand(): Promise<{ code: number | null; probe: ProbeOutcome[] }> {
  const { code, output } = await doctor(...PROBE, '--json');
  return { code, probe: (JSON.parse(output) as Required<Document>).probe };
}

/** What the command does, in this process. */
async function probed(): Promise<ProbeOutcome[]> {
  const recorder = new Recorder(new Scrubber(PROBE_LITERALS));
  const client = recorder.listenTo(sandboxHelper(account.url, sandbox.world.account));
  recorder.begin('account', 'check');
  return probeAccount(await readDoctorAccount(client), {
    phone: PHONE,
    from: '+14155550100',
    recorder,
    signal: new AbortController().signal,
    tell: () => undefined,
  });
}

const of = (probe: ProbeOutcome[], id: string): ProbeOutcome | undefined => probe.find((one) => one.id === id);

/** Only the seeded conversations, tasks, interactions, queues, workflows and workers are there. */
function expectNothingLeft(): void {
  const { conversations, tasks, interactions, taskQueues, workflows, workers } = sandbox.world;
  expect({
    conversations: conversations.size,
    tasks: tasks.size,
    interactions: [...interactions.values()].filter(({ channel }) => channel.status !== 'closed').length,
    queues: [...taskQueues.values()].map(({ friendlyName }) => friendlyName),
    workflows: [...workflows.values()].map(({ friendlyName }) => friendlyName),
    workers: [...workers.values()].map(({ friendlyName }) => friendlyName),
  }).toEqual({
    conversations: 0,
    tasks: 0,
    interactions: 0,
    queues: ['Everyone', 'Billing'],
    workflows: ['Assign to Anyone'],
    workers: ['alice', 'bob', 'sue', 'ada'],
  });
}

const sent = (): string[] =>
  sandbox.world.messageLog.filter(({ direction }) => direction === 'outbound-api').map(({ to }) => to);

describe('npm run doctor', () => {
  it('finds a sandbox with the Functions as it should be, and changes nothing', async () => {
    const { code, output, errors } = await doctor();
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('  = Flex UI 2.17.1\n');
    expect(output).toContain(`  = the Functions answer ${account.url}\n      version 0.1.0\n`);
    expect(output).toMatch(/\n\d+ as they should be, 0 wrong\. Nothing was changed\.\n$/);
  });

  it('says which credentials Twilio does not know, and repeats none of them', async () => {
    const { code, output, errors } = await runWithWrongToken(sandbox, DOCTOR, ['--json']);
    expect(code).toBe(1);
    expect(errors).toContain('Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN');
    expect(JSON.parse(output)).toEqual({ checks: [], error: expect.stringContaining('credentials') as unknown });
    expect(output + errors).not.toContain(WRONG_TOKEN);
  });

  it('does not probe without a phone', async () => {
    const { code, errors } = await doctor('--probe', '--yes');
    expect(code).toBe(1);
    expect(errors).toContain('--probe needs a phone that may be texted');
    expectNothingLeft();
  });

  it('says what the probe will do, and does nothing of it where nobody types yes', async () => {
    const args = withProfile(['--probe', '--phone', PHONE]);
    const { code, output, errors } = await runCommand(DOCTOR, args, { input: 'no\n' });
    expect(code).toBe(1);
    expect(output).toContain(`- sends one text message to ${PHONE}`);
    expect(errors).toContain('Nothing was probed: nobody typed yes.');
    expect(sent()).toEqual([]);
    expectNothingLeft();
    expect((await runCommand(DOCTOR, args, { input: 'yes\n' })).code).toBe(0);
    expect(sent()).toEqual([PHONE]);
  });
});

describe('npm run doctor -- --probe', () => {
  it('answers every question as the sandbox does, texts the phone once and removes all', async () => {
    for (const identity of ['alice', 'bob']) {
      const { taskrouter } = sandbox.world.services;
      const { workerSid } = sandbox.world.people.get(identity)!;
      taskrouter.setActivity(workerSid, taskrouter.activityByName('Available')!.sid);
    }
    const { code, probe } = await probedByCommand();
    expect(code).toBe(0);
    expect(probe.filter(({ state }) => state !== 'same')).toEqual([]);
    expect(probe.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['conversation', 'interaction-types', 'channel-status', 'task-attributes', 'clean-up']),
    );
    expect(of(probe, 'queue-without-worker')?.details).toContain('the task goes to: the queue that the request names');
    for (const { milliseconds } of probe) expect(milliseconds).toBeGreaterThanOrEqual(0);
    expect(sent()).toEqual([PHONE]);
    expect(sandbox.world.taskRouterEvents.map(({ eventType }) => eventType)).not.toContain('reservation.created');
    expectNothingLeft();
  });

  it('names each place where the account answers otherwise', async () => {
    account.change(/POST .*\/ConversationWithParticipants$/, (answer) => {
      if (answer.status !== 202) return;
      answer.body['state'] = 'initializing';
      delete answer.body['timers'];
      answer.body['friendly_name'] = 7;
    });
    account.change(/POST .*\/Services\/IS\w+\/Conversations$/, (answer) => {
      if (answer.status === 409) Object.assign(answer, { status: 400, body: { ...answer.body, code: 50999 } });
    });
    account.change(/POST .*\/v1\/Interactions$/, ({ status, body }) => {
      if (status === 400 && JSON.stringify(body).includes('workflow_sid')) body['message'] = 'no such workflow';
    });
    account.change(/GET .*\/Tasks\/WT\w+$/, ({ body }) => {
      const { conversations, ...attributes } = JSON.parse(body['attributes'] as string) as Record<string, object>;
      const { media, ...others } = conversations as { media: unknown };
      body['attributes'] = JSON.stringify({ ...attributes, conversations: others });
      expect(media).toBeDefined();
    });
    account.change(/GET .*\/Events$/, ({ body }) => void (body['events'] as unknown[]).reverse());
    const probe = await probed();
    const post = 'POST conversations.twilio.com/v1/Services/{IS}';
    expect(of(probe, 'conversation')).toMatchObject({
      state: 'differs',
      details: [
        'The answer says that it is initializing.',
        `${post}/ConversationWithParticipants: timers is missing from the account`,
        `${post}/ConversationWithParticipants: friendly_name is a number from the account, and null from the sandbox`,
        `${post}/ConversationWithParticipants: state is initializing from the account, and active from the sandbox`,
      ],
    });
    expect(of(probe, 'unique-name-taken')?.details).toContain(
      `${post}/Conversations: 400 (error 50999) from the account, and 409 (error 50353) from the sandbox`,
    );
    expect(of(probe, 'task-attributes')).toMatchObject({
      state: 'differs',
      details: expect.arrayContaining([
        'added to them by Twilio: communication_channel, conversation_id',
        'added to them by Twilio: communication_channel, conversation_id, media in the sandbox',
      ]) as unknown,
    });
    expect(of(probe, 'task-events')?.state).toBe('differs');
    expect(of(probe, 'delivery')?.state).toBe('same');
    expectNothingLeft();
  });

  it('says why a step could not be tried, and tries the others', async () => {
    // Every type is answered in the same way: nothing can be told from that.
    account.change(/POST .*\/v1\/Interactions$/, (answer) => {
      if (answer.status === 400) answer.body = { code: 20001, status: 400, message: 'Bad request' };
    });
    const probe = await probed();
    expect(of(probe, 'interaction-types')).toMatchObject({
      state: 'untried',
      details: ['A type that there is not is answered as SMS is, so the others tell nothing either.'],
    });
    expect(of(probe, 'interaction')?.state).toBe('same');
  });

  it('leaves a conversation alone that the phone is in', async () => {
    const { conversations } = sandbox.world.services;
    const open = conversations.create({ createdBy: 'system' });
    const messagingBinding = { type: 'sms', address: PHONE, proxyAddress: '+14155550100' } as const;
    conversations.addParticipant(open.sid, { messagingBinding });
    const probe = await probed();
    expect(of(probe, 'conversation')?.details[0]).toContain('The phone is in an open conversation with this number.');
    expect(sent()).toEqual([]);
    expect([...sandbox.world.conversations.keys()]).toEqual([open.sid]);
    expect(sandbox.world.conversations.get(open.sid)).toMatchObject({ state: 'active', participants: { size: 1 } });
  });

  it('removes everything where a step fails or an answer is lost', async () => {
    sandbox.world.faults.replace({
      rules: [
        { host: 'conversations', method: 'POST', path: '*/Messages', status: 500 },
        { host: 'taskrouter', method: 'POST', path: '*/Workflows', loseAnswer: true },
        { host: 'conversations', method: 'POST', path: '*/ConversationWithParticipants', loseAnswer: true },
      ],
    });
    const probe = await probed();
    expect(of(probe, 'nobody')?.state).toBe('wrong');
    expect(of(probe, 'conversation')?.state).toBe('wrong');
    expect(of(probe, 'message')).toMatchObject({
      state: 'untried',
      details: ['There is no conversation with the phone.'],
    });
    expectNothingLeft();
  });

  it('tells of what could not be removed, and the next probe removes it', async () => {
    sandbox.world.faults.replace({
      rules: [{ method: 'DELETE', host: 'taskrouter', path: '*/Workers/*', status: 500 }],
    });
    const first = await probedByCommand();
    sandbox.world.faults.replace({});
    expect(first.code).toBe(1);
    expect(of(first.probe, 'clean-up')).toMatchObject({
      state: 'wrong',
      details: [
        expect.stringMatching(/^worker WK\w+: Twilio refused it \(error 20500\)/),
        expect.stringContaining('Run the probe again'),
      ] as unknown[],
    });
    expect(of(await probed(), 'left-overs')?.details).toEqual([expect.stringMatching(/^worker WK/)]);
    expectNothingLeft();
  });

  it('removes everything where it is interrupted', async () => {
    const message = account.hold(/POST .*\/Messages$/);
    const running = startCommand(DOCTOR, withProfile(PROBE));
    await message.reached;
    running.interrupt();
    message.open();
    const { code, output, errors } = await running.ended;
    expect(code).toBe(130);
    expect(errors).toContain('Stopping. Removing what the probe made first.');
    expect(output).toContain('= message, ');
    expect(output).not.toContain('= close, ');
    expect(output).toContain('clean-up, everything that was made is removed');
    expectNothingLeft();
  });
});
