import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** The service has no official helper: it is asked as `curl` would. */
async function ask(path: string, form?: Record<string, string>, password = sandbox.world.account.authToken) {
  const credentials = Buffer.from(`${sandbox.world.account.sid}:${password}`).toString('base64');
  const response = await fetch(`${sandbox.url}/hello.twilio.com/v1/Greetings${path}`, {
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    headers: { authorization: `Basic ${credentials}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('greets, tells it again, and keeps it with the state', async () => {
  const made = await ask('', { Name: 'Sam' });
  expect(made).toMatchObject({ status: 201, body: { text: 'Hello, Sam' } });
  const before = sandbox.snapshot();
  sandbox.reset();
  expect((await ask('')).body['greetings']).toEqual([]);
  sandbox.restore(before);
  expect((await ask('')).body['greetings']).toEqual([made.body]);
  expect((await ask(`/${made.body['sid'] as string}`)).body).toEqual(made.body);
});

it('refuses as Twilio does', async () => {
  expect(await ask('', {})).toMatchObject({ status: 400, body: { code: 20001 } });
  expect(await ask('/GR0')).toMatchObject({ status: 404, body: { code: 20404 } });
  expect(await ask('', undefined, 'wrong')).toMatchObject({ status: 401, body: { code: 20003 } });
});
