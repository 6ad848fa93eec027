import * as v from 'valibot';

import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import { isOver } from '../runtime/isOver';
import { twilioError } from '../runtime/twilioFailure';
import { changeDocument, claimDocument, removeDocument, writeDocument } from './syncStore';

type Call = Pick<FunctionCall, 'twilio' | 'http'>;

const ONE_DAY_SECONDS = 86_400;

const claimData = v.object({
  attempt: v.string(),
  startedAt: v.string(),
  holder: v.optional(v.string()),
  messageSid: v.optional(v.string()),
});

type ClaimData = v.InferOutput<typeof claimData>;

/**
 * The right to a piece of work that must be done once, or by one at a time: a Sync document. It runs for as long as the
 * function may live that took it. Then the next one takes it over, and of several that come one alone.
 */
export interface Claim {
  /** Of the document. */
  name: string;
  /** False where another function is at work. */
  isOurs: boolean;
  /** An earlier function had begun, and gave nothing back: what it made has to be looked for. */
  isTakenOver: boolean;
  /** What stands in the document, with whose work it is where different ones may want it. */
  data: ClaimData | undefined;
  /** The message that an earlier function has sent for the same holder. */
  messageSid?: string | undefined;
}

interface How {
  holder?: string;
  /** Until Sync forgets it. */
  keptSeconds?: number;
}

/** Takes the claim, or answers who has it. */
export async function takeClaim(
  { twilio, http }: Call,
  name: string,
  { holder, keptSeconds = ONE_DAY_SECONDS }: How = {},
): Promise<Result<Claim, FunctionError>> {
  const ours: ClaimData = { attempt: randomUuid(twilio), startedAt: now(twilio).toISOString(), holder };
  const claimed = await claimDocument(twilio, name, ours, keptSeconds);
  if (!claimed.ok) return failure(twilioError(claimed.error));
  if (claimed.value === 'claimed') return success({ name, isOurs: true, isTakenOver: false, data: ours });

  const changed = await http.inReserve(() =>
    changeDocument(twilio, name, (data) => {
      const standing = read(data);
      // An answer that was lost may have been ours: then it has just begun.
      if (!standing || !isOver(twilio, standing.startedAt)) return undefined;
      return { data: { ...ours, ...sentFor(holder, standing) }, ttlSeconds: keptSeconds };
    }),
  );
  if (!changed.ok) return failure(twilioError(changed.error));
  const standing = read(changed.value);
  const isOurs = standing?.attempt === ours.attempt;
  return success({
    name,
    isOurs,
    isTakenOver: isOurs,
    data: standing,
    ...(standing && sentFor(holder, standing)),
  });
}

/**
 * Does the work while nobody else has the claim; undefined where somebody has. Of work that is not `settled` Twilio may
 * still make something: then the claim stands until it is over.
 */
export async function whileClaimed<T>(
  call: Call,
  name: string,
  work: () => Promise<T>,
  isSettled: (result: T) => boolean,
): Promise<Result<T | undefined, FunctionError>> {
  const claim = await takeClaim(call, name);
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return success(undefined);
  const result = await work();
  if (isSettled(result)) await releaseClaim(call, claim.value);
  return success(result);
}

/** Writes down that the message went. Where that fails, a repeat finds it in the conversation. */
export async function noteMessage({ twilio }: Call, { name, data }: Claim, messageSid: string): Promise<void> {
  await writeDocument(twilio, name, { ...data, messageSid }, ONE_DAY_SECONDS);
}

/** Gives the claim back. Where that fails, the next one waits until it is over. */
export async function releaseClaim({ twilio, http }: Call, { name }: Claim): Promise<void> {
  await http.inReserve(() => removeDocument(twilio, name));
}

function read(data: unknown): ClaimData | undefined {
  const parsed = v.safeParse(claimData, data);
  return parsed.success ? parsed.output : undefined;
}

const sentFor = (holder: string | undefined, { holder: standing, messageSid }: ClaimData): Pick<Claim, 'messageSid'> =>
  standing === holder ? { messageSid } : {};
