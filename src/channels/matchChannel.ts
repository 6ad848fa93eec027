import type { ITask } from '@twilio/flex-ui';

import { channelTypeOf } from '../flex/channelType';
import type { CustomChannel } from '../settings/settingsSchema';

/** What a task is told apart by; Flex's tasks and those of TaskRouter both have it. */
export type MatchedTask = Partial<Pick<ITask, 'taskChannelUniqueName'>> & { attributes?: unknown };

/**
 * Flex calls it thousands of times an hour, with tasks that may lack anything, and goes blank when it throws.
 * When both matchers are given both have to fit.
 */
export function isTaskOf(channel: CustomChannel, task: MatchedTask | null | undefined): boolean {
  if (!task || !(channel.channelType ?? channel.taskChannelUniqueName)) {
    return false;
  }
  return (
    (channel.channelType === undefined || channelTypeOf(task.attributes) === channel.channelType) &&
    (channel.taskChannelUniqueName === undefined || task.taskChannelUniqueName === channel.taskChannelUniqueName)
  );
}

const matchers = ({ channelType, taskChannelUniqueName }: CustomChannel): number =>
  [channelType, taskChannelUniqueName].filter((matcher) => matcher !== undefined).length;

/** The one that asks for more comes first; of two that ask for as much, the one that is declared first. */
export const bySpecificity = (channels: readonly CustomChannel[]): CustomChannel[] =>
  [...channels].sort((one, other) => matchers(other) - matchers(one));

export const channelOf = (
  channels: readonly CustomChannel[],
  task: MatchedTask | null | undefined,
): CustomChannel | undefined => bySpecificity(channels).find((channel) => isTaskOf(channel, task));
