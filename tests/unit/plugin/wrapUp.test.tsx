import './support/browser';

import React from 'react';
import * as Flex from '@twilio/flex-ui';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';

import { holdForWrapUp } from '../../../src/actions/wrapUp';
import { WrapUp } from '../../../src/components/WrapUp/WrapUp';
import { PasteInFlex } from '../../../src/flex/PasteInFlex';
import type { ScreenContext } from '../../../src/PluginContext';
import { wrapUpOf } from '../../../src/wrap-up/wrapUpOf';
import { createPlugin } from './support/createPlugin';
import { json, startBackend } from './support/startBackend';
import type { TestBackend } from './support/startBackend';

/** Another one for each test: the page remembers what it has done about a task. */
let taskSid: string;
let tests = 0;
const task = (given: Record<string, unknown> = {}): Flex.ITask =>
  ({
    sid: `WR${'1'.repeat(32)}`,
    taskSid,
    status: 'wrapping',
    taskChannelUniqueName: 'chat',
    queueName: 'Everyone',
    queueSid: `WQ${'1'.repeat(32)}`,
    attributes: { conversationSid: `CH${'1'.repeat(32)}`, channelType: 'sms' },
    ...given,
  }) as unknown as Flex.ITask;

let backend: TestBackend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.close());
beforeEach(() => {
  backend.requests.length = 0;
  backend.routes = { 'wrap-up': () => json(200, { ok: true }) };
  tests += 1;
  taskSid = `WT${String(tests).padStart(32, '0')}`;
  sessionStorage.clear();
  invokeAction.mockClear();
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => jest.restoreAllMocks());

/** Flex's own need a session. */
const invokeAction = jest.fn(() => Promise.resolve());

const pluginWith = (wrapUp: unknown, more: object = {}): ScreenContext => ({
  ...createPlugin({ backendUrl: backend.url, wrapUp, ...more }).plugin,
  flex: { ...Flex, Actions: { invokeAction } } as unknown as typeof Flex,
});

const DISPOSITIONS = [{ name: 'Resolved' }, { name: 'Wrong number' }];

function open(wrapUp: unknown) {
  const plugin = pluginWith(wrapUp);
  const view = render(
    <PasteInFlex theme={{}}>
      <WrapUp plugin={plugin} task={task()} isSelected />
    </PasteInFlex>,
  );
  /** Whether Flex completes the task. */
  const complete = async (): Promise<boolean> => {
    const cancel = jest.fn();
    await act(async () => void (await holdForWrapUp(plugin, task(), cancel)));
    return cancel.mock.calls.length === 0;
  };
  return { ...view, complete };
}

const disposition = () => screen.getByRole('combobox', { name: /Disposition/ });
const note = () => screen.getByRole('textbox', { name: /Note/ });

it('a required disposition holds the completion with a sentence and the focus; then it goes before the task does', async () => {
  const { complete } = open({ dispositions: DISPOSITIONS, isRequired: true });
  expect(await complete()).toBe(false);
  await screen.findByText('Choose what came of the conversation.');
  expect(disposition()).toHaveFocus();
  expect(backend.requests).toEqual([]);
  fireEvent.change(disposition(), { target: { value: 'Resolved' } });
  fireEvent.change(note(), { target: { value: 'Paid.' } });
  expect(await complete()).toBe(true);
  expect(backend.requestsTo('wrap-up').map(({ fields }) => fields)).toEqual([
    { taskSid, disposition: 'Resolved', note: 'Paid.', Token: 'token-1' },
  ]);
});

it('a failure holds it, keeps what was typed, over a reload too, and the agent may complete without', async () => {
  backend.routes = { 'wrap-up': () => json(503, { ok: false, error: { code: 'TWILIO_UNAVAILABLE' } }) };
  const { complete, unmount } = open({ dispositions: DISPOSITIONS });
  fireEvent.change(note(), { target: { value: 'She calls back on Monday.' } });
  expect(await complete()).toBe(false);
  await screen.findByText(/what you filled in is still here/);
  unmount();
  open({ dispositions: DISPOSITIONS });
  expect(note()).toHaveValue('She calls back on Monday.');
  fireEvent.click(await screen.findByRole('button', { name: 'Complete without it' }));
  await waitFor(() => expect(invokeAction).toHaveBeenCalledWith('CompleteTask', expect.anything()));
  expect(await complete()).toBe(true);
});

it('nothing filled in and nothing required, the task is completed without a request', async () => {
  const { complete } = open({ dispositions: DISPOSITIONS });
  expect(await complete()).toBe(true);
  expect(backend.requests).toEqual([]);
});

it('a task that is another’s by now is not held', async () => {
  backend.routes = { 'wrap-up': () => json(403, { ok: false, error: { code: 'NOT_INSIDE' } }) };
  const { complete } = open({ note: 'optional' });
  fireEvent.change(note(), { target: { value: 'Paid.' } });
  expect(await complete()).toBe(true);
});

it.each<[string, object, Record<string, unknown>, string[] | undefined]>([
  ['all', {}, {}, ['Resolved']],
  ['its channel’s', { channels: ['sms'] }, {}, ['Resolved']],
  ['not another channel’s', { channels: ['whatsapp'] }, {}, undefined],
  ['its queue’s, by name', { queues: ['Everyone'] }, {}, ['Resolved']],
  ['not another queue’s', { queues: ['Billing'] }, {}, undefined],
  [
    'a custom channel’s',
    { channels: ['kiosk'] },
    { attributes: { conversationSid: 'CH1', channelType: 'web', desk: 1 } },
    ['Resolved'],
  ],
])('asks of a task the dispositions of its kind: %s', (_, of, given, expected) => {
  const channels = [{ name: 'kiosk', label: 'Kiosk', attributes: [{ path: 'desk', equals: 1 }] }];
  const plugin = pluginWith({ dispositions: [{ name: 'Resolved', ...of }], note: 'off' }, { channels });
  expect(wrapUpOf(plugin, task(given))?.dispositions).toEqual(expected);
});
