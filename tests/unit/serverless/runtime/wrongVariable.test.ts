import { handler } from '../../../../serverless/src/functions/senders';
import type { FunctionResponse } from '../../../../serverless/src/runtime/FunctionsRuntime';
import { wrongVariable } from '../../../../serverless/src/runtime/wrongVariable';
import { Response } from '../../../support/Response';

const CONTEXT = { ACCOUNT_SID: `AC${'0'.repeat(32)}`, AUTH_TOKEN: 'x', DOMAIN_NAME: 'x-1234-dev.twil.io' };

describe('a variable of the environment', () => {
  it.each([
    {},
    { PUBLIC_URL: '' },
    { PUBLIC_URL: 'https://messaging.example.com/' },
    { TWILIO_REGION: 'ie1', TWILIO_EDGE: 'dublin' },
  ])('is right: %j', (variables) => expect(wrongVariable({ ...CONTEXT, ...variables })).toBeUndefined());

  it.each([
    ['PUBLIC_URL', 'messaging.example.com'],
    ['PUBLIC_URL', 'http://messaging.example.com'],
    ['PUBLIC_URL', 'https://example.com/?a=b'],
    ['TWILIO_REGION', 'example.com/'],
    ['TWILIO_EDGE', 'dublin.ie1'],
  ])('is wrong, and the log names it while Twilio is not asked: %s %s', async (name, value) => {
    Object.assign(globalThis, { Twilio: { Response } });
    const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const response = await new Promise<FunctionResponse | undefined>((resolve) =>
      handler({ ...CONTEXT, [name]: value }, { request: { headers: {}, cookies: {} } }, (_, answer) => resolve(answer)),
    );
    expect(response).toMatchObject({ statusCode: 500, body: { ok: false, error: { code: 'SETTINGS_WRONG' } } });
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({ variable: name, steps: [] });
    log.mockRestore();
  });
});
