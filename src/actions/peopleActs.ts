import type { ITask } from '@twilio/flex-ui';

import type { Answer } from '../backend/ClientError';
import { askPeople } from '../backend/askPeople';
import type { People, PeopleRequest } from '../contract/people';
import { selectTaskTab } from '../flex/parts';
import type { PluginContext } from '../PluginContext';
import type { PeopleQuestion } from '../state/messagingControlsState';
import { setPeopleQuestion } from '../state/messagingControlsState';
import { invokeForAnswer } from './invokeForAnswer';
import { saveWrapUp } from '../wrap-up/wrapUpDraft';
import { rememberInvite } from './invitedTasks';
import { PEOPLE_ACTIONS } from './people';
import type { PeopleActName } from './people';

export { onColleagueAct } from '../components/ColleagueMessages/colleagueActs';

export type PeopleAnswer = Answer<{ ok: true; people?: People | undefined }>;

/** The body of the Flex Actions. */
export async function askForAct({ backend }: PluginContext, request: PeopleRequest): Promise<PeopleAnswer> {
  if (!backend) {
    return { ok: false, error: { code: 'SETTINGS_WRONG' } };
  }
  if (request.act === 'invite') {
    // Before the answer, which may be lost though the colleague is on their way.
    rememberInvite(request.taskSid);
  }
  // What the agent has filled in goes before they do.
  if (request.act === 'leave' || request.act === 'wait' || (request.act === 'invite' && request.handOver !== 'stay')) {
    const saved = await saveWrapUp(backend, request.taskSid);
    if (!saved.ok && saved.error.code !== 'NOT_INSIDE') {
      return saved;
    }
  }
  return askPeople(backend, request);
}

/** Invokes the act's Flex Action. Never rejects. */
export function performPeopleAct(
  plugin: Pick<PluginContext, 'flex'>,
  { act, ...payload }: PeopleRequest & { act: PeopleActName },
): Promise<PeopleAnswer> {
  return invokeForAnswer<PeopleAnswer>(plugin, PEOPLE_ACTIONS[act], payload);
}

export const isPending = ({ state }: Pick<People['invites'][number], 'state'>): boolean =>
  state === 'waiting' || state === 'ringing';

/** To whom the conversation is being handed over. */
export const handOverOf = ({ invites }: People): People['invites'][number] | undefined =>
  invites.find((invite) => invite.handOver !== 'stay' && isPending(invite));

/**
 * Calls `cancel` where Flex's own action would hit a colleague, or somebody who is to take over. Leave and Complete become
 * ours, which take out this agent alone; for the others the agent chooses in the tab. Flex's transfer waits for every invite
 * of ours. Where the backend does not answer,
 * Flex goes on as it would without us.
 */
export async function holdForOthers(
  plugin: PluginContext,
  { taskSid }: ITask,
  { wanted, isComplete }: { wanted: PeopleQuestion['wanted']; isComplete: boolean },
  { tab, cancel }: { tab: string; cancel: () => void },
): Promise<void> {
  const { flex, manager, backend } = plugin;
  const answer = backend && (await askPeople(backend, { act: 'list', taskSid }));
  if (!answer?.ok || !answer.people) {
    // Who is out already, by a transfer of Flex's own, is refused, and has nothing to choose.
    console.warn('[Messaging Controls] nothing is known of others in the conversation', answer);
    return;
  }
  const { people } = answer;
  const hasOthers = people.agents.some(({ isYou }) => !isYou);
  const isHandedOver = handOverOf(people) !== undefined;
  if (wanted === 'transfer' ? !people.invites.some(isPending) : !hasOthers && !isHandedOver) {
    return;
  }
  cancel();
  if (hasOthers && !isHandedOver && (wanted === 'leave' || isComplete)) {
    const left = await performPeopleAct(plugin, { act: 'leave', taskSid });
    if (left.ok) {
      return;
    }
  }
  manager.store.dispatch(setPeopleQuestion({ taskSid, wanted }));
  await selectTaskTab(flex, tab);
}
