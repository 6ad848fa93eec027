import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import type { Claim } from '../sync/claim';
import { takeClaim } from '../sync/claim';

/** Long after the webhook is gone, or the conversation has closed. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

type Kind = 'reply' | 'inbound';

export const customerTaskClaim = (kind: Kind, conversationSid: string): string =>
  `messaging-controls-${kind}-${conversationSid}`;

/** The right to make the interaction of a customer's message. */
export const claimCustomerTask = (
  call: Pick<FunctionCall, 'twilio' | 'http'>,
  kind: Kind,
  conversationSid: string,
): Promise<Result<Claim, FunctionError>> =>
  takeClaim(call, customerTaskClaim(kind, conversationSid), { keptSeconds: KEPT_SECONDS });
