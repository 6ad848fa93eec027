import { useEffect, useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { startConversation } from '../../../actions/startConversation';
import type { StartConversationAnswer, StartConversationPayload } from '../../../actions/startConversation';
import type { ClientError } from '../../../backend/ClientError';
import { isByNumber } from '../../../contract/Channel';
import type { Channel } from '../../../contract/Channel';
import type { ChecksRequest } from '../../../contract/checks';
import type { StartedConversation } from '../../../contract/startedConversation';
import { putIntoComposer } from '../../../flex/composer';
import { appState } from '../../../flex/FlexContext';
import type { AppState } from '../../../flex/FlexContext';
import { selectTask, waitForTask } from '../../../flex/tasks';
import { goAvailable, selectActivity, whyNoTask } from '../../../flex/worker';
import type { ScreenContext } from '../../../PluginContext';
import { setPrefill, setStartConversationPanelOpen } from '../../../state/messagingControlsState';
import { errorSentence, fieldOf, UNKNOWN } from '../../shared/errorSentence';
import { placeOf, readableTime } from '../../shared/time';
import { countryOf } from '../customer/countries';
import { useUpload } from '../message/useUpload';
import type { Upload } from '../message/useUpload';
import { bodyOf, checkDraft, emptyDraft, errorsAfter, isBegun, keyOf, kindOf, senderOf } from './draft';
import type { Draft, FieldErrors, MessageKind } from './draft';
import { keepForm, keptForm } from './keptForm';
import { prefilledDraft } from './prefilledDraft';
import { rememberedSender, rememberSender } from './rememberedSender';
import { afterEdit, afterError, newRequest, uncertain } from './requestIdentity';
import { useFormFacts } from './useFormFacts';
import type { LoadedFacts } from './useFormFacts';

/** Milliseconds that a task may take to reach the worker. */
export const TASK_TIME_OUT = 10_000;

export interface Notice {
  variant: 'error' | 'warning' | 'success' | 'neutral';
  text: string;
}

export type Phase = 'editing' | 'sending' | 'waitingForTask';

/** Where the focus has to go. A new object each time, so that the same place can be asked for again. */
export interface FocusRequest {
  /** `wrongField`: the first field that is wrong. `next`: where the focus was lost, what comes next. */
  target: 'customer' | 'message' | 'kind' | 'wrongField' | 'notice' | 'availability' | 'sendAt' | 'next';
}

export interface StartConversationForm {
  draft: Draft;
  facts: LoadedFacts;
  upload: Upload;
  phase: Phase;
  /** The outcome of the last try is not known: the same has to be sent again, or the form started over. */
  locked: boolean;
  fieldErrors: FieldErrors;
  notice: Notice | undefined;
  focusRequest: FocusRequest | undefined;
  /** Around what is said. */
  messageRef: React.RefObject<HTMLDivElement>;
  /** Customer and sender that have an open conversation. */
  duplicate: ChecksRequest | undefined;
  /** Another part of Flex has filled the form in while the agent was writing. */
  hasPutAside: boolean;
  /** What is in it was there when the panel was closed. */
  isKept: boolean;
  edit: (change: Partial<Draft>) => void;
  /** The sender with this address, or the first one of the channel. */
  chooseSender: (channel: Channel, address?: string) => void;
  /** The customer is being typed: what stands there is not complete yet. */
  setTyping: (isTyping: boolean) => void;
  focus: (target: FocusRequest['target']) => void;
  bringBack: () => void;
  submit: () => Promise<void>;
  /** Sends the message into an open conversation that has no agent. */
  reuse: (conversationSid: string) => Promise<void>;
  /**
   * The agent goes on in Flex's own composer, where the conversation is there by now: a text that has been written goes
   * along. A form that is no longer about `pair` stays as it is.
   */
  continueIn: (conversationSid: string, pair: ChecksRequest | undefined) => Promise<void>;
  startOver: () => void;
  makeAvailable: () => Promise<void>;
}

/** The form's state and what it does. It outlives the panel's closing: what was typed or is under way is kept. */
export function useStartConversation(plugin: ScreenContext, open: boolean): StartConversationForm {
  const { manager, flex, settings, t } = plugin;
  const prefill = useSelector((state: AppState) => state.messagingControls.prefill);
  const timesAskedFor = useSelector((state: AppState) => state.messagingControls.timesAskedFor);
  const { identity } = manager.user;
  const [kept] = useState(() => keptForm(identity));
  const [typed, setDraft] = useState((): Draft => ({ ...emptyDraft(firstSender(plugin), settings), ...kept?.draft }));
  const [request, setRequest] = useState(() => (kept?.request.outcome === 'uncertain' ? kept.request : newRequest()));
  const [putAside, setPutAside] = useState<Draft>();
  const [phase, setPhase] = useState<Phase>('editing');
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const [notice, setNotice] = useState<Notice>();
  const [focusRequest, setFocusRequest] = useState<FocusRequest>();
  const [refusedPair, setRefusedPair] = useState<ChecksRequest>();
  // State changes only with the next rendering; a second click can come before it.
  const busy = useRef(false);
  const messageRef = useRef<HTMLDivElement>(null);
  const [isTyping, setTyping] = useState(false);
  const [isKept, setKept] = useState(kept !== undefined && isBegun(typed));

  /** What the agent has in hand is not taken away by an answer that comes late. */
  const hold = (shown: MessageKind): boolean => {
    const isBegunAs = { text: typed.body.trim() !== '', template: typed.template.contentSid !== '', file: true };
    const isHeld = isBegunAs[shown] || messageRef.current?.contains(document.activeElement) === true;
    if (isHeld) {
      setDraft((current) => ({ ...current, kind: shown }));
    }
    return isHeld;
  };
  const facts = useFormFacts(plugin, typed, { open, isTyping, hold });
  const { draft } = facts;
  const locked = request.outcome === 'uncertain';
  /** For what goes on while the form may change. */
  const latest = useRef({ facts, locked });
  latest.current = { facts, locked };

  const edit = (change: Partial<Draft>) => {
    if (busy.current || locked) {
      return;
    }
    const isAboutSomebodyElse = ['channel', 'sender', 'customer', 'country'].some((name) => name in change);
    setDraft((current) => ({
      ...current,
      ...(isAboutSomebodyElse && { reuseConversationSid: undefined, timeZone: '' }),
      ...('customer' in change && { otherAddresses: undefined }),
      ...change,
    }));
    setRequest(afterEdit);
    setKept(false);
    setFieldErrors((errors) => errorsAfter(errors, change));
  };
  const chooseSender = (channel: Channel, address?: string) => {
    const sender = facts.senders.find(
      (item) => item.channel === channel && (address === undefined || item.address === address),
    );
    if (sender) {
      edit({
        channel,
        sender: sender.address,
        // A number that has been written without its code keeps its country; one that is an ID elsewhere would go to somebody else.
        ...(isByNumber(channel) === isByNumber(draft.channel)
          ? draft.customer === '' && { country: countryOf(sender, settings) }
          : { customer: '', customerName: '', country: countryOf(sender, settings) }),
      });
    }
  };
  const focus = (target: FocusRequest['target']) => setFocusRequest({ target });
  const upload = useUpload(plugin, (file) => edit({ file }));

  const setPanelOpen = (isOpen: boolean) => manager.store.dispatch(setStartConversationPanelOpen(isOpen));

  const renew = (next: (former: Draft) => Draft = formerSender(settings)) => {
    upload.cancel();
    setDraft(next);
    setRequest(newRequest());
    setFieldErrors({});
    setNotice(undefined);
    setRefusedPair(undefined);
    setPutAside(undefined);
    setKept(false);
  };

  // What is being sent may have been carried out, should the page be left before the answer comes.
  useEffect(
    () => keepForm(identity, { draft: typed, request: phase === 'editing' ? request : uncertain(request) }),
    [identity, typed, request, phase],
  );
  useEffect(() => focus('customer'), [timesAskedFor]);
  useEffect(() => {
    if (!open && isBegun(draft)) {
      setKept(true);
    }
    // When it is closed, whatever changes afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open]);
  useEffect(() => {
    if (prefill && phase === 'editing' && !locked) {
      manager.store.dispatch(setPrefill(undefined));
      renew((former) => prefilledDraft(former, prefill, settings));
      setPutAside(isBegun(draft) ? draft : undefined);
      setFocusRequest({ target: 'customer' });
    }
    // A form that is being sent, or may have been, takes it afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [prefill, phase, locked]);

  const showFieldErrors = (errors: FieldErrors) => {
    setFieldErrors(errors);
    setFocusRequest({ target: 'wrongField' });
  };

  const showNotice = (next: Notice) => {
    setNotice(next);
    setFocusRequest({ target: 'notice' });
    // It may have been closed in the meantime; the outcome has to be seen.
    setPanelOpen(true);
  };

  const showError = (error: ClientError, content: Draft) => {
    // First, because a locked field takes no focus.
    setPhase('editing');
    setRequest((current) => afterError(current, error.code));
    if (error.code === 'CONVERSATION_OPEN') {
      setRefusedPair(facts.pair);
    }
    const field = fieldOf(error, kindOf(content, facts), content);
    if (field) {
      showFieldErrors({ [field]: error.code });
      setPanelOpen(true);
    } else {
      showNotice({ variant: 'error', text: errorSentence(t, error) });
    }
  };

  const openTask = async (
    started: StartedConversation,
    { channel }: Omit<StartConversationPayload, 'requestId'>,
    requestId: string,
  ): Promise<void> => {
    setPhase('waitingForTask');
    const task = await waitForTask(manager, started, TASK_TIME_OUT);
    const neverComes = !task && (await hasTaskFailed(plugin, started, requestId));
    renew();
    setPhase('editing');
    if (!task) {
      const values = {
        activity: selectActivity(appState(manager))?.name ?? UNKNOWN,
        channel: t(`channel_${channel}`),
      };
      const text = neverComes ? t('sentTaskFailed') : t(`noTask_${whyNoTask(manager, channel)}`, values);
      showNotice({ variant: 'warning', text });
      return;
    }
    setPanelOpen(false);
    // Flex accepts and selects outbound tasks by itself; this covers the agent who has clicked elsewhere meanwhile.
    await selectTask(flex, task.sid).catch((error: unknown) => {
      console.warn('[Messaging Controls] the started conversation could not be selected', error);
    });
  };

  const finish = async (
    answer: Extract<StartConversationAnswer, { ok: true }>,
    content: Omit<StartConversationPayload, 'requestId'>,
    requestId: string,
  ): Promise<void> => {
    if ('started' in answer && content.mode === 'now' && !answer.started.waitsForReply) {
      return openTask(answer.started, content, requestId);
    }
    const taskFailed = content.mode === 'now';
    const [scheduled] = 'scheduled' in answer ? answer.scheduled : [];
    const text = scheduled
      ? t('scheduledFor', {
          time: readableTime(t, scheduled.sendsAt, scheduled.timeZone),
          place: placeOf(scheduled.timeZone),
        })
      : t(taskFailed ? 'sentTaskFailed' : content.replyTo === 'queue' ? 'sentReplyToQueue' : 'sentReplyToMe', {
          customer: content.customerName ?? content.to,
        });
    renew();
    showNotice({ variant: taskFailed ? 'warning' : 'success', text });
    return undefined;
  };

  const send = async (content: Draft): Promise<void> => {
    if (busy.current) {
      return;
    }
    setNotice(undefined);
    setFieldErrors({});
    const checked = checkDraft(content, facts);
    if ('errors' in checked) {
      showFieldErrors(checked.errors);
      return;
    }
    if (content.mode === 'now' && whyNoTask(manager, content.channel) !== 'unknown') {
      setFocusRequest({ target: 'availability' });
      return;
    }
    busy.current = true;
    setPhase('sending');
    try {
      // A reuse is a change of the form; its new id is kept for the next try.
      const sent = content === draft ? request : afterEdit(request);
      setRequest(sent);
      const answer = await startConversation(plugin, { ...checked.request, requestId: sent.requestId });
      if (answer.ok) {
        rememberSender(keyOf({ channel: content.channel, address: content.sender }));
        await finish(answer, checked.request, sent.requestId);
      } else {
        showError(answer.error, content);
      }
    } finally {
      busy.current = false;
      setPhase('editing');
    }
  };

  return {
    draft,
    facts,
    upload,
    phase,
    locked,
    fieldErrors,
    notice,
    focusRequest,
    messageRef,
    duplicate: facts.checks?.openConversationSid || isSame(refusedPair, facts.pair) ? facts.pair : undefined,
    hasPutAside: putAside !== undefined,
    isKept,
    edit,
    chooseSender,
    setTyping,
    focus,
    submit: () => send(draft),

    bringBack() {
      if (putAside && !busy.current && !locked) {
        renew(() => putAside);
        setPutAside(isBegun(draft) ? draft : undefined);
        focus('customer');
      }
    },

    async reuse(conversationSid) {
      const change: Partial<Draft> = { reuseConversationSid: conversationSid, mode: 'now' };
      edit(change);
      await send({ ...draft, ...change });
    },

    async continueIn(conversationSid, pair) {
      const { facts: now, locked: isLocked } = latest.current;
      if (busy.current || isLocked || !isSame(pair, now.pair)) {
        return;
      }
      // A template and a file have no place in the composer, so they stay in the form.
      if (kindOf(now.draft, now) === 'text') {
        const text = bodyOf(now.draft, now);
        try {
          if (text) {
            await putIntoComposer(plugin, conversationSid, text);
          }
        } catch (error) {
          console.warn('[Messaging Controls] the text could not be put into the composer', error);
          showNotice({ variant: 'error', text: t('remedyTextNotMoved') });
          return;
        }
        renew();
      }
      setPanelOpen(false);
    },

    startOver() {
      if (!busy.current) {
        renew();
        setFocusRequest({ target: 'customer' });
      }
    },

    async makeAvailable() {
      if (!(await goAvailable(flex, manager))) {
        showNotice({ variant: 'error', text: t('goAvailableFailed') });
        return;
      }
      focus('next');
    },
  };
}

/** Whether the task never comes, so that the customer's reply makes one; false too where nobody can tell. */
async function hasTaskFailed(
  { backend }: Pick<ScreenContext, 'backend'>,
  { conversationSid, interactionSid, interactionChannelSid }: StartedConversation,
  requestId: string,
): Promise<boolean> {
  if (!backend || !interactionSid || !interactionChannelSid) {
    return false;
  }
  const answer = await backend.startStatus({ requestId, conversationSid, interactionSid, interactionChannelSid });
  return answer.ok && answer.status === 'failed';
}

const isSame = (a: ChecksRequest | undefined, b: ChecksRequest | undefined): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** A new form from the sender of the former one. */
const formerSender =
  (settings: ScreenContext['settings']) =>
  (former: Draft): Draft =>
    emptyDraft(senderOf(former, settings.senders), settings);

function firstSender({ settings: { senders } }: ScreenContext) {
  const remembered = rememberedSender();
  return senders.find((item) => keyOf(item) === remembered) ?? senders[0];
}
