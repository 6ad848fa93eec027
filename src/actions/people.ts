import type { Answer } from '../backend/ClientError';
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
};

export type PeopleAnswer = Answer<{ ok: true; people?: People | undefined }>;

/** Their payload is the request of `POST /people` without `act`. What is allowed, the backend decides. */
export function registerPeopleActions({ flex, backend }: PluginContext): void {
  for (const [act, name] of Object.entries(PEOPLE_ACTIONS)) {
    flex.Actions.registerAction(name, async (payload?: unknown): Promise<PeopleAnswer> => {
      if (!backend) {
        return { ok: false, error: { code: 'SETTINGS_WRONG' } };
      }
      return backend.people({ ...(payload as object), act } as PeopleRequest);
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
