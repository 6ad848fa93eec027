import './support/browser';

import * as Flex from '@twilio/flex-ui';

import { waitFor } from '@testing-library/react';

import { isAtLeast, LOWEST_FLEX_UI } from '../../../src/flex/flexVersion';
import MessagingControlsPlugin from '../../../src/MessagingControlsPlugin';
import { SLICE_NAME } from '../../../src/state/messagingControlsState';
import { en } from '../../../src/strings/en';
import { createManager } from './support/createManager';

// flex-plugin-webpack writes these into the bundle.
for (const name of [
  'PLUGIN_UNIQUE_NAME',
  'PLUGIN_VERSION',
  'FLEX_PLUGIN_SCRIPTS_VERSION',
  'FLEX_PLUGIN_VERSION',
  'FLEX_UI_VERSION',
  'REACT_VERSION',
  'REACT_DOM_VERSION',
]) {
  Object.assign(globalThis, { [`__FPB_${name}`]: 'test' });
}

const kiosk = {
  attributes: { channelType: 'kiosk' },
  taskChannelUniqueName: 'chat',
  status: 'accepted',
} as unknown as Flex.ITask;

const kioskChannel = { name: 'kiosk', channelType: 'kiosk', label: 'Kiosk' };

describe('plugin', () => {
  let error: jest.SpyInstance;
  let warn: jest.SpyInstance;
  beforeEach(() => {
    error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const init = (configuration: Record<string, unknown>, given: Record<string, unknown> = {}, flex = Flex) => {
    const world = createManager({ configuration, ...given });
    const addReducer = jest.fn();
    Object.assign(world.manager.store, { addReducer });
    new MessagingControlsPlugin().init(flex, world.manager);
    return { ...world, addReducer };
  };

  it('wires everything in at once, with nothing to wait for', async () => {
    const addToHeader = jest.spyOn(Flex.MainHeader.Content, 'add');
    const addToMain = jest.spyOn(Flex.MainContainer.Content, 'add');
    const addToTaskInfo = jest.spyOn(Flex.TaskInfoPanel.Content, 'add');
    const addToConversation = [
      jest.spyOn(Flex.MessageListItem.Content, 'add'),
      jest.spyOn(Flex.MessageInputActions.Content, 'add'),
    ];
    const { worker, addReducer } = init({
      messaging_controls: { channels: [kioskChannel] },
    });
    expect(addReducer).toHaveBeenCalledWith(SLICE_NAME, expect.any(Function));
    expect(addToHeader).toHaveBeenCalledTimes(1);
    // The panel and the template dialog.
    expect(addToMain).toHaveBeenCalledTimes(2);
    // The customer's number; what a website's form said comes later.
    expect(addToTaskInfo).toHaveBeenCalledTimes(1);
    for (const add of addToConversation) {
      expect(add).toHaveBeenCalledTimes(1);
    }
    expect(Flex.TaskChannels.getForTask(kiosk).name).toBe('kiosk');
    expect(worker.listenerCount('reservationCreated')).toBe(1);
    await expect(Flex.Actions.invokeAction('StartConversation', {})).resolves.toEqual({ ok: true, opened: true });
    expect(error).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  it('stays off in a Flex UI that is too old, and says so', () => {
    const added = [Flex.MainHeader, Flex.MainContainer, Flex.TaskInfoPanel].map(({ Content }) =>
      jest.spyOn(Content, 'add'),
    );
    const old = { ...Flex, VERSION: '2.3.4' } as unknown as typeof Flex;
    const { events, worker } = init({ messaging_controls: { channels: [kioskChannel] } }, {}, old);
    expect(added.flatMap(({ mock }) => mock.calls)).toEqual([]);
    expect(worker.listenerCount('reservationCreated')).toBe(0);

    events.emit('pluginsInitialized');
    const [notice] = Flex.Notifications.activeNotifications.filter(({ id }) => id === 'MessagingControlsFlexTooOld');
    expect(notice?.context).toEqual({ version: '2.3.4', lowest: LOWEST_FLEX_UI });
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(`it needs Flex UI ${LOWEST_FLEX_UI} or later`));
    expect(error).not.toHaveBeenCalled();
    Flex.Notifications.dismissAll();
  });

  it('lets the channel that is declared first win', () => {
    init({
      messaging_controls: {
        channels: [
          { name: 'first', channelType: 'shared', label: 'First' },
          { name: 'second', channelType: 'shared', label: 'Second' },
        ],
      },
    });
    expect(Flex.TaskChannels.getForTask({ ...kiosk, attributes: { channelType: 'shared' } }).name).toBe('first');
  });

  it('names wrong settings in the console, and once to who looks after them', async () => {
    const wrong = {
      messaging_controls: {
        backendUrl: 'https://example.twil.io',
        senders: [{}],
        channels: [{ name: 'a', label: 'A' }],
      },
    };
    const shown = () => Flex.Notifications.activeNotifications.filter(({ id }) => id.startsWith('MessagingControls'));
    init(wrong).events.emit('pluginsInitialized');
    await waitFor(() =>
      expect(warn).toHaveBeenCalledWith(
        '[Messaging Controls] setting channels[0] was left out. It needs channelType or taskChannelUniqueName.',
      ),
    );
    expect(shown()).toEqual([]);

    const { events } = init(wrong, { user: { roles: ['supervisor'] } });
    expect(shown()).toEqual([]);
    events.emit('pluginsInitialized');
    await waitFor(() =>
      expect(shown()).toEqual([
        expect.objectContaining({
          context: expect.objectContaining({ path: 'senders[0].address', count: 4 }) as unknown,
        }),
      ]),
    );
  });

  it('names those too that the backend alone goes by, to who looks after settings', async () => {
    const settings = {
      backendUrl: 'https://example.twil.io',
      channels: [{ ...kioskChannel, name: 'only here' }],
      inbound: { spam: 'casino' },
      consent: { optOutWords: 'stop' },
    };
    const { events } = init({ messaging_controls: settings }, { user: { roles: ['admin'] } });
    events.emit('pluginsInitialized');
    const told = () =>
      warn.mock.calls
        .flat()
        .map(String)
        .filter((text) => text.includes('was left out'));
    await waitFor(() =>
      expect(told()).toEqual([
        '[Messaging Controls] setting inbound.spam was left out. It has to be a list.',
        '[Messaging Controls] setting consent.optOutWords was left out. It has to be a list.',
      ]),
    );
  });

  it('says what is wrong with the backend’s address, though nothing can be loaded from there', async () => {
    init({ messaging_controls: { backendUrl: 'example', senders: [{}] } }).events.emit('pluginsInitialized');
    await waitFor(() => expect(warn).toHaveBeenCalledTimes(4));
    expect(warn.mock.calls.slice(0, 2)).toEqual([
      [`[Messaging Controls] setting backendUrl was left out. ${en.settings_notAUrl}`],
      ['[Messaging Controls] setting senders[0].address was left out. (missing)'],
    ]);
  });

  it('never throws, and one part that fails leaves the others standing', () => {
    jest.spyOn(Flex.TaskChannels, 'register').mockImplementation(() => {
      throw new Error('no channels today');
    });
    const addToMain = jest.spyOn(Flex.MainContainer.Content, 'add');
    const addReducer = jest.fn(() => {
      throw new Error('no reducers today');
    });
    const { manager } = createManager({
      configuration: { messaging_controls: { channels: [{ name: 'b', channelType: 'b', label: 'B' }] } },
      workerClient: undefined,
    });
    Object.assign(manager.store, { addReducer });
    expect(() => new MessagingControlsPlugin().init(Flex, manager)).not.toThrow();
    expect(addToMain).toHaveBeenCalledTimes(2);
    expect(error).toHaveBeenCalledTimes(2);
  });

  it('survives a Flex that has nothing of what it expects', () => {
    const nothing = {} as unknown as Flex.Manager;
    expect(() => new MessagingControlsPlugin().init(Flex, nothing)).not.toThrow();
    expect(error).toHaveBeenCalled();
  });
});

it.each([
  ['2.9.1', '2.9.1', true],
  ['2.12.0', '2.9.1', true],
  ['2.9.1', '2.12.0', false],
  ['2.8.3', '2.9.1', false],
  ['3.0.0', '2.17.1', true],
  ['2.12.0-beta.1', '2.12.0', true],
])('Flex UI %s is %s or later: %p', (VERSION, version, expected) => {
  expect(isAtLeast({ VERSION }, version)).toBe(expected);
});
