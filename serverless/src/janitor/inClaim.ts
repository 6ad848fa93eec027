import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { randomUuid } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { claimDocument, removeDocument } from '../sync/syncStore';
import type { Janitor } from './Janitor';

/** Longer than any function runs, and than the command takes for one conversation. */
const CLAIM_SECONDS = 20;

/** Works on a conversation while nobody else brings it to rest. `atWork` where somebody does. */
export async function inClaim<T>(
  { call: { twilio, http } }: Janitor,
  conversationSid: string,
  work: () => Promise<Result<T, FunctionError>>,
): Promise<Result<T | 'atWork', FunctionError>> {
  const name = `messaging-controls-rest-${conversationSid}`;
  const claim = await claimDocument(twilio, name, { attempt: randomUuid(twilio) }, CLAIM_SECONDS);
  if (!claim.ok) return failure(twilioError(claim.error));
  if (claim.value === 'taken') return success('atWork');
  const done = await work();
  // Of one that failed, Twilio may still be at work: the claim ends by itself.
  if (done.ok) await http.inReserve(() => removeDocument(twilio, name));
  return done;
}
