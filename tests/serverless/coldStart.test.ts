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
