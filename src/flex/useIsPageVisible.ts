import { useEffect, useState } from 'react';

const isVisible = (): boolean => document.visibilityState === 'visible';

/** Whether the browser shows the page at all. */
export function useIsPageVisible(): boolean {
  const [isShown, setIsShown] = useState(isVisible);
  useEffect(() => {
    const see = (): void => setIsShown(isVisible());
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, []);
  return isShown;
}
