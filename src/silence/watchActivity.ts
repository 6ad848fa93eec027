import { begunText } from '../flex/composer';
import type { FlexContext } from '../flex/FlexContext';
import { appState } from '../flex/FlexContext';

const EVENTS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Milliseconds between two events that count: a mouse tells of each pixel. */
const PAUSE = 1_000;

export interface Activity {
  /** When the agent was last at work on a conversation, in milliseconds since 1970; 0 for never. */
  lastOf: (conversationSid: string) => number;
  end: () => void;
}

/**
 * What counts as activity: the agent's text in the conversation's composer changes, or they use mouse or keyboard while the
 * conversation's task is what Flex shows. A task that is open in front of nobody is none.
 */
export function watchActivity({ manager }: Pick<FlexContext, 'manager'>): Activity {
  const last = new Map<string, number>();
  const texts = new Map<string, string>();
  let latest = 0;

  const onUse = (): void => {
    const now = Date.now();
    if (now - latest < PAUSE) {
      return;
    }
    latest = now;
    const { view, worker } = appState(manager).flex;
    const task = worker.tasks.get(view.selectedTaskSid ?? '');
    const conversationSid = task?.attributes?.conversationSid as string | undefined;
    if (view.activeView === 'agent-desktop' && conversationSid) {
      last.set(conversationSid, now);
    }
  };
  EVENTS.forEach((event) => document.addEventListener(event, onUse, { capture: true, passive: true }));
  return {
    lastOf: (conversationSid) => {
      const text = begunText({ manager }, conversationSid);
      const before = texts.get(conversationSid);
      texts.set(conversationSid, text);
      if (before !== undefined && before !== text) {
        last.set(conversationSid, Date.now());
      }
      return last.get(conversationSid) ?? 0;
    },
    end: () => EVENTS.forEach((event) => document.removeEventListener(event, onUse, { capture: true })),
  };
}
