import type { ITask } from '@twilio/flex-ui';

import { lateBackend } from '../chunks/lateBackend';
import type { People } from '../contract/people';
import { appState } from '../flex/FlexContext';
import { selectConversation } from '../flex/conversations';
import { selectTaskTab } from '../flex/parts';
import type { PluginContext } from '../PluginContext';
import type { PeopleQuestion } from '../state/messagingControlsState';
import { setPeopleQuestion } from '../state/messagingControlsState';
import { mayHaveInvited, performPeopleAct } from './people';

/** The tab of registerPeople.tsx. */
export const PEOPLE_TAB = 'messaging-controls-people';

/** Flex's own actions that name the conversation's channel and not the agent, so that they hit everybody in it. */
const HELD: Record<string, PeopleQuestion['wanted']> = {
  WrapupTask: 'end',
  CompleteTask: 'end',
  LeaveChannel: 'leave',
  PauseChannel: 'pause',
};

interface Payload {
  task?: ITask;
  sid?: string;
  channelSid?: string;
}

/**
 * Holds Flex's own End, Complete, Leave and Pause where they would hit a colleague too, or somebody who has been invited.
 * Leave and Complete become ours, which take out this agent alone; for the others the agent chooses in the tab. The
 * backend is asked only where the browser sees somebody else, or somebody was invited; where it does not answer, Flex
 * goes on as it would without us.
 */
export function holdNativeEnd(plugin: PluginContext): void {
  const { flex, manager, backend } = plugin;
  if (!backend) {
    return;
  }
  for (const [action, wanted] of Object.entries(HELD)) {
    flex.Actions.addListener(`before${action}`, async (payload: unknown, cancel: () => void) => {
      const task = taskOf(plugin, payload as Payload | undefined);
      if (!task || !mayConcernOthers(plugin, task)) {
        return;
      }
      const people = await whoIsHere(plugin, task.taskSid);
      const others = people?.agents.filter(({ isYou }) => !isYou) ?? [];
      const isHandedOver = people?.invites.some(isHandOver) ?? false;
      // Who is out already, by a transfer of Flex's own, has nothing to choose.
      if (!people?.agents.some(({ isYou }) => isYou) || (others.length === 0 && !isHandedOver)) {
        return;
      }
      cancel();
      if (others.length > 0 && !isHandedOver && (wanted === 'leave' || action === 'CompleteTask')) {
        const left = await performPeopleAct(plugin, { act: 'leave', taskSid: task.taskSid });
        if (left.ok) {
          return;
        }
      }
      manager.store.dispatch(setPeopleQuestion({ taskSid: task.taskSid, wanted }));
      await selectTaskTab(flex, PEOPLE_TAB);
    });
  }
}

const isHandOver = ({ handOver, state }: People['invites'][number]): boolean =>
  handOver !== 'stay' && (state === 'waiting' || state === 'ringing');

/** Older versions of Flex UI give the task, newer ones the channel. */
function taskOf({ manager }: PluginContext, payload: Payload = {}): ITask | undefined {
  const tasks = [...appState(manager).flex.worker.tasks.values()];
  return (
    payload.task ??
    tasks.find(({ sid }) => sid === payload.sid) ??
    tasks.find(({ attributes }) => payload.channelSid && attributes?.flexInteractionChannelSid === payload.channelSid)
  );
}

/** Somebody else has an identity in the conversation (a customer by web chat has one too), or was invited. */
function mayConcernOthers({ manager }: PluginContext, { taskSid, attributes }: ITask): boolean {
  if (!attributes?.flexInteractionChannelSid) {
    return false;
  }
  const conversation = selectConversation(appState(manager), attributes.conversationSid as string | undefined);
  if (conversation?.source?.state?.current === 'closed') {
    return false;
  }
  const own = manager.conversationsClient?.user?.identity;
  const hasOthers = [...(conversation?.participants.values() ?? [])].some(
    ({ source }) => source.identity && source.identity !== own && source.identity !== attributes.customerAddress,
  );
  return hasOthers || mayHaveInvited(taskSid);
}

async function whoIsHere({ backend }: PluginContext, taskSid: string): Promise<People | undefined> {
  if (!backend) {
    return undefined;
  }
  try {
    const answer = await (await lateBackend(backend)).people({ act: 'list', taskSid });
    if (answer.ok) {
      return answer.people;
    }
    console.warn('[Messaging Controls] nobody could tell who else is in the conversation', answer.error.code);
  } catch (error) {
    console.warn('[Messaging Controls] nobody could tell who else is in the conversation', error);
  }
  return undefined;
}
