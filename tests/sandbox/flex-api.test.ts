import http from 'node:http';
import https from 'node:https';

import { validator } from 'twilio-flex-token-validator';

import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

let sandbox: RunningSandbox;
const realRequest = https.request;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => {
  https.request = realRequest;
  sandbox.reset();
});

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${sandbox.url}/${path}`, { headers });
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const account = () => sandbox.world.account.sid;
const asAlice = () => basic('token', sandbox.token('alice'));

/** Leads what the package sends to iam.twilio.com, by its Host header, to the sandbox. */
function leadIamHere(): void {
  https.request = ((options: https.RequestOptions, answer: (response: http.IncomingMessage) => void) =>
    http.request(
      {
        method: options.method,
        path: options.path,
        hostname: 'localhost',
        port: sandbox.port,
        headers: { ...(options.headers as http.OutgoingHttpHeaders), host: options.hostname ?? '' },
      },
      answer,
    )) as typeof https.request;
}

describe('Flex tokens', () => {
  it('are validated for the official twilio-flex-token-validator, with the account or an API key', async () => {
    leadIamHere();
    const { authToken, apiKeySid, apiKeySecret } = sandbox.world.account;
    const alice = sandbox.world.people.get('alice')!;
    const expected = {
      valid: true,
      realm_user_id: alice.email,
      identity: 'alice',
      roles: ['agent'],
      worker_sid: alice.workerSid,
    };
    await expect(validator(sandbox.token('alice'), account(), authToken)).resolves.toMatchObject(expected);
    const key = { Sid: apiKeySid, Secret: apiKeySecret };
    await expect(validator(sandbox.token('alice'), account(), undefined, 'us1', key)).resolves.toMatchObject(expected);
  });

  it('that are changed, of another world or shown without the right credentials are refused', async () => {
    leadIamHere();
    const { authToken } = sandbox.world.account;
    const old = sandbox.token('alice');
    const [header, , signature] = old.split('.');
    const payload = Buffer.from(JSON.stringify({ grants: { identity: 'sue' }, exp: 9999999999 })).toString('base64url');
    for (const token of ['nonsense', 'a.b.c', `${header}.${payload}.${signature}`, `${header}.!.${signature}`]) {
      await expect(validator(token, account(), authToken)).rejects.toMatch('Access Token expired');
    }
    await expect(validator(old, account(), 'wrong')).rejects.toBe('Authenticate');
    sandbox.reset();
    await expect(validator(old, account(), authToken)).rejects.toMatch('Access Token expired');

    const url = `iam.twilio.com/v1/Accounts/${account()}/Tokens/validate`;
    expect((await post(url, { token: 'nonsense' }, basic(account(), authToken))).status).toBe(403);
    // A person may ask of their own token alone, as Flex UI below 2.14 does.
    expect((await post(url, { token: sandbox.token('sue') }, asAlice())).status).toBe(401);
    const token = sandbox.token('alice');
    expect((await post(url, { token }, basic('token', token))).status).toBe(200);
  });

  it('are shown and renewed to the browser', async () => {
    const info = await fetch(`${sandbox.url}/flex-api.twilio.com/v1/Accounts/${account()}/Tokens/Info`, {
      method: 'POST',
      body: new URLSearchParams({ Token: sandbox.token('sue') }),
    });
    expect(await info.json()).toMatchObject({ valid: true, identity: 'sue', roles: ['supervisor'] });

    const refreshed = await post(`iam.twilio.com/v1/Accounts/${account()}/Tokens/refresh`, {
      token: sandbox.token('alice'),
    });
    const { token, expiration, flexUserSid } = (await refreshed.json()) as Record<string, string>;
    expect(sandbox.world.services.iam.authenticate(token!)?.identity).toBe('alice');
    expect(Date.parse(expiration!)).toBeGreaterThan(Date.now() + 11 * 3600_000);
    expect(flexUserSid).toBe(sandbox.world.people.get('alice')!.flexUserSid);

    const bad = await post(`iam.twilio.com/v1/Accounts/${account()}/Tokens/refresh`, { token: 'x' });
    expect([bad.status, ((await bad.json()) as { code: number }).code]).toEqual([401, 20104]);
  });

  it('are given on the sign-in page of the origin that asks', async () => {
    const resource = `${sandbox.url}/agent-desktop/`;
    const answer = await post(`iam.twilio.com/v1/Accounts/${account()}/authenticate`, { products: ['flex'], resource });
    const { location } = (await answer.json()) as { location: string };
    expect(location).toBe(`${sandbox.url}/sign-in?resource=${encodeURIComponent(resource)}`);
  });
});

describe('Flex configuration', () => {
  it('is read by the official helper', async () => {
    const configuration = await sandbox.twilio.flexApi.v1.configuration().fetch();
    const { world } = sandbox;
    expect(configuration.accountSid).toBe(account());
    expect(configuration.taskrouterWorkspaceSid).toBe(world.workspace.sid);
    expect(world.workflows.get(configuration.taskrouterTargetWorkflowSid)?.friendlyName).toBe('Assign to Anyone');
    expect(world.activities.get(configuration.taskrouterOfflineActivitySid)?.friendlyName).toBe('Offline');
    expect(configuration.chatServiceInstanceSid).toBe(world.chatServiceSid);
    expect(configuration.uiAttributes).toMatchObject({ version_compatibility: 'yes' });
    expect(configuration.dateCreated).toBeInstanceOf(Date);
  });

  it('keeps what is posted beside what it had', async () => {
    await sandbox.twilio.flexApi.v1.configuration().update({
      account_sid: account(),
      ui_attributes: { colour: 'red' },
      agent_conv_end_methods: { enabled: ['Complete', 'Pause'], default: 'Complete' },
    });
    const configuration = (await (await get('flex-api.twilio.com/v1/Configuration', asAlice())).json()) as object;
    expect(configuration).toMatchObject({
      ui_attributes: { version_compatibility: 'yes', colour: 'red' },
      agent_conv_end_methods: { enabled: ['Complete', 'Pause'] },
    });
    await expect(sandbox.twilio.flexApi.v1.configuration().update({ ui_attributes: {} })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('shows its public part to anybody, wrapped in a list, and the rest to nobody', async () => {
    const open = await get(`flex-api.twilio.com/v1/Configuration/Public?AccountSid=${account()}`);
    expect(await open.json()).toMatchObject({ configurations: [{ flex_instance_sid: sandbox.world.flexInstanceSid }] });
    expect((await get('flex-api.twilio.com/v1/Configuration')).status).toBe(401);
  });
});

describe('what Flex asks when it starts', () => {
  it('are its features and plugins, for whoever is signed in', async () => {
    sandbox.world.features.add('new-transfer-experience');
    sandbox.world.plugins = [{ name: 'demo', version: '1.0.0', src: '/demo.js' }];
    const flex = { 'x-flex-jwe': sandbox.token('alice') };
    const session = await get('flex.twilio.com/api/v1/Session', flex);
    const { features } = (await session.json()) as { features: unknown[] };
    expect(features).toContainEqual(expect.objectContaining({ id: 'new-transfer-experience', enabled: true }));
    expect(await (await get('flex.twilio.com/plugins?roles=agent', flex)).json()).toEqual([
      { name: 'demo', version: '1.0.0', src: '/demo.js', phase: 3 },
    ]);
    expect(await (await get('flex.twilio.com/api/v1/Features/other')).json()).toMatchObject({ enabled: false });
    expect((await get('flex.twilio.com/plugins?roles=agent')).status).toBe(401);
  });

  it('finds its other hosts answering', async () => {
    const status = (await (await get('status.twilio.com/api/v2/summary.json')).json()) as { components: unknown[] };
    expect(status.components).toContainEqual(expect.objectContaining({ name: 'FLEX', status: 'operational' }));
    expect(await (await get('assets.flex.twilio.com/assets/countries.json')).json()).toEqual([]);
    const sound = Buffer.from(await (await get('media.twiliocdn.com/sdk/incoming.mp3')).arrayBuffer());
    expect(sound.subarray(0, 4).toString()).toBe('RIFF');
    expect(sound.readUInt32LE(4)).toBe(sound.length - 8);
    const { flexInstanceSid } = sandbox.world;
    const settings = await get(`flex-api.twilio.com/v3/Instances/${flexInstanceSid}/TransferSettings`, asAlice());
    expect(await settings.json()).toMatchObject({ transfer_settings: [{ enabled: true }] });
    const templates = await sandbox.twilio.content.v2.contentAndApprovals.list();
    expect(templates.length).toBe(sandbox.world.contentTemplates.size);
  });

  it('keeps notes for the next agent', async () => {
    const notes = `preview.twilio.com/Flex/Instances/${sandbox.world.flexInstanceSid}/Notes`;
    const note = { InteractionSid: 'KD1', ChannelSid: 'UO1', Summary: 'wants a refund', Type: 'transfer' };
    const { sid } = (await (await post(notes, note, asAlice())).json()) as { sid: string };
    expect(await (await get(`${notes}/${sid}`, asAlice())).json()).toMatchObject({ summary: 'wants a refund' });
  });
});

it('puts an agent into the conversation of a task that is no interaction, once', async () => {
  const conversation = await sandbox.twilio.conversations.v1.conversations.create();
  const join = () =>
    fetch(`${sandbox.url}/flex-api.twilio.com/v1/Channels/${conversation.sid}/Roles/agent/Users`, {
      method: 'POST',
      headers: asAlice(),
      body: new URLSearchParams({ Identity: 'alice' }),
    });
  expect((await join()).status).toBe(201);
  expect((await join()).status).toBe(409);
  const participants = await conversation.participants().list();
  expect(participants.map(({ identity }) => identity)).toEqual(['alice']);
});
