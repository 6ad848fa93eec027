import { useEffect, useRef, useState } from 'react';

import type { Backend } from '../../backend/createBackend';
import type { Checks, ChecksRequest } from '../../contract/checks';

/** Milliseconds without a change until a customer and a sender are looked up. */
const PAUSE = 400;

export interface Checked {
  checks: Checks;
  /** What `hold` said when the answer came. */
  isHeld: boolean;
}

/**
 * What stands in the way of a message to this customer; undefined while it is not known. It only informs, since the
 * backend checks again when the message is sent, so a look-up that fails is left out in silence. `hold` is asked when an
 * answer comes, before anything is changed by it.
 */
export function useChecks(
  backend: Pick<Backend, 'checks'> | undefined,
  request: ChecksRequest | undefined,
  hold: () => boolean,
): Checked | undefined {
  const [checked, setChecked] = useState<Checked & { key: string }>();
  const key = request && JSON.stringify(request);
  const latestHold = useRef(hold);
  latestHold.current = hold;

  useEffect(() => {
    if (!backend || !key) {
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      void backend.checks(JSON.parse(key) as ChecksRequest).then((answer) => {
        if (answer.ok && !isStale) {
          setChecked({ key, checks: answer.checks, isHeld: latestHold.current() });
        }
      });
    }, PAUSE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [backend, key]);

  return checked?.key === key ? checked : undefined;
}
