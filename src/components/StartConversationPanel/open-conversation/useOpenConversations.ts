import type { ClientError } from '../../../backend/ClientError';
import type { OpenConversation, Remedy, RemediesRequest } from '../../../contract/openConversations';
import type { ReasonCode } from '../../../contract/reasonCode';
import { waitForConversation } from '../../../flex/conversations';
import { ensureAccepted, selectTask, waitForTask } from '../../../flex/tasks';
import type { ScreenContext } from '../../../PluginContext';
import { errorSentence } from '../../shared/errorSentence';
import type { Notice } from '../../shared/NoticeCallout';
import { useLoaded } from '../../shared/useLoaded';
import type { StartConversationForm } from '../form/useStartConversation';
import { TASK_TIME_OUT } from '../taskTimeOut';

interface Why {
  reason: string;
  reasonCode: ReasonCode;
}

export interface OpenConversations {
  /** Undefined while they are being looked for. */
  conversations: OpenConversation[] | undefined;
  /** Why they cannot be shown. */
  error: ClientError | undefined;
  again: () => void;
  /** The remedy that is being carried out. */
  working: { conversationSid: string; remedy: Remedy } | undefined;
  /** What came of the last one. */
  outcome: Notice | undefined;
  /** A take-over needs `why`. */
  apply: (conversation: OpenConversation, remedy: Exclude<Remedy, 'messageOwner'>, why?: Why) => Promise<void>;
  /** Resolves to whether it was sent. */
  messageOwner: (conversation: OpenConversation, text: string) => Promise<boolean | undefined>;
}

/** The open conversation that stands in the way, and what can be done about it. It goes on while the panel is closed. */
export function useOpenConversations(plugin: ScreenContext, form: StartConversationForm): OpenConversations {
  const { backend, flex, manager, t } = plugin;
  const { duplicate } = form;
  const key = duplicate && JSON.stringify(duplicate);
  const loaded = useLoaded(key, backend && duplicate ? () => backend.openConversations(duplicate) : undefined);
  const { remedy: working, remedyOutcome: outcome } = form.state;

  const tell = (notice: Notice) => form.tell({ type: 'remedyOutcome', outcome: { key, notice } });
  const fail = (text: string) => tell({ variant: 'error', text });

  const ask = async (request: RemediesRequest) => {
    const answer = backend
      ? await backend.remedies(request)
      : { ok: false as const, error: { code: 'SETTINGS_WRONG' as const } };
    if (!answer.ok) {
      fail(errorSentence(t, answer.error));
    }
    return answer;
  };

  const openTask = async ({ conversationSid, taskSid }: Pick<OpenConversation, 'conversationSid' | 'taskSid'>) => {
    const task = await waitForTask(manager, { conversationSid, taskSid }, TASK_TIME_OUT);
    if (!task) {
      fail(t('remedyNoTask'));
      return undefined;
    }
    return task;
  };

  const carryOut = async (
    conversation: OpenConversation,
    remedy: 'open' | 'join' | 'takeOver',
    why: Why = { reason: '', reasonCode: 'other' },
  ): Promise<void> => {
    const { conversationSid } = conversation;
    let { taskSid } = conversation;
    if (remedy !== 'open') {
      const answer = await ask(remedy === 'join' ? { remedy, conversationSid } : { remedy, conversationSid, ...why });
      if (!answer.ok) {
        return;
      }
      taskSid = answer.taskSid;
    }
    const task = await openTask({ conversationSid, taskSid });
    if (!task) {
      return;
    }
    const isAccepted = remedy === 'open' ? task.status !== 'pending' : await ensureAccepted(flex, manager, task.sid);
    await selectTask(flex, task.sid).catch((error: unknown) => {
      console.warn('[Messaging Controls] the conversation could not be selected', error);
    });
    const goOn = async (timeout?: number) => {
      if (!(await waitForConversation(manager, conversationSid, task.sid, timeout))) {
        tell({ variant: 'warning', text: t('remedyTextKept') });
        return;
      }
      if (remedy === 'takeOver') {
        const finished = await ask({ remedy: 'finishTakeOver', conversationSid });
        if (!finished.ok) {
          fail(t('takeOverUnfinished', { name: conversation.owner?.name ?? '' }));
          return;
        }
      }
      await form.continueIn(conversationSid, duplicate);
    };
    if (isAccepted) {
      await goOn(TASK_TIME_OUT);
    } else {
      tell({ variant: 'neutral', text: t('remedyNotAccepted') });
      // It may ring for minutes, and the agent need not wait.
      void goOn();
    }
  };

  const during = async <T>(conversationSid: string, remedy: Remedy, work: () => Promise<T>): Promise<T | undefined> => {
    if (!form.tell({ type: 'remedy', remedy: { conversationSid, remedy } })) {
      return undefined;
    }
    try {
      return await work();
    } finally {
      form.tell({ type: 'remedied' });
    }
  };

  return {
    conversations: loaded.value?.conversations,
    error: loaded.error,
    again: loaded.again,
    working,
    outcome: outcome && outcome.key === key ? outcome.notice : undefined,

    async apply(conversation, remedy, why) {
      const { conversationSid } = conversation;
      await during(conversationSid, remedy, () =>
        remedy === 'reuse' ? form.reuse(conversationSid) : carryOut(conversation, remedy, why),
      );
    },

    async messageOwner({ conversationSid, owner }, text) {
      return during(conversationSid, 'messageOwner', async () => {
        const answer = await ask({ remedy: 'messageOwner', conversationSid, text });
        if (answer.ok) {
          tell({ variant: 'success', text: t('ownerMessageSent', { name: owner?.name ?? '' }) });
        }
        return answer.ok;
      });
    },
  };
}
