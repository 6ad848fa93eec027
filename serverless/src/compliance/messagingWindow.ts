import type { Twilio } from 'twilio';

import { addressVariants } from '../../../src/contract/address/variants';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { AddressPair } from './addressPair';

/** https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-window */
const WINDOW_MILLISECONDS = 24 * 60 * 60 * 1_000;

/** A customer's last message to a sender: when it came, and the form of their address that it came from. */
export interface LastMessage {
  at: Date;
  address: string;
}

/** In whatever form of their address it came; null where they never wrote. */
export async function lastMessage(
  twilio: Twilio,
  { address, proxyAddress }: AddressPair,
): Promise<Result<LastMessage | null, TwilioFailure>> {
  const asked = await Promise.all(
    addressVariants(address).map(async (from) => {
      // Messages are listed from the latest on.
      const listed = await attempt(() => twilio.messages.list({ from, to: proxyAddress, limit: 1, pageSize: 1 }));
      if (!listed.ok) return listed;
      const [last] = listed.value;
      return success(last && { at: last.dateSent ?? last.dateCreated, address: from });
    }),
  );
  let latest: LastMessage | null = null;
  for (const answer of asked) {
    if (!answer.ok) return answer;
    if (answer.value && !(latest && latest.at > answer.value.at)) latest = answer.value;
  }
  return success(latest);
}

/** When the window closes that the customer's last message opened. */
export const windowClosing = (last: Date): Date => new Date(last.getTime() + WINDOW_MILLISECONDS);

export const isOpenAt = (closing: Date | null, now: Date): boolean => closing !== null && now < closing;
