import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { Backend } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: true });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

describe('with a new process for each request', () => {
  it('a conversation starts, and the same request has the same result', async () => {
    const request = backend.request();
    const first = await backend.send(request);
    backend.expectStarted(first);
    const again = await backend.send(request);
    backend.expectStarted(again, 200);
    expect(again.body).toEqual(first.body);
  });

  it('a refusal is JSON as well', async () => {
    const answer = await backend.send(backend.request({ body: '' }));
    expect(answer).toMatchObject({
      status: 400,
      body: { ok: false, error: { code: 'MESSAGE_EMPTY', field: 'body' } },
      headers: { 'content-type': expect.stringMatching(/^application\/json/) as unknown },
    });
  });
});

/** What Twilio gets, as `Backend.start` has built it. */
const FUNCTIONS = path.join(__dirname, '../../serverless/dist/functions');
const built = (): string[] => fs.readdirSync(FUNCTIONS).map((file) => path.join(FUNCTIONS, file));

describe('a built function', () => {
  it('is CommonJS throughout', () => {
    expect(built().length).toBeGreaterThan(10);
    expect(built().filter((file) => /\bimport\s*\(/.test(fs.readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('loads the tables of numbers only where they are needed', () => {
    const load = `for (const file of ${JSON.stringify(built())}) require(file);
      console.log(Object.keys(require.cache).join('\\n'));`;
    const loaded = execFileSync(process.execPath, ['--eval', load], { encoding: 'utf8' });
    expect(loaded).toMatch(/node_modules.twilio./);
    expect(loaded).not.toMatch(/libphonenumber-js/);
  });
});
