import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure } from '../runtime/Result';
import { releaseClaim, takeClaim } from '../sync/claim';

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
  const claim = await takeClaim(call, `messaging-controls-people-claim-${conversationSid}`);
  if (!claim.ok) return claim;
  if (!claim.value.isOurs) return failure({ code: 'REQUEST_IN_PROGRESS' });
  const result = await act();
  if (result.ok || result.error.isCertain) await releaseClaim(call, claim.value);
  return result.ok ? result : failure(result.error.cause);
}
