import './support/browser';

import * as Flex from '@twilio/flex-ui';

import MessagingControlsPlugin from '../../../src/MessagingControlsPlugin';
import { SLICE_NAME } from '../../../src/state/messagingControlsState';
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

describe('plugin', () => {
  let error: jest.SpyInstance;
  let warn: jest.SpyInstance;
  beforeEach(() => {
    error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  const init = (configuration: Record<string, unknown>, given: Record<string, unknown> = {}) => {
    const world = createManager({ configuration, ...given });
    const addReducer = jest.fn();
    Object.assign(world.manager.store, { addReducer });
    new MessagingControlsPlugin().init(Flex, world.manager);
    return { ...world, addReducer };
  };

  it('wires everything in at once, with nothing to wait for', async () => {
    const addToHeader = jest.spyOn(Flex.MainHeader.Content, 'add');
    const addToMain = jest.spyOn(Flex.MainContainer.Content, 'add');
    const addToConversation = [
      jest.spyOn(Flex.TaskInfoPanel.Content, 'add'),
      jest.spyOn(Flex.MessageListItem.Content, 'add'),
      jest.spyOn(Flex.MessageInputActions.Content, 'add'),
    ];
    const { worker, addReducer } = init({
      messaging_controls: { channels: [{ name: 'kiosk', channelType: 'kiosk', label: 'Kiosk' }] },
    });
    expect(addReducer).toHaveBeenCalledWith(SLICE_NAME, expect.any(Function));
    expect(addToHeader).toHaveBeenCalledTimes(1);
    // The panel and the template dialog.
    expect(addToMain).toHaveBeenCalledTimes(2);
    for (const add of addToConversation) {
      expect(add).toHaveBeenCalledTimes(1);
    }
    expect(Flex.TaskChannels.getForTask(kiosk).name).toBe('kiosk');
    expect(worker.listenerCount('reservationCreated')).toBe(1);
    await expect(Flex.Actions.invokeAction('StartConversation', {})).resolves.toEqual({ ok: true, opened: true });
    expect(error).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
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

  it('names wrong settings in the console, and once to who looks after them', () => {
    const wrong = { messaging_controls: { senders: [{}], channels: [{ name: 'a', label: 'A' }] } };
    const shown = () => Flex.Notifications.activeNotifications.filter(({ id }) => id.startsWith('MessagingControls'));
    init(wrong).events.emit('pluginsInitialized');
    expect(warn).toHaveBeenCalledWith(
      '[Messaging Controls] setting channels[0] was left out. It needs channelType or taskChannelUniqueName.',
    );
    expect(shown()).toEqual([]);

    const { events } = init(wrong, { user: { roles: ['supervisor'] } });
    expect(shown()).toEqual([]);
    events.emit('pluginsInitialized');
    expect(shown()).toEqual([
      expect.objectContaining({
        context: expect.objectContaining({ path: 'senders[0].address', count: 4 }) as unknown,
      }),
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
