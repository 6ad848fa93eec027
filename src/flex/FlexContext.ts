import type * as Flex from '@twilio/flex-ui';

import type { MessagingControlsState, SLICE_NAME } from '../state/messagingControlsState';

/** What Flex hands to a plugin's `init`: https://www.twilio.com/docs/flex/developer/plugins/api/plugins-class */
export interface FlexContext {
  flex: typeof Flex;
  /** Flex gives every plugin a proxy of its own: it is not `Manager.getInstance()`, though the data is the same. */
  manager: Flex.Manager;
}

/** Flex's store with the plugin's slice. Flex's own `useFlexSelector` passes only `flex`; use react-redux instead. */
export type AppState = Flex.FlexState & { readonly [SLICE_NAME]: MessagingControlsState };

export const appState = (manager: Flex.Manager): AppState => manager.store.getState() as AppState;
