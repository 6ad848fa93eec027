import { MOST_WAITS } from '../../contract/supervision';
import { isTeamsViewShown, teamsRows } from '../../flex/teamsView';
import type { PluginContext } from '../../PluginContext';
import type { Waits } from '../Conversations/askWaits';
import { askWaits, FRESH } from '../Conversations/askWaits';
import { figuresOf } from './figures';

/** Milliseconds between two questions, of 25 conversations each: at most 200 conversations a minute. */
const PAUSE = 7_500;
/** Milliseconds after which it is looked again whether there is anything to ask: Flex loads its workers by and by. */
const IDLE = 2_000;

export interface LongestWait {
  /** Milliseconds; undefined for nobody who waits, as far as was asked. */
  waited: number | undefined;
  /** Messages of all customers of the worker. */
  unanswered: number;
  /** Some conversation was not asked about yet. */
  isPartial: boolean;
}

let waits: Waits = new Map();
const listeners = new Set<() => void>();

/** Calls `listener` when a wait may read another way. Returns what ends that. */
export function onWaits(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function longestWait(conversationSids: readonly string[], now = Date.now()): LongestWait {
  let longest: LongestWait = { waited: undefined, unanswered: 0, isPartial: false };
  for (const sid of conversationSids) {
    const wait = waits.get(sid);
    const waited = wait?.since === undefined ? undefined : Math.max(0, now - wait.since);
    longest = {
      waited: waited === undefined ? longest.waited : Math.max(waited, longest.waited ?? 0),
      unanswered: longest.unanswered + (waited === undefined ? 0 : (wait?.unanswered ?? 0)),
      isPartial: longest.isPartial || wait === undefined,
    };
  }
  return longest;
}

/** Those to ask about now: what was never asked, then what was asked longest ago. */
export function dueOf(conversationSids: Iterable<string>, known: Waits, now: number): string[] {
  const askedAt = (sid: string): number => known.get(sid)?.askedAt ?? -Infinity;
  return [...new Set(conversationSids)]
    .filter((sid) => now - askedAt(sid) >= FRESH)
    .sort((one, other) => askedAt(one) - askedAt(other))
    .slice(0, MOST_WAITS);
}

/**
 * Asks the backend who waits at the workers in Teams View, for as long as it is looked at. `onAnswer` after each answer.
 * Returns what ends that.
 */
export function followWaits(plugin: PluginContext, onAnswer: () => void): () => void {
  const { backend } = plugin;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout>;
  const look = async (): Promise<void> => {
    let pause = IDLE;
    if (backend && document.visibilityState === 'visible' && isTeamsViewShown(plugin)) {
      const shown = new Set(teamsRows(plugin).flatMap(({ tasks }) => figuresOf(tasks).conversationSids));
      const due = dueOf(shown, waits, Date.now());
      if (due.length > 0) {
        pause = PAUSE;
        await askWaits(backend, due, {
          known: () => waits,
          isOver: () => isOver,
          tell: (next) => {
            waits = new Map([...next].filter(([sid]) => shown.has(sid)));
            onAnswer();
          },
        });
      }
      listeners.forEach((listener) => listener());
    }
    if (!isOver) {
      timer = setTimeout(() => void look(), pause);
    }
  };
  void look();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
