import type { Conversation } from '../conversations/conversations';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure } from '../runtime/Result';
import type { FirstMessage } from './Start';
import type { Claim } from './claimConversation';

/** Attempts of one request that failed one after the other, and were taken back. */
const MOST_ATTEMPTS = 10;

type Outcome<T> = Promise<Result<T, FunctionError>>;

interface Steps<T, Request> {
  /** The customer's conversations, closed ones too, as far as they are known. */
  known: readonly Conversation[];
  /** Asked before anything is made; a repeat of what is done already is not checked again. */
  checked: () => Promise<FunctionError | undefined>;
  /** Makes the conversation, whose unique name only one arrival of the request can take. */
  claim: (request: Request) => Outcome<Claim>;
  /** Does the work in the conversation that is ours. */
  finish: (request: Request, conversationSid: string) => Outcome<T>;
  /** Answers for an earlier arrival by its conversation; undefined where that one failed and nothing of it is left. */
  repeat: (request: Request, conversation: Conversation) => Promise<Result<T, FunctionError> | undefined>;
}

/**
 * Does what a request asks for, once, however often it comes and whatever fails: its conversation's unique name is the
 * claim. An attempt that failed leaves a closed conversation behind, which keeps its name, so that the next attempt takes
 * the next one: each arrival goes through the same names in the same order.
 */
export async function inTurn<T, Request extends Pick<FirstMessage, 'uniqueName'>>(
  request: Request,
  { known, checked, claim, finish, repeat }: Steps<T, Request>,
): Outcome<T> {
  let isChecked = false;
  for (let attempt = firstOf(request, known); attempt <= MOST_ATTEMPTS; attempt += 1) {
    const named = { ...request, uniqueName: nameOf(request, attempt) };
    let conversation = known.find(({ uniqueName }) => uniqueName === named.uniqueName);
    if (!conversation) {
      const refusal = isChecked ? undefined : await checked();
      if (refusal) return failure(refusal);
      isChecked = true;
      const claimed = await claim(named);
      if (!claimed.ok) return claimed;
      if (claimed.value.isOurs) return finish(named, claimed.value.conversation.sid);
      ({ conversation } = claimed.value);
    }
    const answer = await repeat(named, conversation);
    if (answer) return answer;
  }
  return failure({ code: 'REQUEST_IN_PROGRESS' });
}

const nameOf = ({ uniqueName }: Pick<FirstMessage, 'uniqueName'>, attempt: number): string =>
  attempt === 1 ? uniqueName : `${uniqueName}-${attempt}`;

/** Where a later attempt is known, the earlier ones have failed. */
function firstOf(request: Pick<FirstMessage, 'uniqueName'>, known: readonly Conversation[]): number {
  for (let attempt = MOST_ATTEMPTS; attempt > 1; attempt -= 1) {
    if (known.some(({ uniqueName }) => uniqueName === nameOf(request, attempt))) return attempt;
  }
  return 1;
}

/** The request's latest attempt among these; the earlier ones have failed. */
export function latestAttempt<T extends Conversation>(
  request: Pick<FirstMessage, 'uniqueName'>,
  known: readonly T[],
): T | undefined {
  const name = nameOf(request, firstOf(request, known));
  return known.find(({ uniqueName }) => uniqueName === name);
}

/** Whether a conversation is one of the request's attempts. */
export function isOfRequest(request: Pick<FirstMessage, 'uniqueName'>, conversation: Conversation): boolean {
  const attempts = Array.from({ length: MOST_ATTEMPTS }, (_, index) => nameOf(request, index + 1));
  return conversation.uniqueName !== null && attempts.includes(conversation.uniqueName);
}
