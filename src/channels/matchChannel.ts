import type { ITask } from '@twilio/flex-ui';

import { attributeFits } from '../auto-accept/rules';
import { channelTypeOf } from '../flex/channelType';
import type { CustomChannel } from '../settings/settingsSchema';

/** What a task is told apart by; Flex's tasks and those of TaskRouter both have it. */
export type MatchedTask = Partial<Pick<ITask, 'taskChannelUniqueName'>> & { attributes?: unknown };

/**
 * Flex calls it thousands of times an hour, with tasks that may lack anything, and goes blank when it throws.
 * Every matcher that is given has to fit.
 */
export function isTaskOf(channel: CustomChannel, task: MatchedTask | null | undefined): boolean {
  if (!task || matchers(channel) === 0) {
    return false;
  }
  return (
    (channel.channelType === undefined || channelTypeOf(task.attributes) === channel.channelType) &&
    (channel.taskChannelUniqueName === undefined || task.taskChannelUniqueName === channel.taskChannelUniqueName) &&
    (channel.attributes ?? []).every((condition) => attributeFits(condition, task.attributes))
  );
}

const matchers = ({ channelType, taskChannelUniqueName, attributes = [] }: CustomChannel): number =>
  [channelType, taskChannelUniqueName, ...attributes].filter((matcher) => matcher !== undefined).length;

/** The one that asks for more comes first; of two that ask for as much, the one that is declared first. */
export const bySpecificity = (channels: readonly CustomChannel[]): CustomChannel[] =>
  [...channels].sort((one, other) => matchers(other) - matchers(one));

export const channelOf = (
  channels: readonly CustomChannel[],
  task: MatchedTask | null | undefined,
): CustomChannel | undefined => bySpecificity(channels).find((channel) => isTaskOf(channel, task));
