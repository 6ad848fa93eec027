import http from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Twilio } from 'twilio';

import type { ServerlessBuild } from '../../sandbox/src/model/serverless';
import { dependencies } from '../../serverless/package.json';
import { readDoctorAccount } from '../../setup/src/doctor/DoctorAccount';
import { checkNumbers } from '../../setup/src/doctor/probe/numbers';
import { ACCOUNT_CHECKS, INSTALLATION_CHECKS, runChecks } from '../../setup/src/doctor/runChecks';
import type { Outcome } from '../../setup/src/runSteps';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { addInteractionWebhook } from './addInteractionWebhook';

const CARE = '+14155550100';
const SENDERS = [{ address: CARE, channel: 'sms', name: 'Customer care' }];

let sandbox: RunningSandbox;
let twilio: Twilio;
beforeAll(async () => {
  sandbox = await startSandbox({ uiAttributes: { messaging_controls: { senders: SENDERS } } });
  ({ twilio } = sandbox);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

async function check(): Promise<Outcome[]> {
  const account = await readDoctorAccount(twilio);
  return runChecks(account, [...ACCOUNT_CHECKS, ...INSTALLATION_CHECKS], { tell: () => undefined });
}

const wrongs = async (): Promise<string[]> =>
  (await check()).filter(({ state }) => state === 'wrong').map(({ what, details }) => `${what}: ${details.join(' ')}`);

const configure = async (change: object): Promise<unknown> =>
  twilio.request({
    method: 'post',
    uri: 'https://flex-api.twilio.com/v1/Configuration',
    headers: { 'Content-Type': 'application/json' },
    data: { account_sid: sandbox.world.account.sid, ...change },
  });

/** The settings of Messaging Controls, and no others. */
const settle = (settings: object | null): Promise<unknown> =>
  configure({ ui_attributes: { messaging_controls: settings } });

const MISSING = (prefix: string): string => `${prefix}${'f'.repeat(32)}`;

describe('the checks of an account', () => {
  it('find nothing wrong with a fresh sandbox but that neither plugin nor Functions are there', async () => {
    expect(await wrongs()).toEqual([
      expect.stringContaining('plugin plugin-messaging-controls: It isn’t released'),
      expect.stringContaining('Functions: The settings have no "backendUrl"'),
    ]);
  });

  it('change nothing', async () => {
    const before = JSON.stringify([...sandbox.world.addresses.values(), sandbox.world.uiAttributes]);
    const asked = sandbox.world.timeline.entries.length;
    await check();
    const changes = sandbox.world.timeline.entries
      .slice(asked)
      .filter(({ kind, name, path }) => kind === 'request' && name !== 'GET' && !path?.endsWith('/Tokens/validate'));
    expect(changes).toEqual([]);
    expect(JSON.stringify([...sandbox.world.addresses.values(), sandbox.world.uiAttributes])).toBe(before);
  });

  const conversations = () => twilio.conversations.v1.services(sandbox.world.chatServiceSid);
  const address = (change: Record<string, unknown>) =>
    twilio.conversations.v1.addressConfigurations(CARE).update(change);
  const legacyFlow = (contactIdentity: string, enabled = true): void => {
    const now = new Date();
    const sid = `FO${'a'.repeat(32)}`;
    sandbox.world.flexFlows.set(sid, {
      sid,
      friendlyName: 'Old',
      channelType: 'sms',
      contactIdentity,
      enabled,
      integrationType: 'task',
      integration: {},
      longLived: false,
      janitorEnabled: true,
      dateCreated: now,
      dateUpdated: now,
    } as never);
  };

  it.each<[string, () => unknown, RegExp]>([
    ['a Flex UI that is too old', () => configure({ ui_version: '2.7.4' }), /^Flex UI 2\.7\.4: .*2\.8\.3 or later/],
    ['plugins that are off', () => configure({ plugin_service_enabled: false }), /^plugins: Flex loads none/],
    [
      'a chat service that is not there',
      () => configure({ chat_service_instance_sid: MISSING('IS') }),
      /^Conversations service: .*no such service/,
    ],
    [
      'another default service',
      () => configure({ chat_service_instance_sid: MISSING('IS') }),
      /^default Conversations service: .*Flex uses ISff/,
    ],
    [
      'an agent role without its permissions',
      async () => {
        const agent = (await conversations().roles.list()).find(({ friendlyName }) => friendlyName === 'agent');
        await conversations()
          .roles(agent!.sid)
          .update({ permission: ['sendMessage'] });
      },
      /^Conversations role agent: It lacks .*leaveConversation/,
    ],
    ['a Flex Flow on an address', () => legacyFlow(CARE), /^Flex Flow Old .*answered twice/],
    [
      'a Messaging Service that keeps a number to itself',
      async () => {
        const [service] = await twilio.messaging.v1.services.list();
        const change = { inboundRequestUrl: 'https://other.example.com/sms', useInboundWebhookOnNumber: false };
        await twilio.messaging.v1.services(service!.sid).update(change);
      },
      /^Messaging Service Notifications: It holds \+14155550101.*webhook of its own/,
    ],
    [
      'a token that is validated nowhere',
      () =>
        sandbox.world.faults.replace({ rules: [{ host: 'iam', path: '*/Tokens/validate', status: 401, code: 20003 }] }),
      /^token validation: Twilio answered 401 \(error 20003\)/,
    ],
    [
      'an address whose conversations Flex does not see',
      () => address({ 'autoCreation.conversationServiceSid': MISSING('IS') }),
      /^address \+14155550100: .*Flex doesn’t see them/,
    ],
    [
      'an address that makes no conversations',
      () => address({ 'autoCreation.enabled': false }),
      /^address \+14155550100: Its messages make no conversation/,
    ],
    [
      'an address whose webhook is at other Functions',
      async () => {
        await settle({ senders: SENDERS, backendUrl: 'https://here-dev.twil.io' });
        await address({
          'autoCreation.type': 'webhook',
          'autoCreation.webhookUrl': 'https://there-dev.twil.io/conversation-events',
        });
      },
      /^address \+14155550100: Its webhook is at https:\/\/there-dev\.twil\.io, and the Functions are at https:\/\/here-dev\.twil\.io/,
    ],
    [
      'a webhook that is not set up',
      () => settle({ senders: SENDERS, backendUrl: 'https://here-dev.twil.io' }),
      /^Conversations webhook: Missing: onMessageAdded, onDeliveryUpdated, onConversationStateUpdated to https:\/\/here-dev\.twil\.io\/messaging-events/,
    ],
    [
      'an environment that is not in the account',
      () => settle({ senders: SENDERS, backendUrl: 'https://gone-dev.twil.io' }),
      /^Functions at gone-dev\.twil\.io: The account has no such environment/,
    ],
    ['no settings', () => void delete sandbox.world.uiAttributes['messaging_controls'], /^settings.*has none/],
    [
      'a wrong setting',
      () => settle({ senders: [{ address: '12', channel: 'sms', name: 'x' }] }),
      /^settings.*senders\[0\]/,
    ],
    ['no sender', () => settle({ senders: [] }), /^senders: The settings have none/],
    [
      'a number that is not the account’s',
      () => settle({ senders: [{ address: '+14155550777', channel: 'sms', name: 'Lost' }] }),
      /^number \+14155550777: The account has no such number/,
    ],
    [
      'a workflow that is not there',
      () => settle({ senders: SENDERS, routing: { workflowSid: MISSING('WW') } }),
      /^workflow WWf+: The workspace has no such workflow/,
    ],
    [
      'a queue that is not there',
      () => settle({ senders: SENDERS, inbound: { keywords: [{ words: ['bill'], queueSid: MISSING('WQ') }] } }),
      /^queue WQf+: .*Correct "inbound\.keywords"/,
    ],
    [
      'a queue that nobody is in',
      async () => {
        const { taskQueues } = twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid);
        const queue = await taskQueues.create({ friendlyName: 'Nobody', targetWorkers: "nobody == 'yes'" });
        await settle({ senders: SENDERS, routing: { queueSid: queue.sid } });
      },
      /^queue Nobody: Nobody is in it/,
    ],
    [
      'a Messaging Service for scheduling that is not there',
      () => settle({ senders: SENDERS, scheduling: { messagingServiceSid: MISSING('MG') } }),
      /^Messaging Service for scheduling: The account has no MGf/,
    ],
    [
      'Functions that nobody can reach',
      () => settle({ senders: SENDERS, backendUrl: 'http://127.0.0.1:9' }),
      /^the Functions answer https:\/\/flex\.twilio\.com: 127\.0\.0\.1:9 can’t be reached/,
    ],
    [
      'an address of the Functions where something else answers',
      () => settle({ senders: SENDERS, backendUrl: sandbox.url }),
      /^the Functions answer .*not as our Functions do/,
    ],
  ])('tell of %s', async (_, spoil, told) => {
    await spoil();
    try {
      expect(await wrongs()).toContainEqual(expect.stringMatching(told));
    } finally {
      sandbox.world.faults.replace({});
    }
  });

  it('tell which version of the plugin is released', async () => {
    const { plugins, pluginConfigurations, pluginReleases } = twilio.flexApi.v1;
    await plugins.create({ uniqueName: 'plugin-messaging-controls', friendlyName: 'Messaging Controls' });
    for (const [version, told] of [
      ['0.0.9', ['This is version 0.1.0.']],
      ['0.1.0', []],
    ] as const) {
      const pluginUrl = `https://example.com/${version}/bundle.js`;
      const { sid } = await plugins('plugin-messaging-controls').pluginVersions.create({ version, pluginUrl });
      const configuration = await pluginConfigurations.create({
        name: version,
        plugins: [JSON.stringify({ plugin_version: sid, phase: 3 })],
      });
      await pluginReleases.create({ configurationId: configuration.sid });
      const found = (await check()).find(({ what }) => what === `plugin plugin-messaging-controls ${version}`);
      expect(found?.details).toEqual(told.map((start) => expect.stringContaining(start) as unknown));
    }
  });

  /** As after a deployment; its files are of no account here. */
  async function deploy(change: Partial<ServerlessBuild>): Promise<void> {
    const service = await twilio.serverless.v1.services.create({ uniqueName: 'ours', friendlyName: 'Ours' });
    const { environments } = twilio.serverless.v1.services(service.sid);
    const { sid, domainName } = await environments.create({ uniqueName: 'dev-environment', domainSuffix: 'dev' });
    const dates = { dateCreated: new Date(), dateUpdated: new Date() };
    const build: ServerlessBuild = {
      sid: `ZB${'b'.repeat(32)}`,
      status: 'completed',
      functionVersions: [],
      assetVersions: [],
      dependencies: Object.entries(dependencies).map(([name, version]) => ({ name, version })),
      runtime: 'node22',
      ...dates,
      ...change,
    };
    const own = sandbox.world.serverlessServices.get(service.sid)!;
    own.builds.set(build.sid, build);
    own.environments.get(sid)!.deployments.set('ZD', { sid: 'ZD', buildSid: build.sid, ...dates });
    await settle({ senders: SENDERS, backendUrl: `https://${domainName}` });
  }

  it.each<[string, Partial<ServerlessBuild>, RegExp | undefined]>([
    ['as it has to be', {}, undefined],
    ['another Node', { runtime: 'node18' }, /^Functions ours: It runs on node18, and needs node20 or node22/],
    [
      'other packages',
      { dependencies: [{ name: 'twilio', version: '4.0.0' }] },
      /^Functions ours: .*twilio is 4\.0\.0, and version 0\.1\.0 needs .*Deploy the Functions again/,
    ],
    ['a failed build', { status: 'failed' }, /^Functions ours: Its build is failed/],
  ])('look at what is deployed: %s', async (_, build, told) => {
    await deploy(build);
    const ours = (await wrongs()).filter((sentence) => sentence.startsWith('Functions ours:'));
    expect(ours).toEqual(told ? [expect.stringMatching(told)] : []);
  });

  it('look for webhooks at PUBLIC_URL where the Functions have one', async () => {
    await deploy({});
    const told = async (): Promise<string> => (await wrongs()).join('\n');
    expect(await told()).toMatch(/Conversations webhook: .* to https:\/\/ours-\d+-dev\.twil\.io\/messaging-events/);
    const own = [...sandbox.world.serverlessServices.values()].find(({ uniqueName }) => uniqueName === 'ours')!;
    const [environment] = own.environments.keys();
    await twilio.serverless.v1
      .services(own.sid)
      .environments(environment!)
      .variables.create({ key: 'PUBLIC_URL', value: 'https://messaging.example.com/' });
    expect(await told()).toContain('to https://messaging.example.com/messaging-events');
    await conversations()
      .configuration.webhooks()
      .update({
        postWebhookUrl: 'https://messaging.example.com/messaging-events',
        method: 'POST',
        filters: ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated'],
      });
    expect(await told()).not.toContain('Conversations webhook');
    expect(await told()).toContain('onParticipantJoined to https://messaging.example.com/interaction-events');
    await addInteractionWebhook(
      twilio,
      sandbox.world.flexInstanceSid,
      'https://messaging.example.com/interaction-events',
    );
    const webhookUrl = `https://${own.environments.get(environment!)!.domainName}/conversation-events`;
    await address({ 'autoCreation.type': 'webhook', 'autoCreation.webhookUrl': webhookUrl });
    await settle({ senders: SENDERS, backendUrl: 'https://messaging.example.com' });
    expect(await told()).not.toMatch(/webhook|address/);
    expect((await check()).map(({ what }) => what)).toContain('Functions ours: variables');
  });

  it('tell of Functions of another version, and of answers that Flex may not read', async () => {
    const older = http.createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json', 'x-messaging-controls-version': '0.0.1' });
      response.end(JSON.stringify({ ok: false, error: { code: 'TOKEN_REFUSED' } }));
    });
    await new Promise<void>((resolve) => older.listen(0, '127.0.0.1', resolve));
    const { port } = older.address() as AddressInfo;
    await settle({ senders: SENDERS, backendUrl: `http://127.0.0.1:${port}` });
    const told = await wrongs();
    older.closeAllConnections();
    older.close();
    expect(told).toContainEqual(
      `the Functions answer https://flex.twilio.com: 127.0.0.1:${port} runs version 0.0.1, and this is version 0.1.0. Deploy the Functions again. Pages of https://flex.twilio.com may not read the answers. Add it to the Functions variable ALLOWED_ORIGINS.`,
    );
  });

  it('say nothing of a Flex Flow that is off, or of another number', async () => {
    legacyFlow(CARE, false);
    expect((await wrongs()).join()).not.toContain('Flex Flow');
    legacyFlow('+14155550999');
    expect((await wrongs()).join()).not.toContain('Flex Flow');
  });

  it('name the variables of the Functions, and their values never', async () => {
    const service = await twilio.serverless.v1.services.create({ uniqueName: 'ours', friendlyName: 'Ours' });
    const { environments } = twilio.serverless.v1.services(service.sid);
    const { sid, domainName } = await environments.create({ uniqueName: 'dev-environment', domainSuffix: 'dev' });
    await environments(sid).variables.create({ key: 'SYSTEM_KEYS', value: 'a-secret-value' });
    await settle({
      senders: SENDERS,
      backendUrl: `https://${domainName}`,
      webChat: { addressSid: `IG${'0'.repeat(32)}` },
    });
    const outcomes = await check();
    expect(outcomes).toContainEqual({ what: 'Functions ours: variables', state: 'note', details: ['SYSTEM_KEYS'] });
    expect(outcomes).toContainEqual(
      expect.objectContaining({ what: 'Functions variable WEBCHAT_ORIGINS', state: 'wrong' }),
    );
    expect(JSON.stringify(outcomes)).not.toContain('a-secret-value');
  });

  it('go on after one that fails', async () => {
    sandbox.world.faults.replace({ rules: [{ host: 'messaging', path: '/v1/Services', status: 500 }] });
    const outcomes = await check();
    sandbox.world.faults.replace({});
    expect(outcomes.find(({ what }) => what === 'Messaging Services')).toMatchObject({
      state: 'wrong',
      details: ['Twilio refused it (error 20500): An internal server error has occurred'],
    });
    expect(outcomes.find(({ what }) => what === 'token validation')?.state).toBe('exists');
  });

  it('say that an account has no Flex', async () => {
    sandbox.world.faults.replace({ rules: [{ host: 'flex-api', path: '/v1/Configuration', status: 404 }] });
    await expect(readDoctorAccount(twilio)).rejects.toThrow('has no Flex');
    sandbox.world.faults.replace({});
  });
});

describe('the numbers of a probe', () => {
  it.each([
    ['no phone', undefined, /--probe needs a phone/],
    ['a phone without its country code', '0171', /0171 is no phone number/],
    ['the number itself', CARE, /are the same number/],
  ])('are refused: %s', (_, phone, said) => {
    expect(() => checkNumbers({ probe: true, phone, from: CARE })).toThrow(said);
  });
});
