import type { TraceCause, TraceStep, TraceStepName } from '../../../src/contract/trace';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';

/** Where a trace begins. */
export interface TraceStart {
  /** The one to look at; undefined where there is none. */
  conversationSid: string | undefined;
  otherConversations: string[];
  /** What came before any conversation. */
  steps: TraceStep[];
  /** The latest message of the customer's that Twilio has taken. */
  received?: { sid: string; at: Date; to: string };
  /** Of one of our senders, where it makes no conversations that Flex shows. */
  closedAddress?: ClosedAddress;
}

/** As the customer wrote to it; with the SID of what is set up for it, where there is something. */
export interface ClosedAddress {
  address: string;
  sid: string | undefined;
  type: 'sms' | 'whatsapp';
  /** The sender's. */
  name: string;
}

export type StartFound = Promise<Result<TraceStart, FunctionError>>;

/** @param latest the one to look at first */
export const foundStart = (latest: string, others: string[] = []): Result<TraceStart, never> =>
  success({ conversationSid: latest, otherConversations: others, steps: [] });

/** Nothing leads from there to a conversation, and why. */
export function unknownStart(step: TraceStepName, cause: TraceCause, sid: string): Result<TraceStart, never> {
  const told: TraceStep = { step, state: 'unknown', cause, sids: [sid] };
  return success({ conversationSid: undefined, otherConversations: [], steps: [told] });
}
