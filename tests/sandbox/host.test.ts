import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';

import WebSocket from 'ws';

import { createSandbox } from '../../sandbox/src/createSandbox';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

let folder: string;
let sandbox: RunningSandbox;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sandbox-'));
  const flexBundle = path.join(folder, 'flex-ui-2.0.0-abc.js');
  const plugin = path.join(folder, 'plugin-example.js');
  fs.writeFileSync(flexBundle, 'flex');
  fs.writeFileSync(plugin, 'plugin');
  fs.writeFileSync(path.join(folder, 'package.json'), '{"version":"1.2.3"}');
  sandbox = await startSandbox({ flexBundle, pluginFiles: [plugin] });
});
afterAll(async () => {
  await sandbox.close();
  fs.rmSync(folder, { recursive: true });
});

const get = (address: string, accept = 'text/html', options: RequestInit = {}) =>
  fetch(new URL(address, sandbox.url), { headers: { accept }, redirect: 'manual', ...options });
const submit = (address: string, fields: Record<string, string>) =>
  get(address, 'text/html', { method: 'POST', body: new URLSearchParams(fields) });

describe('pages', () => {
  test('the start page leads to the agent desktop and the phone', async () => {
    const page = await (await get('/')).text();
    expect(page).toContain('href="/agent-desktop/"');
    expect(page).toContain('href="/phone"');
    expect(page).toContain('plugin-example 1.2.3');
  });

  test.each(['/agent-desktop/', '/agent-desktop/WR1', '/teams', '/queues-stats/', '/a-view-of-a-plugin'])(
    '%s is the agent desktop',
    async (address) => {
      const page = await (await get(address)).text();
      const order = ['no-referrer', 'redirect.js', 'flex-ui-2.0.0-abc.js', sandbox.world.account.sid, 'run-flex.js'];
      const places = order.map((text) => page.indexOf(text));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((one, other) => one - other));
    },
  );

  test.each(['*/*', 'application/json, text/plain, */*'])(
    'a program that waits for Flex, and accepts %s, sees the agent desktop too',
    async (accept) => {
      expect((await get('/agent-desktop/', accept)).status).toBe(200);
    },
  );

  test('what a program asks for and is not there is a 404', async () => {
    expect((await get('/agent-desktop/', 'application/json')).status).toBe(404);
  });

  test('without the bundle there is no agent desktop', async () => {
    const services = await createSandbox({ port: 0 });
    const response = await fetch(`${services.url}/agent-desktop/`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await (await fetch(services.url)).text()).toContain('without the Flex bundle');
    await services.close();
  });

  test('the bundle is kept by the browser, a plugin is asked for each time', async () => {
    const bundle = await get('/assets/flex-ui-2.0.0-abc.js', '*/*');
    expect(await bundle.text()).toBe('flex');
    expect(bundle.headers.get('cache-control')).toContain('immutable');
    const plugin = await get('/plugins/plugin-example.js', '*/*');
    expect(await plugin.text()).toBe('plugin');
    expect(plugin.headers.get('cache-control')).toBe('no-cache');
  });

  test.each(['/redirect.js', '/assets/run-flex.js', '/assets/phone.js'])('%s is a script', async (address) => {
    const response = await get(address, '*/*');
    expect(response.headers.get('content-type')).toContain('javascript');
    const text = await response.text();
    expect(() => new vm.Script(text)).not.toThrow();
  });

  test("Flex's plugin service lists the plugin", async () => {
    const headers = { 'x-flex-jwe': sandbox.token('alice') };
    const listed = await get('/flex.twilio.com/plugins?roles=agent', '*/*', { headers });
    expect(await listed.json()).toEqual([
      expect.objectContaining({ name: 'plugin-example', version: '1.2.3', src: '/plugins/plugin-example.js' }),
    ]);
  });
});

describe('signing in', () => {
  /** Where Flex's own single sign-on sends the browser. */
  const signInAddress = async (resource: string): Promise<string> => {
    const response = await fetch(
      `${sandbox.url}/iam.twilio.com/v1/Accounts/${sandbox.world.account.sid}/authenticate`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ products: ['flex'], resource }),
      },
    );
    return ((await response.json()) as { location: string }).location;
  };

  test('Flex is sent to a page with everybody on it', async () => {
    const page = await (await get(await signInAddress(`${sandbox.url}/agent-desktop/`))).text();
    for (const { fullName } of sandbox.world.people.values()) expect(page).toContain(fullName);
    expect(page).toContain(`value="${sandbox.url}/agent-desktop/"`);
  });

  test('leads back with a token that Flex accepts', async () => {
    const resource = `${sandbox.url}/teams/?x=1`;
    const response = await submit('/sign-in', { identity: 'sue', resource });
    expect(response.status).toBe(303);
    const back = new URL(response.headers.get('location') ?? '');
    const query = back.searchParams;
    expect(`${back.origin}${back.pathname}`).toBe(`${sandbox.url}/teams/`);
    expect(query.get('x')).toBe('1');
    expect(query.get('Identity')).toBe('sue');
    expect(query.getAll('Roles')).toEqual(['supervisor']);
    expect(query.get('flexUserSid')).toBe(sandbox.world.people.get('sue')?.flexUserSid);
    expect(new Date(query.get('Expiration') ?? 0).getTime()).toBeGreaterThan(Date.now());
    expect(sandbox.world.services.iam.authenticate(query.get('Token') ?? '')?.identity).toBe('sue');
  });

  test.each(['https://example.com/', '//example.com/', 'javascript:alert(1)', 'http://localhost:1/', ''])(
    'a token is not sent to "%s"',
    async (resource) => {
      const response = await submit('/sign-in', { identity: 'alice', resource });
      expect(response.headers.get('location')).toMatch(new RegExp(`^${sandbox.url}/agent-desktop/\\?Token=`));
    },
  );

  test('nobody else can sign in', async () => {
    expect((await submit('/sign-in', { identity: 'mallory' })).status).toBe(400);
  });

  test("Flex's own switch keeps the token in the tab", async () => {
    const feature = await get('/flex.twilio.com/api/v1/Features/sso-token-session-storage', '*/*');
    expect(await feature.json()).toMatchObject({ enabled: true });
  });
});

describe('for programs', () => {
  const describeSandbox = async () => (await (await get('/sandbox', '*/*')).json()) as Record<string, unknown>;
  const isClosed = (socket: WebSocket) => new Promise((resolve) => socket.once('close', resolve));
  const connect = async (): Promise<WebSocket> => {
    const token = sandbox.token('alice');
    const url = `${sandbox.url.replace('http', 'ws')}/event-bridge.twilio.com/v1/wschannels?token=${token}`;
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return socket;
  };

  test('addresses, credentials and SIDs are told', async () => {
    const { world, url } = sandbox;
    expect(await describeSandbox()).toMatchObject({
      agentDesktop: `${url}/agent-desktop/`,
      phone: `${url}/phone`,
      accountSid: world.account.sid,
      authToken: world.account.authToken,
      workspaceSid: world.workspace.sid,
      workflowSid: [...world.workflows.keys()][0],
      workers: expect.arrayContaining([
        expect.objectContaining({ identity: 'alice', sid: world.people.get('alice')?.workerSid }),
      ]) as unknown,
      addresses: expect.arrayContaining([expect.objectContaining({ type: 'sms', address: '+14155550100' })]) as unknown,
    });
  });

  test('a reset forgets what happened and keeps the SIDs', async () => {
    const before = await describeSandbox();
    const token = sandbox.token('alice');
    const socket = await connect();
    const closed = isClosed(socket);
    await sandbox.twilio.conversations.v1.conversations.create({ uniqueName: randomUUID() });
    expect((await get('/sandbox/reset', '*/*', { method: 'POST' })).status).toBe(204);
    await closed;
    expect(await sandbox.twilio.conversations.v1.conversations.list()).toEqual([]);
    expect(sandbox.world.services.iam.authenticate(token)).toBeUndefined();
    expect(await describeSandbox()).toEqual(before);
  });

  test('all websockets can be dropped', async () => {
    const socket = await connect();
    const closed = isClosed(socket);
    expect((await get('/sandbox/sockets/drop', '*/*', { method: 'POST' })).status).toBe(204);
    await closed;
  });

  test('a port that is taken is told', async () => {
    await expect(createSandbox({ port: sandbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
