import { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';

import { newRequestId } from '../../../actions/newRequestId';
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
import { focusComposer } from '../../../flex/focusComposer';
import { selectTask, waitForTask } from '../../../flex/tasks';
import { goAvailable, selectActivity, whyNoTask } from '../../../flex/worker';
import type { ScreenContext } from '../../../PluginContext';
import { setPrefill, setStartConversationPanelOpen } from '../../../state/messagingControlsState';
import { UNKNOWN } from '../../shared/errorSentence';
import type { Notice } from '../../shared/NoticeCallout';
import { placeOf, readableTime } from '../../shared/time';
import { countryOf } from '../customer/countries';
import { useUpload } from '../message/useUpload';
import { TASK_TIME_OUT } from '../taskTimeOut';
import { bodyOf, checkDraft, emptyDraft, isBegun, keyOf, kindOf, senderOf } from './draft';
import type { Draft, MessageKind } from './draft';
import { fieldOf } from './fieldOf';
import { keepForm, keptForm } from './keptForm';
import { noticeOf } from './noticeOf';
import { outcomeOf } from './outcomeOf';
import { holdsUp } from './holdsUp';
import { beginning } from './panelState';
import type { FocusRequest } from './panelState';
import { prefilledDraft } from './prefilledDraft';
import { rememberedSender, rememberSender } from './rememberedSender';
import { useFormFacts } from './useFormFacts';
import type { LoadedFacts } from './useFormFacts';
import { usePanelState } from './usePanelState';
import type { Panel } from './usePanelState';

type Content = Omit<StartConversationPayload, 'requestId'>;

export interface StartConversationForm extends Pick<Panel, 'state' | 'tell'> {
  /** With a sender that may be used. */
  draft: Draft;
  facts: LoadedFacts;
  /** What comes of it is waited for. */
  working: boolean;
  /** The outcome of the last try is not known: the same has to be sent again, or the form started over. */
  locked: boolean;
  /** Around what is said. */
  messageRef: React.RefObject<HTMLDivElement>;
  /** Why the backend sent nothing to this customer from this sender when it was tried last. */
  refusal: ClientError | undefined;
  /** Customer and sender that have an open conversation. */
  duplicate: ChecksRequest | undefined;
  edit: (change: Partial<Draft>) => void;
  /** The sender with this address, or the first one of the channel. */
  chooseSender: (channel: Channel, address?: string) => void;
  upload: (channel: Channel, file: File) => Promise<void>;
  focus: (target: FocusRequest['target']) => void;
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

/**
 * What the form does: Flex and the backend around the panel's state. It outlives the panel's closing: what was typed or
 * is under way is kept.
 */
export function useStartConversation(plugin: ScreenContext, open: boolean): StartConversationForm {
  const { manager, flex, settings, t } = plugin;
  const prefill = useSelector((state: AppState) => state.messagingControls.prefill);
  const timesAskedFor = useSelector((state: AppState) => state.messagingControls.timesAskedFor);
  const { identity } = manager.user;
  const panel = usePanelState(() => {
    const kept = keptForm(identity);
    const draft = { ...emptyDraft(firstSender(plugin), settings), ...kept?.draft };
    return beginning(draft, kept?.requestId, kept !== undefined && isBegun(draft));
  });
  const { state, now, tell } = panel;
  const { name, draft: typed, requestId } = state;
  const messageRef = useRef<HTMLDivElement>(null);

  /** What the agent has in hand is not taken away by an answer that comes late. */
  const hold = (shown: MessageKind): boolean => {
    const isBegunAs = { text: typed.body.trim() !== '', template: typed.template.contentSid !== '', file: true };
    const isHeld = isBegunAs[shown] || messageRef.current?.contains(document.activeElement) === true;
    if (isHeld) {
      tell({ type: 'hold', kind: shown });
    }
    return isHeld;
  };
  const facts = useFormFacts(plugin, typed, { open, isTyping: state.isTyping, hold });
  const { draft } = facts;
  /** For what goes on while the form may change. */
  const latestFacts = useRef(facts);
  latestFacts.current = facts;
  const refusal = isSame(state.refusal?.pair, facts.pair) ? state.refusal?.error : undefined;
  const locked = name === 'uncertain';
  const working = name === 'sending' || name === 'sendingAgain' || name === 'waitingForTask';

  const edit = (change: Partial<Draft>) => {
    tell({ type: 'edit', change });
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
  const focus = (target: FocusRequest['target']) => {
    tell({ type: 'focus', target });
  };
  const upload = useUpload(plugin, panel);

  const setPanelOpen = (isOpen: boolean) => manager.store.dispatch(setStartConversationPanelOpen(isOpen));
  /** A new form from the sender of the former one. */
  const emptied = () => emptyDraft(senderOf(now().draft, settings.senders), settings);

  // What is being sent may have been carried out, should the page be left before the answer comes.
  useEffect(
    () => keepForm(identity, { draft: typed, requestId: working || locked ? requestId : undefined }),
    [identity, typed, requestId, working, locked],
  );
  useEffect(() => {
    tell({ type: 'focus', target: 'customer' });
  }, [tell, timesAskedFor]);
  useEffect(() => {
    if (!open) {
      tell({ type: 'close' });
    }
  }, [tell, open]);
  useEffect(() => {
    // A form that is being sent, or may have been, takes it afterwards.
    if (prefill && tell({ type: 'prefill', draft: prefilledDraft(now().draft, prefill, settings) })) {
      manager.store.dispatch(setPrefill(undefined));
    }
  }, [manager, settings, now, tell, prefill, name]);

  /** It may have been closed in the meantime; the outcome has to be seen. */
  const tellOf = (notice: Notice) => {
    tell({ type: 'tell', notice });
    setPanelOpen(true);
  };

  const showError = (error: ClientError, content: Draft) => {
    const field = fieldOf(error, kindOf(content, facts), content);
    const isQuiet = error.quietHours !== undefined && content.mode !== 'later';
    const isAtCustomer = isQuiet || holdsUp(error.code);
    const outcome = outcomeOf(error.code);
    tell({
      type: outcome,
      told: field
        ? { fieldErrors: { [field]: error.code } }
        : isAtCustomer
          ? { atCustomer: true }
          : { notice: noticeOf(t, error, outcome, now().name) },
      refusal: { pair: facts.pair, error },
    });
    setPanelOpen(true);
  };

  /** The text stays, for the conversation that has its file. */
  const tellOfMissingText = ({ customerName = '', to, body = '' }: Content) => {
    const { country, customer, otherAddresses } = now().draft;
    const draft = { ...emptied(), country, customer, otherAddresses, customerName, body };
    tell({
      type: 'done',
      draft,
      notice: { variant: 'warning', text: t('sentTextMissing', { customer: customerName || to }) },
    });
    setPanelOpen(true);
  };

  const openTask = async (started: StartedConversation, { channel }: Content, sentAs: string): Promise<void> => {
    tell({ type: 'started' });
    const task = await waitForTask(manager, started, TASK_TIME_OUT);
    if (!task) {
      const neverComes = await hasTaskFailed(plugin, started, sentAs);
      const values = {
        activity: selectActivity(appState(manager))?.name ?? UNKNOWN,
        channel: t(`channel_${channel}`),
      };
      const text = neverComes ? t('sentTaskFailed') : t(`noTask_${whyNoTask(manager, channel)}`, values);
      tell({ type: 'done', draft: emptied(), notice: { variant: 'warning', text } });
      setPanelOpen(true);
      return;
    }
    tell({ type: 'done', draft: emptied() });
    setPanelOpen(false);
    // Flex accepts and selects outbound tasks by itself; this covers the agent who has clicked elsewhere meanwhile.
    await selectTask(flex, task.sid).catch((error: unknown) => {
      console.warn('[Messaging Controls] the started conversation could not be selected', error);
    });
    void focusComposer();
  };

  /** It is in the colleague's Flex. */
  const tellOfColleague = (
    answer: Extract<StartConversationAnswer, { ok: true }>,
    { mode, replyTo, customerName, to }: Content,
    name: string,
  ) => {
    const [scheduled] = 'scheduled' in answer ? answer.scheduled : [];
    const waits = mode !== 'now' || ('started' in answer && answer.started.waitsForReply);
    const sent = !waits ? 'startedForColleague' : replyTo === 'queue' ? 'sentReplyToQueue' : 'sentReplyToColleague';
    const text = t(scheduled ? 'scheduledForColleague' : sent, {
      name,
      customer: customerName ?? to,
      time: scheduled ? readableTime(t, scheduled.sendsAt, scheduled.timeZone) : '',
      place: scheduled ? placeOf(scheduled.timeZone) : '',
    });
    tell({ type: 'done', draft: emptied(), notice: { variant: 'success', text } });
    setPanelOpen(true);
  };

  const finish = async (
    answer: Extract<StartConversationAnswer, { ok: true }>,
    content: Content,
    sentAs: string,
    colleague: string | undefined,
  ): Promise<void> => {
    if ('started' in answer && answer.started.textMissing) {
      tellOfMissingText(content);
      return undefined;
    }
    if (colleague !== undefined) {
      return tellOfColleague(answer, content, colleague);
    }
    if ('started' in answer && content.mode === 'now' && !answer.started.waitsForReply) {
      return openTask(answer.started, content, sentAs);
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
    tell({ type: 'done', draft: emptied(), notice: { variant: taskFailed ? 'warning' : 'success', text } });
    setPanelOpen(true);
    return undefined;
  };

  const send = async (content: Draft): Promise<void> => {
    const checked = checkDraft(content, facts);
    if ('errors' in checked) {
      tell({ type: 'hinder', errors: checked.errors, target: 'wrongField' });
      return;
    }
    if (content.mode === 'now' && !content.startFor && whyNoTask(manager, content.channel) !== 'unknown') {
      tell({ type: 'hinder', errors: {}, target: 'availability' });
      return;
    }
    if (!tell({ type: 'send', requestId: newRequestId() })) {
      return;
    }
    try {
      const { requestId: sentAs = '' } = now();
      const answer = await startConversation(plugin, { ...checked.request, requestId: sentAs });
      if (answer.ok) {
        rememberSender(keyOf({ channel: content.channel, address: content.sender }));
        await finish(answer, checked.request, sentAs, content.startFor?.name);
      } else {
        showError(answer.error, content);
      }
    } finally {
      tell({ type: 'end' });
    }
  };

  return {
    state,
    tell,
    draft,
    facts,
    working,
    locked,
    messageRef,
    refusal,
    duplicate: facts.checks?.openConversationSid || refusal?.code === 'CONVERSATION_OPEN' ? facts.pair : undefined,
    edit,
    chooseSender,
    upload,
    focus,
    submit: () => send(draft),

    async reuse(conversationSid) {
      const change: Partial<Draft> = { reuseConversationSid: conversationSid, mode: 'now' };
      if (tell({ type: 'edit', change })) {
        await send({ ...draft, ...change });
      }
    },

    async continueIn(conversationSid, pair) {
      const current = latestFacts.current;
      const { name: phase } = now();
      if (!(phase === 'editing' || phase === 'refused') || !isSame(pair, current.pair)) {
        return;
      }
      // A template and a file, with its text, have no place in the composer, so they stay in the form.
      if (kindOf(current.draft, current) === 'text') {
        const text = bodyOf(current.draft, current);
        try {
          if (text) {
            await putIntoComposer(plugin, conversationSid, text);
          }
        } catch (error) {
          console.warn('[Messaging Controls] the text could not be put into the composer', error);
          tellOf({ variant: 'error', text: t('remedyTextNotMoved') });
          return;
        }
        tell({ type: 'done', draft: emptied() });
      }
      setPanelOpen(false);
      void focusComposer();
    },

    startOver() {
      tell({ type: 'startOver', draft: emptied() });
    },

    async makeAvailable() {
      if (!(await goAvailable(flex, manager))) {
        tellOf({ variant: 'error', text: t('goAvailableFailed') });
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

function firstSender({ settings: { senders } }: ScreenContext) {
  const remembered = rememberedSender();
  return senders.find((item) => keyOf(item) === remembered) ?? senders[0];
}
