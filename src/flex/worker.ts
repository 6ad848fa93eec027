import type * as Flex from '@twilio/flex-ui';

import { taskChannelOf } from '../contract/Channel';
import type { Channel } from '../contract/Channel';
import { appState } from './FlexContext';
import type { AppState } from './FlexContext';
import { waitForState } from './waitForState';

/** The worker's present activity; undefined before TaskRouter has answered, and for people who are no workers. */
export const selectActivity = (state: AppState): { name: string; available: boolean } | undefined =>
  state.flex.worker.activity;

/** Name and SID of the activity that makes the worker available: "Available" where there is one of that name. */
export const selectAvailableActivity = (state: AppState): { name: string; sid: string } | undefined => {
  const available = [...state.flex.worker.activities.values()].filter((activity) => activity.available);
  return available.find(({ name }) => name === 'Available') ?? available[0];
};

/** Milliseconds that TaskRouter may take to tell of a changed activity. */
const ACTIVITY_TIME_OUT = 5_000;

/** Resolves to whether the worker is available afterwards. */
export async function goAvailable({ Actions }: Pick<typeof Flex, 'Actions'>, manager: Flex.Manager): Promise<boolean> {
  const activity = selectAvailableActivity(appState(manager));
  if (!activity) {
    return false;
  }
  // SetActivity resolves before the state has changed, and for some refusals too: the state decides.
  try {
    await Actions.invokeAction('SetActivity', { activitySid: activity.sid });
  } catch (error) {
    console.warn('[Messaging Controls] SetActivity failed', error);
    return false;
  }
  const changed = await waitForState(
    manager,
    (state) => (selectActivity(state)?.available ? true : undefined),
    ACTIVITY_TIME_OUT,
  );
  return changed === true;
}

/** Why no task of this channel reaches the worker, as far as the browser can tell. */
export function whyNoTask(manager: Flex.Manager, channel: Channel): 'unavailable' | 'noCapacity' | 'unknown' {
  if (!selectActivity(appState(manager))?.available) {
    return 'unavailable';
  }
  const workerChannels = [...(manager.workerClient?.channels.values() ?? [])];
  const workerChannel = workerChannels.find((item) => item.taskChannelUniqueName === taskChannelOf(channel));
  const isFull = workerChannel && (!workerChannel.available || workerChannel.availableCapacityPercentage === 0);
  return isFull ? 'noCapacity' : 'unknown';
}

/** What customers know the agent by. */
export function agentName({ workerClient }: Flex.Manager): string {
  const { full_name: fullName } = (workerClient?.attributes ?? {}) as { full_name?: unknown };
  return typeof fullName === 'string' ? fullName : '';
}
