import { AxiosError } from 'axios';
import RestException from 'twilio/lib/base/RestException';

import { NotSentError } from '../../../../serverless/src/runtime/TwilioHttp';
import { attempt, attemptTwice, toTwilioFailure, twilioError } from '../../../../serverless/src/runtime/twilioFailure';

const rest = (statusCode: number, code?: number): RestException =>
  new RestException({
    statusCode,
    body: code === undefined ? '<html>Bad gateway</html>' : { code, message: 'no', status: statusCode },
  });

describe('what Twilio answers or does not', () => {
  it.each([
    ['a refusal', rest(400, 50416), { uncertain: false, status: 400, code: 50416 }, 'TWILIO_REFUSED'],
    ['no authority', rest(401, 20003), { uncertain: false, status: 401, code: 20003 }, 'TWILIO_REFUSED'],
    ['too many requests', rest(429, 20429), { uncertain: false, status: 429, code: 20429 }, 'TWILIO_UNAVAILABLE'],
    ['a break-down', rest(500, 20500), { uncertain: true, status: 500, code: 20500 }, 'TWILIO_UNAVAILABLE'],
    ['a bad gateway', rest(502), { uncertain: true, status: 502 }, 'TWILIO_UNAVAILABLE'],
    ['a time-out', new AxiosError('timeout', 'ECONNABORTED'), { uncertain: true }, 'TWILIO_UNAVAILABLE'],
    ['a broken connection', new AxiosError('hang up', 'ECONNRESET'), { uncertain: true }, 'TWILIO_UNAVAILABLE'],
    ['no connection', new AxiosError('refused', 'ECONNREFUSED'), { uncertain: false }, 'TWILIO_UNAVAILABLE'],
    ['no time left', new NotSentError(), { uncertain: false }, 'TWILIO_UNAVAILABLE'],
    ['half an answer', new SyntaxError('Unexpected end of JSON input'), { uncertain: true }, 'TWILIO_UNAVAILABLE'],
  ])('%s', (_, thrown, failure, code) => {
    expect(toTwilioFailure(thrown)).toEqual(failure);
    expect(twilioError(failure).code).toBe(code);
  });

  it("carries Twilio's own code to the agent", () => {
    expect(twilioError({ uncertain: false, status: 400, code: 21610 })).toEqual({
      code: 'TWILIO_REFUSED',
      twilio: { code: 21610, status: 400 },
    });
  });

  it('leaves faults of our own alone', async () => {
    const fault = new TypeError('x is not a function');
    await expect(attempt(() => Promise.reject(fault))).rejects.toBe(fault);
  });

  it('is asked a second time only where the first came to nobody knows what', async () => {
    const unclear = jest.fn(() => Promise.reject(rest(500, 20500)));
    await attemptTwice(unclear);
    expect(unclear).toHaveBeenCalledTimes(2);
    const refused = jest.fn(() => Promise.reject(rest(404, 20404)));
    await attemptTwice(refused);
    expect(refused).toHaveBeenCalledTimes(1);
  });
});
