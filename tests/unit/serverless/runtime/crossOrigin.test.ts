import { allowedOrigins, crossOriginHeaders } from '../../../../serverless/src/runtime/crossOrigin';

describe('origins that may read our answers', () => {
  it('are Flex alone where none are set', () => {
    expect(allowedOrigins(undefined)).toEqual(['https://flex.twilio.com']);
    expect(allowedOrigins(' , ')).toEqual(['https://flex.twilio.com']);
  });

  it('are those that are set', () => {
    expect(allowedOrigins('https://flex.twilio.com, http://localhost:3000/')).toEqual([
      'https://flex.twilio.com',
      'http://localhost:3000',
    ]);
  });

  it('get their own name back, and no star', () => {
    expect(crossOriginHeaders('https://flex.twilio.com', ['https://flex.twilio.com'])).toEqual({
      'Access-Control-Allow-Origin': 'https://flex.twilio.com',
      'Access-Control-Allow-Methods': 'POST, OPTIONS',
      'Access-Control-Allow-Headers': 'Content-Type',
      Vary: 'Origin',
    });
  });

  it.each(['https://flex.twilio.com.example', 'http://flex.twilio.com', 'null', undefined])(
    'do not include %p',
    (origin) => {
      expect(crossOriginHeaders(origin, ['https://flex.twilio.com'])).toEqual({ Vary: 'Origin' });
    },
  );
});
