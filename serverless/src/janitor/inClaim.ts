import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { releaseClaim, takeClaim } from '../sync/claim';
import type { Janitor } from './Janitor';

/** Of a conversation: nobody goes on in one that is being brought to rest, and the other way round. */
export const restClaim = (conversationSid: string): string => `messaging-controls-rest-${conversationSid}`;

/** Works on a conversation while nobody else brings it to rest. `atWork` where somebody does. */
export async function inClaim<T>(
  { call }: Janitor,
  conversationSid: string,
  work: () => Promise<Result<T, FunctionError>>,
): Promise<Result<T | 'atWork', FunctionError>> {
  const claim = await takeClaim(call, restClaim(conversationSid));
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return success('atWork');
  const done = await work();
  // Of one that failed, Twilio may still be at work: the claim ends by itself.
  if (done.ok) await releaseClaim(call, claim.value);
  return done;
}
