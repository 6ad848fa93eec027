import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { AddressPair } from './optOuts';

/** https://www.twilio.com/docs/whatsapp/key-concepts#the-24-hour-window */
const WINDOW_MILLISECONDS = 24 * 60 * 60 * 1_000;

/** When the customer last wrote to this sender; null where they never did. */
export async function lastMessageAt(
  twilio: Twilio,
  { address, proxyAddress }: AddressPair,
): Promise<Result<Date | null, TwilioFailure>> {
  // Messages are listed from the latest on.
  const listed = await attempt(() => twilio.messages.list({ from: address, to: proxyAddress, limit: 1, pageSize: 1 }));
  if (!listed.ok) return listed;
  const [last] = listed.value;
  return success(last ? (last.dateSent ?? last.dateCreated) : null);
}

/** When the window closes that the customer's last message opened. */
export const windowClosing = (last: Date | null): Date | null => last && new Date(last.getTime() + WINDOW_MILLISECONDS);

export const isOpenAt = (closing: Date | null, now: Date): boolean => closing !== null && now < closing;
