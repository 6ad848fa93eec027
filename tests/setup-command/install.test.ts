import { execFile } from 'node:child_process';
import path from 'node:path';

import type { Twilio } from 'twilio';

import type { StageOutcome } from '../../setup/src/install/runStages';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { sandboxHelper } from '../support/sandboxHelper';
import { addInteractionWebhook } from './addInteractionWebhook';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '../..');
const EXAMPLE = ['--settings', path.join(ROOT, 'setup/setup.example.json')];
const PLUGIN = 'plugin-messaging-controls';
const SERVICE = 'messaging-controls-functions';

let sandbox: RunningSandbox;
let twilio: Twilio;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'fresh', uiAttributes: { others: { kept: true } } });
  twilio = sandboxHelper(`http://127.0.0.1:${sandbox.port}`, sandbox.world.account);
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

interface Ended {
  code: number;
  output: string;
  errors: string;
}

/** A command as a pipeline runs it: nobody can be asked, and the environment holds the credentials. */
function run(command: string[], credentials?: Record<string, string>): Promise<Ended> {
  const { account } = sandbox.world;
  const env = {
    PATH: process.env['PATH'],
    TWILIO_SANDBOX_URL: `http://127.0.0.1:${sandbox.port}`,
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(ROOT, 'sandbox/redirect.cjs'))}`,
    ...(credentials ?? { TWILIO_ACCOUNT_SID: account.sid, TWILIO_AUTH_TOKEN: account.authToken }),
  };
  const args = ['--import', 'tsx', path.join(ROOT, 'setup/src/install/cli.ts'), ...command];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, output, errors) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, errors }),
    );
  });
}

const COMMANDS = [['install', ...EXAMPLE], ['uninstall']];

describe('every command', () => {
  it.each(COMMANDS)('%s says in one sentence that the credentials are wrong', async (...command) => {
    const wrong = { TWILIO_ACCOUNT_SID: sandbox.world.account.sid, TWILIO_AUTH_TOKEN: 'wrong' };
    const { code, errors } = await run([...command, '--apply'], wrong);
    expect({ code, errors }).toEqual({
      code: 1,
      errors:
        'Twilio does not know these credentials (error 20003). Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN, or with a main API key of that account.\n',
    });
  });

  it('works with an API key as well', async () => {
    const { sid, apiKeySid, apiKeySecret } = sandbox.world.account;
    const key = { TWILIO_ACCOUNT_SID: sid, TWILIO_API_KEY: apiKeySid, TWILIO_API_SECRET: apiKeySecret };
    expect((await run(['uninstall'], key)).code).toBe(0);
  });

  it.each([
    ['no credentials', ['rollback'], {}, 'Set TWILIO_ACCOUNT_SID, and TWILIO_AUTH_TOKEN or an API key.'],
    ['no set-up file', ['install', '--settings', 'none.json'], undefined, 'Copy setup/setup.example.json to it'],
    ['no sandbox', ['upgrade', '--profile', 'sandbox', '--sandbox-url', 'http://127.0.0.1:9'], undefined, 'npm start'],
  ])('says what to do where there is %s', async (_, command, credentials, sentence) => {
    const { code, errors } = await run(command, credentials);
    expect(code).toBe(1);
    expect(errors).toContain(sentence);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });
});

const releases = () => twilio.flexApi.v1.pluginReleases.list();

async function addVersion(name: string, version: string): Promise<string> {
  const { plugins } = twilio.flexApi.v1;
  if (!(await plugins.list()).some(({ uniqueName }) => uniqueName === name)) await plugins.create({ uniqueName: name });
  const pluginUrl = `https://example.com/${name}/${version}/bundle.js`;
  return (await plugins(name).pluginVersions.create({ version, pluginUrl })).sid;
}

async function release(...versionSids: string[]): Promise<void> {
  const plugins = versionSids.map((sid) => JSON.stringify({ plugin_version: sid, phase: 3 }));
  const { sid } = await twilio.flexApi.v1.pluginConfigurations.create({ name: 'Some', plugins });
  await twilio.flexApi.v1.pluginReleases.create({ configurationId: sid });
}

async function released(): Promise<string[]> {
  const [active] = await releases();
  if (!active) return [];
  const plugins = await twilio.flexApi.v1.pluginConfigurations(active.configurationSid).plugins.list();
  return plugins.map(({ uniqueName, version }) => `${uniqueName} ${version}`).sort();
}

/** Functions without any code, and settings that lead to them. Resolves with their address. */
async function deployFunctions(): Promise<string> {
  const { services } = twilio.serverless.v1;
  const { sid } = await services.create({ uniqueName: SERVICE, friendlyName: 'Messaging Controls' });
  const made = await services(sid).environments.create({ uniqueName: 'dev-environment', domainSuffix: 'dev' });
  const backendUrl = `https://${made.domainName}`;
  await changeSettings({ backendUrl, routing: {} });
  return backendUrl;
}

async function changeSettings(messaging_controls: Record<string, unknown>): Promise<void> {
  const present = await attributes();
  await twilio.flexApi.v1.configuration().update({
    account_sid: sandbox.world.account.sid,
    ui_attributes: { ...(present as object), messaging_controls },
  });
}

const attributes = async (): Promise<unknown> => (await twilio.flexApi.v1.configuration().fetch()).uiAttributes;

describe('npm run flex:install', () => {
  it('touches nothing where the settings lead to Functions that open conversations would lose', async () => {
    await deployFunctions();
    await changeSettings({ backendUrl: 'https://elsewhere-1234-dev.twil.io' });
    const { code, output } = await run(['install', ...EXAMPLE, '--apply']);
    expect(code).toBe(1);
    expect(output).toContain("The account's settings lead to https://elsewhere-1234-dev.twil.io");
    expect(output).toContain('0 done');
    expect(await twilio.conversations.v1.addressConfigurations.list()).toEqual([]);
  });

  it('does not take the place of a newer version', async () => {
    await release(await addVersion(PLUGIN, '99.0.0'));
    const { code, output } = await run(['install', ...EXAMPLE, '--apply']);
    expect(code).toBe(1);
    expect(output).toContain(`plugin ${PLUGIN} 99.0.0: wrong\n      It is newer than this version`);
    expect(await released()).toEqual([`${PLUGIN} 99.0.0`]);
  });
});

describe('npm run flex:upgrade', () => {
  it('says that there is nothing to upgrade', async () => {
    const { code, output } = await run(['upgrade', '--apply']);
    expect(code).toBe(1);
    expect(output).toContain('Messaging Controls is not in this account. Install it: npm run flex:install -- --plan.');
  });

  it('names settings that this version does not take, before anything is touched', async () => {
    await deployFunctions();
    await changeSettings({ senders: [{ address: '12', channel: 'sms', name: 'Care' }] });
    const { code, output } = await run(['upgrade', '--apply']);
    expect(code).toBe(1);
    expect(output).toContain('senders[0].address');
    expect(output).toContain('0 done');
  });
});

describe('npm run flex:rollback', () => {
  it('goes back to the version that was released before, keeps other plugins, and goes no further', async () => {
    const [first, second] = [await addVersion(PLUGIN, '0.1.0'), await addVersion(PLUGIN, '0.2.0')];
    const [older, newer] = [await addVersion('plugin-other', '1.0.0'), await addVersion('plugin-other', '1.1.0')];
    await release(older, first);
    await release(older, second);
    await release(newer, second);
    await deployFunctions();
    const { output } = await run(['rollback', '--apply']);
    expect(output).toContain(`✓ release of ${PLUGIN} 0.2.0: done\n      0.2.0 → 0.1.0`);
    expect(await released()).toEqual([`${PLUGIN} 0.1.0`, 'plugin-other 1.1.0']);
    expect((await run(['rollback', '--apply'])).output).toContain('gone back from 0.2.0');
    expect(await releases()).toHaveLength(4);
  });

  it('says that there is nothing to go back to', async () => {
    await release(await addVersion(PLUGIN, '0.1.0'));
    const { code, output } = await run(['rollback', '--apply']);
    expect(code).toBe(1);
    expect(output).toContain('There is no earlier release. npm run flex:uninstall takes the plugin away.');
    expect(output).toContain('They are not deployed, so there is nothing to go back from.');
  });
});

describe('npm run flex:uninstall', () => {
  const address = '+14155550100';
  const service = () => twilio.conversations.v1.services(sandbox.world.chatServiceSid);

  async function install(): Promise<void> {
    const backendUrl = await deployFunctions();
    await release(await addVersion('plugin-other', '1.0.0'), await addVersion(PLUGIN, '0.1.0'));
    await service()
      .configuration.webhooks()
      .update({ postWebhookUrl: `${backendUrl}/messaging-events`, filters: ['onMessageAdded'] });
    for (const url of [`${backendUrl}/interaction-events`, OTHERS]) {
      await addInteractionWebhook(twilio, sandbox.world.flexInstanceSid, url);
    }
    Object.assign(sandbox.world.workspace, { eventCallbackUrl: `${backendUrl}/task-events` });
    await twilio.conversations.v1.addressConfigurations.create({
      type: 'sms',
      address,
      friendlyName: 'Care',
      'autoCreation.enabled': true,
      'autoCreation.type': 'webhook',
      'autoCreation.webhookUrl': `${backendUrl}/conversation-events`,
      'autoCreation.webhookFilters': ['onMessageAdded'],
    });
  }

  const OTHERS = 'https://other.example.com/interaction-events';

  const services = async () => (await twilio.serverless.v1.services.list()).map(({ uniqueName }) => uniqueName);

  it('removes nothing where nobody says yes', async () => {
    await install();
    const { code, errors } = await run(['uninstall', '--apply']);
    expect(code).toBe(1);
    expect(errors).toBe('Nothing was removed: nobody said yes. Add --yes where nobody can be asked.\n');
    expect(await services()).toEqual([SERVICE]);
    expect(await released()).toContain(`${PLUGIN} 0.1.0`);
  });

  it('takes out what is ours, hands customers over to Flex, and says what stays', async () => {
    await install();
    const { code, output } = await run(['uninstall', '--apply', '--yes']);
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('What stays, and why') as string,
    });
    expect(await released()).toEqual(['plugin-other 1.0.0']);
    expect(await services()).toEqual([]);
    expect((await service().configuration.webhooks().fetch()).postWebhookUrl).toBeFalsy();
    expect([...sandbox.world.interactionWebhooks.values()]).toMatchObject([{ url: OTHERS }]);
    expect(sandbox.world.workspace.eventCallbackUrl).toBeFalsy();
    expect(await attributes()).toMatchObject({ others: { kept: true }, messaging_controls: null });
    const [flow] = await twilio.studio.v2.flows.list();
    expect(flow?.friendlyName).toBe('Messaging Controls: direct to Flex');
    expect(await twilio.conversations.v1.addressConfigurations(address).fetch()).toMatchObject({
      friendlyName: 'Care',
      autoCreation: { enabled: true, type: 'studio', studio_flow_sid: flow?.sid },
    });
    const again = await run(['uninstall', '--apply', '--yes']);
    expect({ code: again.code, output: again.output }).toMatchObject({
      code: 0,
      output: expect.stringContaining('\n0 done, 3 as they should be, 0 wrong.') as string,
    });
  });

  it('is one document for a program', async () => {
    const { output } = await run(['uninstall', '--json']);
    const { stages, ...rest } = JSON.parse(output) as { stages: StageOutcome[] };
    expect(rest).toEqual({ command: 'uninstall', applied: false });
    expect(stages.map(({ title }) => title)).toEqual(['Remove', 'What stays, and why']);
  });
});
