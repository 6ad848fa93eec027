import fs from 'node:fs';

import React from 'react';
import * as Flex from '@twilio/flex-ui';
import { render, waitFor } from '@testing-library/react';

import { registerCustomChannel, registeredChannelNames } from '../../../../src/channels/customChannels';
import { bySpecificity, channelOf, isTaskOf } from '../../../../src/channels/matchChannel';
import { loadChunksFrom } from '../../../../src/chunks/loadChunk';
import { PasteIcon } from '../../../../src/flex/PasteIcon';
import { isFlexIcon } from '../../../../src/settings/flexIcons';
import { PASTE_ICONS } from '../../../../src/settings/pasteIcons';
import { readSettings } from '../../../../src/settings/readSettings';
import type { CustomChannel } from '../../../../src/settings/settingsSchema';
import { createManager } from '../support/createManager';

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

const byAttribute = declare({ name: 'returns', attributes: [{ path: 'desk.name', equals: 'returns' }] });

const register = (channel: CustomChannel) => {
  const { manager } = createManager();
  registerCustomChannel({ flex: Flex, manager }, channel);
  return manager.strings as unknown as Record<string, string>;
};

describe('custom channels', () => {
  it.each([
    ['type', byType, { attributes: { channelType: 'kiosk' } }, true],
    ['another type', byType, { attributes: { channelType: 'web' } }, false],
    [
      'the channel that another type stands for',
      byType,
      { attributes: { channelType: 'web', messagingControls: { channel: 'kiosk' } } },
      true,
    ],
    // Twilio may have set the type itself.
    ['attribute', byAttribute, { attributes: { channelType: 'web', desk: { name: 'returns' } } }, true],
    ['another attribute', byAttribute, { attributes: { channelType: 'web', desk: { name: 'sales' } } }, false],
    ['no attributes', byAttribute, { attributes: undefined }, false],
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

  it.each<[condition: object, attributes: unknown, expected: boolean]>([
    [{ path: 'desk', equals: 'returns' }, { desk: 'returns' }, true],
    [{ path: 'desk', equals: 'returns' }, { desk: 'Returns' }, false],
    [{ path: 'desk', equals: 'returns' }, { desk: ['returns'] }, false],
    [{ path: 'desk', equals: 'returns' }, { desk: { name: 'returns' } }, false],
    [{ path: 'desk.name', equals: 'returns' }, { desk: 'returns' }, false],
    [{ path: 'desk.name', equals: 'returns' }, { 'desk.name': 'returns' }, false],
    [{ path: 'desk.name', equals: 'returns' }, { desk: null }, false],
    [{ path: 'a.b.c.d', equals: 1 }, { a: { b: { c: { d: 1 } } } }, true],
    [{ path: 'priority', equals: 1 }, { priority: 1 }, true],
    [{ path: 'priority', equals: 1 }, { priority: '1' }, false],
    [{ path: 'priority', equals: 0 }, { priority: 0 }, true],
    [{ path: 'vip', equals: true }, { vip: true }, true],
    [{ path: 'vip', equals: false }, { vip: false }, true],
    [{ path: 'vip', equals: false }, {}, false],
    [{ path: 'vip', equals: true }, { vip: 'true' }, false],
    [{ path: 'desk', in: ['returns', 'repairs'] }, { desk: 'repairs' }, true],
    [{ path: 'desk', in: ['returns', 'repairs'] }, { desk: 'sales' }, false],
    [{ path: 'order', exists: true }, { order: '' }, true],
    [{ path: 'order', exists: true }, { order: null }, false],
    [{ path: 'order', exists: false }, { order: null }, true],
    [{ path: 'order', exists: false }, {}, true],
    [{ path: 'order', exists: true }, undefined, false],
    [{ path: 'tags.0', equals: 'vip' }, { tags: ['vip'] }, true],
    [{ path: 'toString', exists: true }, {}, false],
    [{ path: '__proto__', exists: true }, {}, false],
    [{ path: 'constructor.name', equals: 'Object' }, {}, false],
    [{ path: 'escritorio', equals: 'devolução' }, { escritorio: 'devolução' }, true],
    // Twilio's own names are attributes like any other.
    [{ path: 'customers.organization', equals: 'Acme' }, { customers: { organization: 'Acme' } }, true],
    [{ path: 'flowSid', equals: 'FW1' }, { flowSid: 'FW1', channelType: 'whatsapp' }, true],
  ])('by %j of the task attributes %j: %p', (condition, attributes, expected) => {
    const channel = declare({ name: 'own', attributes: [condition] });
    expect(isTaskOf(channel, task({ attributes }))).toBe(expected);
    // Whatever Twilio says of the type.
    const typed = typeof attributes === 'object' ? { ...attributes, channelType: 'web' } : attributes;
    expect(isTaskOf(channel, task({ attributes: typed }))).toBe(expected);
  });

  it('by several attributes: all of them', () => {
    const both = declare({
      attributes: [
        { path: 'desk', equals: 'returns' },
        { path: 'vip', equals: true },
      ],
    });
    expect(isTaskOf(both, task({ attributes: { desk: 'returns', vip: true } }))).toBe(true);
    expect(isTaskOf(both, task({ attributes: { desk: 'returns' } }))).toBe(false);
  });

  it.each([null, undefined, {}])('never throws for %p', (nothing) => {
    expect(isTaskOf(byType, nothing)).toBe(false);
  });

  it('may have one of Paste’s icons, coloured while a task is accepted', async () => {
    loadChunksFrom('https://example.twil.io');
    register(declare({ name: 'help', channelType: 'help', icon: 'SupportIcon', color: '#8a4b08' }));
    const { icons } = Flex.TaskChannels.getForTask(task({ attributes: { channelType: 'help' } }));
    const { container } = render(
      <>
        <div>{icons?.main as React.ReactElement}</div>
        <div>{icons?.active as React.ReactElement}</div>
      </>,
    );
    const pictures = [...container.querySelectorAll('svg')];
    expect(pictures).toHaveLength(2);
    await waitFor(() => expect(pictures[1]?.innerHTML).not.toBe(''));
    expect(pictures.map((picture) => picture.closest<HTMLElement>('span[style]')?.style.color)).toEqual([
      '',
      'rgb(138, 75, 8)',
    ]);
  });

  it.each(PASTE_ICONS)('draws %s as Paste draws it', async (name) => {
    loadChunksFrom('https://example.twil.io');
    const { [name]: Original } = jest.requireActual<Record<string, React.ComponentType<{ decorative: true }>>>(
      `@twilio-paste/icons/cjs/${name}`,
    );
    const { container: wanted } = render(Original ? <Original decorative /> : <></>);
    const { container: drawn } = render(<PasteIcon icon={name} />);
    const pathsOf = (container: Element) =>
      [...container.querySelectorAll('path')].map((path) => path.getAttribute('d'));
    await waitFor(() => expect(pathsOf(drawn)).toEqual(pathsOf(wanted)));
    expect(pathsOf(wanted)).not.toEqual([]);
  });

  it('gives Flex label, icon and colour, and the label in every place', () => {
    register(declare({ channelType: 'kiosk', icon: 'GenericTask', color: '#8a4b08', characterLimit: 99 }));
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
    register(byTaskChannel);
    expect(JSON.stringify(Flex.DefaultTaskChannels.ChatSms.templates)).toBe(before);
    expect(Flex.DefaultTaskChannels.ChatSms.templates?.TaskCard?.firstLine).not.toBeInstanceOf(Function);
    expect(Flex.TaskChannels.getForTask(task({ attributes: { channelType: 'web' } })).name).not.toBe('kiosk');
  });

  it.each([
    [
      'both matchers before one',
      [byType, byBoth],
      { attributes: { channelType: 'kiosk' }, taskChannelUniqueName: 'community' },
      byBoth,
    ],
    [
      'the first of two',
      [byType, byTaskChannel],
      { attributes: { channelType: 'kiosk' }, taskChannelUniqueName: 'community' },
      byType,
    ],
    [
      'the other way round too',
      [byTaskChannel, byType],
      { attributes: { channelType: 'kiosk' }, taskChannelUniqueName: 'community' },
      byTaskChannel,
    ],
    ['the one that fits', [byBoth, byType], { attributes: { channelType: 'kiosk' } }, byType],
    ['none', [byBoth, byType], {}, undefined],
  ])('takes %s', (_, channels, given, expected) => {
    expect(channelOf(channels, task(given))).toBe(expected);
  });

  it('lets Flex ask the more specific one first, whatever their order', () => {
    const specific = declare({ name: 'specific', channelType: 'lobby', taskChannelUniqueName: 'community' });
    const general = declare({ name: 'general', channelType: 'lobby' });
    const named = (taskChannelUniqueName: string) =>
      Flex.TaskChannels.getForTask(task({ attributes: { channelType: 'lobby' }, taskChannelUniqueName })).name;
    bySpecificity([general, specific]).reverse().forEach(register);
    expect([named('community'), named('chat')]).toEqual(['specific', 'general']);
  });

  it('says what the templates of the settings say, by strings of Flex', () => {
    const strings = register(
      declare({
        name: 'booth',
        channelType: 'booth',
        templates: {
          taskList: { firstLine: 'Booth {{task.attributes.place}}', secondLine: '{{helper.durationSinceUpdate}}' },
          taskCanvasHeader: { title: 'At {{task.attributes.place}}', endButton: 'Good-bye' },
          taskCanvasTab: { title: 'Booth' },
          incomingTask: { titleLine: 'Somebody waits' },
          taskCard: { secondLine: '{{task.queueName}}' },
          supervisorCanvas: { title: 'Booth' },
          supervisorOverview: { secondLine: 'Booth' },
        },
        notification: { title: 'Booth rings', browserTitle: 'Booth', browserBody: '{{task.attributes.place}}' },
      }),
    );
    const booth = task({ attributes: { channelType: 'booth' } });
    const { templates, notifications } = Flex.TaskChannels.getForTask(booth);
    const shown = (holder: Flex.TaskStatusBasedType | undefined) => {
      const found: string = Flex.TaskChannelHelper.getTemplateForStatus(booth, holder, () => null);
      return strings[found] ?? found;
    };
    expect(
      [
        templates?.TaskListItem?.firstLine,
        templates?.TaskListItem?.secondLine,
        templates?.TaskCanvasHeader?.title,
        templates?.TaskCanvasHeader?.endButton,
        templates?.TaskCanvasTabs?.contentTabHeader,
        templates?.IncomingTaskCanvas?.titleLine,
        templates?.IncomingTaskCanvas?.firstLine,
        templates?.TaskCard?.secondLine,
        templates?.Supervisor?.TaskCanvasHeader?.title,
        templates?.Supervisor?.TaskOverviewCanvas.secondLine,
      ].map(shown),
    ).toEqual([
      'Booth {{task.attributes.place}}',
      '{{helper.durationSinceUpdate}}',
      'At {{task.attributes.place}}',
      'Good-bye',
      'Booth',
      'Somebody waits',
      'Kiosk · Sam',
      '{{task.queueName}}',
      'Booth',
      'Booth',
    ]);
    const inWrapUp = { ...booth, status: 'wrapping' } as Flex.ITask;
    expect(
      Flex.TaskChannelHelper.getTemplateForStatus(inWrapUp, templates?.TaskCanvasHeader?.endButton, () => null),
    ).toBe('TaskHeaderComplete');
    const incoming = notifications.override.IncomingTask as Flex.Notification;
    expect(strings[incoming.content as string]).toBe('Booth rings');
    expect(strings[incoming.options?.browser?.title ?? '']).toBe('Booth');
    expect(strings[incoming.options?.browser?.body ?? '']).toBe('{{task.attributes.place}}');
  });

  it('takes pictures, sounds and capabilities, and shows no notification where none is wanted', () => {
    register(
      declare({
        name: 'quiet',
        channelType: 'quiet',
        icon: 'https://example.com/quiet.svg',
        capabilities: ['Chat', 'Wrapup'],
        sound: { url: 'https://example.com/ring.mp3', repeatable: false },
        notification: { shown: false },
      }),
    );
    const { icons, capabilities, sounds, notifications } = Flex.TaskChannels.getForTask(
      task({ attributes: { channelType: 'quiet' } }),
    );
    expect(icons?.main).toMatchObject({ props: { url: 'https://example.com/quiet.svg' } });
    expect(icons?.active).toMatchObject({ props: { url: 'https://example.com/quiet.svg' } });
    expect([...capabilities].sort()).toEqual(['Chat', 'Wrapup']);
    expect(sounds).toEqual({ Pending: { url: 'https://example.com/ring.mp3', repeatable: false } });
    expect(notifications.override).toHaveProperty('IncomingTask', null);
  });

  it('is not taken in silence where Flex has a channel of its name', () => {
    const { problems } = readSettings(
      { channels: [{ name: 'chat-sms', channelType: 'mine', label: 'Mine' }] },
      registeredChannelNames({ flex: Flex, manager: createManager().manager }),
    );
    expect(problems).toEqual([{ path: 'channels[0].name', reason: 'duplicate' }]);
  });

  it('may have each icon that Flex has', () => {
    const bundle = fs.readFileSync(require.resolve('@twilio/flex-ui/bundle/twilio-flex.prod.js'), 'utf8');
    const icons = [...bundle.matchAll(/"Icn(\w+)",\{enumerable/g)].map(([, icon = '']) => icon);
    expect(icons.length).toBeGreaterThan(100);
    expect(icons.filter((icon) => !isFlexIcon(icon))).toEqual([]);
  });

  const right = { name: 'kiosk', label: 'Kiosk', channelType: 'kiosk' };
  it.each([
    [
      'a template that Flex cannot read',
      { templates: { taskList: { firstLine: '{{#if a}}' } } },
      'templates.taskList.firstLine',
      'notATemplate',
    ],
    [
      'a template with a place that there is not',
      { templates: { taskCard: { firstLine: 'Hello {{name}}' } } },
      'templates.taskCard.firstLine',
      'notATemplate',
    ],
    ['an unsafe template', { notification: { title: '{{{task.sid}}}' } }, 'notification.title', 'notATemplate'],
    [
      'a line that there is not',
      { templates: { taskList: { thirdLine: 'a' } } },
      'templates.taskList.thirdLine',
      'unknown',
    ],
    ['a place that there is not', { templates: { header: {} } }, 'templates.header', 'unknown'],
    ['a picture without TLS', { icon: 'http://example.com/a.svg' }, 'icon', 'notAUrl'],
    ['an icon that Paste has and we do not', { icon: 'WarningIcon' }, 'icon', 'notAnIcon'],
    ['an icon that there is not', { iconActive: 'Nonsense' }, 'iconActive', 'notAnIcon'],
    ['a property that there is not', { charLimit: 99 }, 'charLimit', 'unknown'],
    ['a capability that there is not', { capabilities: ['Call'] }, 'capabilities[0]', 'notAChoice'],
    ['a sound without an address', { sound: {} }, 'sound.url', 'missing'],
    [
      'an orchestration that there is not',
      { orchestration: { accepted: ['Close'] } },
      'orchestration.accepted',
      'notAChoice',
    ],
    ['an event that there is not', { orchestration: { canceled: 'none' } }, 'orchestration.canceled', 'unknown'],
    ['a hook elsewhere', { orchestration: { hook: 'https://example.com' } }, 'orchestration.hook', 'notAFunction'],
  ])('leaves out one with %s alone, and names it', (_, wrong, path, reason) => {
    const { settings, problems } = readSettings({ channels: [{ ...right, name: 'wrong', ...wrong }, right] });
    expect(problems).toEqual([{ path: `channels[0].${path}`, reason }]);
    expect(settings.channels.map(({ name }) => name)).toEqual(['kiosk']);
  });
});
