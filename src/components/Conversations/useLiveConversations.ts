import { useEffect, useMemo, useRef, useState } from 'react';

import type { TaskItem } from '../../flex/liveTasks';
import { watchTasks } from '../../flex/liveTasks';
import type { ScreenContext } from '../../PluginContext';
import type { Waits } from './askWaits';
import { askWaits, FRESH } from './askWaits';
import type { LiveConversation } from './liveConversations';
import { liveConversations } from './liveConversations';

/** How many conversations are asked about in that time. */
export const MOST_ASKED = 200;

/** All live conversations as Flex's index tells of them; undefined until it has. */
export function useLiveConversations({ manager, settings }: ScreenContext): {
  conversations: readonly LiveConversation[] | undefined;
  hasFailed: boolean;
} {
  const [tasks, setTasks] = useState<TaskItem[]>();
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isOver = false;
    const watch = watchTasks(manager, (now) => {
      if (!isOver) {
        setTasks(now);
      }
    });
    watch.catch((error: unknown) => {
      console.warn('[Messaging Controls] the live conversations could not be listed', error);
      setHasFailed(!isOver);
    });
    return () => {
      isOver = true;
      watch.then(
        (close) => close(),
        () => undefined,
      );
    };
  }, [manager]);
  const { masksCustomers } = settings.supervision;
  const conversations = useMemo(() => tasks && liveConversations(tasks, masksCustomers), [tasks, masksCustomers]);
  return { conversations, hasFailed };
}

/**
 * Since when the customers wait, asked of the backend, while the view is looked at: each conversation once a minute, those
 * first that were changed longest ago.
 */
export function useWaits(
  { backend }: ScreenContext,
  conversations: readonly LiveConversation[],
  isShown: boolean,
  asked: number,
): { waits: Waits; now: number } {
  const [waits, setWaits] = useState<Waits>(new Map());
  const [now, setNow] = useState(Date.now);
  const known = useRef<Waits>(waits);
  const sids = useMemo(
    () =>
      [...conversations]
        .sort((one, other) => one.updatedAt.localeCompare(other.updatedAt))
        .slice(0, MOST_ASKED)
        .map(({ conversationSid }) => conversationSid)
        .join(' '),
    [conversations],
  );
  const lastAsked = useRef(asked);
  useEffect(() => {
    if (!backend || !isShown) {
      return undefined;
    }
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (isAll: boolean): Promise<void> => {
      const at = Date.now();
      setNow(at);
      const isVisible = document.visibilityState === 'visible';
      const stale = sids
        .split(' ')
        .filter((sid) => isVisible && sid !== '' && (isAll || at - (known.current.get(sid)?.askedAt ?? 0) >= FRESH));
      await askWaits(backend, stale, {
        known: () => known.current,
        isOver: () => isOver,
        tell: (next) => {
          known.current = next;
          setWaits(next);
          setNow(Date.now());
        },
      });
      if (!isOver) {
        timer = setTimeout(() => void ask(false), FRESH / 4);
      }
    };
    const isAll = lastAsked.current !== asked;
    lastAsked.current = asked;
    void ask(isAll);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [backend, isShown, sids, asked]);
  return { waits, now };
}
