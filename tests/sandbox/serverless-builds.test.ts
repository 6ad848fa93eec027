import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { TwilioServerlessApiClient } from '@twilio-labs/serverless-api';

import { leadTwilioHosts } from './leadTwilioHosts';
import { startNpmRegistry } from './npmRegistry';
import type { NpmRegistry } from './npmRegistry';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

/** What Twilio's builder refuses, and what becomes of what the real npm cannot install. */
let sandbox: RunningSandbox;
let registry: NpmRegistry;
let folder: string;

/** npm takes its time on a machine that is busy with something else. */
const NPM_PATIENCE_MS = 60_000;
jest.setTimeout(2 * NPM_PATIENCE_MS);

const before = { ...process.env };
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'serverless-'));
  sandbox = await startSandbox({ cache: path.join(folder, 'cache') });
  const packages = [
    { name: 'twilio', version: '5.0.3' },
    { name: '@twilio/runtime-handler', version: '2.0.1' },
    { name: '@twilio/runtime-handler', version: '2.1.0' },
    { name: 'friend', version: '1.0.0' },
    { name: 'friend', version: '2.0.0' },
    { name: 'choosy', version: '1.0.0', peerDependencies: { friend: '1.0.0' } },
  ];
  registry = await startNpmRegistry(packages, path.join(folder, 'registry'));
  process.env['npm_config_registry'] = registry.url;
  process.env['npm_config_cache'] = path.join(folder, 'npm');
  // Of this repository, as npm hands it on to a test run: no matter of the build.
  process.env['npm_config_legacy_peer_deps'] = 'true';
});
afterAll(async () => {
  process.env = before;
  await sandbox.close();
  await registry.close();
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const credentials = (): string => {
  const { sid, authToken } = sandbox.world.account;
  return `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`;
};

interface Upload {
  kind?: 'Functions' | 'Assets';
  visibility?: string;
  content?: string;
}

/** A service with a Function `greet`; `upload` makes a version of it, or of another that is made for it. */
async function newService(uniqueName: string, { twilio, url: api } = sandbox) {
  const { services } = twilio.serverless.v1;
  const { sid } = await services.create({ uniqueName, friendlyName: uniqueName });
  const service = services(sid);
  const greet = await service.functions.create({ friendlyName: 'greet' });
  const upload = async (resource: string, route: string, { kind, visibility, content }: Upload = {}) => {
    const form = new FormData();
    form.set('Path', route);
    form.set('Visibility', visibility ?? 'public');
    form.set('Content', new Blob([content ?? 'exports.handler = (c, e, callback) => callback();']), 'greet.js');
    const url = `${api}/serverless-upload.twilio.com/v1/Services/${sid}/${kind ?? 'Functions'}/${resource}/Versions`;
    const answer = await fetch(url, { method: 'POST', body: form, headers: { authorization: credentials() } });
    return { status: answer.status, ...((await answer.json()) as { sid: string; message?: string }) };
  };
  return { service, greet, upload };
}

type ServiceContext = Awaited<ReturnType<typeof newService>>['service'];

const statusOf = async (service: ServiceContext, build: string): Promise<string> =>
  (await service.builds(build).buildStatus().fetch()).status;

const completed = (service: ServiceContext, build: string) =>
  until(async () => {
    const status = await statusOf(service, build);
    if (status === 'failed') throw new Error('the build failed');
    return status === 'completed';
  }, NPM_PATIENCE_MS);

/** As Twilio's own clients write it. */
const dependencies = (list: Record<string, string>): string =>
  `"${JSON.stringify(Object.entries(list).map(([name, version]) => ({ name, version })))}"`;

describe('what is uploaded', () => {
  test('has a path of at most 255 characters without those that Twilio forbids, and a known visibility', async () => {
    const { greet, upload } = await newService('paths');
    expect((await upload(greet.sid, '/say/good-morning_to.all')).status).toBe(201);
    expect((await upload(greet.sid, '/')).status).toBe(201);
    expect(await upload(greet.sid, '/a?b')).toMatchObject({ status: 400, code: 20001 });
    expect(await upload(greet.sid, '/a b')).toMatchObject({ status: 400, code: 20001 });
    expect(await upload(greet.sid, `/${'a'.repeat(255)}`)).toMatchObject({ status: 400, code: 20001 });
    expect(await upload(greet.sid, '/a', { visibility: 'hidden' })).toMatchObject({ status: 400, code: 20001 });
  });

  test('has at most 1 MB as a Function, 25 MB as an Asset', async () => {
    const { service, greet, upload } = await newService('sizes');
    const logo = await service.assets.create({ friendlyName: 'logo' });
    const megabytes = (count: number): string => ' '.repeat(count * 1024 * 1024);
    expect((await upload(greet.sid, '/a', { content: megabytes(1) })).status).toBe(201);
    expect((await upload(greet.sid, '/a', { content: megabytes(2) })).status).toBe(413);
    expect((await upload(logo.sid, '/a', { kind: 'Assets', content: megabytes(2) })).status).toBe(201);
    expect((await upload(logo.sid, '/a', { kind: 'Assets', content: megabytes(26) })).status).toBe(413);
  });

  test('needs the credentials of the account', async () => {
    const url = `${sandbox.url}/serverless-upload.twilio.com/v1/Services/x/Functions/y/Versions`;
    expect((await fetch(url, { method: 'POST', body: new FormData() })).status).toBe(401);
  });
});

describe('a build', () => {
  afterEach(() => void (process.env['npm_config_registry'] = registry.url));

  test.each(['2.1.0', '2.0.2', '^2.0.1', 'latest'])(
    'is refused with @twilio/runtime-handler %s, in the words of Twilio',
    async (version) => {
      const { service, greet, upload } = await newService(`handler-${version.replace(/\W/g, '-')}`);
      const { sid } = await upload(greet.sid, '/greet');
      const given = dependencies({ '@twilio/runtime-handler': version });
      await expect(service.builds.create({ functionVersions: [sid], dependencies: given })).rejects.toMatchObject({
        status: 400,
        code: 20001,
        message:
          `Some dependencies could not be validated. No matching version found for @twilio/runtime-handler@${version}. ` +
          'You can find the valid versions at https://www.twilio.com/docs/serverless/functions-assets/handler',
      });
      expect(await service.builds.list()).toEqual([]);
    },
  );

  test('is refused for a Node.js that Twilio does not run any more', async () => {
    const { service, greet, upload } = await newService('node');
    const { sid } = await upload(greet.sid, '/greet');
    const old = service.builds.create({ functionVersions: [sid], runtime: 'node18' });
    await expect(old).rejects.toMatchObject({ code: 20001, message: 'unsupported runtime: node18' });
  });

  test('runs on the Node.js of the one before where none is named; Node.js 24 gets the handler that it needs', async () => {
    const { service, greet, upload } = await newService('node-24');
    const { sid } = await upload(greet.sid, '/greet');
    const first = await service.builds.create({ functionVersions: [sid], runtime: 'node24' });
    expect(first.dependencies).toContainEqual({ name: '@twilio/runtime-handler', version: '2.1.2' });
    await completed(service, first.sid);
    expect((await service.builds.create({ functionVersions: [sid] })).runtime).toBe('node24');
    const given = dependencies({ '@twilio/runtime-handler': '1.1.1' });
    const old = service.builds.create({ functionVersions: [sid], runtime: 'node24', dependencies: given });
    await expect(old).rejects.toMatchObject({ code: 20001 });
  });

  test('is refused without versions, with two of one Function, and with a path that occurs twice', async () => {
    const { service, greet, upload } = await newService('versions');
    const [first, second] = [await upload(greet.sid, '/greet'), await upload(greet.sid, '/welcome')];
    const other = await service.functions.create({ friendlyName: 'other' });
    const third = await upload(other.sid, '/greet');
    const build = (functionVersions: string[]) => service.builds.create({ functionVersions });
    await expect(build([])).rejects.toMatchObject({
      code: 20001,
      message: 'At least one Function Version or Asset Version is required for Build',
    });
    await expect(build([first.sid, second.sid])).rejects.toMatchObject({ code: 20001 });
    await expect(build([first.sid, third.sid])).rejects.toMatchObject({ code: 20001 });
    await expect(build([`ZN${'0'.repeat(32)}`])).rejects.toMatchObject({ code: 20001 });
  });

  test('installs what it needs once', async () => {
    const { service, greet, upload } = await newService('once');
    const { sid } = await upload(greet.sid, '/greet');
    const given = dependencies({ friend: '^2.0.0' });
    const build = async () => {
      const made = await service.builds.create({ functionVersions: [sid], dependencies: given });
      await completed(service, made.sid);
    };
    await build();
    expect(registry.asked).toContain('friend-2.0.0.tgz');
    registry.asked.length = 0;
    await build();
    expect(registry.asked).toEqual([]);
  });

  test.each([
    ['two packages of which one will not have the other', { choosy: '1.0.0', friend: '2.0.0' }, /^code ERESOLVE\n/],
    ['a package that is not there', { nobody: '1.0.0' }, /nobody/],
    ['a version that is not there', { friend: '3.0.0' }, /No matching version found for friend@3\.0\.0/],
  ])('fails for %s; Twilio does not tell why, the console does', async (_what, list, reason) => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { account } = sandbox.world;
    const login = { username: account.sid, password: account.authToken };
    const client = new TwilioServerlessApiClient(login);
    const endLead = leadTwilioHosts(sandbox.port);
    const deployed = client.deployProject({
      ...login,
      ...{ serviceName: 'unresolvable', functionsEnv: 'dev', overrideExistingService: true, env: {} },
      pkgJson: { dependencies: list },
      functions: [{ name: 'greet', path: '/greet', access: 'public', content: 'exports.handler = () => {};' }],
      assets: [],
    });
    await expect(deployed).rejects.toBe('failed');
    endLead();
    const { builds } = sandbox.twilio.serverless.v1.services('unresolvable');
    const [build] = await builds.list();
    expect(build?.status).toBe('failed');
    const [service] = [...sandbox.world.serverlessServices.values()].slice(-1);
    expect(service?.builds.get(build?.sid ?? '')?.failure).toMatch(reason);
    const shown = await (await fetch(`${sandbox.url}/console`)).text();
    expect(shown).toMatch(new RegExp(reason.source.replace('^', '').replaceAll('\\n', '')));
  });

  test('that cannot be tried without a connection says so, in a way of its own', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { service, greet, upload } = await newService('offline');
    const { sid } = await upload(greet.sid, '/greet');
    process.env['npm_config_registry'] = 'http://127.0.0.1:9';
    const given = dependencies({ friend: '1.0.0' });
    const build = await service.builds.create({ functionVersions: [sid], dependencies: given });
    const failed = await until(
      () =>
        statusOf(service, build.sid).then(
          () => undefined,
          (error: Error) => error,
        ),
      NPM_PATIENCE_MS,
    );
    expect(failed).toMatchObject({
      status: 503,
      message: expect.stringMatching(/^The sandbox could not reach npm's registry.* deploy again\.$/) as string,
    });
  });
});

test('what is deployed stays: its build, and the Function of which the build is made', async () => {
  const { service, greet, upload } = await newService('kept');
  const { sid: version } = await upload(greet.sid, '/greet');
  const { sid: environmentSid } = await service.environments.create({ uniqueName: 'production' });
  const { deployments } = service.environments(environmentSid);
  const build = await service.builds.create({ functionVersions: [version] });
  await expect(deployments.create({ buildSid: build.sid })).rejects.toMatchObject({ code: 20001 });
  await completed(service, build.sid);
  await deployments.create({ buildSid: build.sid });
  await expect(deployments.create({ buildSid: build.sid })).rejects.toMatchObject({
    message: 'Environment already has requested deployment.',
  });
  await expect(service.builds(build.sid).remove()).rejects.toMatchObject({
    message: "Cannot delete Build because it's part of an active Deployment.",
  });
  await expect(service.functions(greet.sid).remove()).rejects.toMatchObject({ code: 20001 });

  // A deployment of nothing takes it down.
  await deployments.create();
  expect((await service.environments(environmentSid).fetch()).buildSid).toBeNull();
  expect(await service.builds(build.sid).remove()).toBe(true);
  expect(await service.functions(greet.sid).remove()).toBe(true);
});

test('a state file keeps what is deployed', async () => {
  const stateFile = path.join(folder, 'state.json');
  const first = await startSandbox({ stateFile });
  const { service, upload } = await newService('kept-in-a-file', first);
  const logo = await service.assets.create({ friendlyName: 'logo' });
  const { sid } = await upload(logo.sid, '/logo.svg', { kind: 'Assets', content: '<svg/>' });
  const build = await service.builds.create({ assetVersions: [sid] });
  await completed(service, build.sid);
  const environment = await service.environments.create({ uniqueName: 'production' });
  await service.environments(environment.sid).deployments.create({ buildSid: build.sid });
  await first.close();

  const second = await startSandbox({ stateFile });
  expect(await (await fetch(`${second.url}/${environment.domainName}/logo.svg`)).text()).toBe('<svg/>');
  await second.close();
});

test('an account has at most 50 services', async () => {
  const { services } = sandbox.twilio.serverless.v1;
  const make = (count: number) => services.create({ uniqueName: `many-${count}`, friendlyName: 'Many' });
  for (let count = sandbox.world.serverlessServices.size; count < 50; count += 1) await make(count);
  await expect(make(50)).rejects.toMatchObject({
    code: 20001,
    message: 'Services are limited to less than or equal to 50',
  });
});
