import http from 'node:http';

import type RestException from 'twilio/lib/base/RestException';

import { Faults } from '../../sandbox/src/http/faults';
import { Random } from '../../sandbox/src/model/Random';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const faults = (method: string, body?: unknown, path = '') =>
  fetch(`${sandbox.url}/sandbox/faults${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
/** Resolves when this process has noticed that the sandbox closed the connections which had nothing to do. */
const idleClosed = (agent: http.Agent) =>
  until(() => Object.values(agent.freeSockets).every((sockets) => !sockets?.length));
const create = () => sandbox.twilio.conversations.v1.conversations.create({ friendlyName: 'Made' });
const list = () => sandbox.twilio.conversations.v1.conversations.list();
const error = (promise: Promise<unknown>): Promise<RestException> =>
  promise.then(
    () => {
      throw new Error('It should have failed');
    },
    (reason: RestException) => reason,
  );

describe('a rule', () => {
  test('answers in Twilio’s shape instead of the service, and is over after the next n', async () => {
    await faults('POST', { host: 'conversations', method: 'POST', status: 429, next: 2, retryAfter: 7 });
    expect(await error(create())).toMatchObject({
      status: 429,
      code: 20429,
      message: 'Too Many Requests',
      moreInfo: 'https://www.twilio.com/docs/errors/20429',
    });
    expect(await list()).toEqual([]);
    await error(create());
    await create();
    expect(await (await faults('GET')).json()).toEqual({ latency: 0, rules: [] });
  });

  test('tells when to come back', async () => {
    await faults('POST', { host: 'taskrouter.twilio.com', status: 503, code: 20503, retryAfter: 7 });
    const response = await fetch(`${sandbox.url}/taskrouter.twilio.com/v1/Workspaces`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('access-control-expose-headers')).toBe('*');
    expect(await response.json()).toMatchObject({ code: 20503, status: 503 });
  });

  test('strikes what its path says, and nothing else', async () => {
    await faults('POST', { path: '/v1/Conversations/*/Messages', status: 500 });
    const { sid } = await create();
    const messages = sandbox.twilio.conversations.v1.conversations(sid).messages;
    expect(await error(messages.create({ body: 'Hello' }))).toMatchObject({ status: 500, code: 20500 });
    expect(await list()).toHaveLength(1);
    expect((await fetch(`${sandbox.url}/sandbox`)).status).toBe(200);
  });

  test('does the work and loses the answer', async () => {
    await faults('POST', { host: 'conversations', method: 'POST', loseAnswer: true, next: 1 });
    await idleClosed(http.globalAgent);
    await expect(create()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await list()).toHaveLength(1);
  });

  test('gives each request a connection of its own while answers get lost, so that no browser repeats it', async () => {
    const agent = new http.Agent({ keepAlive: true });
    const ask = () =>
      new Promise<string | undefined>((resolve, reject) => {
        http
          .get(`${sandbox.url}/iam.twilio.com/`, { agent }, (response) => {
            response.resume().on('end', () => resolve(response.headers.connection));
          })
          .on('error', reject);
      });
    expect(await ask()).toBe('keep-alive');
    await faults('POST', { host: 'conversations', loseAnswer: true });
    await idleClosed(agent);
    expect(await ask()).toBe('close');
    agent.destroy();
  });

  test('holds requests back before the service sees them', async () => {
    await faults('POST', { host: 'conversations', method: 'POST', latency: 150 });
    const made = create();
    await until(async () => (await list()).length === 0);
    expect((await made).friendlyName).toBe('Made');
    const [slow] = sandbox.world.timeline.entries.filter(({ name, path }) => name === 'POST' && path);
    expect(slow?.milliseconds).toBeGreaterThanOrEqual(145);
  });

  test('ends a request that waits when the sandbox begins anew', async () => {
    await faults('POST', { host: 'conversations', latency: 60_000, status: 500, next: 1 });
    const made = create();
    const failed = expect(made).rejects.toThrow();
    await until(() => sandbox.world.faults.read().rules.length === 0);
    sandbox.reset();
    await failed;
  });

  test('fails the share that it says', () => {
    const draws: number[] = [];
    const some = new Faults(new Random(() => draws.shift() ?? 1));
    some.add({ status: 500, errorRate: 0.3 });
    draws.push(0.1, 0.9, 0.29, 0.3);
    const request = { host: 'sync.twilio.com', method: 'GET', path: '/' };
    const failed = [1, 2, 3, 4].map(() => some.strike(request).error !== undefined);
    expect(failed).toEqual([true, false, true, false]);
  });
});

describe('the settings', () => {
  test('are replaced, told and ended as a whole', async () => {
    const rule = { host: 'studio', status: 502 };
    const put: unknown = await (await faults('PUT', { latency: 20, rules: [rule] })).json();
    expect(put).toMatchObject({ latency: 20, rules: [rule] });
    expect(await (await faults('GET')).json()).toEqual(put);
    expect(await (await faults('DELETE')).json()).toEqual({ latency: 0, rules: [] });
  });

  test('lose one rule by its id', async () => {
    await faults('POST', { host: 'studio', status: 502 });
    const { id } = (await (await faults('POST', { host: 'iam', latency: 5 })).json()) as { id: string };
    const left: unknown = await (await faults('DELETE', undefined, `/${id}`)).json();
    expect(left).toMatchObject({ rules: [{ host: 'studio' }] });
  });

  test.each([
    [{ status: 200 }],
    [{ errorRate: 2 }],
    [{ next: 0 }],
    [{ latency: 'long' }],
    [{ hosts: 'studio' }],
    [{ loseAnswer: 'yes' }],
    [[7]],
  ])('are refused where a rule is %p', async (rule) => {
    expect((await faults('PUT', { rules: [rule] })).status).toBe(400);
  });

  test('begin with the latency that the sandbox was started with', async () => {
    const slow = await startSandbox({ latency: 30 });
    expect(slow.world.faults.read().latency).toBe(30);
    slow.reset();
    expect(slow.world.faults.read().latency).toBe(30);
    await slow.close();
  });
});
