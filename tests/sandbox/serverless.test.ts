import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { TwilioServerlessApiClient } from '@twilio-labs/serverless-api';

import { leadTwilioHosts } from './leadTwilioHosts';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

/** What Twilio's own client deploys runs in the runtime that npm has, and answers at its twil.io name. */
const FUNCTIONS: Record<string, { access: 'public' | 'protected' | 'private'; code: string }> = {
  greet: {
    access: 'public',
    code: `exports.handler = (context, event, callback) => {
      console.log('greets', event.name);
      console.warn('careful');
      callback(null, {
        text: 'VERSION', name: event.name, greeting: context.GREETING, inProcess: process.env.GREETING, pid: process.pid,
        hasToken: Boolean(context.AUTH_TOKEN),
        context: [context.DOMAIN_NAME, context.SERVICE_SID, context.ENVIRONMENT_SID, context.PATH],
      });
    };`,
  },
  workspaces: {
    access: 'public',
    code: `exports.handler = (context, event, callback) =>
      context.getTwilioClient().taskrouter.v1.workspaces.list()
        .then((workspaces) => callback(null, workspaces.map(({ sid }) => sid)), callback);`,
  },
  files: {
    access: 'public',
    code: `exports.handler = (context, event, callback) => {
      const helper = require(Runtime.getFunctions()['helper'].path);
      callback(null, [helper.name, Runtime.getAssets()['/terms.txt'].open()]);
    };`,
  },
  wait: {
    access: 'public',
    code: `exports.handler = (context, event, callback) =>
      require('http').get(event.gate, (answer) => answer.resume().on('end', () => callback(null, 'VERSION')));`,
  },
  hook: { access: 'protected', code: `exports.handler = (context, event, callback) => callback(null, event.Body);` },
  helper: { access: 'private', code: `exports.name = 'helper';` },
  fails: {
    access: 'public',
    code: `exports.handler = (context, event, callback) => callback(new Error('on purpose'));`,
  },
  broken: { access: 'public', code: `exports.handler = (` },
  rejects: { access: 'public', code: `exports.handler = async () => { throw new Error('nobody listens'); };` },
};

let sandbox: RunningSandbox;
let endLead: () => void;
let domain: string;
let serviceSid: string;
let environmentSid: string;

async function deploy(version: string): Promise<void> {
  const { account } = sandbox.world;
  const login = { username: account.sid, password: account.authToken };
  const client = new TwilioServerlessApiClient(login);
  const file = (name: string, access: 'public' | 'protected' | 'private', content: string) => {
    return { name, path: `/${name}`, access, content };
  };
  const deployed = await client.deployProject({
    ...login,
    serviceName: 'helpers',
    functionsEnv: 'dev',
    overrideExistingService: true,
    runtime: 'node22',
    env: { GREETING: 'Good morning' },
    pkgJson: { dependencies: { '@twilio/runtime-handler': '2.0.1' } },
    functions: Object.entries(FUNCTIONS).map(([name, { access, code }]) =>
      file(name, access, code.replace('VERSION', version)),
    ),
    assets: [file('logo.svg', 'public', '<svg/>'), file('terms.txt', 'private', 'our terms')],
  });
  ({ domain, serviceSid, environmentSid } = deployed);
}

const call = (path: string, init?: RequestInit) => fetch(`${sandbox.url}/${domain}${path}`, init);
const environment = () => sandbox.twilio.serverless.v1.services(serviceSid).environments(environmentSid);

interface Greeting {
  text: string;
  greeting: string;
  pid: number;
  hasToken: boolean;
}
const greet = async (): Promise<Greeting> => (await call('/greet')).json() as Promise<Greeting>;

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

beforeAll(async () => {
  sandbox = await startSandbox();
  endLead = leadTwilioHosts(sandbox.port);
  await deploy('first');
  // npm takes its time where the packages are not in its cache.
}, 180_000);
afterAll(async () => {
  endLead();
  await sandbox.close();
});

test('a Function answers at its twil.io name, with its variables and those that Twilio adds', async () => {
  expect(domain).toMatch(/^helpers-\d{4}-dev\.twil\.io$/);
  const answer = await call('/greet?name=Ann');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    ...{ text: 'first', name: 'Ann', greeting: 'Good morning', inProcess: 'Good morning' },
    context: [domain, serviceSid, environmentSid, '/greet'],
  });
  expect((await fetch(`${sandbox.url}/${domain}/nothing`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/nobody-1234.twil.io/greet`)).status).toBe(404);
});

test('a Function reaches the account by its own Twilio client', async () => {
  expect(await (await call('/workspaces')).json()).toEqual([sandbox.world.workspace.sid]);
});

test('Assets are served as they were uploaded, without leave for other origins', async () => {
  const answer = await call('/logo.svg', { headers: { origin: 'https://shop.example' } });
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['image/svg+xml', '<svg/>']);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('private ones are for other Functions only', async () => {
  expect((await call('/helper')).status).toBe(403);
  expect((await call('/terms.txt')).status).toBe(403);
  expect(await (await call('/files')).json()).toEqual(['helper', 'our terms']);
});

test('a protected one answers a webhook of the account, and nobody else', async () => {
  expect((await call('/hook', { method: 'POST' })).status).toBe(403);
  const wrong = { method: 'POST', headers: { 'x-twilio-signature': 'c2lnbmVk' } };
  expect((await call('/hook', wrong)).status).toBe(403);
  const url = `https://${domain}/hook?from=webhook`;
  const parameters = { Body: 'Where is my order?', From: '+12025550143' };
  const delivery = await sandbox.world.services.webhooks.deliver({ kind: 'test', url, parameters });
  expect(delivery).toMatchObject({ responseStatus: 200, responseBody: 'Where is my order?' });
});

test('what Functions write and how they fail is in the logs and in the debugger', async () => {
  const failed = await call('/fails', { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' } });
  expect([failed.status, await failed.json()]).toMatchObject([500, { name: 'Error', message: 'on purpose' }]);
  const broken = await call('/broken');
  expect([broken.status, await broken.json()]).toMatchObject([500, { name: 'SyntaxError' }]);
  const functions = await sandbox.twilio.serverless.v1.services(serviceSid).functions.list();
  const sidOf = (name: string) => functions.find(({ friendlyName }) => friendlyName === name)?.sid ?? '';

  await call('/greet?name=Ben');
  const logs = await environment().logs.list({ functionSid: sidOf('greet') });
  expect(logs.slice(0, 2)).toMatchObject([
    { level: 'warn', message: 'careful' },
    { level: 'info', message: 'greets Ben', requestSid: expect.stringMatching(/^RQ[0-9a-f]{32}$/) as string },
  ]);
  const [failure] = await environment().logs.list({ functionSid: sidOf('fails') });
  expect(failure).toMatchObject({ level: 'error', message: expect.stringMatching(/^Error: on purpose\n/) as string });
  const alerts = await sandbox.twilio.monitor.v1.alerts.list();
  const about = (name: string) => alerts.find(({ resourceSid }) => resourceSid === sidOf(name))?.errorCode;
  expect([about('greet'), about('fails')]).toEqual(['82004', '82002']);
});

test('a Function that ends the process is told with what it said, and the next request finds another', async () => {
  const before = await greet();
  const answer = await call('/rejects');
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('nobody listens') as string]);
  expect((await greet()).pid).not.toBe(before.pid);
});

test('a changed variable counts at once, without a deployment', async () => {
  const [variable] = await environment().variables.list();
  await environment()
    .variables(variable?.sid ?? '')
    .update({ value: 'Good evening' });
  expect((await greet()).greeting).toBe('Good evening');
});

test('the credentials of the account are there unless the service goes without them', async () => {
  expect((await greet()).hasToken).toBe(true);
  await sandbox.twilio.serverless.v1.services(serviceSid).update({ includeCredentials: false });
  expect((await greet()).hasToken).toBe(false);
  await sandbox.twilio.serverless.v1.services(serviceSid).update({ includeCredentials: true });
});

/** Holds each request until it is opened. */
let gate: http.Server;
let open: (() => void) | undefined;
beforeAll(async () => {
  gate = http.createServer((_request, response) => (open = () => void response.end()));
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  gate.closeAllConnections();
  gate.close();
});

test('the next deployment takes over, and what was asked before is answered', async () => {
  const before = await greet();
  const asked = call(`/wait?gate=http://127.0.0.1:${(gate.address() as AddressInfo).port}`);
  await until(() => open);

  await deploy('second');
  const after = await greet();
  expect([before.text, after.text, after.greeting]).toEqual(['first', 'second', 'Good morning']);
  expect(isRunning(before.pid)).toBe(true);
  open?.();
  expect(await (await asked).text()).toBe('first');
  await until(() => !isRunning(before.pid));
});

test('nothing runs on when the service is removed, or with a reset', async () => {
  const { pid } = await greet();
  await sandbox.twilio.serverless.v1.services(serviceSid).remove();
  await until(() => !isRunning(pid));
  expect((await call('/greet')).status).toBe(404);

  await deploy('third');
  const next = await greet();
  sandbox.reset();
  await until(() => !isRunning(next.pid));
  expect((await call('/greet')).status).toBe(404);
});
