import { useEffect, useRef } from 'react';

/**
 * The focus of a control that goes away with `state` goes to the first control of what comes in its place. A focus that
 * is somewhere else stays there.
 */
export function useFocusInPlace<Place extends HTMLElement>(state: unknown): React.RefObject<Place> {
  const place = useRef<Place>(null);
  const former = useRef(state);
  useEffect(() => {
    if (former.current !== state && document.activeElement === document.body) {
      place.current?.querySelector<HTMLElement>('button, input, textarea')?.focus();
    }
    former.current = state;
  }, [state]);
  return place;
}
