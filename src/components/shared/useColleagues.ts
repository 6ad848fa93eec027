import { useEffect, useState } from 'react';

import { findColleagues } from '../../flex/colleagues';
import type { ColleagueItem } from '../../flex/colleagues';
import type { ScreenContext } from '../../PluginContext';

/** Milliseconds without a key before the index is asked. */
const PAUSE = 300;

interface Found {
  colleagues: readonly ColleagueItem[];
  hasFailed: boolean;
}

/** Those whose name has this part, asked when the typing pauses. */
export function useColleagues({ manager }: Pick<ScreenContext, 'manager'>, part: string): Found {
  const [found, setFound] = useState<Found>({ colleagues: [], hasFailed: false });
  useEffect(() => {
    let isCurrent = true;
    const search = (): void =>
      void findColleagues(manager, part).then(
        (colleagues) => isCurrent && setFound({ colleagues, hasFailed: false }),
        (error: unknown) => {
          console.warn('[Messaging Controls] colleagues could not be searched', error);
          if (isCurrent) {
            setFound({ colleagues: [], hasFailed: true });
          }
        },
      );
    const timer = setTimeout(search, part === '' ? 0 : PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [manager, part]);
  return found;
}
