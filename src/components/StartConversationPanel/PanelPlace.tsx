import React, { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { watchBars } from '../../flex/notificationBar';
import type { PluginContext } from '../../PluginContext';
import { setStartConversationPanelOpen } from '../../state/messagingControlsState';

export const START_CONVERSATION_PANEL_ID = 'messaging-controls-start-conversation';

/**
 * Lies over the right edge, as Flex's dialpad does: as an ordinary child of the main container it would push the desktop
 * out of the window. Unlike the dialpad it begins below Flex's notifications, and lies under what Flex itself opens
 * there: the menu of activities (20).
 */
const OVER_THE_RIGHT_EDGE: React.CSSProperties = {
  position: 'absolute',
  bottom: 0,
  right: 0,
  width: 340,
  maxWidth: '100%',
  zIndex: 5,
};

/** Where the panel stands while it is open, whatever there is to show in it yet. Escape closes it. */
export const PanelPlace = ({
  plugin,
  titleId,
  children,
}: {
  plugin: PluginContext;
  titleId: string;
  children: React.ReactNode;
}): React.ReactElement => {
  const { manager, t } = plugin;
  const [top, setTop] = useState(0);
  const panelRef = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => watchBars(setTop), []);
  // By a listener of its own: a dialog is no interactive element, so React's would be a trap for screen readers.
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      const { target } = event;
      // The body has the keys while nothing has the focus: a button that works on cannot hold it.
      const isMeant = target === document.body || panelRef.current?.contains(target as Node);
      // A list that is open closes first.
      const isListOpen = (target as Element).hasAttribute('data-list');
      if (event.key === 'Escape' && isMeant && !isListOpen) {
        event.stopPropagation();
        manager.store.dispatch(setStartConversationPanelOpen(false));
      }
    };
    // Before the list, which is closed afterwards.
    document.addEventListener('keydown', closeOnEscape, true);
    return () => document.removeEventListener('keydown', closeOnEscape, true);
  }, [manager]);

  return (
    <div
      ref={panelRef}
      id={START_CONVERSATION_PANEL_ID}
      role="dialog"
      aria-labelledby={titleId}
      lang={t('language')}
      style={{ ...OVER_THE_RIGHT_EDGE, top }}
    >
      {children}
    </div>
  );
};
