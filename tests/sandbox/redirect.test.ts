import { execFile } from 'node:child_process';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

const REDIRECT = path.resolve('sandbox/redirect.cjs');

/** Runs a program in a Node process of its own, preloaded as a backend is. Resolves with the JSON that it prints. */
async function runBackend<T>(program: string, environment: Record<string, string>): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    env: { ...process.env, NODE_OPTIONS: `--require ${JSON.stringify(REDIRECT)}`, ...environment },
  });
  return JSON.parse(stdout) as T;
}

describe('a backend with redirect.cjs', () => {
  let sandbox: RunningSandbox;
  let credentials: Record<string, string>;
  beforeAll(async () => {
    sandbox = await startSandbox();
    const { account } = sandbox.world;
    credentials = { TWILIO_SANDBOX_URL: sandbox.url, ACCOUNT_SID: account.sid, AUTH_TOKEN: account.authToken };
  });
  afterAll(() => sandbox.close());

  test('reaches the sandbox by the official helper', async () => {
    const workspaces = await runBackend(
      `require('twilio')(process.env.ACCOUNT_SID, process.env.AUTH_TOKEN).taskrouter.v1.workspaces.list()
        .then((workspaces) => console.log(JSON.stringify(workspaces.map(({ sid }) => sid))))`,
      credentials,
    );
    expect(workspaces).toEqual([sandbox.world.workspace.sid]);
  });

  const tellTime = `console.log(JSON.stringify([Date.now(), +new Date(), Date.parse(Date()),
    new Date(7).getTime(), new Date() instanceof Date, new Date().constructor === Date]))`;

  test('has its time, also after a journey and a reset', async () => {
    const readClock = () => runBackend<[number, number, number, ...unknown[]]>(tellTime, credentials);
    const near = (time: number) => {
      const now = sandbox.world.clock.now().getTime();
      return [time > now - 60_000, time <= now + 1_000];
    };
    for (const journey of [0, 40 * 24 * 60 * 60 * 1_000, 1_000, 'reset' as const]) {
      if (journey === 'reset') sandbox.reset();
      else if (journey > 0) sandbox.world.clock.advance(journey);
      const [now, made, told, ...others] = await readClock();
      expect([now, made, told].map(near)).toEqual([now, made, told].map(() => [true, true]));
      expect(others).toEqual([7, true, true]);
    }
    expect(Math.abs(sandbox.world.clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  const validate = `require('twilio-flex-token-validator')
    .validator(process.env.TOKEN, process.env.ACCOUNT_SID, process.env.AUTH_TOKEN)
    .then((result) => console.log(JSON.stringify(result)), (reason) => console.log(JSON.stringify({ reason })))`;

  test('has its Flex tokens validated there', async () => {
    const alice = sandbox.world.people.get('alice');
    const result = await runBackend(validate, { ...credentials, TOKEN: sandbox.token('alice') });
    expect(result).toMatchObject({ valid: true, identity: 'alice', worker_sid: alice?.workerSid });
  });

  test('has a wrong token refused there', async () => {
    const result = await runBackend(validate, { ...credentials, TOKEN: `${sandbox.token('alice')}x` });
    expect(result).toMatchObject({ reason: expect.any(String) as string });
  });
});

describe('redirect.cjs', () => {
  /** What arrived at the stand-in for the sandbox. */
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.end('"here"');
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => void (seen.length = 0));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each([
    ['an address', `require('https').get('https://api.twilio.com/a?b=1', answered)`, 'GET /api.twilio.com/a?b=1'],
    [
      'an address and options',
      `require('https').get(new URL('https://api.twilio.com/a'), { method: 'DELETE' }, answered)`,
      'DELETE /api.twilio.com/a',
    ],
    [
      'options',
      `require('https').request({ host: 'iam.twilio.com', port: 443, path: '/a', method: 'POST',
        agent: new (require('https').Agent)() }, answered).end()`,
      'POST /iam.twilio.com/a',
    ],
    ['the name of a deployed service', `require('https').get('https://x-1.twil.io/a', answered)`, 'GET /x-1.twil.io/a'],
    [
      'fetch',
      `fetch('https://api.twilio.com/f?b=1').then((answer) => answer.text()).then((text) => console.log(text))`,
      'GET /api.twilio.com/f?b=1',
    ],
    [
      'fetch and a Request',
      `fetch(new Request('https://api.twilio.com/f', { method: 'POST', body: 'x' }))
        .then((answer) => answer.text()).then((text) => console.log(text))`,
      'POST /api.twilio.com/f',
    ],
    [
      'an ES import',
      `import('node:https').then(({ get }) => get('https://api.twilio.com/m', answered))`,
      'GET /api.twilio.com/m',
    ],
  ])('leads a request made with %s', async (_form, call, expected) => {
    const program = `const answered = (response) => response.pipe(process.stdout); ${call}`;
    await expect(runBackend(program, { TWILIO_SANDBOX_URL: url })).resolves.toBe('here');
    expect(seen).toEqual([expected]);
  });

  test('leaves other hosts alone', async () => {
    const program = `require('https').get('https://127.0.0.1:1/x').on('error', ({ code }) => console.log(JSON.stringify(code)))`;
    await expect(runBackend(program, { TWILIO_SANDBOX_URL: url })).resolves.toBe('ECONNREFUSED');
    expect(seen).toEqual([]);
  });

  test('does not start without the address, so that nothing reaches Twilio by mistake', async () => {
    await expect(runBackend('console.log(1)', { TWILIO_SANDBOX_URL: '' })).rejects.toThrow(
      'TWILIO_SANDBOX_URL must be',
    );
  });
});
