import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Twilio } from 'twilio';

import { createContext, readSetup } from '../../setup/src/readSetup';
import type { Outcome } from '../../setup/src/runSteps';
import { defaultService } from '../../setup/src/steps/accountChecks';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { sandboxHelper } from '../support/sandboxHelper';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '../..');
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

interface Ended {
  code: number;
  output: string;
  errors: string;
}

/** The command as a person runs it, in a process of its own. */
function run(...args: string[]): Promise<Ended> {
  const command = ['--import', 'tsx', path.join(ROOT, 'setup/src/cli.ts'), ...args];
  const profile = ['--profile', 'sandbox', '--sandbox-url', `http://127.0.0.1:${sandbox.port}`];
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...profile], { cwd: ROOT }, (error, output, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    );
  });
}

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
    expect(await filters()).toEqual(['Messaging Controls: known worker', 'Messaging Controls: contact URI', ...before]);
    const configuration = await twilio.flexApi.v1.configuration().fetch();
    expect(configuration.uiAttributes).toMatchObject({
      others: { kept: true },
      messaging_controls: {
        backendUrl: expect.stringMatching(/^https:\/\/.*-dev\.twil\.io$/) as unknown,
        routing: { workflowSid: (await workflows())[0]?.sid },
      },
    });
  });

  it('never takes a webhook away from somebody else', async () => {
    const webhooks = twilio.conversations.v1.services(sandbox.world.chatServiceSid).configuration.webhooks();
    await webhooks.update({ postWebhookUrl: 'https://other.example.com/hook', filters: ['onMessageAdded'] });
    const { code, output } = await run(...setUp('--apply'));
    expect(code).toBe(1);
    expect(output).toContain('It is in use: https://other.example.com');
    expect((await webhooks.fetch()).postWebhookUrl).toBe('https://other.example.com/hook');
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
    const file = variant(() => ({
      addresses: [{ type: 'sms', address: orders!.phoneNumber, name: 'Orders', autoCreation: { type: 'direct' } }],
    }));
    const outcomes = await steps('--settings', file, '--plan');
    expect(stateOf(outcomes, `Messaging Service ${service!.friendlyName}`)).toBe('wrong');
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
    ['an unknown entry', () => ({ adresses: [] }), 'adresses'],
    [
      'an address without its flow',
      () => ({ addresses: [{ type: 'sms', address: '+1', name: 'x', autoCreation: { type: 'studio' } }] }),
      'addresses.0.autoCreation.flow',
    ],
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
  });

  it('says what is missing to reach the account', async () => {
    const command = ['--import', 'tsx', path.join(ROOT, 'setup/src/cli.ts'), '--settings', EXAMPLE];
    const environment = { PATH: process.env['PATH'] };
    const ended = await new Promise<string>((resolve) => {
      execFile(process.execPath, command, { cwd: ROOT, env: environment }, (_, __, errors) => resolve(errors));
    });
    expect(ended).toContain('Set TWILIO_ACCOUNT_SID');
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
});
