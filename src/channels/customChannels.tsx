import React from 'react';

import type { ITask, TaskChannelCapability, TaskChannelDefinition } from '@twilio/flex-ui';

import { ColoredIcon } from '../flex/ColoredIcon';
import type { FlexContext } from '../flex/FlexContext';
import { PasteIcon } from '../flex/PasteIcon';
import { PictureIcon } from '../flex/PictureIcon';
import { isPasteIcon } from '../settings/pasteIcons';
import type { CustomChannel } from '../settings/settingsSchema';
import { isTaskOf } from './matchChannel';

// An element needs a key, since Flex puts it into lists.
const iconOr = (icon: string, otherwise: string | React.ReactElement, color?: string): string | React.ReactElement => {
  if (isPasteIcon(icon)) {
    return <PasteIcon key={icon} icon={icon} color={color} />;
  }
  return icon.includes(':') ? <PictureIcon key={icon} url={icon} /> : otherwise;
};

export function createCustomChannel({ flex, manager }: FlexContext, channel: CustomChannel): TaskChannelDefinition {
  // Flex renders what is written in the settings as its own strings, and a channel names those by their keys.
  const asString = (place: string, template: string | undefined): string | undefined => {
    if (template === undefined) {
      return undefined;
    }
    const key = `MessagingControlsChannel_${channel.name}_${place}`;
    Object.assign(manager.strings, { [key]: template });
    return key;
  };
  const asStrings = (place: string, lines: Record<string, string | undefined> = {}): Record<string, string> =>
    Object.fromEntries(
      Object.entries(lines).flatMap(([line, template]) => {
        const key = asString(`${place}_${line}`, template);
        return key ? [[line, key]] : [];
      }),
    );

  const { notification, templates: own = {} } = channel;
  const active = channel.iconActive ?? channel.icon;
  const definition = flex.DefaultTaskChannels.createChatTaskChannel({
    name: channel.name,
    isApplicable: (task) => isTaskOf(channel, task),
    // In wrap-up and afterwards Flex shows the plain one.
    icon: iconOr(channel.icon, channel.icon),
    iconActive: iconOr(active, <ColoredIcon key={channel.name} icon={active} color={channel.color} />, channel.color),
    color: channel.color,
    charLimit: channel.characterLimit,
    notificationTitleTemplate: asString('notification_title', notification?.title),
    browserNotificationTitleTemplate: asString('notification_browserTitle', notification?.browserTitle),
    browserNotificationBodyTemplate: asString('notification_browserBody', notification?.browserBody),
  });
  const { templates } = definition;
  // A template is the key of a Flex string or a function; any other text would be shown as it stands.
  const label = () => channel.label;
  const labelAndCustomer = (task: ITask | undefined) => [channel.label, task?.defaultFrom].filter(Boolean).join(' · ');
  const { title: tabTitle } = own.taskCanvasTab ?? {};
  const { endButton, ...taskCanvasHeader } = asStrings('taskCanvasHeader', own.taskCanvasHeader);
  // New objects at every level: the factory's own are shared with Flex's channels, so a change would show in all of them.
  return {
    ...definition,
    capabilities: channel.capabilities
      ? new Set(channel.capabilities.map((capability) => capability as TaskChannelCapability))
      : definition.capabilities,
    sounds: channel.sound ? { ...definition.sounds, Pending: channel.sound } : definition.sounds,
    notifications: {
      ...definition.notifications,
      override: {
        ...definition.notifications.override,
        ...(notification?.shown === false ? { IncomingTask: null } : {}),
      },
    },
    templates: {
      ...templates,
      TaskListItem: {
        ...templates?.TaskListItem,
        firstLine: labelAndCustomer,
        ...asStrings('taskList', own.taskList),
      },
      TaskCanvasHeader: {
        ...templates?.TaskCanvasHeader,
        title: labelAndCustomer,
        ...taskCanvasHeader,
        // In wrap-up the same button completes the task, and says so.
        ...(endButton && {
          endButton: {
            ...(templates?.TaskCanvasHeader?.endButton as Record<string, string>),
            Accepted: endButton,
            Assigned: endButton,
          },
        }),
      },
      IncomingTaskCanvas: {
        ...templates?.IncomingTaskCanvas,
        firstLine: labelAndCustomer,
        ...asStrings('incomingTask', own.incomingTask),
      },
      TaskCard: { ...templates?.TaskCard, firstLine: labelAndCustomer, ...asStrings('taskCard', own.taskCard) },
      TaskCanvasTabs: {
        ...templates?.TaskCanvasTabs,
        contentTabHeader: asString('taskCanvasTab_title', tabTitle) ?? label,
      },
      Supervisor: {
        ...templates?.Supervisor,
        TaskCanvasHeader: {
          ...templates?.Supervisor?.TaskCanvasHeader,
          title: labelAndCustomer,
          ...asStrings('supervisorCanvas', own.supervisorCanvas),
        },
        TaskOverviewCanvas: {
          ...templates?.Supervisor?.TaskOverviewCanvas,
          firstLine: labelAndCustomer,
          ...asStrings('supervisorOverview', own.supervisorOverview),
        },
      },
    },
  };
}

/** Flex leaves out a channel whose name is taken, with nothing but a line in its log. */
export const registeredChannelNames = ({ flex }: FlexContext): string[] =>
  flex.TaskChannels.getRegistered().map(({ name }) => name);

/** Registers one channel, before all that were registered earlier: Flex asks the last one first. */
export function registerCustomChannel(context: FlexContext, channel: CustomChannel): void {
  context.flex.TaskChannels.register(createCustomChannel(context, channel));
}
