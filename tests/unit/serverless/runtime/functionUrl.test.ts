import { functionUrl, functionUrls } from '../../../../serverless/src/runtime/functionUrl';

const DOMAIN_NAME = 'messaging-controls-functions-1234-dev.twil.io';

describe("a function's address", () => {
  it.each([
    [undefined, `https://${DOMAIN_NAME}/checks`],
    ['', `https://${DOMAIN_NAME}/checks`],
    ['https://messaging.example.com', 'https://messaging.example.com/checks'],
    ['https://example.com/flex//', 'https://example.com/flex/checks'],
  ])('with PUBLIC_URL %j is %s', (PUBLIC_URL, url) => {
    const context = { DOMAIN_NAME, ...(PUBLIC_URL === undefined ? {} : { PUBLIC_URL }) };
    expect(functionUrl(context, 'checks')).toBe(url);
    expect(functionUrls(context, 'checks')).toContain(`https://${DOMAIN_NAME}/checks`);
  });

  it.each([
    ['localhost', 'http'],
    ['localhost:3000', 'http'],
    ['127.0.0.1:3000', 'http'],
    ['localhost.example.com', 'https'],
    ['my-localhost', 'https'],
    ['127x0x0x1', 'https'],
  ])('at %s begins with %s', (domain, scheme) => {
    expect(functionUrl({ DOMAIN_NAME: domain }, 'checks')).toBe(`${scheme}://${domain}/checks`);
  });
});
