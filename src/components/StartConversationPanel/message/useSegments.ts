import { useEffect, useState } from 'react';

import { loadChunk } from '../../../chunks/loadChunk';
import type { Translate } from '../../../strings/translate';
import type { segments } from './segments';

/** How many SMS a text is, as soon as there is one and what counts them has come. Without that it can be sent, too. */
export function useSegments(t: Translate, body: string): string | undefined {
  const [count, setCount] = useState<typeof segments>();
  const isWanted = body !== '';
  useEffect(() => {
    let isStale = !isWanted;
    if (isWanted) {
      loadChunk(() => import(/* webpackChunkName: "segments" */ './segments')).then(
        (loaded) => !isStale && setCount(() => loaded.segments),
        // Why is in the console by then.
        () => undefined,
      );
    }
    return () => {
      isStale = true;
    };
  }, [isWanted]);
  return isWanted ? count?.(t, body) : undefined;
}
