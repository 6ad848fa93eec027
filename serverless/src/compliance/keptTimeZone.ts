import * as v from 'valibot';

import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import { personOf } from '../../../src/contract/address/variants';
import { isByNumber } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import { isTimeZone } from '../../../src/contract/timeZone';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { privateName } from '../sync/privateName';
import { readDocument, removeDocument, writeDocument } from '../sync/syncStore';

const DAY_SECONDS = 86_400;

const kept = v.object({
  timeZone: v.custom<string>(isTimeZone),
  /** The worker's SID. */
  by: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** By somebody who may write in quiet hours anyhow: it counts where the number belongs elsewhere, too. */
  isAnywhere: v.boolean(),
});
/** Where an agent has kept that a customer is. */
export type KeptTimeZone = v.InferOutput<typeof kept>;

type Call = Pick<FunctionCall, 'context' | 'twilio'>;

/** A customer, by their address without the channel's prefix. */
export interface Whereabouts {
  channel: Channel;
  number: string;
}

/** A person is in one place, whichever channel they are written to on. */
const nameOf = ({ context }: Pick<Call, 'context'>, { channel, number }: Whereabouts): string =>
  privateName(context, 'time-zone', isByNumber(channel) ? personOf(number) : messagingAddress(channel, number));

export async function readTimeZone(
  call: Call,
  customer: Whereabouts,
): Promise<Result<KeptTimeZone | undefined, TwilioFailure>> {
  const found = await readDocument(call.twilio, nameOf(call, customer));
  if (!found.ok) return found;
  const parsed = v.safeParse(kept, found.value);
  return success(parsed.success ? parsed.output : undefined);
}

/** Keeps it in place of what stands; safe to repeat. */
export const keepTimeZone = (
  call: Call,
  customer: Whereabouts,
  { keepDays, ...known }: Omit<KeptTimeZone, 'at'> & { keepDays: number },
): Promise<Result<unknown, TwilioFailure>> =>
  writeDocument(
    call.twilio,
    nameOf(call, customer),
    { ...known, at: now(call.twilio).toISOString() },
    keepDays * DAY_SECONDS,
  );

export const forgetTimeZone = (call: Call, customer: Whereabouts): Promise<Result<unknown, TwilioFailure>> =>
  removeDocument(call.twilio, nameOf(call, customer));
