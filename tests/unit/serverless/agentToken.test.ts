import { AxiosError } from 'axios';

import type { FunctionCall } from '../../../serverless/src/runtime/FunctionCall';
import type { FunctionContext } from '../../../serverless/src/runtime/FunctionsRuntime';
import { RequestLog } from '../../../serverless/src/runtime/RequestLog';
import type { Transport } from '../../../serverless/src/runtime/Surroundings';
import { ofProcess } from '../../../serverless/src/runtime/Surroundings';
import { TwilioHttp } from '../../../serverless/src/runtime/TwilioHttp';
import { agentToken } from '../../../serverless/src/runtime/agentToken';

const ALICE = { valid: true, worker_sid: 'WK1', identity: 'alice', roles: ['agent'] };

type Asked = Parameters<Transport['request']>[0];

function ask(answer: { status: number; body: unknown } | Error, token: unknown = 'a.b.c', region?: string) {
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
      expect.objectContaining({ uri: 'https://iam.twilio.com/v1/Accounts/AC1/Tokens/validate', password: 'secret' }),
    ]);
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

  it.each([
    ['a break-down', { status: 500, body: { message: 'internal' } }],
    ['too many requests', { status: 429, body: { message: 'Too Many Requests' } }],
    ['a request that did not arrive whole', { status: 408, body: {} }],
    ['a gateway that gave up', { status: 499, body: { message: 'client closed request' } }],
    ['a gateway that is in the way', { status: 407, body: { message: 'proxy' } }],
    ['an answer that came too early', { status: 425, body: {} }],
    ["a gateway's page", { status: 200, body: '<html>' }],
    ['no answer', new AxiosError('timeout', 'ECONNABORTED')],
  ])('does not blame the token for %s', async (_, answer) => {
    expect(await ask(answer).answered).toEqual({ ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
  });
});
