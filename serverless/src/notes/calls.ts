import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { supervisorCall } from '../../../src/contract/supervision';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { listMapItems, putMapItem, readMapItem, removeMapItem } from '../sync/syncStore';

const keptCall = v.object({
  ...supervisorCall.entries,
  /** The supervisor's name; nobody is called any more. */
  answeredBy: v.optional(v.string()),
});

/** A conversation whose agent asks supervisors for help. */
export type KeptCall = v.InferOutput<typeof keptCall>;

const CALLS = 'messaging-controls-calls';
const KEPT_SECONDS = 12 * 3_600;
const MOST_CALLS = 500;

const read = (data: unknown): KeptCall | undefined => {
  const parsed = v.safeParse(keptCall, data);
  return parsed.success ? parsed.output : undefined;
};

export async function readCall(
  twilio: Twilio,
  conversationSid: string,
): Promise<Result<KeptCall | undefined, TwilioFailure>> {
  const found = await readMapItem(twilio, CALLS, conversationSid);
  return found.ok ? success(read(found.value)) : found;
}

export const keepCall = (twilio: Twilio, kept: KeptCall): Promise<Result<unknown, TwilioFailure>> =>
  putMapItem(twilio, CALLS, kept.conversationSid, kept, KEPT_SECONDS);

/** Succeeds too where there is none. */
export const removeCall = (twilio: Twilio, conversationSid: string): Promise<Result<unknown, TwilioFailure>> =>
  removeMapItem(twilio, CALLS, conversationSid);

/** Those that nobody has answered yet, the oldest first. */
export async function openCalls(twilio: Twilio): Promise<Result<KeptCall[], TwilioFailure>> {
  const listed = await listMapItems(twilio, CALLS, MOST_CALLS);
  if (!listed.ok) return listed;
  const calls = listed.value.flatMap(({ data }) => read(data) ?? []).filter((one) => one.answeredBy === undefined);
  return success(calls.sort((one, other) => one.at.localeCompare(other.at)));
}
