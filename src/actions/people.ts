import type { Answer } from '../backend/ClientError';
import { lateBackend } from '../chunks/lateBackend';
import type { People, PeopleRequest } from '../contract/people';
import type { PluginContext } from '../PluginContext';

type Act = Exclude<PeopleRequest['act'], 'list' | 'queues'>;

/** The Flex Actions' names: other plugins may invoke them, listen to them and cancel them like Flex's own. */
export const PEOPLE_ACTIONS: Record<Act, string> = {
  invite: 'InviteToConversation',
  withdraw: 'WithdrawInvite',
  leave: 'LeaveConversation',
  remove: 'RemoveFromConversation',
  end: 'EndConversationForAll',
  join: 'JoinConversation',
  reassign: 'ReassignConversation',
};

export type PeopleAnswer = Answer<{ ok: true; people?: People | undefined }>;

/** Their payload is the request of `POST /people` without `act`. What is allowed, the backend decides. */
export function registerPeopleActions({ flex, backend }: PluginContext): void {
  for (const [act, name] of Object.entries(PEOPLE_ACTIONS)) {
    flex.Actions.registerAction(name, async (payload?: unknown): Promise<PeopleAnswer> => {
      if (!backend) {
        return { ok: false, error: { code: 'SETTINGS_WRONG' } };
      }
      const request = { ...(payload as object), act } as PeopleRequest;
      const answer = await (await lateBackend(backend)).people(request);
      if (act === 'invite' && answer.ok) {
        rememberInvite(request.taskSid);
      }
      return answer;
    });
  }
}

/** Invokes the act's Flex Action. Never rejects. */
export async function performPeopleAct(
  { flex }: Pick<PluginContext, 'flex'>,
  { act, ...payload }: PeopleRequest & { act: Act },
): Promise<PeopleAnswer> {
  try {
    return (await flex.Actions.invokeAction(PEOPLE_ACTIONS[act], payload)) as PeopleAnswer;
  } catch (error) {
    const cancelled = error instanceof Error && /cancelled by before event/i.test(error.message);
    console.warn('[Messaging Controls] an act in a conversation was rejected', error);
    return { ok: false, error: { code: cancelled ? 'ACTION_CANCELLED' : 'INTERNAL' } };
  }
}

const INVITED = 'messagingControlsInvited';

/** The tasks that somebody was invited from in this tab: a reload does not forget them. */
const invitedTasks = (): string[] => sessionStorage.getItem(INVITED)?.split(' ') ?? [];

const rememberInvite = (taskSid: string): void =>
  sessionStorage.setItem(INVITED, [...new Set([...invitedTasks(), taskSid])].join(' '));

/** Whether an invite of this task may be under way, as far as this tab knows. */
export const mayHaveInvited = (taskSid: string): boolean => invitedTasks().includes(taskSid);
