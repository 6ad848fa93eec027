import { useEffect, useState } from 'react';

import type { Backend } from '../../backend/createBackend';
import type { Checks, ChecksRequest } from '../../contract/checks';

/** Milliseconds without a change until a customer and a sender are looked up. */
const PAUSE = 400;

/**
 * What stands in the way of a message to this customer; undefined while it is not known. It only informs, since the
 * backend checks again when the message is sent, so a look-up that fails is left out in silence.
 */
export function useChecks(
  backend: Pick<Backend, 'checks'> | undefined,
  request: ChecksRequest | undefined,
  /** The number is complete, and its line may be looked up. */
  lookUp: boolean,
): Checks | undefined {
  const [checked, setChecked] = useState<{ key: string; checks: Checks }>();
  const key = request && JSON.stringify(request);

  useEffect(() => {
    if (!backend || !key) {
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      const pair = JSON.parse(key) as ChecksRequest;
      void backend.checks(lookUp ? { ...pair, lookUp: 'true' } : pair).then((answer) => {
        if (answer.ok && !isStale) {
          setChecked({ key, checks: answer.checks });
        }
      });
    }, PAUSE);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [backend, key, lookUp]);

  return checked?.key === key ? checked?.checks : undefined;
}
