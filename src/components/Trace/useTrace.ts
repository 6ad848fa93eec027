import { useCallback, useEffect, useRef, useState } from 'react';

import type { ClientError } from '../../backend/ClientError';
import type { MendOutcome, MendRequest, Mended, Trace, TraceMend } from '../../contract/trace';
import type { ScreenContext } from '../../PluginContext';
import { conversationsWithin } from './conversationsWithin';
import { onConversationNews } from './onConversationNews';
import { traceBackend } from './traceBackend';

/** Seconds after which it looks again while something is under way. */
export const LIVE_SECONDS = 15;

/** After something has befallen the conversation: what Twilio does next comes with it. */
const NEWS_MILLISECONDS = 3_000;

interface Asked {
  what: string;
  /** Where a message is that Twilio does not find alone. */
  within?: string;
  /** Looked again by itself: nothing is announced until there is something new. */
  isQuiet: boolean;
}

export interface Mending {
  mend: TraceMend;
  state: 'working' | MendOutcome | ClientError;
}

/**
 * Asks twice at once: what the conversation itself tells is there first, and stands until the whole is. While something is
 * under way it looks again, and soon after something befalls a conversation that Flex holds; as long as `isShown`.
 */
export function useTrace({ backend, manager }: ScreenContext, isShown: boolean) {
  const [asked, setAsked] = useState<Asked>();
  const [phase, setPhase] = useState<'idle' | 'asking' | 'askingMore'>('idle');
  const [trace, setTrace] = useState<Trace>();
  const [error, setError] = useState<ClientError>();
  const [mending, setMending] = useState<Mending>();
  const isMending = useRef(false);
  const isAsking = useRef(false);
  const hasNews = useRef(false);
  const later = useRef<ReturnType<typeof setTimeout>>();

  const conversationSid = trace?.conversationSid;
  const look = useCallback(
    (what: string) => {
      const among = what.startsWith('IM') ? conversationsWithin(manager, what, conversationSid) : [];
      const within = among.length > 0 ? { within: among.join(' ') } : {};
      setTrace(undefined);
      setMending(undefined);
      setAsked({ what, ...within, isQuiet: false });
    },
    [conversationSid, manager],
  );
  const again = useCallback(() => setAsked((last) => last && { ...last, isQuiet: false }), []);

  /** Never while it is asking: a lively conversation would have no answer ever arrive. */
  const onNews = useCallback(() => {
    hasNews.current = true;
    if (isAsking.current || later.current !== undefined) return;
    later.current = setTimeout(() => setAsked((last) => last && { ...last, isQuiet: true }), NEWS_MILLISECONDS);
  }, []);
  const forgetNews = useCallback(() => {
    hasNews.current = false;
    clearTimeout(later.current);
    later.current = undefined;
  }, []);

  useEffect(() => {
    if (!asked || !backend) return undefined;
    const { isQuiet, ...of } = asked;
    let isOver = false;
    forgetNews();
    isAsking.current = true;
    setError(undefined);
    setPhase(isQuiet ? 'idle' : 'asking');
    if (!isQuiet) {
      void traceBackend(backend)
        .trace({ ...of, depth: '1' })
        .then((first) => {
          if (isOver || !first.ok) return;
          // What is known from before is more than this.
          setTrace((last) => last ?? first.trace);
          setPhase('askingMore');
        });
    }
    void traceBackend(backend)
      .trace({ ...of, depth: '2' })
      .then((whole) => {
        if (isOver) return;
        isOver = true;
        isAsking.current = false;
        setPhase('idle');
        if (hasNews.current) onNews();
        if (whole.ok) setTrace(whole.trace);
        else setError(whole.error);
      });
    return () => {
      isOver = true;
    };
  }, [asked, backend, forgetNews, onNews]);

  useEffect(() => {
    if (!isShown || conversationSid === undefined) return undefined;
    const end = onConversationNews(manager, conversationSid, onNews);
    return () => {
      end();
      forgetNews();
    };
  }, [conversationSid, forgetNews, isShown, manager, onNews]);

  const isLive =
    trace !== undefined &&
    phase === 'idle' &&
    error === undefined &&
    (!trace.isComplete || trace.steps.some(({ state }) => state === 'underWay'));
  useEffect(() => {
    if (!isLive || !isShown) return undefined;
    const timer = setTimeout(() => setAsked((last) => last && { ...last, isQuiet: true }), LIVE_SECONDS * 1_000);
    return () => clearTimeout(timer);
  }, [isLive, isShown, trace]);

  const mend = useCallback(
    async (request: MendRequest): Promise<Mended['message']> => {
      if (!backend || isMending.current) return undefined;
      isMending.current = true;
      const { mend: act } = request;
      setMending({ mend: act, state: 'working' });
      const answer = await traceBackend(backend).mend(request);
      isMending.current = false;
      setMending({ mend: act, state: answer.ok ? answer.outcome : answer.error });
      if (!answer.ok) return undefined;
      setAsked((last) => last && { ...last, isQuiet: true });
      return answer.message;
    },
    [backend],
  );

  return { what: asked?.what, phase, trace, error, isLive, mending, look, again, mend };
}
