import type * as Flex from '@twilio/flex-ui';

import { appState } from './FlexContext';
import type { AppState } from './FlexContext';

/**
 * Waits until `select` finds something in Flex's store. Undefined when it has not within the time (milliseconds); without
 * a time it waits as long as it takes.
 */
export function waitForState<T>(
  manager: Flex.Manager,
  select: (state: AppState) => T | undefined,
  timeout?: number,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const finish = (value: T | undefined) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(value);
    };
    const timer = timeout === undefined ? undefined : setTimeout(() => finish(undefined), timeout);
    const check = () => {
      const value = select(appState(manager));
      if (value !== undefined) {
        finish(value);
      }
    };
    const unsubscribe = manager.store.subscribe(check);
    check();
  });
}
