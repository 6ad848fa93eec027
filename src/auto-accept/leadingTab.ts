/**
 * Calls `onLead` in one of the browser's tabs that ask for the same name: at once where there is no other, and when the
 * tab that leads is closed, reloaded or has crashed, which frees its lock. Without the Web Locks API (a page without
 * TLS, an old browser) every tab leads. Returns what ends it.
 * https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 */
export function leadTabs(name: string, onLead: () => void): () => void {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) {
    onLead();
    return () => undefined;
  }
  const ended = new AbortController();
  let release = (): void => undefined;
  const untilEnded = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks
    .request(name, { signal: ended.signal }, () => {
      onLead();
      return untilEnded;
    })
    .catch((error: unknown) => {
      if (!ended.signal.aborted) {
        console.warn('[Messaging Controls] the tabs could not agree, so this one acts by itself', error);
        onLead();
      }
    });
  return () => {
    ended.abort();
    release();
  };
}
