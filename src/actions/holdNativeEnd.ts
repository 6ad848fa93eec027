import type { ITask } from '@twilio/flex-ui';

import { selectConversation } from '../flex/conversations';
import { appState } from '../flex/FlexContext';
import type { PluginContext } from '../PluginContext';
import type { PeopleQuestion } from '../state/messagingControlsState';
import { mayHaveInvited } from './invitedTasks';
import { loadPeopleActs } from './people';
import { holdForWrapUp } from './wrapUp';

/** Flex's own actions that name the conversation's channel and not the agent, so that they hit everybody in it; and its transfer, beside which no invite may stand. */
const HELD: Record<string, PeopleQuestion['wanted']> = {
  WrapupTask: 'end',
  CompleteTask: 'end',
  LeaveChannel: 'leave',
  PauseChannel: 'pause',
  // The list from which a colleague is chosen, and the transfer itself.
  ShowDirectory: 'transfer',
  TransferTask: 'transfer',
};

/** Older versions of Flex UI give the task, newer ones the channel. */
interface Payload {
  task?: ITask;
  sid?: string;
  channelSid?: string;
}

/**
 * Holds Flex's own End, Complete, Leave, Pause and Transfer while somebody else is in the conversation or was invited, and
 * opens this tab. The backend is asked only where the browser sees that it may be so.
 */
export function holdNativeEnd(plugin: PluginContext, tab: string): void {
  for (const [action, wanted] of Object.entries(HELD)) {
    // Flex waits for a listener, whatever its type says.
    // oxlint-disable-next-line typescript/no-misused-promises
    plugin.flex.Actions.addListener(`before${action}`, async (payload: unknown, cancel: () => void) => {
      const task = taskOf(plugin, payload as Payload | undefined);
      const isComplete = action === 'CompleteTask';
      if (!task || (isComplete && (await holdForWrapUp(plugin, task, cancel)))) {
        return;
      }
      // A supervisor may have invited somebody, of which this browser knows nothing. Transfers are few.
      const isTransfer = action === 'TransferTask';
      if (isTransfer ? !task.attributes?.flexInteractionChannelSid : !mayConcernOthers(plugin, task)) {
        return;
      }
      // A transfer that nothing speaks against is not held because a chunk cannot be loaded.
      const loading = loadPeopleActs();
      const acts = await (isTransfer ? loading.catch(() => undefined) : loading);
      await acts?.holdForOthers(plugin, task, { wanted, isComplete }, { tab, cancel });
    });
  }
}

function taskOf({ manager }: PluginContext, { task, sid, channelSid }: Payload = {}): ITask | undefined {
  const isMeant = (one: ITask): boolean =>
    one.sid === sid || (channelSid !== undefined && one.attributes?.flexInteractionChannelSid === channelSid);
  return task ?? [...appState(manager).flex.worker.tasks.values()].find(isMeant);
}

/** Somebody else has an identity in the open conversation, as a customer by web chat has too, or was invited. */
function mayConcernOthers({ manager }: PluginContext, { taskSid, attributes }: ITask): boolean {
  const { flexInteractionChannelSid, conversationSid, customerAddress } = (attributes ?? {}) as Record<string, string>;
  const conversation = selectConversation(appState(manager), conversationSid);
  if (!flexInteractionChannelSid || conversation?.source?.state?.current === 'closed') {
    return false;
  }
  const known = [undefined, null, '', customerAddress, manager.conversationsClient?.user?.identity];
  const participants = [...(conversation?.participants.values() ?? [])];
  return participants.some(({ source }) => !known.includes(source.identity)) || mayHaveInvited(taskSid);
}
