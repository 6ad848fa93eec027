import { begunText } from '../flex/composer';
import type { FlexContext } from '../flex/FlexContext';
import { appState } from '../flex/FlexContext';

/** No moves: browsers tell of one, too, where something comes under a mouse that lies still, such as a notice. */
const EVENTS = ['keydown', 'pointerdown', 'wheel'] as const;

export interface Activity {
  /** When the agent was last at work on a conversation, in milliseconds since 1970; 0 for never. */
  lastOf: (conversationSid: string) => number;
  end: () => void;
}

/**
 * What counts as activity: the agent's text in the conversation's composer changes, or they type, click or scroll while the
 * conversation's task is what Flex shows. A task that is open in front of nobody is none.
 */
export function watchActivity({ manager }: Pick<FlexContext, 'manager'>): Activity {
  const last = new Map<string, number>();
  const texts = new Map<string, string>();

  const onUse = (): void => {
    const { view, worker } = appState(manager).flex;
    const task = worker.tasks.get(view.selectedTaskSid ?? '');
    const conversationSid = task?.attributes?.conversationSid as string | undefined;
    if (view.activeView === 'agent-desktop' && conversationSid) {
      last.set(conversationSid, Date.now());
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
