import { AxiosError } from 'axios';

import type { FunctionCall } from '../../../../serverless/src/runtime/FunctionCall';
import type { FunctionContext } from '../../../../serverless/src/runtime/FunctionsRuntime';
import { RequestLog } from '../../../../serverless/src/runtime/RequestLog';
import type { Transport } from '../../../../serverless/src/runtime/Surroundings';
import { ofProcess } from '../../../../serverless/src/runtime/Surroundings';
import { TwilioHttp } from '../../../../serverless/src/runtime/TwilioHttp';
import { agentToken } from '../../../../serverless/src/runtime/agentToken';

const ALICE = { valid: true, worker_sid: 'WK1', identity: 'alice', roles: ['agent'] };

type Failure = { status: number; body: unknown } | Error;
type Asked = Parameters<Transport['request']>[0];

function ask(answer: Failure, token: unknown = 'a.b.c', region?: string) {
  const asked: Asked[] = [];
  const transport = {
    request(options: Asked) {
      asked.push(options);
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ statusCode: answer.status, body: answer.body, headers: {} });
    },
  } as unknown as Transport;
  const log = new RequestLog('test');
  const http = new TwilioHttp(log, undefined, { ...ofProcess, transport: () => transport });
  const context = { ACCOUNT_SID: 'AC1', AUTH_TOKEN: 'secret', TWILIO_REGION: region } as FunctionContext;
  const call = { context, event: { Token: token }, http, log } as unknown as FunctionCall;
  return { asked, answered: agentToken(call) };
}

describe('agentToken', () => {
  it('is told by Twilio whose the token is', async () => {
    const { asked, answered } = ask({ status: 200, body: ALICE });
    expect(await answered).toEqual({ ok: true, value: { workerSid: 'WK1', identity: 'alice', roles: ['agent'] } });
    expect(asked).toEqual([
      expect.objectContaining({
        method: 'post',
        uri: 'https://iam.twilio.com/v1/Accounts/AC1/Tokens/validate',
        ...{ username: 'AC1', password: 'secret' },
        headers: { 'Content-Type': 'application/json' },
        data: { token: 'a.b.c' },
      }),
    ]);
  });

  it('knows of no roles where Twilio tells none', async () => {
    const { answered } = ask({ status: 200, body: { ...ALICE, roles: undefined } });
    expect(await answered).toMatchObject({ value: { roles: [] } });
  });

  it("asks in the account's region", async () => {
    const { asked, answered } = ask({ status: 200, body: ALICE }, 'a.b.c', 'ie1');
    await answered;
    expect(asked[0]?.uri).toBe('https://iam.ie1.twilio.com/v1/Accounts/AC1/Tokens/validate');
  });

  it.each([
    ['one that has expired', 403, { valid: false, code: 20104, message: 'expired' }],
    ['one that Twilio takes without saying that it is valid', 200, { worker_sid: 'WK1', identity: 'alice' }],
    ['one with a truthy word in place of the truth', 200, { ...ALICE, valid: 'true' }],
    ["credentials of ours that don't fit", 401, { code: 20003, message: 'Authenticate' }],
  ])('refuses %s', async (_, status, body) => {
    expect(await ask({ status, body }).answered).toEqual({ ok: false, error: { code: 'TOKEN_REFUSED' } });
  });

  it.each([undefined, '', 'a b', 'a\nb', 'é', { length: 1 }])('asks nobody about %p', async (token) => {
    const { asked, answered } = ask({ status: 200, body: ALICE }, token ?? null);
    expect(await answered).toEqual({ ok: false, error: { code: 'TOKEN_REFUSED' } });
    expect(asked).toEqual([]);
  });

  it('knows a person who is no worker', async () => {
    const person = { ...ALICE, worker_sid: undefined };
    expect(await ask({ status: 200, body: person }).answered).toEqual({ ok: false, error: { code: 'WORKER_UNKNOWN' } });
  });

  it.each<[string, Failure]>([
    ['a break-down', { status: 500, body: { message: 'internal' } }],
    ['too many requests', { status: 429, body: { message: 'Too Many Requests' } }],
    ['a request that did not arrive whole', { status: 408, body: {} }],
    ['a gateway that gave up', { status: 499, body: { message: 'client closed request' } }],
    ['a gateway that is in the way', { status: 407, body: { message: 'proxy' } }],
    ['an answer that came too early', { status: 425, body: {} }],
    ["a gateway's page", { status: 200, body: '<html>' }],
    ['no answer', new AxiosError('timeout', 'ECONNABORTED')],
    ...[408, 425, 429, 500, 501, 502, 503, 504, 507, 520, 522, 524, 529, 599].map((status): [string, Failure] => [
      `Twilio’s own answer with ${status}`,
      { status, body: { code: 20500, message: 'An internal server error has occurred', status } },
    ]),
    ...[200, 400, 401, 403, 404].flatMap((status): [string, Failure][] => [
      [`a gateway’s page with ${status}`, { status, body: '<html><title>Access denied</title></html>' }],
      [`nothing with ${status}`, { status, body: '' }],
    ]),
    ['half an answer', { status: 200, body: '{"valid": true, "work' }],
    ['a list', { status: 200, body: [] }],
    ['no object', { status: 200, body: null }],
    ['a detour', { status: 302, body: { location: 'https://login.example.com' } }],
    ['a portal’s question', { status: 511, body: { message: 'Network Authentication Required' } }],
    ...[
      ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETDOWN'],
      ...['EMFILE', 'ERR_NETWORK', 'ERR_CANCELED', 'CERT_HAS_EXPIRED', 'EPROTO', 'ERR_BAD_RESPONSE'],
    ].map((code): [string, Failure] => [`the network’s ${code}`, new AxiosError(code, code)]),
  ])('does not blame the token for %s', async (_, answer) => {
    expect(await ask(answer).answered).toEqual({ ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
  });
});
