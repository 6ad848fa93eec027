import { TwilioError } from './TwilioError';

/** What people may look for, by host and path. */
const MISSING: readonly [RegExp, string][] = [
  [/^(chat|ip-messaging)\./, 'Programmable Chat, which Conversations replaced'],
  [/^flex-api\.twilio\.com\/v1\/(Web)?Channels\b/, 'chat channels of Flex before Conversations'],
  [/^proxy\./, 'Proxy'],
  [/^verify\./, 'Verify'],
  [/^video\./, 'Video'],
  [/^voice\.|^api\..*\/(Calls|Conferences|Recordings)\b/, 'Voice'],
];

/** A request that Twilio may know and this sandbox does not. */
export class NotInSandbox extends TwilioError {
  constructor(method: string, host: string, path: string) {
    const name = MISSING.find(([pattern]) => pattern.test(`${host}${path}`))?.[1];
    const request = `${method} https://${host}${path}`;
    const said = name ? `The sandbox has no ${name}: ${request}.` : `The sandbox has nothing that answers ${request}.`;
    super(404, 20404, `${said} See "What it does not" in docs/sandbox.md.`);
  }
}
