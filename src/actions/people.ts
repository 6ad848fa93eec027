import { loadChunk } from '../chunks/loadChunk';
import type { PeopleRequest } from '../contract/people';
import type { PluginContext } from '../PluginContext';

export type PeopleActName = Exclude<PeopleRequest['act'], 'list' | 'queues'>;

/** The Flex Actions' names: other plugins may invoke them, listen to them and cancel them like Flex's own. */
export const PEOPLE_ACTIONS: Record<PeopleActName, string> = {
  invite: 'InviteToConversation',
  withdraw: 'WithdrawInvite',
  leave: 'LeaveConversation',
  wait: 'ParkConversation',
  remove: 'RemoveFromConversation',
  end: 'EndConversationForAll',
  join: 'JoinConversation',
  reassign: 'ReassignConversation',
};

/** What the acts do comes in the chunk of the people's tab. */
export const loadPeopleActs = () => loadChunk(() => import(/* webpackChunkName: "people" */ './peopleActs'));

/** Their payload is the request of `POST /people` without `act`. What is allowed, the backend decides. */
export function registerPeopleActions(plugin: PluginContext): void {
  for (const [act, name] of Object.entries(PEOPLE_ACTIONS)) {
    plugin.flex.Actions.registerAction(name, async (payload?: unknown) =>
      (await loadPeopleActs()).askForAct(plugin, { ...(payload as object), act } as PeopleRequest),
    );
  }
}
