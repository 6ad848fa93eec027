import { useCallback, useEffect, useState } from 'react';

import type { Answer, ClientError } from '../../backend/ClientError';

export interface Loaded<T> {
  value: T | undefined;
  error: ClientError | undefined;
  again: () => void;
}

/**
 * What `load` answers: asked as soon as `key` is given, once for each key, and whenever `again` is called. Until the
 * answer is there the last one for the same key stands. `load` may be a new function each time.
 */
export function useLoaded<T extends { ok: true }>(
  key: string | undefined,
  load: (() => Promise<Answer<T>>) | undefined,
): Loaded<T> {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ key: string; answer: Answer<T> }>();

  useEffect(() => {
    if (key === undefined || !load) {
      return undefined;
    }
    let isStale = false;
    void load().then((answer) => {
      if (!isStale) {
        setLoaded({ key, answer });
      }
    });
    return () => {
      isStale = true;
    };
    // `load` stands for `key`.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, attempt]);

  const again = useCallback(() => setAttempt((count) => count + 1), []);
  const answer = loaded && loaded.key === key ? loaded.answer : undefined;
  return {
    value: answer?.ok === true ? answer : undefined,
    error: answer?.ok === false ? answer.error : undefined,
    again,
  };
}
