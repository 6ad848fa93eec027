import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { whileClaimed } from '../sync/claim';
import type { Janitor } from './Janitor';

/** Of a conversation: nobody goes on in one that is being brought to rest, and the other way round. */
export const restClaim = (conversationSid: string): string => `messaging-controls-rest-${conversationSid}`;

/** Works on a conversation while nobody else brings it to rest. `atWork` where somebody does. */
export async function inClaim<T>(
  { call }: Janitor,
  conversationSid: string,
  work: () => Promise<Result<T, FunctionError>>,
): Promise<Result<T | 'atWork', FunctionError>> {
  const done = await whileClaimed(call, restClaim(conversationSid), work, ({ ok }) => ok);
  if (!done.ok) return done;
  return done.value ?? success('atWork');
}
