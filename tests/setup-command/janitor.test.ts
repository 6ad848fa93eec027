import type { JanitorFinding } from '../../src/contract/janitor';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { until } from '../sandbox/until';
import { runCommand } from './runCommand';
import type { Ended } from './runCommand';
import { WRONG_TOKEN, runWithWrongToken } from './runWithWrongToken';

jest.setTimeout(60_000);

const [CARE, SAM] = ['+14155550100', '+14155550143'];
const SENDERS = [{ address: CARE, channel: 'sms', name: 'Customer care' }];
const BACKEND = 'https://functions.example.com';
const JANITOR = 'setup/src/janitor/cli.ts';
const HOUR = 3_600_000;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ uiAttributes: { messaging_controls: { senders: SENDERS } } });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.world.uiAttributes['messaging_controls'] = {
    senders: SENDERS,
    backendUrl: BACKEND,
    janitor: { closesAfterHours: 24 },
  };
});

const janitor = (...args: string[]): Promise<Ended> =>
  runCommand(JANITOR, [...args, '--profile', 'sandbox', '--sandbox-url', sandbox.url]);

async function found(action: string): Promise<{ code: number | null; findings: JanitorFinding[] }> {
  const { code, output } = await janitor(action, '--json');
  return { code, findings: (JSON.parse(output) as { findings: JanitorFinding[] }).findings };
}

const openTasks = () =>
  [...sandbox.world.tasks.values()].filter(
    ({ assignmentStatus }) => !['completed', 'canceled'].includes(assignmentStatus),
  );

/** A conversation with Sam, as old as its hours say. */
function conversation(customer: string, hours: number, author: string): string {
  const { conversations } = sandbox.world.services;
  const { sid } = conversations.create({ createdBy: 'system' });
  const messagingBinding = { type: 'sms', address: customer, proxyAddress: CARE } as const;
  conversations.addParticipant(sid, { messagingBinding });
  conversations.addMessage(sid, { author, body: 'Hello' });
  const made = sandbox.world.conversations.get(sid)!;
  const then = new Date(Date.now() - hours * HOUR);
  made.dateUpdated = then;
  for (const message of made.messages) message.dateCreated = then;
  return sid;
}

/** An interaction whose conversation has been closed under it, of which Twilio has told the Functions. */
async function closedUnderInteraction(syncServiceSid = 'default'): Promise<string> {
  const { world, twilio } = sandbox;
  const sid = conversation('+14155550149', 1, 'Customer care');
  const { workspace, workflows } = world;
  const made = await twilio.flexApi.v1.interaction.create({
    channel: { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: sid } },
    routing: { properties: { workspace_sid: workspace.sid, workflow_sid: [...workflows.keys()][0] } },
  });
  await until(() => openTasks().length > 0);
  const interaction = world.interactions.get(made.sid)!;
  for (const task of openTasks()) await twilio.taskrouter.v1.workspaces(workspace.sid).tasks(task.sid).remove();
  world.services.conversations.update(sid, { state: 'closed' });
  await twilio.sync.v1.services(syncServiceSid).documents.create({
    uniqueName: `messaging-controls-interaction-${sid}`,
    data: { interactionSid: made.sid, interactionChannelSid: interaction.channel.sid },
  });
  return sid;
}

/** A message that a function was scheduling for Alice when it ended. */
async function unlistedMessage(): Promise<string> {
  const sid = conversation('+14155550148', 0, 'Customer care');
  const { syncMaps } = sandbox.twilio.sync.v1.services('default');
  const map = `messaging-controls.schedule.${sandbox.world.people.get('alice')!.workerSid}`;
  await syncMaps.create({ uniqueName: map });
  const ago = new Date(Date.now() - HOUR).toISOString();
  const data = {
    ...{ requestId: 'r1', channel: 'sms', to: '+14155550148', from: CARE, text: 'Tomorrow', isTemplate: false },
    ...{ replyTo: 'agent', sendsAt: new Date(Date.now() + 20 * HOUR).toISOString(), timeZone: 'UTC' },
    ...{ status: 'scheduled', conversationSid: sid, address: '+14155550148', proxyAddress: CARE, askedAt: ago },
  };
  await syncMaps(map).syncMapItems.create({ key: 'r1', data });
  return sid;
}

describe('npm run janitor', () => {
  it('finds nothing in an account where all is well', async () => {
    const { code, output, errors } = await janitor('--plan');
    expect({ code, output, errors }).toEqual({ code: 0, output: '0 found. Nothing was changed.\n', errors: '' });
  });

  it('plans, does what it has planned, and then finds nothing', async () => {
    const all = {
      unanswered: conversation(SAM, 1, SAM),
      resting: conversation('+14155550147', 30, 'Customer care'),
      channelOpen: await closedUnderInteraction(),
      unlistedMessage: await unlistedMessage(),
    };
    // One of somebody else’s, and two that are as they should be.
    conversation('+14155550146', 2, 'Customer care');
    conversation('+14155550145', 0, '+14155550145');

    const plan = await janitor('--plan');
    expect(plan).toMatchObject({ code: 1, errors: '' });
    expect(plan.output).toContain(
      `  ! ${all.unanswered}: The customer wrote last, and no agent has the conversation.\n      It becomes a task for an agent.\n`,
    );
    expect(plan.output).toMatch(/\n4 found\. Nothing was changed\. Run it with --apply\.\n$/);
    expect(openTasks()).toEqual([]);
    for (const conversationSid of Object.values(all)) expect(plan.output).toContain(`  ! ${conversationSid}: `);

    const applied = await janitor('--apply');
    expect(applied).toMatchObject({ code: 0, errors: '' });
    expect(applied.output).toContain(`  ✓ ${all.unanswered}: The customer wrote last`);
    expect(applied.output).toMatch(/\n4 found, 4 seen to\.\n$/);
    expect(openTasks()).toMatchObject([{ attributes: { conversationSid: all.unanswered } }]);
    const { conversations, interactions } = sandbox.world;
    expect(conversations.get(all.resting)?.state).toBe('closed');
    const left = [...interactions.values()].filter(({ channel }) => channel.mediaSid === all.channelOpen);
    expect(left.map(({ channel }) => channel.status)).toEqual(['closed']);

    expect(await found('--apply')).toEqual({ code: 0, findings: [] });
    const report = await janitor('--report');
    expect(report).toMatchObject({ code: 0, errors: '' });
    expect(report.output).toContain(`  ✓ ${all.resting}: `);
    expect(report.output).toContain('It never goes: the agent’s list says that it is cancelled.');
  });

  it('looks where the Functions keep their records, and reports there', async () => {
    const { serverless, sync } = sandbox.twilio;
    const service = await serverless.v1.services.create({ uniqueName: 'ours', friendlyName: 'Ours' });
    const { environments } = serverless.v1.services(service.sid);
    const { sid, domainName } = await environments.create({ uniqueName: 'dev', domainSuffix: 'dev' });
    const records = await sync.v1.services.create({ friendlyName: 'Messaging Controls', aclEnabled: true });
    await environments(sid).variables.create({ key: 'SYNC_SERVICE_SID', value: records.sid });
    const settings = sandbox.world.uiAttributes['messaging_controls'] as object;
    sandbox.world.uiAttributes['messaging_controls'] = { ...settings, backendUrl: `https://${domainName}` };
    const conversationSid = await closedUnderInteraction(records.sid);

    const finding = { conversationSid, finding: 'channelOpen' };
    expect(await found('--apply')).toMatchObject({ code: 0, findings: [{ ...finding, rest: 'closed' }] });
    expect((await janitor('--report')).output).toContain(`  ✓ ${conversationSid}: `);
    const lists = await sync.v1.services(records.sid).syncLists.list();
    expect(lists.map(({ uniqueName }) => uniqueName).sort()).toEqual([
      expect.stringMatching(/^messaging-controls-day-\d{4}-\d\d-\d\d-[0-3]$/),
      'messaging-controls-janitor',
    ]);
    expect(await sync.v1.services('default').syncLists.list()).toEqual([]);
  });

  it('says what it could not do, and that it has to be run again', async () => {
    const conversationSid = conversation(SAM, 1, SAM);
    sandbox.world.faults.replace({
      rules: [{ method: 'POST', host: 'flex-api', path: '/v1/Interactions', status: 400 }],
    });
    const { code, output } = await janitor('--apply');
    sandbox.world.faults.replace({});
    expect(code).toBe(1);
    expect(output).toContain(`! ${conversationSid}: The customer wrote last`);
    expect(output).toContain('It failed (TWILIO_REFUSED). Run this again');
    expect(await found('--apply')).toMatchObject({ code: 0, findings: [{ conversationSid, rest: 'handedOver' }] });
  });

  it('says what to do where there are no Functions', async () => {
    sandbox.world.uiAttributes['messaging_controls'] = { senders: SENDERS };
    const { code, errors } = await janitor('--apply');
    expect(code).toBe(1);
    expect(errors).toContain('The settings have no "backendUrl"');
    expect(errors).toContain('Deploy the Functions, then run the setup');
    expect(await janitor('--report')).toMatchObject({ code: 0, output: 'Nothing was found in the last 30 days.\n' });
  });

  it('says which credentials Twilio does not know, and repeats none of them', async () => {
    const { code, output, errors } = await runWithWrongToken(sandbox, JANITOR, ['--plan', '--json']);
    expect(code).toBe(1);
    expect(errors).toContain('Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN');
    expect(output + errors).not.toContain(WRONG_TOKEN);
  });

  it('wants to be told which it is', async () => {
    expect(await janitor()).toMatchObject({ code: 1, errors: 'Say --plan, --apply or --report.\n' });
  });
});
