/** The plugin's slice of Flex's Redux store: only what parts in different places of Flex share. */
export interface MessagingControlsState {
  startConversationPanelOpen: boolean;
}

export const SLICE_NAME = 'messagingControls';

type MessagingControlsAction = { type: typeof SET_PANEL_OPEN; open: boolean };

const SET_PANEL_OPEN = 'messagingControls/setStartConversationPanelOpen';

const initialState: MessagingControlsState = { startConversationPanelOpen: false };

export const setStartConversationPanelOpen = (open: boolean): MessagingControlsAction => ({
  type: SET_PANEL_OPEN,
  open,
});

/** Flex's store sends every action of Flex and of all plugins through it. */
export function messagingControlsReducer(
  state: MessagingControlsState = initialState,
  action: { type: string; open?: boolean },
): MessagingControlsState {
  return action.type === SET_PANEL_OPEN ? { ...state, startConversationPanelOpen: action.open === true } : state;
}
