import { useEffect, useRef, useState } from 'react';

import type { ScreenBackend } from '../../../backend/screenBackend';
import type { Checks, ChecksRequest } from '../../../contract/checks';

/** Milliseconds without a change until a customer and a sender are looked up. */
const PAUSE = 400;

export interface Checked {
  checks: Checks;
  /** What `hold` said when the answer came. */
  isHeld: boolean;
}

/**
 * What stands in the way of a message to this customer; `checked` is undefined while it is not known, and `isPending` while
 * an answer may still come. It only informs, since the
 * backend checks again when the message is sent, so a look-up that fails is left out in silence. `hold` is asked when an
 * answer comes, before anything is changed by it. `again` asks once more, with the former answer until then.
 */
export function useChecks(
  backend: Pick<ScreenBackend, 'checks'> | undefined,
  request: ChecksRequest | undefined,
  options: {
    /** The number is complete, and its line may be looked up. */
    lookUp: boolean;
    hold: () => boolean;
  },
): { checked: Checked | undefined; isPending: boolean; again: () => void } {
  const { lookUp, hold } = options;
  const [round, setRound] = useState(0);
  const [checked, setChecked] = useState<Checked & { key: string; lookUp: boolean }>();
  const [failed, setFailed] = useState<string>();
  const key = request && JSON.stringify(request);
  const latest = useRef({ hold, checked });
  latest.current = { hold, checked };

  useEffect(() => {
    if (!backend || !key) {
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      const pair = JSON.parse(key) as ChecksRequest;
      void backend.checks(lookUp ? { ...pair, lookUp: 'true' } : pair).then((answer) => {
        if (!isStale) setFailed(answer.ok ? undefined : key);
        if (answer.ok && !isStale) {
          const { hold: isHeldNow, checked: former } = latest.current;
          // Where only the line has been looked up since, the first answer has decided.
          const isSecond = former?.key === key && former.lookUp !== lookUp;
          setChecked({ key, lookUp, checks: answer.checks, isHeld: isSecond ? former.isHeld : isHeldNow() });
        }
      });
    }, PAUSE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [backend, key, lookUp, round]);

  const known = checked?.key === key ? checked : undefined;
  return { checked: known, isPending: key !== undefined && !known && failed !== key, again: () => setRound(round + 1) };
}
