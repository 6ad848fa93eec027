import type { FlexContext } from './FlexContext';

/** Milliseconds after which it is done all the same. */
const AT_THE_LATEST = 10_000;

/** Does `work` once Flex has started and the browser has nothing else to do. */
export function whenIdle({ manager }: FlexContext, work: () => void): void {
  manager.events.addListener('pluginsInitialized', () => {
    // Safari has no such call.
    if (typeof window.requestIdleCallback === 'function') {
      window.requestIdleCallback(work, { timeout: AT_THE_LATEST });
    } else {
      setTimeout(work, AT_THE_LATEST);
    }
  });
}
