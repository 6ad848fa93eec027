import React from 'react';

import type { ITask, TaskChannelDefinition } from '@twilio/flex-ui';

import { ColoredIcon } from '../flex/ColoredIcon';
import type { FlexContext } from '../flex/FlexContext';
import type { CustomChannel } from '../settings/settingsSchema';

/**
 * Flex calls it thousands of times an hour, with tasks that may lack anything, and goes blank when it throws.
 * When both matchers are given both have to fit.
 */
export function isTaskOf(channel: CustomChannel, task: Partial<ITask> | null | undefined): boolean {
  if (!task || !(channel.channelType ?? channel.taskChannelUniqueName)) {
    return false;
  }
  const attributes = task.attributes as Record<string, unknown> | null | undefined;
  return (
    (channel.channelType === undefined || attributes?.channelType === channel.channelType) &&
    (channel.taskChannelUniqueName === undefined || task.taskChannelUniqueName === channel.taskChannelUniqueName)
  );
}

export function createCustomChannel(
  { flex }: Pick<FlexContext, 'flex'>,
  channel: CustomChannel,
): TaskChannelDefinition {
  const definition = flex.DefaultTaskChannels.createChatTaskChannel({
    name: channel.name,
    isApplicable: (task) => isTaskOf(channel, task),
    // In wrap-up and afterwards Flex shows the plain one. An element needs a key, since Flex puts it into lists.
    icon: channel.icon,
    iconActive: <ColoredIcon key={channel.name} icon={channel.iconActive ?? channel.icon} color={channel.color} />,
    color: channel.color,
    charLimit: channel.characterLimit,
  });
  const { templates } = definition;
  // A template is the key of a Flex string or a function; any other text would be shown as it stands.
  const label = () => channel.label;
  const labelAndCustomer = (task: ITask | undefined) => [channel.label, task?.defaultFrom].filter(Boolean).join(' · ');
  // New objects at every level: the factory's own are shared with Flex's channels, so a change would show in all of them.
  return {
    ...definition,
    templates: {
      ...templates,
      TaskListItem: { ...templates?.TaskListItem, firstLine: labelAndCustomer },
      TaskCanvasHeader: { ...templates?.TaskCanvasHeader, title: labelAndCustomer },
      IncomingTaskCanvas: { ...templates?.IncomingTaskCanvas, firstLine: labelAndCustomer },
      TaskCard: { ...templates?.TaskCard, firstLine: labelAndCustomer },
      TaskCanvasTabs: { ...templates?.TaskCanvasTabs, contentTabHeader: label },
      Supervisor: {
        ...templates?.Supervisor,
        TaskCanvasHeader: { ...templates?.Supervisor?.TaskCanvasHeader, title: labelAndCustomer },
        TaskOverviewCanvas: { ...templates?.Supervisor?.TaskOverviewCanvas, firstLine: labelAndCustomer },
      },
    },
  };
}

/** Registers one channel, before all that were registered earlier: Flex asks the last one first. */
export function registerCustomChannel(context: Pick<FlexContext, 'flex'>, channel: CustomChannel): void {
  context.flex.TaskChannels.register(createCustomChannel(context, channel));
}
