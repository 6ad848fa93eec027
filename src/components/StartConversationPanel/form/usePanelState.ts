import { useRef, useState } from 'react';

import { panelReducer } from './panelState';
import type { PanelEvent, PanelState } from './panelState';

export interface Panel {
  /** As it is shown. */
  state: PanelState;
  /** As it is by now. */
  now: () => PanelState;
  /** Answers whether the event had a place. */
  tell: (event: PanelEvent) => boolean;
}

/** The panel's state. An event counts at once, not with the next rendering: a second click can come before it. */
export function usePanelState(begin: () => PanelState): Panel {
  const [state, setState] = useState(begin);
  const current = useRef(state);
  const [panel] = useState(() => ({
    now: () => current.current,
    tell(event: PanelEvent) {
      const next = panelReducer(current.current, event);
      const hadPlace = next !== current.current;
      current.current = next;
      setState(next);
      return hadPlace;
    },
  }));
  return { ...panel, state };
}
