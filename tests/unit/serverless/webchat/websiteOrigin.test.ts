import type { FunctionContext } from '../../../../serverless/src/runtime/FunctionsRuntime';
import { websiteOrigin } from '../../../../serverless/src/webchat/websiteOrigin';

const SHOP = 'https://shop.example.com';

const ask = (origin: string | undefined, WEBCHAT_ORIGINS?: string) =>
  websiteOrigin({
    context: { WEBCHAT_ORIGINS } as FunctionContext,
    event: { request: { headers: origin === undefined ? {} : { origin }, cookies: {} } },
  });

describe('a page with a web chat', () => {
  it('is one that the variable names', () => {
    expect(ask(SHOP, `https://example.com, ${SHOP}/`)).toEqual({ ok: true, value: { origin: SHOP } });
  });

  it.each([
    ['another page', 'https://shop.example.com.evil.example', SHOP],
    ['a page without an origin', undefined, SHOP],
    ['a page that says it has none', 'null', SHOP],
    ['any page where none is named', SHOP, undefined],
    ['Flex where it is not named', 'https://flex.twilio.com', SHOP],
  ])('is not %s', (_, origin, setting) => {
    expect(ask(origin, setting)).toEqual({ ok: false, error: { code: 'ORIGIN_REFUSED' } });
  });
});
