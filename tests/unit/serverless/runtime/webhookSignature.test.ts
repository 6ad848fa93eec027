import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';

import { webhookSignature } from '../../../../serverless/src/runtime/webhookSignature';

const AUTH_TOKEN = 'secret';
const DOMAIN_NAME = 'messaging-controls-functions-1234-dev.twil.io';
const PUBLIC_URL = 'https://messaging.example.com';
const POSTED = { EventType: 'onMessageAdded', Body: 'Hello' };

const sign = (url: string, token = AUTH_TOKEN, posted: Record<string, string> = POSTED): string =>
  getExpectedTwilioSignature(token, url, posted);

const ask = (signature: string | undefined, more: { PUBLIC_URL?: string; posted?: Record<string, string> } = {}) => {
  const { posted = POSTED, ...addresses } = more;
  return webhookSignature('messaging-events')({
    context: { ACCOUNT_SID: 'AC0', AUTH_TOKEN, DOMAIN_NAME, ...addresses },
    event: {
      ...posted,
      request: { headers: signature === undefined ? {} : { 'x-twilio-signature': signature }, cookies: {} },
    },
  });
};

describe('a webhook’s signature', () => {
  it.each([
    ['at the runtime’s domain', `https://${DOMAIN_NAME}/messaging-events`, {}],
    ['at the public address', `${PUBLIC_URL}/messaging-events`, { PUBLIC_URL }],
    ['at the domain that Twilio was told of before', `https://${DOMAIN_NAME}/messaging-events`, { PUBLIC_URL }],
  ])('is Twilio’s %s', (_, url, addresses) => {
    expect(ask(sign(url), addresses)).toEqual({ ok: true, value: true });
  });

  const URL = `https://${DOMAIN_NAME}/messaging-events`;
  it.each([
    ['by another secret', sign(URL, 'another'), {}],
    ['of another route', sign(`https://${DOMAIN_NAME}/outreach-reply`), {}],
    ['of another host', sign('https://example.com/messaging-events'), {}],
    ['of the public address where there is none', sign(`${PUBLIC_URL}/messaging-events`), {}],
    ['of other parameters', sign(URL), { posted: { ...POSTED, Body: 'Bye' } }],
    ['of fewer parameters', sign(URL), { posted: { ...POSTED, Author: 'eve' } }],
    ['that is empty', '', {}],
    ['that is missing', undefined, {}],
  ])('is refused: one %s', (_, signature, more) => {
    expect(ask(signature, more)).toEqual({ ok: false, error: { code: 'SIGNATURE_REFUSED' } });
  });
});
