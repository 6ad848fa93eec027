import type { Prefill } from '../actions/openStartConversation';

/** The plugin's slice of Flex's Redux store: only what parts in different places of Flex share. */
export interface MessagingControlsState {
  startConversationPanelOpen: boolean;
  /** How often the panel was asked for; one that is open already takes the focus. */
  timesAskedFor: number;
  /** What the form is to be filled in with, until it has taken it. */
  prefill?: Prefill;
  /** What is to be traced, as somebody asked for it elsewhere in Flex; a new object for each time. */
  traceOf?: { what: string };
  /** The conversation that a template is being chosen for. */
  templateDialogFor?: string;
  /** What was held in a task, and is to be chosen in its people's tab. */
  peopleQuestion?: PeopleQuestion;
}

/** `taskSid` in which the agent wanted to end, to pause or to transfer, though somebody else is there or on their way. */
export interface PeopleQuestion {
  taskSid: string;
  wanted: 'end' | 'pause' | 'leave' | 'transfer';
}

export const SLICE_NAME = 'messagingControls';

type MessagingControlsAction =
  | { type: typeof SET_PANEL_OPEN; open: boolean }
  | { type: typeof ASK_FOR_PANEL }
  | { type: typeof SET_PREFILL; prefill: Prefill | undefined }
  | { type: typeof SET_TEMPLATE_DIALOG; conversationSid: string | undefined }
  | { type: typeof SET_PEOPLE_QUESTION; question: PeopleQuestion | undefined }
  | { type: typeof SET_TRACE_OF; what: string };

const SET_PANEL_OPEN = 'messagingControls/setStartConversationPanelOpen';
const ASK_FOR_PANEL = 'messagingControls/askForStartConversationPanel';
const SET_PREFILL = 'messagingControls/setPrefill';
const SET_TEMPLATE_DIALOG = 'messagingControls/setTemplateDialog';
const SET_PEOPLE_QUESTION = 'messagingControls/setPeopleQuestion';
const SET_TRACE_OF = 'messagingControls/setTraceOf';

const initialState: MessagingControlsState = { startConversationPanelOpen: false, timesAskedFor: 0 };

export const setStartConversationPanelOpen = (open: boolean): MessagingControlsAction => ({
  type: SET_PANEL_OPEN,
  open,
});

export const askForStartConversationPanel = (): MessagingControlsAction => ({ type: ASK_FOR_PANEL });

export const setPrefill = (prefill: Prefill | undefined): MessagingControlsAction => ({ type: SET_PREFILL, prefill });

/** Opens the dialog for a conversation; undefined closes it. */
export const setTemplateDialog = (conversationSid: string | undefined): MessagingControlsAction => ({
  type: SET_TEMPLATE_DIALOG,
  conversationSid,
});

/** Asks it in the tab; undefined when it is answered. */
export const setPeopleQuestion = (question: PeopleQuestion | undefined): MessagingControlsAction => ({
  type: SET_PEOPLE_QUESTION,
  question,
});

/** Fills in the view "Message trace" and asks it to look. */
export const setTraceOf = (what: string): MessagingControlsAction => ({ type: SET_TRACE_OF, what });

/** Flex's store sends every action of Flex and of all plugins through it. */
export function messagingControlsReducer(
  state: MessagingControlsState = initialState,
  action: {
    type: string;
    open?: boolean;
    prefill?: Prefill;
    conversationSid?: string;
    question?: PeopleQuestion;
    what?: string;
  },
): MessagingControlsState {
  switch (action.type) {
    case SET_PANEL_OPEN:
      return { ...state, startConversationPanelOpen: action.open === true };
    case ASK_FOR_PANEL:
      return { ...state, startConversationPanelOpen: true, timesAskedFor: state.timesAskedFor + 1 };
    case SET_PREFILL:
      return { ...state, prefill: action.prefill };
    case SET_TEMPLATE_DIALOG:
      return { ...state, templateDialogFor: action.conversationSid };
    case SET_PEOPLE_QUESTION:
      return { ...state, peopleQuestion: action.question };
    case SET_TRACE_OF:
      return { ...state, traceOf: { what: action.what ?? '' } };
    default:
      return state;
  }
}
