import { useRef, useState } from 'react';
import { useSelector } from 'react-redux';

import { startConversation } from '../../actions/startConversation';
import type { InteractionsRequest } from '../../contract/startConversation';
import { appState } from '../../flex/FlexContext';
import { selectTask, waitForTask } from '../../flex/tasks';
import { goAvailable, selectActivity, whyNoTask } from '../../flex/worker';
import type { PluginContext } from '../../PluginContext';
import { setStartConversationPanelOpen } from '../../state/messagingControlsState';
import { checkDraft, emptyDraft, FIELDS, keyOf } from './draft';
import type { Draft, Field, FieldErrors } from './draft';
import { errorSentence, fieldOf, UNKNOWN } from './errorSentence';
import { rememberedSender, rememberSender } from './rememberedSender';
import { afterEdit, afterError, newRequest } from './requestIdentity';

/** Milliseconds that a task may take to reach the worker. */
const TASK_TIME_OUT = 10_000;

export interface Notice {
  variant: 'error' | 'warning';
  text: string;
}

export type Phase = 'editing' | 'sending' | 'waitingForTask';

/** Where the focus has to go. A new object each time, so that the same place can be asked for again. */
export interface FocusRequest {
  target: Field | 'notice' | 'availability';
}

export interface StartConversationForm {
  draft: Draft;
  phase: Phase;
  /** The outcome of the last try is not known: the same has to be sent again, or the form started over. */
  locked: boolean;
  fieldErrors: FieldErrors;
  notice: Notice | undefined;
  focusRequest: FocusRequest | undefined;
  edit: (change: Partial<Draft>) => void;
  submit: () => Promise<void>;
  startOver: () => void;
  makeAvailable: () => Promise<void>;
}

/** The form's state and what it does. It outlives the panel's closing: what was typed or is under way is kept. */
export function useStartConversation(plugin: PluginContext): StartConversationForm {
  const { manager, flex, settings, t } = plugin;
  const activity = useSelector(selectActivity);
  const [draft, setDraft] = useState(() => emptyDraft(firstSender(plugin)));
  const [request, setRequest] = useState(newRequest);
  const [phase, setPhase] = useState<Phase>('editing');
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});
  const [notice, setNotice] = useState<Notice>();
  const [focusRequest, setFocusRequest] = useState<FocusRequest>();
  // State changes only with the next rendering; a second click can come before it.
  const busy = useRef(false);

  const setPanelOpen = (open: boolean) => manager.store.dispatch(setStartConversationPanelOpen(open));

  const renew = () => {
    setDraft(({ sender }) => emptyDraft(sender));
    setRequest(newRequest());
    setFieldErrors({});
    setNotice(undefined);
  };

  const showFieldErrors = (errors: FieldErrors) => {
    setFieldErrors(errors);
    const target = FIELDS.find((field) => errors[field]);
    if (target) {
      setFocusRequest({ target });
    }
  };

  const showNotice = (next: Notice) => {
    setNotice(next);
    setFocusRequest({ target: 'notice' });
    // It may have been closed in the meantime; the outcome has to be seen.
    setPanelOpen(true);
  };

  const send = async (content: Omit<InteractionsRequest, 'requestId'>): Promise<void> => {
    const response = await startConversation(plugin, { ...content, requestId: request.requestId });
    if (!response.ok) {
      const { error } = response;
      // First, because a locked field takes no focus.
      setPhase('editing');
      setRequest(afterError(request, error.code));
      const field = fieldOf(error);
      if (field) {
        showFieldErrors({ [field]: error.code });
        setPanelOpen(true);
      } else {
        showNotice({ variant: 'error', text: errorSentence(t, error) });
      }
      return;
    }
    rememberSender(draft.sender);
    setPhase('waitingForTask');
    const task = await waitForTask(manager, response.started, TASK_TIME_OUT);
    renew();
    setPhase('editing');
    if (!task) {
      const values = {
        activity: selectActivity(appState(manager))?.name ?? UNKNOWN,
        channel: t(`channel_${content.channel}`),
      };
      showNotice({ variant: 'warning', text: t(`noTask_${whyNoTask(manager, content.channel)}`, values) });
      return;
    }
    setPanelOpen(false);
    // Flex accepts and selects outbound tasks by itself; this covers the agent who has clicked elsewhere meanwhile.
    await selectTask(flex, task.sid).catch((error: unknown) => {
      console.warn('[Messaging Controls] the started conversation could not be selected', error);
    });
  };

  return {
    draft,
    phase,
    locked: request.outcome === 'uncertain',
    fieldErrors,
    notice,
    focusRequest,

    edit(change) {
      if (busy.current || request.outcome === 'uncertain') {
        return;
      }
      setDraft((current) => ({ ...current, ...change }));
      setRequest(afterEdit);
    },

    async submit() {
      if (busy.current) {
        return;
      }
      const checked = checkDraft(draft, settings.senders);
      setNotice(undefined);
      setFieldErrors({});
      if ('errors' in checked) {
        showFieldErrors(checked.errors);
        return;
      }
      if (!activity?.available) {
        setFocusRequest({ target: 'availability' });
        return;
      }
      busy.current = true;
      setPhase('sending');
      try {
        await send(checked.request);
      } finally {
        busy.current = false;
        setPhase('editing');
      }
    },

    startOver() {
      if (!busy.current) {
        renew();
        setFocusRequest({ target: 'to' });
      }
    },

    async makeAvailable() {
      if (!(await goAvailable(flex, manager))) {
        showNotice({ variant: 'error', text: t('goAvailableFailed') });
      }
    },
  };
}

function firstSender({ settings: { senders } }: PluginContext): string {
  const remembered = rememberedSender();
  const sender = senders.find((item) => keyOf(item) === remembered) ?? senders[0];
  return sender ? keyOf(sender) : '';
}
