import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure } from '../runtime/Result';
import { whileClaimed } from '../sync/claim';

/** What was not done, and whether that is certain. */
export interface ActFailure {
  cause: FunctionError;
  isCertain: boolean;
}

export const refuse = (cause: FunctionError): { ok: false; error: ActFailure } => failure({ cause, isCertain: true });

/**
 * One at a time invites, leaves, removes, takes over or ends in a conversation: two agents who leave at once would each
 * take the other for the one who stays. While nobody can tell what came of an act the claim stands, until it is over.
 */
export async function inConversationClaim<T>(
  call: Pick<FunctionCall, 'twilio' | 'http'>,
  conversationSid: string,
  act: () => Promise<Result<T, ActFailure>>,
): Promise<Result<T, FunctionError>> {
  const name = `messaging-controls-people-claim-${conversationSid}`;
  const done = await whileClaimed(call, name, act, (result) => result.ok || result.error.isCertain);
  if (!done.ok) return done;
  if (!done.value) return failure({ code: 'REQUEST_IN_PROGRESS' });
  return done.value.ok ? done.value : failure(done.value.error.cause);
}
