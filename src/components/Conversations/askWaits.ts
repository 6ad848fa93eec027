import type { Backend } from '../../backend/createBackend';
import { MOST_WAITS } from '../../contract/supervision';
import { supervisionResponse } from '../../contract/supervision';

export interface KnownWait {
  /** When the customer first wrote what nobody has answered, by this browser's clock (milliseconds); undefined: nobody waits. */
  since: number | undefined;
  /** How many messages they have written since. */
  unanswered: number;
  askedAt: number;
}

/** By the conversation. */
export type Waits = ReadonlyMap<string, KnownWait>;

/** Milliseconds after which a wait is asked for again. */
export const FRESH = 60_000;

/** Asks who waits in these conversations, so many at a time; after each answer `tell` has what is known by then. */
export async function askWaits(
  backend: Pick<Backend, 'call'>,
  conversationSids: readonly string[],
  { known, isOver, tell }: { known: () => Waits; isOver: () => boolean; tell: (waits: Waits) => void },
): Promise<void> {
  for (let from = 0; from < conversationSids.length && !isOver(); from += MOST_WAITS) {
    const answer = await backend.call('supervision', supervisionResponse, {
      act: 'waits',
      conversationSids: conversationSids.slice(from, from + MOST_WAITS).join(' '),
    });
    if (!answer.ok) {
      console.warn('[Messaging Controls] it is not known who waits', answer.error.code);
      continue;
    }
    const next = new Map(known());
    const askedAt = Date.now();
    for (const { conversationSid, seconds, unanswered = 0 } of answer.waits ?? []) {
      next.set(conversationSid, {
        since: seconds === undefined ? undefined : askedAt - seconds * 1_000,
        unanswered,
        askedAt,
      });
    }
    tell(next);
  }
}
