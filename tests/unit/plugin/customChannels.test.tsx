import * as Flex from '@twilio/flex-ui';

import { isTaskOf, registerCustomChannel } from '../../../src/channels/customChannels';
import { readSettings } from '../../../src/settings/readSettings';
import type { CustomChannel } from '../../../src/settings/settingsSchema';

const declare = (channel: Record<string, unknown>): CustomChannel =>
  readSettings({ channels: [{ name: 'kiosk', label: 'Kiosk', ...channel }] }).settings.channels[0]!;

const task = (given: Record<string, unknown>): Flex.ITask =>
  ({
    attributes: {},
    taskChannelUniqueName: 'chat',
    status: 'accepted',
    defaultFrom: 'Sam',
    ...given,
  }) as unknown as Flex.ITask;

const byType = declare({ channelType: 'kiosk' });
const byTaskChannel = declare({ name: 'community', taskChannelUniqueName: 'community' });
const byBoth = declare({ channelType: 'kiosk', taskChannelUniqueName: 'community' });

describe('custom channels', () => {
  it.each([
    ['type', byType, { attributes: { channelType: 'kiosk' } }, true],
    ['another type', byType, { attributes: { channelType: 'web' } }, false],
    ['no type', byType, { attributes: {} }, false],
    ['task channel', byTaskChannel, { taskChannelUniqueName: 'community' }, true],
    ['another task channel', byTaskChannel, { taskChannelUniqueName: 'chat' }, false],
    ['both', byBoth, { attributes: { channelType: 'kiosk' }, taskChannelUniqueName: 'community' }, true],
    ['both, one fits', byBoth, { attributes: { channelType: 'kiosk' }, taskChannelUniqueName: 'chat' }, false],
    ['null attributes', byType, { attributes: null }, false],
    ['no attributes', byType, { attributes: undefined }, false],
    ['null attributes by task channel', byTaskChannel, { attributes: null, taskChannelUniqueName: 'community' }, true],
  ])('%s', (_, channel, given, expected) => {
    expect(isTaskOf(channel, task(given))).toBe(expected);
  });

  it.each([null, undefined, {}])('never throws for %p', (nothing) => {
    expect(isTaskOf(byType, nothing)).toBe(false);
  });

  it('gives Flex label, icon and colour, and the label in every place', () => {
    registerCustomChannel(
      { flex: Flex },
      declare({ channelType: 'kiosk', icon: 'GenericTask', color: '#8a4b08', characterLimit: 99 }),
    );
    const kiosk = task({ attributes: { channelType: 'kiosk' } });
    const definition = Flex.TaskChannels.getForTask(kiosk);
    expect(definition.name).toBe('kiosk');
    expect(definition.charLimit).toBe(99);
    expect(definition.icons?.main).toBe('GenericTask');
    expect(definition.icons?.active).toMatchObject({ props: { icon: 'GenericTask', color: '#8a4b08' } });
    expect(definition.capabilities).toContain(Flex.TaskChannelCapability.Chat);

    const { templates } = definition;
    const shown = (holder: Flex.TaskStatusBasedType | undefined) =>
      Flex.TaskChannelHelper.getTemplateForStatus(kiosk, holder, () => null);
    expect(
      [
        templates?.TaskListItem?.firstLine,
        templates?.TaskCanvasHeader?.title,
        templates?.IncomingTaskCanvas?.firstLine,
        templates?.TaskCard?.firstLine,
        templates?.Supervisor?.TaskCanvasHeader?.title,
        templates?.Supervisor?.TaskOverviewCanvas.firstLine,
      ].map(shown),
    ).toEqual(Array(6).fill('Kiosk · Sam'));
    expect(shown(templates?.TaskCanvasTabs?.contentTabHeader)).toBe('Kiosk');
  });

  it('leaves the channels of Flex as they were', () => {
    const before = JSON.stringify(Flex.DefaultTaskChannels.ChatSms.templates);
    registerCustomChannel({ flex: Flex }, byTaskChannel);
    expect(JSON.stringify(Flex.DefaultTaskChannels.ChatSms.templates)).toBe(before);
    expect(Flex.DefaultTaskChannels.ChatSms.templates?.TaskCard?.firstLine).not.toBeInstanceOf(Function);
    expect(Flex.TaskChannels.getForTask(task({ attributes: { channelType: 'web' } })).name).not.toBe('kiosk');
  });
});
