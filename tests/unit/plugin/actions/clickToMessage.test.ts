import '../support/browser';

import { waitFor } from '@testing-library/react';

import { listenForClickToMessage, openFromAddress } from '../../../../src/actions/clickToMessage';
import { registerShortcut } from '../../../../src/actions/shortcut';
import { appState } from '../../../../src/flex/FlexContext';
import { createPlugin } from '../support/createPlugin';

const CRM = 'https://crm.example.com';
const TYPE = 'messaging-controls:start-conversation';

const world = () => {
  const { plugin, manager } = createPlugin({ clickToMessage: { origins: [CRM] }, shortcut: 'K' });
  return { plugin, state: () => appState(manager).messagingControls };
};

const post = (data: unknown, origin = CRM) => window.dispatchEvent(new MessageEvent('message', { data, origin }));

describe('a window message', () => {
  let end = (): void => undefined;
  afterEach(() => end());

  it('of an allowed origin opens the panel, filled in', async () => {
    const { plugin, state } = world();
    end = listenForClickToMessage(plugin);
    const otherAddresses = '[{"channel":"whatsapp","to":"+12025550144"}]';
    const customerTimeZone = 'America/New_York';
    const prefill = { channel: 'sms', customerName: 'Sam', body: 'Hello', otherAddresses, customerTimeZone };
    post({ ...prefill, type: TYPE, to: ' +12025550143 ', unknown: 1 });
    await waitFor(() => expect(state().startConversationPanelOpen).toBe(true));
    expect(state().prefill).toEqual({ ...prefill, to: '+12025550143' });
  });

  it.each<[string, string, unknown]>([
    ['another origin', 'https://crm.example.com.evil.example', { type: TYPE, to: '+12025550143' }],
    ['no origin', 'null', { type: TYPE, to: '+12025550143' }],
    ['another type', CRM, { type: 'crm:opened', to: '+12025550143' }],
    ['no type', CRM, { to: '+12025550143' }],
    ['an unknown channel', CRM, { type: TYPE, channel: 'fax' }],
    ['a number as a number', CRM, { type: TYPE, to: 12025550143 }],
    ['a text that is too long', CRM, { type: TYPE, body: 'x'.repeat(1_601) }],
    ['text', CRM, TYPE],
    ['nothing', CRM, undefined],
    ['null', CRM, null],
  ])('is ignored: %s', async (_, origin, data) => {
    const { plugin, state } = world();
    end = listenForClickToMessage(plugin);
    post(data, origin);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state()).toEqual({ startConversationPanelOpen: false, timesAskedFor: 0 });
  });

  it('is nobody’s business once listening has ended', async () => {
    const { plugin, state } = world();
    listenForClickToMessage(plugin)();
    post({ type: TYPE });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state().startConversationPanelOpen).toBe(false);
  });
});

describe('the page’s address', () => {
  const address = () => window.location.pathname + window.location.search + window.location.hash;
  const visit = (path: string) => {
    window.history.replaceState({ key: 'flex' }, '', path);
    const { plugin, state } = world();
    openFromAddress(plugin);
    return state;
  };
  afterEach(() => window.history.replaceState(null, '', '/'));

  it.each([
    ['/agent-desktop/?startConversation=%2B12025550143', { to: '+12025550143' }, '/agent-desktop/'],
    // A link may come from anybody: no time zone by it.
    [
      '/agent-desktop/?startConversation=%2B12025550143&startConversation.customerTimeZone=Asia%2FTokyo',
      { to: '+12025550143' },
      '/agent-desktop/',
    ],
    ['/agent-desktop/?startConversation=+12025550143', { to: '+12025550143' }, '/agent-desktop/'],
    [
      '/agent-desktop/?a=1&startConversation=%2B12025550143&startConversation.channel=whatsapp&startConversation.customerName=Sam%20Carter&b=2#c',
      { to: '+12025550143', channel: 'whatsapp', customerName: 'Sam Carter' },
      '/agent-desktop/?a=1&b=2#c',
    ],
    [
      '/agent-desktop/?a=%20#startConversation=%2B12025550143&startConversation.body=Hello',
      { to: '+12025550143', body: 'Hello' },
      '/agent-desktop/?a=%20',
    ],
  ])('%s opens the panel, filled in, and asks only once', async (path, prefill, left) => {
    const state = visit(path);
    expect(address()).toBe(left);
    expect(window.history.state).toEqual({ key: 'flex' });
    await waitFor(() => expect(state().startConversationPanelOpen).toBe(true));
    expect(state().prefill).toEqual(prefill);
  });

  it.each([
    ['/agent-desktop/?to=%2B12025550143', '/agent-desktop/?to=%2B12025550143'],
    ['/agent-desktop/?startConversations=1', '/agent-desktop/?startConversations=1'],
    ['/agent-desktop/?startConversation=1&startConversation.channel=fax', '/agent-desktop/'],
  ])('%s opens nothing', async (path, left) => {
    const state = visit(path);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(state()).toEqual({ startConversationPanelOpen: false, timesAskedFor: 0 });
    expect(address()).toBe(left);
  });
});

describe('the shortcut', () => {
  it('Ctrl, Shift and the settings’ key open the panel', async () => {
    const { plugin, state } = world();
    plugin.flex.KeyboardShortcutManager.init({});
    registerShortcut(plugin);
    const press = (key: string, held: KeyboardEventInit) =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Key${key}`, ...held }));
    press('K', { ctrlKey: true });
    press('U', { ctrlKey: true, shiftKey: true });
    expect(state().startConversationPanelOpen).toBe(false);
    press('K', { ctrlKey: true, shiftKey: true });
    await waitFor(() => expect(state().startConversationPanelOpen).toBe(true));
    expect(plugin.flex.KeyboardShortcutManager.keyboardShortcuts['K']?.name).toBe('Start conversation');
    plugin.flex.KeyboardShortcutManager.disableShortcuts();
  });
});
