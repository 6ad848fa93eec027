import { createHmac } from 'node:crypto';

/**
 * `X-Twilio-Signature` of a request: over the address, its query included and its fragment not, and over the sorted
 * parameters of a form. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function signature(authToken: string, url: string, form: Record<string, string>): string {
  const names = Object.keys(form).sort();
  const signed = names.reduce((text, name) => text + name + form[name], url);
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}
