import type { Twilio } from 'twilio';

import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import type { Channel } from '../../../src/contract/Channel';
import { attempt } from '../runtime/twilioFailure';

/** Of a pool, and of one page. A pool that has more is not read to its end. */
const MOST_SENDERS = 1_000;

/**
 * Whether Twilio schedules messages from a sender: whether the Messaging Service has it. Undefined where nobody can tell, as
 * Twilio did not answer, or the pool is too large.
 * https://www.twilio.com/docs/messaging/api/phonenumber-resource, https://www.twilio.com/docs/messaging/api/channelsender-resource
 */
export async function schedulableSenders(
  twilio: Twilio,
  messagingServiceSid: string,
): Promise<(sender: { channel: Channel; address: string }) => boolean | undefined> {
  const service = twilio.messaging.v1.services(messagingServiceSid);
  // Twilio's helper writes into what it is given, so that two lists cannot share it.
  const page = () => ({ limit: MOST_SENDERS, pageSize: MOST_SENDERS });
  const [numbers, others] = await Promise.all([
    attempt(async () => (await service.phoneNumbers.list(page())).map(({ phoneNumber }) => phoneNumber)),
    attempt(async () => (await service.channelSenders.list(page())).map(({ sender }) => sender)),
  ]);
  return ({ channel, address }) => {
    const pool = channel === 'sms' ? numbers : others;
    if (!pool.ok || pool.value.length === MOST_SENDERS) return undefined;
    return pool.value.includes(messagingAddress(channel, address));
  };
}
