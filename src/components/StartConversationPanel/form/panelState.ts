import type { ClientError } from '../../../backend/ClientError';
import type { ChecksRequest } from '../../../contract/checks';
import type { Remedy } from '../../../contract/openConversations';
import type { Notice } from '../../shared/NoticeCallout';
import { errorsAfter, isBegun } from './draft';
import type { Draft, FieldErrors, MessageKind } from './draft';

/**
 * The backend starts one conversation for one request id, however often it is asked. So one id stands for one content
 * of the form, from the first try until it is clear what came of it:
 * - `editing`: nothing has been sent of what stands in the form.
 * - `refused`: it was sent, and nothing was done. The same keeps its id; a change makes another request of it.
 * - `uncertain`: it may have been carried out. The form is locked, so that a repeat cannot say anything else.
 * - `sending`, and `sendingAgain` of what was uncertain: what comes of it is waited for.
 * - `waitingForTask`: it has gone, and its task is on its way.
 */
export type StateName = 'editing' | 'refused' | 'uncertain' | 'sending' | 'sendingAgain' | 'waitingForTask';

/** Where the focus has to go. A new object each time, so that the same place can be asked for again. */
export interface FocusRequest {
  /** `wrongField`: the first field that is wrong. `next`: where the focus was lost, what comes next. */
  target: 'customer' | 'message' | 'kind' | 'wrongField' | 'notice' | 'availability' | 'checks' | 'sendAt' | 'next';
}

export interface Refusal {
  pair: ChecksRequest | undefined;
  error: ClientError;
}

export interface PanelState {
  name: StateName;
  view: 'form' | 'scheduled';
  /** As it was filled in. */
  draft: Draft;
  /** Of what was sent last; undefined where nothing of the form has been. */
  requestId: string | undefined;
  /** What the form held when another part of Flex filled it in. */
  putAside: Draft | undefined;
  /** What is in it was there when the panel was closed. */
  isKept: boolean;
  /** The customer is being typed: what stands there is not complete yet. */
  isTyping: boolean;
  fieldErrors: FieldErrors;
  notice: Notice | undefined;
  focusRequest: FocusRequest | undefined;
  /** The file that is on its way, and its share that is there, 0 to 1. */
  uploading: { name: string; share: number } | undefined;
  /** Why there is no file, for the person. */
  fileProblem: string | undefined;
  /** Why the backend sent nothing to this customer from this sender. */
  refusal: Refusal | undefined;
  /** What is being done about an open conversation. */
  remedy: { conversationSid: string; remedy: Remedy } | undefined;
  /** What came of it, for the customer and sender of `key`. */
  remedyOutcome: { key: string | undefined; notice: Notice } | undefined;
}

export type PanelEvent =
  | { type: 'edit'; change: Partial<Draft> }
  /** An answer that comes late leaves the kind of message as it is shown. */
  | { type: 'hold'; kind: MessageKind }
  | { type: 'typing'; isTyping: boolean }
  | { type: 'focus'; target: FocusRequest['target'] }
  | { type: 'show'; view: PanelState['view'] }
  | { type: 'tell'; notice: Notice }
  | { type: 'close' }
  | { type: 'upload'; uploading?: PanelState['uploading']; problem?: string }
  /** Another part of Flex has filled the form in with `draft`. */
  | { type: 'prefill'; draft: Draft }
  | { type: 'bringBack' }
  /** `draft`: an empty form. */
  | { type: 'startOver'; draft: Draft }
  /** It cannot be sent as it is. */
  | { type: 'hinder'; errors: FieldErrors; target: FocusRequest['target'] }
  /** `requestId`: for a content that has none yet. */
  | { type: 'send'; requestId: string }
  | { type: 'contentRefused' | 'tryRefused' | 'unclear'; told: Told; refusal?: Refusal | undefined }
  | { type: 'started' }
  /** What stood in the form has gone its way. `draft`: an empty form. */
  | { type: 'done'; draft: Draft; notice?: Notice }
  /** Nothing is waited for any more. Where nobody said what came of it, it may have been carried out. */
  | { type: 'end' }
  | { type: 'remedy'; remedy: NonNullable<PanelState['remedy']> }
  | { type: 'remedied' }
  | { type: 'remedyOutcome'; outcome: NonNullable<PanelState['remedyOutcome']> };

/** What an error says: at its field, above the form, or at the note on the customer that says so already. */
type Told = { fieldErrors: FieldErrors } | { notice: Notice } | { atCustomer: true };

/** What state follows. An event that has a row, but no place in it, changes nothing; one without a row leaves the state. */
const NEXT: Partial<Record<PanelEvent['type'], Partial<Record<StateName, StateName>>>> = {
  edit: { editing: 'editing', refused: 'editing' },
  prefill: { editing: 'editing', refused: 'editing' },
  bringBack: { editing: 'editing', refused: 'editing' },
  startOver: { editing: 'editing', refused: 'editing', uncertain: 'editing' },
  hinder: { editing: 'editing', refused: 'refused', uncertain: 'uncertain' },
  send: { editing: 'sending', refused: 'sending', uncertain: 'sendingAgain' },
  contentRefused: { sending: 'refused', sendingAgain: 'refused' },
  tryRefused: { sending: 'refused', sendingAgain: 'uncertain' },
  unclear: { sending: 'uncertain', sendingAgain: 'uncertain' },
  started: { sending: 'waitingForTask', sendingAgain: 'waitingForTask' },
  done: {
    editing: 'editing',
    refused: 'editing',
    sending: 'editing',
    sendingAgain: 'editing',
    waitingForTask: 'editing',
  },
  end: { sending: 'uncertain', sendingAgain: 'uncertain', waitingForTask: 'uncertain' },
};

const renewed = (draft: Draft): Partial<PanelState> => ({
  draft,
  requestId: undefined,
  putAside: undefined,
  isKept: false,
  fieldErrors: {},
  notice: undefined,
  uploading: undefined,
  fileProblem: undefined,
  refusal: undefined,
});

export const beginning = (draft: Draft, requestId: string | undefined, isKept: boolean): PanelState => ({
  ...(renewed(draft) as PanelState),
  name: requestId === undefined ? 'editing' : 'uncertain',
  view: 'form',
  requestId,
  isKept,
  isTyping: false,
  focusRequest: undefined,
  remedy: undefined,
  remedyOutcome: undefined,
});

/** Whatever is asked of the agent's attention stands in the form. */
const focusOn = (target: FocusRequest['target']): Partial<PanelState> => ({ view: 'form', focusRequest: { target } });

function edited({ draft, fieldErrors }: PanelState, change: Partial<Draft>): Partial<PanelState> {
  const isAboutSomebodyElse = ['channel', 'sender', 'customer', 'country'].some((name) => name in change);
  return {
    draft: {
      ...draft,
      ...(isAboutSomebodyElse && { reuseConversationSid: undefined, timeZone: '' }),
      ...('customer' in change && { otherAddresses: undefined, customerTimeZone: undefined }),
      ...change,
    },
    isKept: false,
    fieldErrors: errorsAfter(fieldErrors, change),
    ...('file' in change && { uploading: undefined, fileProblem: undefined }),
  };
}

function changeOf(state: PanelState, event: PanelEvent): Partial<PanelState> | undefined {
  const former = isBegun(state.draft) ? state.draft : undefined;
  switch (event.type) {
    case 'edit':
      return { ...edited(state, event.change), ...(state.name === 'refused' && { requestId: undefined }) };
    case 'hold':
      return { draft: { ...state.draft, kind: event.kind } };
    case 'typing':
      return { isTyping: event.isTyping };
    case 'focus':
      return focusOn(event.target);
    case 'show':
      return { view: event.view };
    case 'tell':
      return { notice: event.notice, ...focusOn('notice') };
    case 'close':
      // The focus begins anew where it is opened again.
      return { isKept: state.isKept || former !== undefined, focusRequest: undefined };
    case 'upload':
      return { uploading: event.uploading, fileProblem: event.problem };
    case 'prefill':
      return { ...renewed(event.draft), putAside: former, ...focusOn('customer') };
    case 'bringBack':
      return state.putAside && { ...renewed(state.putAside), putAside: former, ...focusOn('customer') };
    case 'startOver':
      return { ...renewed(event.draft), ...focusOn('customer') };
    case 'hinder':
      return { notice: undefined, fieldErrors: event.errors, ...focusOn(event.target) };
    case 'send':
      return { notice: undefined, fieldErrors: {}, requestId: state.requestId ?? event.requestId };
    case 'contentRefused':
    case 'tryRefused':
    case 'unclear':
      return {
        ...('atCustomer' in event.told ? focusOn('checks') : event.told),
        ...('notice' in event.told && focusOn('notice')),
        ...('fieldErrors' in event.told && focusOn('wrongField')),
        refusal: event.refusal ?? state.refusal,
      };
    case 'started':
    case 'end':
      return {};
    case 'done':
      return { ...renewed(event.draft), ...(event.notice && { notice: event.notice, ...focusOn('notice') }) };
    case 'remedy':
      return state.remedy ? undefined : { remedy: event.remedy, remedyOutcome: undefined };
    case 'remedied':
      return { remedy: undefined };
    case 'remedyOutcome':
      return { remedyOutcome: event.outcome };
  }
}

/** The panel after an event; the same object where the event has no place in its state. */
export function panelReducer(state: PanelState, event: PanelEvent): PanelState {
  const row = NEXT[event.type];
  const name = row ? row[state.name] : state.name;
  const change = name && changeOf(state, event);
  return change ? { ...state, ...change, name } : state;
}
