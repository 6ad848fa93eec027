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
});
