import '../support/browser';

import { createBackend } from '../../../../src/backend/createBackend';
import { json, startBackend } from '../support/startBackend';
import type { BackendAnswer, TestBackend } from '../support/startBackend';

const request = {
  requestId: '2f1f3a34-7f0c-4c1b-9d6c-0d3a8a4d7a11',
  channel: 'sms' as const,
  to: '+14155550143',
  from: '+14155550100',
  body: 'Grüße & 50 % + more = 🙂',
};
const started = {
  conversationSid: 'CH1',
  interactionSid: 'KD1',
  interactionChannelSid: 'UO1',
  taskSid: 'WT1',
  messageSid: 'IM1',
};

describe('client of the backend', () => {
  let backend: TestBackend;
  let token: string;
  const client = (timeOut?: number) => createBackend({ backendUrl: backend.url, token: () => token, timeOut });

  beforeEach(async () => {
    // jsdom reports every failed request there too.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    token = 'token-1';
    backend = await startBackend();
  });
  afterEach(async () => {
    await backend.close();
    jest.restoreAllMocks();
  });

  it('posts flat form fields with the token of the moment, and no preflight', async () => {
    backend.answer = () => json(201, { ok: true, started });
    const { interactions } = client();
    expect(await interactions(request)).toEqual({ ok: true, started });
    token = 'token-2';
    expect(await interactions({ ...request, customerName: 'Sam' })).toEqual({ ok: true, started });
    expect(backend.requests).toEqual([
      {
        method: 'POST',
        path: '/interactions',
        contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
        fields: { ...request, Token: 'token-1' },
      },
      expect.objectContaining({ fields: { ...request, customerName: 'Sam', Token: 'token-2' } }),
    ]);
  });

  const error = { code: 'TWILIO_REFUSED', field: 'to', twilio: { code: 21211, status: 400 }, conversationSid: 'CH1' };
  it.each<[string, BackendAnswer, unknown]>([
    ['an error of the contract', json(422, { ok: false, error }), error],
    ['an unknown code', json(400, { ok: false, error: { code: 'NEW' } }), { code: 'BACKEND_UNEXPECTED' }],
    ['a result that lacks something', json(201, { ok: true, started: {} }), { code: 'BACKEND_UNEXPECTED' }],
    ['no JSON', { status: 500, body: 'Internal Server Error' }, { code: 'BACKEND_UNEXPECTED' }],
    ['an empty answer', { status: 502, body: '' }, { code: 'BACKEND_UNEXPECTED' }],
    ['a cut connection', 'drop', { code: 'BACKEND_UNREACHABLE' }],
  ])('%s', async (_, answer, expected) => {
    backend.answer = () => answer;
    expect(await client().interactions(request)).toEqual({ ok: false, error: expected });
    expect(backend.requests).toHaveLength(1);
  });

  it('gives up a backend that says nothing', async () => {
    backend.answer = () => 'silence';
    expect(await client(50).interactions(request)).toEqual({ ok: false, error: { code: 'BACKEND_UNREACHABLE' } });
    expect(backend.requests).toHaveLength(1);
  });

  it('says so when nobody listens', async () => {
    await backend.close();
    expect(await client().interactions(request)).toEqual({ ok: false, error: { code: 'BACKEND_UNREACHABLE' } });
  });
});
