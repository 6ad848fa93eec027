import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Twilio } from 'twilio';

import { DEPLOY_COMMANDS } from '../../setup/src/deployCommands';
import { createContext, readSetup } from '../../setup/src/readSetup';
import type { Outcome } from '../../setup/src/runSteps';
import { defaultService } from '../../setup/src/steps/accountChecks';
import { findEnvironment } from '../../setup/src/steps/functionsEnvironment';
import { flowOf, widget } from '../sandbox/flowOf';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { until } from '../sandbox/until';
import { sandboxHelper } from '../support/sandboxHelper';
import { ROOT, runCommand } from './runCommand';
import type { Ended } from './runCommand';

jest.setTimeout(60_000);

const EXAMPLE = path.join(ROOT, 'setup/setup.example.json');

let sandbox: RunningSandbox;
let twilio: Twilio;
beforeAll(async () => {
  sandbox = await startSandbox({ uiAttributes: { others: { kept: true } } });
  twilio = sandboxHelper(`http://127.0.0.1:${sandbox.port}`, sandbox.world.account);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.reset();
  // As `twilio serverless:deploy` leaves it.
  const service = await twilio.serverless.v1.services.create({
    uniqueName: 'messaging-controls-functions',
    friendlyName: 'Messaging Controls',
  });
  await twilio.serverless.v1
    .services(service.sid)
    .environments.create({ uniqueName: 'dev-environment', domainSuffix: 'dev' });
});

/** The command as a person runs it. */
const run = (...args: string[]): Promise<Ended> =>
  start([...args, '--profile', 'sandbox', '--sandbox-url', `http://127.0.0.1:${sandbox.port}`]);

const start = (args: string[], environment: Record<string, string> = {}): Promise<Ended> =>
  runCommand('setup/src/cli.ts', args, { environment });

async function steps(...args: string[]): Promise<Outcome[]> {
  const { output } = await run(...args, '--json');
  return (JSON.parse(output) as { steps: Outcome[] }).steps;
}

const stateOf = (outcomes: Outcome[], what: string): string | undefined =>
  outcomes.find((outcome) => outcome.what === what)?.state;

const setUp = (...args: string[]) => ['--settings', EXAMPLE, ...args];

/** The example with changes, in a file of its own beside its flows. */
function variant(change: (setup: Record<string, never>) => object): string {
  const setup = JSON.parse(fs.readFileSync(EXAMPLE, 'utf8')) as Record<string, never>;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'setup-'));
  fs.cpSync(path.join(ROOT, 'setup/studio'), path.join(folder, 'studio'), { recursive: true });
  const file = path.join(folder, 'setup.json');
  fs.writeFileSync(file, JSON.stringify({ ...setup, ...change(setup) }));
  return file;
}

describe('npm run setup', () => {
  it('says what it would do and does none of it', async () => {
    const before = await twilio.studio.v2.flows.list();
    const { code, output } = await run(...setUp('--plan'));
    expect(output).toContain('+ task channel community: create');
    expect(output).toContain('~ workflow Assign to Anyone: change');
    expect(output).toContain('Nothing was changed: --apply does it.');
    expect(code).toBe(0);
    expect(await twilio.studio.v2.flows.list()).toHaveLength(before.length);
  });

  it('makes the account ready, and a second run changes nothing', async () => {
    const first = await run(...setUp('--apply'));
    expect(first).toMatchObject({ code: 0, errors: '' });
    const again = await steps(...setUp('--apply'));
    expect(again.filter(({ state }) => state !== 'exists' && state !== 'note')).toEqual([]);
    expect(again.filter(({ isDone }) => isDone)).toEqual([]);
  });

  it('leads the addresses where the file says', async () => {
    await run(...setUp('--apply'));
    const flows = await twilio.studio.v2.flows.list();
    const sidOf = (name: string) => flows.find(({ friendlyName }) => friendlyName === name)?.sid;
    const addresses = await twilio.conversations.v1.addressConfigurations.list();
    const creation = (address: string): unknown => addresses.find((one) => one.address === address)?.autoCreation;
    expect(creation('+14155550100')).toMatchObject({
      type: 'studio',
      studio_flow_sid: sidOf('Messaging Controls: greeting'),
    });
    expect(creation('whatsapp:+14155550100')).toMatchObject({
      type: 'studio',
      studio_flow_sid: sidOf('Messaging Controls: direct to Flex'),
    });
  });

  it('leads customers of a channel that is experimental to the function, which makes a task on every account', async () => {
    const direct = { type: 'rcs', address: 'rcs:customer_care_agent', name: 'RCS', autoCreation: { type: 'direct' } };
    const flow = { type: 'studio', flow: 'Messaging Controls: greeting' };
    const apple = { type: 'apple', address: 'apple:new', name: 'Apple', autoCreation: flow };
    const outcomes = await steps(
      '--settings',
      variant(() => ({ addresses: [direct, apple] })),
      '--apply',
    );
    expect(stateOf(outcomes, 'address rcs:customer_care_agent')).toBe('change');
    expect(outcomes.find(({ what }) => what === 'address apple:new')?.details).toContainEqual(
      expect.stringContaining('experimental'),
    );
    const addresses = await twilio.conversations.v1.addressConfigurations.list();
    expect(addresses.find(({ address }) => address === direct.address)?.autoCreation).toMatchObject({
      type: 'webhook',
      webhook_url: expect.stringMatching(/^https:.*\/conversation-events$/) as unknown,
    });
    expect(stateOf(outcomes, 'Studio flow Messaging Controls: direct to Flex')).toBeUndefined();
  });

  it('keeps the filters of the workflow and the other attributes of the Flex Configuration', async () => {
    const { workspace } = sandbox.world;
    const workflows = () => twilio.taskrouter.v1.workspaces(workspace.sid).workflows.list();
    const filters = async () => {
      const [workflow] = await workflows();
      const { task_routing } = JSON.parse(workflow!.configuration) as {
        task_routing: { filters: { filter_friendly_name: string }[] };
      };
      return task_routing.filters.map(({ filter_friendly_name: name }) => name);
    };
    const before = await filters();
    await run(...setUp('--apply'));
    const named = ['known worker, Billing', 'known worker', 'contact URI'];
    const of = ['queue without those inside', 'queue, others first', 'queue'];
    const ours = [...named, ...['Everyone', 'Billing'].flatMap((queue) => of.map((name) => `${name}, ${queue}`))].map(
      (name) => `Messaging Controls: ${name}`,
    );
    expect(await filters()).toEqual([...ours, ...before]);
    const configuration = await twilio.flexApi.v1.configuration().fetch();
    expect(configuration.uiAttributes).toMatchObject({
      others: { kept: true },
      messaging_controls: {
        backendUrl: expect.stringMatching(/^https:\/\/.*-dev\.twil\.io$/) as unknown,
        routing: { workflowSid: (await workflows())[0]?.sid },
      },
    });
  });

  const settingsOf = async (): Promise<Record<string, unknown>> => {
    const configuration = await twilio.flexApi.v1.configuration().fetch();
    return (configuration.uiAttributes as { messaging_controls: Record<string, unknown> }).messaging_controls;
  };

  it('keeps a workflow whose filters have no names, and the workers of a queue that it says nothing of', async () => {
    const workspace = twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid);
    const queues = await workspace.taskQueues.list();
    const billing = queues.find(({ friendlyName }) => friendlyName === 'Billing')!;
    const own = { expression: "vip == 'yes'", targets: [{ queue: billing.sid }] };
    const configuration = JSON.stringify({ task_routing: { filters: [own] } });
    const { sid } = await workspace.workflows.create({ friendlyName: 'Own', configuration });
    const file = variant(() => ({ queues: [{ name: 'Billing' }], workflow: { name: 'Own', queue: 'Everyone' } }));
    expect((await run('--settings', file, '--apply')).code).toBe(0);
    const changed = JSON.parse((await workspace.workflows(sid).fetch()).configuration) as {
      task_routing: { filters: object[] };
    };
    expect(changed.task_routing.filters).toHaveLength(10);
    expect(changed.task_routing.filters.at(-1)).toEqual(own);
    expect((await workspace.taskQueues(billing.sid).fetch()).targetWorkers).toBe(billing.targetWorkers);
    const bare = await workspace.workflows.create({
      friendlyName: 'Bare',
      configuration: JSON.stringify({ task_routing: { default_filter: { queue: billing.sid } } }),
    });
    const second = variant(() => ({ workflow: { name: 'Bare', queue: 'Everyone' } }));
    expect((await run('--settings', second, '--apply')).code).toBe(0);
    expect((await workspace.workflows(bare.sid).fetch()).configuration).toContain('Messaging Controls: contact URI');
  });

  it('keeps the settings that the file does not name, says what becomes of the others, and removes what is null', async () => {
    const first = variant(() => ({ messagingControls: { senders: [], cannedTexts: [], outreach: { waitDays: 5 } } }));
    expect((await run('--settings', first, '--apply')).code).toBe(0);
    const second = variant(() => ({ messagingControls: { cannedTexts: null, outreach: { waitDays: 6 } } }));
    const outcome = (await steps('--settings', second, '--apply')).find(({ what }) => what.startsWith('settings of'));
    expect(outcome).toMatchObject({ state: 'change', details: ['cannedTexts: removed', 'outreach: changed'] });
    const settings = await settingsOf();
    expect(settings).toMatchObject({ senders: [], outreach: { waitDays: 6 } });
    expect(settings).not.toHaveProperty('cannedTexts');
  });

  it('names each sender that would be removed, before it is', async () => {
    const sender = (address: string, name: string) => ({ channel: 'sms', address, name });
    const plan = async (senders: unknown) => {
      const file = variant(() => ({ messagingControls: { senders } }));
      const step = (await steps('--settings', file)).find(({ what }) => what.startsWith('settings of'));
      return step?.details?.filter((detail) => detail.startsWith('senders'));
    };
    const care = sender('+14155550100', 'Customer care');
    const first = variant(() => ({ messagingControls: { senders: [care, sender('+14155550105', 'Orders')] } }));
    expect((await run('--settings', first, '--apply')).code).toBe(0);
    expect(await plan([sender('+14155550100', 'Service')])).toEqual([
      'senders: changed',
      'senders: removes Orders, sms, +14155550105',
    ]);
    expect(
      (
        await run(
          '--settings',
          variant(() => ({ messagingControls: { senders: [care] } })),
        )
      ).output,
    ).toContain('senders: removes Orders, sms, +14155550105');
    expect((await settingsOf())['senders']).toHaveLength(2);
  });

  it('leads an address that belongs to another Conversations service to Flex’s', async () => {
    await twilio.conversations.v1
      .addressConfigurations('+14155550100')
      .update({ 'autoCreation.conversationServiceSid': `IS${'f'.repeat(32)}` });
    await run(...setUp('--apply'));
    expect(await twilio.conversations.v1.addressConfigurations('+14155550100').fetch()).toMatchObject({
      autoCreation: { conversation_service_sid: sandbox.world.chatServiceSid },
    });
  });

  const functions = (PUBLIC_URL: string) => ({
    service: 'messaging-controls-functions',
    environment: 'dev',
    variables: { PUBLIC_URL },
  });

  const OWN = 'https://messaging.example.com';

  it.each<[string, (setup: { messagingControls: object; functions: object }) => object]>([
    ['as PUBLIC_URL', () => ({ functions: functions(OWN) })],
    ['as the plugin’s backendUrl', (setup) => ({ messagingControls: { ...setup.messagingControls, backendUrl: OWN } })],
  ])('leads Twilio and the plugin to a domain of one’s own, also later: named %s', async (_, change) => {
    await run(...setUp('--apply'));
    const addresses = [{ type: 'chat', address: 'Website', name: 'Website', autoCreation: { type: 'webhook' } }];
    const file = variant((setup) => ({ ...change(setup as never), addresses }));
    expect(await run('--settings', file, '--apply')).toMatchObject({ code: 0 });
    const { conversations, serverless } = twilio;
    const service = conversations.v1.services(sandbox.world.chatServiceSid);
    expect((await service.configuration.webhooks().fetch()).postWebhookUrl).toBe(`${OWN}/messaging-events`);
    expect(await conversations.v1.addressConfigurations('Website').fetch()).toMatchObject({
      autoCreation: { webhook_url: `${OWN}/conversation-events` },
    });
    expect(await settingsOf()).toMatchObject({ backendUrl: OWN });
    const deployed = await findEnvironment(twilio, functions(OWN));
    const variables = await serverless.v1
      .services(deployed!.serviceSid)
      .environments(deployed!.environmentSid)
      .variables.list();
    expect(variables.find(({ key }) => key === 'PUBLIC_URL')?.value).toBe(OWN);
  });

  it('makes a Sync service that no browser writes in, and moves there what stands: opt-outs first of all', async () => {
    const { services } = twilio.sync.v1;
    const before = services('default');
    const optOut = {
      uniqueName: 'messaging-controls.opt-out.1',
      data: { cause: 'STOP', at: '2026-01-31T12:00:00.000Z' },
    };
    await before.documents.create(optOut);
    await before.documents.create({ uniqueName: 'messaging-controls-reminder-1', data: { a: 1 }, ttl: 3_600 });
    await before.documents.create({ uniqueName: 'of-others', data: {} });
    await before.syncMaps.create({ uniqueName: 'messaging-controls.schedule.WK1' });
    const scheduled = { key: 'request', data: { b: 2 }, itemTtl: 3_600 };
    await before.syncMaps('messaging-controls.schedule.WK1').syncMapItems.create(scheduled);
    await before.syncLists.create({ uniqueName: 'messaging-controls.recents.WK1' });
    const recents = before.syncLists('messaging-controls.recents.WK1').syncListItems;
    for (const to of [1, 2]) await recents.create({ data: { to }, itemTtl: 3_600 });

    const planned = await run(...setUp('--plan'));
    expect(planned.output).toContain('+ Sync service Messaging Controls: create');
    expect(await services.list()).toHaveLength(1);
    expect(await run(...setUp('--apply'))).toMatchObject({ code: 0, errors: '' });
    const ours = (await services.list()).find(({ friendlyName }) => friendlyName === 'Messaging Controls')!;
    expect(ours.aclEnabled).toBe(true);
    const deployed = await findEnvironment(twilio, functions(OWN));
    const { variables } = twilio.serverless.v1.services(deployed!.serviceSid).environments(deployed!.environmentSid);
    expect(await variables.list()).toContainEqual(
      expect.objectContaining({ key: 'SYNC_SERVICE_SID', value: ours.sid }),
    );
    const after = services(ours.sid);
    expect(await after.documents(optOut.uniqueName).fetch()).toMatchObject({ data: optOut.data, dateExpires: null });
    expect((await after.documents('messaging-controls-reminder-1').fetch()).dateExpires).toBeInstanceOf(Date);
    const moved = after.syncMaps('messaging-controls.schedule.WK1').syncMapItems('request');
    expect((await moved.fetch()).data).toEqual({ b: 2 });
    const items = await after.syncLists('messaging-controls.recents.WK1').syncListItems.list();
    expect(items.map(({ data }) => data as unknown)).toEqual([{ to: 1 }, { to: 2 }]);
    expect((await before.documents.list()).map(({ uniqueName }) => uniqueName)).toEqual(['of-others']);
    expect([...(await before.syncMaps.list()), ...(await before.syncLists.list())]).toEqual([]);

    // Written by a Function that had not heard of ours yet; and an opt-out that has ended here stays ended.
    await before.documents.create({ ...optOut, uniqueName: 'messaging-controls.opt-out.2' });
    await after.documents(optOut.uniqueName).remove();
    expect(await run(...setUp('--apply'))).toMatchObject({ code: 0 });
    const standing = (await after.documents.list()).map(({ uniqueName }) => uniqueName);
    expect(standing).toContain('messaging-controls.opt-out.2');
    expect(standing).not.toContain(optOut.uniqueName);
  });

  it('never takes a webhook away from somebody else', async () => {
    const webhooks = twilio.conversations.v1.services(sandbox.world.chatServiceSid).configuration.webhooks();
    await webhooks.update({ postWebhookUrl: 'https://other.example.com/hook', filters: ['onMessageAdded'] });
    const { code, output } = await run(...setUp('--apply'));
    expect(code).toBe(1);
    expect(output).toContain('It is in use: https://other.example.com');
    expect((await webhooks.fetch()).postWebhookUrl).toBe('https://other.example.com/hook');
  });

  it('hears of interactions that fail, and leaves the webhooks of others alone', async () => {
    const webhooks = () =>
      [...sandbox.world.interactionWebhooks.values()].map(({ url, events, type }) => ({ url, events, type }));
    const others = { url: 'https://other.example.com/hook', events: ['onChannelCreated'], type: 'global' } as const;
    sandbox.world.interactionWebhooks.set('other', {
      ...{ ttid: 'other', instanceSid: sandbox.world.flexInstanceSid, method: 'POST', friendlyName: null },
      ...{ ...others, events: [...others.events] },
    });
    await run(...setUp('--apply'));
    const ours = {
      url: expect.stringMatching(/^https:.*\/interaction-events$/) as unknown,
      events: ['onChannelCreated', 'onChannelCreateFailed', 'onChannelStatusUpdated', 'onParticipantJoined'],
      type: 'global',
    };
    expect(webhooks()).toEqual([others, ours]);
    expect(stateOf(await steps(...setUp('--apply')), 'Interactions webhook')).toBe('exists');
    const second = [...sandbox.world.interactionWebhooks.values()].at(-1)!;
    second.events = ['onChannelCreateFailed'];
    expect(stateOf(await steps(...setUp('--apply')), 'Interactions webhook')).toBe('change');
    expect(webhooks()).toEqual([others, ours]);
  });

  it('hears to whom tasks are offered, where nobody else hears of TaskRouter’s events', async () => {
    const { workspace } = sandbox.world;
    const told = async (apply: '--apply' | '--plan') =>
      (await steps(...setUp(apply))).find(({ what }) => what === 'TaskRouter event callback')!;
    await told('--apply');
    expect(workspace.eventCallbackUrl).toMatch(/^https:.*\/task-events$/);
    expect(workspace.eventsFilter?.split(',')).toEqual(
      expect.arrayContaining(['reservation.timeout', 'task.canceled']),
    );
    expect((await told('--plan')).state).toBe('exists');
    Object.assign(workspace, { eventsFilter: 'worker.activity.update,task.canceled' });
    expect((await told('--apply')).state).toBe('change');
    expect(workspace.eventsFilter).toMatch(/^worker\.activity\.update,task\.canceled,.*reservation\.accepted/);
    Object.assign(workspace, { eventCallbackUrl: 'https://crm.example.com/events', eventsFilter: '' });
    const { state, details } = await told('--apply');
    expect(state).toBe('note');
    expect(details.join('\n')).toMatch(/https:\/\/crm\.example\.com hears of the events.*signed anew/s);
    expect(workspace.eventCallbackUrl).toBe('https://crm.example.com/events');
    Object.assign(workspace, { eventCallbackUrl: null });
  });

  it('tells whether agents have Leave and Pause as the file wants it', async () => {
    const { world } = sandbox;
    const told = async () => (await steps(...setUp('--plan'))).find(({ what }) => what.startsWith('Leave and Pause'));
    expect(await told()).toMatchObject({
      state: 'note',
      details: [expect.stringMatching(/^You want them on, and they are not: switch them in Flex > .* Console\.$/)],
    });
    world.features.add('leave-pause-resume-all-digital-channels');
    expect(await told()).toMatchObject({ what: 'Leave and Pause, on', state: 'exists' });
    world.features.delete('leave-pause-resume-all-digital-channels');
  });

  it('tells of a default service that is not Flex’s', async () => {
    const context = await createContext(twilio, readSetup(EXAMPLE), path.dirname(EXAMPLE));
    context.configuration.chat_service_instance_sid = `IS${'f'.repeat(32)}`;
    expect(await defaultService(context)).toMatchObject([
      { state: 'wrong', details: [/Flex uses ISff/, /Console/].map((text) => expect.stringMatching(text) as unknown) },
    ]);
  });

  it('tells of a role that lacks what agents need', async () => {
    const service = twilio.conversations.v1.services(sandbox.world.chatServiceSid);
    const agent = (await service.roles.list()).find(({ friendlyName }) => friendlyName === 'agent');
    await service.roles(agent!.sid).update({ permission: ['sendMessage'] });
    const outcomes = await steps(...setUp('--plan'));
    expect(stateOf(outcomes, 'default Conversations service')).toBe('exists');
    expect(outcomes.find(({ what }) => what === 'Conversations role agent')).toMatchObject({
      state: 'wrong',
      details: [expect.stringContaining('leaveConversation')],
    });
  });

  it('tells of a number that a Messaging Service keeps for itself', async () => {
    const [service] = await twilio.messaging.v1.services.list();
    await twilio.messaging.v1
      .services(service!.sid)
      .update({ inboundRequestUrl: 'https://other.example.com/sms', useInboundWebhookOnNumber: false });
    const [orders] = await twilio.messaging.v1.services(service!.sid).phoneNumbers.list();
    const [whatsapp] = await twilio.messaging.v1.services(service!.sid).channelSenders.list();
    const autoCreation = { type: 'direct' };
    const file = variant(() => ({
      addresses: [
        { type: 'sms', address: orders!.phoneNumber, name: 'Orders', autoCreation },
        { type: 'whatsapp', address: whatsapp!.sender, name: 'Customer care', autoCreation },
      ],
    }));
    const outcomes = await steps('--settings', file, '--plan');
    expect(outcomes.find(({ what }) => what === `Messaging Service ${service!.friendlyName}`)).toMatchObject({
      state: 'wrong',
      details: [
        expect.stringContaining(`It holds ${orders!.phoneNumber}, ${whatsapp!.sender} and`),
        expect.stringContaining('Autocreate'),
      ] as unknown[],
    });
  });

  it('goes on after a step that fails, and does the rest when it is run again', async () => {
    sandbox.world.faults.replace({ rules: [{ method: 'POST', path: '/v2/Flows', status: 500 }] });
    const failed = await run(...setUp('--apply'));
    sandbox.world.faults.replace({});
    expect(failed.code).toBe(1);
    const again = await run(...setUp('--apply'));
    expect(again.code).toBe(0);
    expect((await steps(...setUp('--plan'))).filter(({ state }) => state === 'create')).toEqual([]);
  });

  it.each([
    ['cannot be made', { method: 'POST', path: '*/Workflows', status: 500 }, 'workflow Messaging'],
    ['cannot be read', { method: 'GET', path: '*/Workflows', status: 500 }, 'workflow'],
    ['has no queue, as none can be read', { method: 'GET', path: '*/TaskQueues', status: 500 }, 'queues'],
  ])('leads nothing to a workflow that %s, and does so when it is run again', async (_, rule, what) => {
    const before = await settingsOf().catch(() => undefined);
    const file = variant(() => ({ workflow: { name: 'Messaging', queue: 'Everyone' } }));
    sandbox.world.faults.replace({ rules: [rule] });
    const failed = await steps('--settings', file, '--apply');
    sandbox.world.faults.replace({});
    expect(stateOf(failed, what)).toBe('wrong');
    expect(stateOf(failed, 'settings of Messaging Controls')).toBe('wrong');
    expect(await settingsOf()).toEqual(before);
    const flows = await twilio.studio.v2.flows.list();
    expect(flows.map(({ friendlyName }) => friendlyName)).not.toContain('Messaging Controls: direct to Flex');
    expect((await run('--settings', file, '--apply')).code).toBe(0);
    const workflows = await twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid).workflows.list();
    const { sid } = workflows.find(({ friendlyName }) => friendlyName === 'Messaging')!;
    expect(await settingsOf()).toMatchObject({ routing: { workflowSid: sid } });
  });

  it.each([
    ['an unknown entry', () => ({ adresses: [] }), 'adresses'],
    [
      'an address without its flow',
      () => ({ addresses: [{ type: 'sms', address: '+1', name: 'x', autoCreation: { type: 'studio' } }] }),
      'addresses.0.autoCreation.flow',
    ],
    ['a public address that is none', () => ({ functions: functions('example.com') }), 'PUBLIC_URL has to be'],
    ['a timer that is none', () => ({ timers: { closed: '3 days' } }), 'timers.closed'],
  ])('names a mistake in the file: %s', async (_, change, place) => {
    const { code, errors } = await run('--settings', variant(change), '--plan');
    expect(code).toBe(1);
    expect(errors).toContain(place);
  });

  it('tells what is missing: a queue, a flow, the Functions, a setting', async () => {
    const file = variant(() => ({
      workflow: { name: 'Assign to Anyone', queue: 'Nobody' },
      addresses: [
        { type: 'sms', address: '+14155550100', name: 'Care', autoCreation: { type: 'studio', flow: 'None' } },
      ],
      functions: { service: 'none' },
      messagingControls: { senders: [{ address: '12', channel: 'sms', name: 'Care' }] },
    }));
    const outcomes = await steps('--settings', file, '--apply');
    for (const what of [
      'workflow Assign to Anyone',
      'address +14155550100',
      'Functions none, dev',
      'settings of Messaging Controls',
    ]) {
      expect([what, stateOf(outcomes, what)]).toEqual([what, 'wrong']);
    }
    const hint = outcomes.find(({ what }) => what === 'Functions none, dev')?.details.join(' ');
    for (const command of DEPLOY_COMMANDS) expect(hint).toContain(`\`${command}\``);
  });

  it('says what is missing to reach the account', async () => {
    const { code, errors } = await start(setUp());
    expect(code).toBe(1);
    expect(errors).toContain('Set TWILIO_ACCOUNT_SID');
  });

  it('says which credentials Twilio does not know, and repeats none of them', async () => {
    const account = {
      TWILIO_ACCOUNT_SID: sandbox.world.account.sid,
      TWILIO_AUTH_TOKEN: 'not-the-token',
      NODE_OPTIONS: `--require ${path.join(ROOT, 'sandbox/redirect.cjs')}`,
      TWILIO_SANDBOX_URL: `http://127.0.0.1:${sandbox.port}`,
    };
    const wrongToken = await start(setUp('--json'), account);
    expect(wrongToken.code).toBe(1);
    expect(wrongToken.errors).toContain('Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN');
    expect(JSON.parse(wrongToken.output)).toEqual({
      applied: false,
      steps: [],
      error: expect.stringContaining('Twilio does not know these credentials') as unknown,
    });
    const { authToken } = sandbox.world.account;
    const right = await start(setUp('--apply'), { ...account, TWILIO_AUTH_TOKEN: authToken });
    expect(right.code).toBe(0);
    for (const text of [wrongToken.output, wrongToken.errors, right.output, right.errors]) {
      expect(text).not.toContain('not-the-token');
      expect(text).not.toContain(authToken);
    }
  });

  it('says that an account has no Flex, and that there is no file', async () => {
    sandbox.world.faults.replace({ rules: [{ host: 'flex-api', path: '/v1/Configuration', status: 404 }] });
    const noFlex = await run(...setUp());
    sandbox.world.faults.replace({});
    expect(noFlex).toMatchObject({ code: 1, errors: expect.stringContaining('has no Flex') as unknown });
    const noFile = await run('--settings', 'nowhere.json');
    expect(noFile).toMatchObject({
      code: 1,
      errors: expect.stringContaining('There is no nowhere.json. Copy') as unknown,
    });
  });

  it('waits where Twilio says that it is too much at once', async () => {
    sandbox.world.faults.replace({ rules: [{ method: 'POST', status: 429, next: 1 }] });
    expect((await run(...setUp('--apply'))).code).toBe(0);
  });
});

describe('npm run setup -- migrate', () => {
  const legacy = (name: string, change: object): void => {
    const now = new Date();
    const sid = `FO${name.padEnd(32, '0').slice(0, 32)}`;
    sandbox.world.flexFlows.set(sid, {
      sid,
      friendlyName: name,
      channelType: 'sms',
      contactIdentity: null,
      enabled: true,
      integrationType: 'task',
      integration: {},
      longLived: false,
      janitorEnabled: true,
      dateCreated: now,
      dateUpdated: now,
      ...change,
    } as never);
  };

  it('makes an address for each Flex Flow, by Studio, webhook and direct task, and reports what has none', async () => {
    await run(...setUp('--apply'));
    const [studio] = await twilio.studio.v2.flows.list();
    legacy('a1', {
      contactIdentity: '+14155550199',
      integrationType: 'studio',
      integration: { flow_sid: studio!.sid },
    });
    legacy('b2', {
      contactIdentity: 'whatsapp:+14155550198',
      integrationType: 'external',
      integration: { url: 'https://bot.example.com/in' },
    });
    legacy('c3', { channelType: 'facebook', contactIdentity: 'facebook:77', integrationType: 'task' });
    legacy('d4', { channelType: 'line', contactIdentity: 'line:1' });
    legacy('e5', { contactIdentity: '+14155550100' });

    sandbox.world.flexFlows.get(`FO${'b2'.padEnd(32, '0')}`)!.channelType = 'whatsapp';
    const plan = await steps('migrate');
    expect(plan.map(({ state }) => state).slice(0, 5)).toEqual(['create', 'create', 'create', 'wrong', 'exists']);

    const { code } = await run('migrate', '--apply');
    expect(code).toBe(1);
    const addresses = await twilio.conversations.v1.addressConfigurations.list();
    const of = (address: string) => addresses.find((one) => one.address === address);
    expect(of('+14155550199')).toMatchObject({ type: 'sms', autoCreation: { type: 'studio' } });
    expect(of('whatsapp:+14155550198')).toMatchObject({
      type: 'whatsapp',
      autoCreation: { type: 'webhook', webhook_url: 'https://bot.example.com/in' },
    });
    expect(of('messenger:77')).toMatchObject({ type: 'messenger', autoCreation: { type: 'studio' } });
    const again = await steps('migrate', '--apply');
    expect(again.filter(({ isDone }) => isDone)).toEqual([]);
  });

  it('makes the Studio flows that direct tasks and older flows need, once', async () => {
    const { workspace } = sandbox.world;
    const [workflow] = sandbox.world.workflows.values();
    const older = flowOf(widget('greet', 'send-message', { body: 'Hello {{trigger.message.Body}}' }));
    older.states[0]!.transitions = [{ event: 'incomingMessage', next: 'greet' }];
    const bot = await twilio.studio.v2.flows.create({ friendlyName: 'Bot', status: 'published', definition: older });
    const task = { workspace_sid: workspace.sid, workflow_sid: workflow!.sid, channel: 'sms', priority: 7 };
    legacy('a1', { contactIdentity: '+14155550199', integrationType: 'task', integration: task });
    for (const [name, number] of Object.entries({ b2: '+14155550198', c3: '+14155550197' })) {
      legacy(name, { contactIdentity: number, integrationType: 'studio', integration: { flow_sid: bot.sid } });
    }
    const [, plan] = await steps('migrate');
    expect(plan!.details[0]).toContain('look at what it reads from {{trigger.message…}}');
    sandbox.world.faults.replace({ rules: [{ method: 'POST', path: '/v2/Flows', status: 500, next: 1 }] });
    expect((await run('migrate', '--apply')).code).toBe(1);
    expect((await run('migrate', '--apply')).code).toBe(0);

    const flows = await twilio.studio.v2.flows.list();
    const names = flows.map(({ friendlyName }) => friendlyName);
    expect(names.filter((name) => name === 'Bot (Conversations)')).toHaveLength(1);
    expect(await twilio.studio.v2.flows(bot.sid).fetch()).toMatchObject({ definition: older });
    const { messaging } = sandbox.world.services;
    const sam = '+12025550143';
    messaging.receive({ channel: 'sms', from: sam, to: '+14155550197', body: 'Hi' });
    await until(() => sandbox.world.messageLog.some(({ body, to }) => body.startsWith('Hello') && to === sam));
    messaging.receive({ channel: 'sms', from: sam, to: '+14155550199', body: 'Hi' });
    const made = await until(() => [...sandbox.world.tasks.values()][0]);
    expect(made).toMatchObject({ workflowSid: workflow!.sid, taskChannelUniqueName: 'sms', priority: 7 });
  });
});
