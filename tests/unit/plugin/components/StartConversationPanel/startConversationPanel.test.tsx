import '../../support/browser';

import * as Flex from '@twilio/flex-ui';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import type { ClientError } from '../../../../../src/backend/ClientError';
import { en } from '../../../../../src/strings/en';
import { ptBR } from '../../../../../src/strings/ptBR';
import { button, customerName, message, number, panel, select, sender } from '../../support/panelFields';
import { calmRoutes, renderPanel } from '../../support/renderPanel';
import type { RenderedPanel } from '../../support/renderPanel';
import { json, startBackend } from '../../support/startBackend';
import type { TestBackend } from '../../support/startBackend';

const started = {
  conversationSid: 'CH1',
  interactionSid: 'KD1',
  interactionChannelSid: 'UO1',
  taskSid: 'WT1',
  messageSid: 'IM1',
};
const refused = (error: ClientError) => json(400, { ok: false, error });
const refusal = (code: ClientError['code']) => refused({ code });

describe('start conversation panel', () => {
  // Whether something takes the pointer is for the browser tests to say: here it costs a sixth of the time.
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  let backend: TestBackend;
  let selected: string[];

  const open = (): RenderedPanel => renderPanel({ backendUrl: backend.url });
  const paste = async (control: HTMLElement, text: string) => {
    await user.click(control);
    await user.paste(text);
  };
  const fillIn = async () => {
    await paste(number(), '+1 (415) 555-0143');
    await paste(customerName(), 'Sam');
    await paste(message(), 'Hello Sam');
  };
  const listening: (() => void)[] = [];
  const listen = (listener: (payload: unknown, cancel: () => void) => void) => {
    Flex.Actions.addListener('beforeStartConversation', listener);
    listening.push(() => Flex.Actions.removeListener('beforeStartConversation', listener));
  };
  const sent = () => backend.requestsTo('interactions');
  const sentIds = () => sent().map(({ fields }) => fields.requestId);

  beforeEach(async () => {
    // jsdom and Flex report refused requests and actions there.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    localStorage.clear();
    sessionStorage.clear();
    backend = await startBackend();
    backend.routes = calmRoutes();
    backend.answer = () => json(201, { ok: true, started });
    selected = [];
    Flex.Actions.registerAction('SelectTask', (payload) => {
      selected.push((payload as { sid: string }).sid);
      return Promise.resolve();
    });
  });
  afterEach(async () => {
    listening.splice(0).forEach((stop) => stop());
    await backend.close();
    jest.restoreAllMocks();
  });

  it('opens with the focus in it, closes by button and by Escape', async () => {
    const { setOpen } = open();
    expect(number()).toHaveFocus();
    await user.click(button('Close'));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    act(() => setOpen(true));
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('keeps what was typed when it is closed', async () => {
    const { setOpen } = open();
    await fillIn();
    await user.keyboard('{Escape}');
    act(() => setOpen(true));
    expect(number()).toHaveValue('+1 415 555 0143');
    expect(message()).toHaveValue('Hello Sam');
    expect(screen.getByText(en.formKept)).toBeInTheDocument();
    await user.type(message(), '!');
    expect(screen.queryByText(en.formKept)).not.toBeInTheDocument();
    await user.click(button('Clear'));
    expect(number()).toHaveValue('');
    expect(number()).toHaveFocus();
    expect(message()).toHaveValue('');
    expect(customerName()).toHaveValue('');
    expect(screen.queryByRole('button', { name: 'Clear' })).not.toBeInTheDocument();
  });

  it('sends at Ctrl and Enter, once', async () => {
    open();
    await fillIn();
    await user.type(message(), '{Control>}{Enter}{Enter}{/Control}');
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.fields).toMatchObject({ body: 'Hello Sam', to: '+14155550143' });
  });

  it('keeps what was typed when the page is loaded again', async () => {
    open();
    await fillIn();
    cleanup();
    open();
    expect(number()).toHaveValue('+1 415 555 0143');
    expect(customerName()).toHaveValue('Sam');
    expect(message()).toHaveValue('Hello Sam');
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(1));
  });

  it('repeats the very same request after the page was left while it was sent', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    backend.answer = () => held.then(() => 'drop' as const);
    open();
    await fillIn();
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(1));
    cleanup();
    release();
    backend.answer = () => json(200, { ok: true, started });
    const { addTask } = open();
    expect(screen.getByText(en.uncertain)).toBeInTheDocument();
    await user.type(message(), ' changed');
    await user.click(button('Try again'));
    act(() => addTask({ sid: 'WR1', taskSid: 'WT1', attributes: {} }));
    await waitFor(() => expect(selected).toEqual(['WR1']));
    expect(sent()).toHaveLength(2);
    expect(sent()[1]).toEqual(sent()[0]);
    cleanup();
    open();
    expect(message()).toHaveValue('');
    expect(button('Send')).toBeInTheDocument();
  });

  it('says what is wrong with each field and sends nothing', async () => {
    open();
    await user.click(button('Send'));
    expect(number()).toHaveAccessibleDescription(expect.stringContaining(en.error_CUSTOMER_MISSING));
    expect(message()).toHaveAccessibleDescription(expect.stringContaining(en.error_MESSAGE_EMPTY));
    await waitFor(() => expect(number()).toHaveFocus());
    await paste(number(), '+1 415');
    await user.click(button('Send'));
    expect(number()).toHaveAccessibleDescription(expect.stringContaining(en.error_NUMBER_INVALID));
    await user.clear(number());
    await paste(number(), '+14155550143');
    // What has been put right is not called wrong any more.
    expect(number()).toBeValid();
    expect(message()).toBeInvalid();
    await paste(message(), 'x'.repeat(1601));
    await user.click(button('Send'));
    expect(message()).toHaveAccessibleDescription(
      expect.stringMatching(/Shorten it to 1600 characters.*1601 of 1600 characters/),
    );
    await waitFor(() => expect(message()).toHaveFocus());
    expect(sent()).toEqual([]);
  });

  it('begins anew where the form that was kept cannot be read', async () => {
    open();
    await fillIn();
    cleanup();
    const [kept = ''] = Object.keys(sessionStorage);
    for (const unreadable of ['{"draft": {"customer": 5}}', 'null', '{']) {
      sessionStorage.setItem(kept, unreadable);
      open();
      expect(number()).toHaveValue('');
      cleanup();
    }
  });

  it('sends, waits for the task, selects it, closes and empties the form', async () => {
    const { addTask, setOpen } = open();
    await user.selectOptions(select(/Channel/), 'WhatsApp');
    await fillIn();
    await user.click(button('Send'));
    expect(await screen.findByText(en.waitingForTask)).toBeInTheDocument();
    expect(sent()[0]?.fields).toEqual({
      requestId: expect.any(String) as string,
      Token: 'token-1',
      channel: 'whatsapp',
      from: '+14155550101',
      to: '+14155550143',
      customerName: 'Sam',
      body: 'Hello Sam',
    });
    act(() => addTask({ sid: 'WR0', taskSid: 'WT0', attributes: {} }));
    expect(panel()).toBeInTheDocument();
    act(() => addTask({ sid: 'WR1', taskSid: 'WT1', attributes: {} }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await waitFor(() => expect(selected).toEqual(['WR1']));
    act(() => setOpen(true));
    expect(number()).toHaveValue('');
    expect(message()).toHaveValue('');
    expect(select(/Channel/)).toHaveValue('whatsapp');
    expect(sender()).toHaveValue('+14155550101');
  });

  it('recognises the task by its conversation too, and remembers the sender', async () => {
    const { addTask } = open();
    await user.selectOptions(select(/Channel/), 'WhatsApp');
    await fillIn();
    await user.click(button('Send'));
    act(() => addTask({ sid: 'WR9', taskSid: 'WT9', attributes: { conversationSid: 'CH1' } }));
    await waitFor(() => expect(selected).toEqual(['WR9']));
    sessionStorage.clear();
    open();
    expect(select(/Channel/)).toHaveValue('whatsapp');
    expect(sender()).toHaveValue('+14155550101');
  });

  it('sends once for two clicks and Enter', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    backend.answer = () => held.then(() => refusal('TOKEN_REFUSED'));
    open();
    await fillIn();
    const invoked = jest.fn();
    listen(invoked);
    await user.dblClick(button('Send'));
    await user.type(number(), '9{Enter}');
    expect(number()).toHaveValue('+1 415 555 0143');
    release();
    expect(await screen.findByText(en.error_TOKEN_REFUSED)).toBeInTheDocument();
    expect(invoked).toHaveBeenCalledTimes(1);
    expect(sent()).toHaveLength(1);
  });

  const codes = ['REQUEST_INVALID', 'TOKEN_REFUSED', 'WORKER_UNKNOWN', 'CONVERSATION_OPEN', 'SETTINGS_WRONG'] as const;
  it.each([
    ...codes.map((code) => [code, en[`error_${code}`]] as const),
    // They may have been carried out.
    ['REQUEST_IN_PROGRESS', en.uncertain_REQUEST_IN_PROGRESS],
    ['TWILIO_UNAVAILABLE', en.uncertain_TWILIO_UNAVAILABLE],
    ['INTERNAL', en.uncertain_INTERNAL],
  ] as const)('%s: says so, takes the focus there and keeps what was typed', async (code, told) => {
    backend.answer = () => refusal(code);
    open();
    await fillIn();
    await user.click(button('Send'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(told);
    await waitFor(() => expect(alert).toHaveFocus());
    expect(number()).toHaveValue('+1 415 555 0143');
    expect(customerName()).toHaveValue('Sam');
    expect(message()).toHaveValue('Hello Sam');
  });

  it.each<
    [
      'NUMBER_INVALID' | 'NUMBER_IS_OURS' | 'SENDER_NOT_ALLOWED' | 'MESSAGE_EMPTY' | 'MESSAGE_TOO_LONG',
      () => HTMLElement,
    ]
  >([
    ['NUMBER_INVALID', number],
    ['NUMBER_IS_OURS', number],
    ['SENDER_NOT_ALLOWED', () => sender()],
    ['MESSAGE_EMPTY', message],
    ['MESSAGE_TOO_LONG', message],
  ])('%s: says so at the field', async (code, control) => {
    backend.answer = () => refusal(code);
    open();
    await fillIn();
    await user.click(button('Send'));
    await waitFor(() => expect(control()).toBeInvalid());
    expect(control()).toHaveAccessibleDescription(
      expect.stringContaining(en[`error_${code}`].replace('{{limit}}', '1600')),
    );
    await waitFor(() => expect(control()).toHaveFocus());
  });

  it('names Twilio’s code and the conversation that was left', async () => {
    backend.answer = () => refused({ code: 'TWILIO_REFUSED', twilio: { code: 21610, status: 400 } });
    open();
    await fillIn();
    await user.click(button('Send'));
    expect(await screen.findByText(/Twilio error 21610/)).toBeInTheDocument();
    backend.answer = () => refused({ code: 'LEFT_HALF_DONE', conversationSid: 'CH77' });
    await user.click(button('Send'));
    expect(await screen.findByText(/CH77/)).toBeInTheDocument();
  });

  it('repeats the very same request after an unknown outcome, and only that', async () => {
    backend.answer = () => 'drop';
    const { addTask } = open();
    await fillIn();
    await user.click(button('Send'));
    // One message, with what is certain and what is not, beside the button.
    expect(await screen.findByText(en.uncertain_BACKEND_UNREACHABLE)).toBeInTheDocument();
    expect(within(panel()).getAllByRole('alert')).toHaveLength(1);
    expect(screen.queryByText(en.uncertain)).not.toBeInTheDocument();
    await user.type(message(), ' changed');
    expect(message()).toHaveValue('Hello Sam');
    backend.answer = () => ({ status: 500, body: 'oops' });
    await user.click(button('Try again'));
    expect(await screen.findByText(en.uncertain_BACKEND_UNEXPECTED)).toBeInTheDocument();
    // Refused this time: that says nothing of the tries before.
    backend.answer = () => refusal('TOKEN_REFUSED');
    await user.click(button('Try again'));
    expect(await screen.findByText(`${en.error_TOKEN_REFUSED} ${en.uncertainBefore}`)).toBeInTheDocument();
    backend.answer = () => json(200, { ok: true, started });
    await user.click(button('Try again'));
    act(() => addTask({ sid: 'WR1', taskSid: 'WT1', attributes: {} }));
    await waitFor(() => expect(selected).toEqual(['WR1']));
    expect(sent()).toHaveLength(4);
    for (const again of sent().slice(1)) expect(again).toEqual(sent()[0]);
  });

  it('makes a new request of a refused form that was changed, and of one that was started over', async () => {
    backend.answer = () => refusal('TOKEN_REFUSED');
    open();
    await fillIn();
    await user.click(button('Send'));
    await screen.findByText(en.error_TOKEN_REFUSED);
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(2));
    await screen.findByText(en.error_TOKEN_REFUSED);
    backend.answer = () => 'drop';
    await user.type(message(), '!');
    await user.click(button('Send'));
    await screen.findByText(en.uncertain_BACKEND_UNREACHABLE);
    await user.click(button('Start over'));
    expect(number()).toHaveValue('');
    await fillIn();
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(4));
    await screen.findByText(en.uncertain_BACKEND_UNREACHABLE);
    const [first, second, third, fourth] = sentIds();
    expect(second).toBe(first);
    expect(new Set([first, third, fourth]).size).toBe(3);
  });

  it('shows what another plugin’s cancelling means', async () => {
    open();
    listen((_, cancel) => cancel());
    await fillIn();
    await user.click(button('Send'));
    expect(await screen.findByText(en.error_ACTION_CANCELLED)).toBeInTheDocument();
    expect(sent()).toEqual([]);
    expect(button('Send')).toBeInTheDocument();
  });

  it('opens again to show the outcome when it was closed meanwhile', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    backend.answer = () => held.then(() => refusal('INTERNAL'));
    open();
    await fillIn();
    await user.click(button('Send'));
    // The button that works on has lost the focus.
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    release();
    expect(await screen.findByText(en.uncertain_INTERNAL)).toBeInTheDocument();
  });

  it('refuses to send for an agent who is not available, and offers the way out', async () => {
    const { setActivity } = open();
    const setActivitySpy = jest.fn();
    Flex.Actions.registerAction('SetActivity', (payload) => {
      setActivitySpy(payload);
      // As in Flex, the state follows after the action has resolved.
      setTimeout(() => act(() => setActivity({ name: 'Available', available: true })), 50);
      return Promise.resolve();
    });
    act(() => setActivity({ name: 'Lunch', available: false }));
    await fillIn();
    await user.click(button('Send'));
    expect(sent()).toEqual([]);
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('You’re “Lunch”');
    await waitFor(() => expect(alert).toHaveFocus());
    await user.click(button('Go Available'));
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
    expect(setActivitySpy).toHaveBeenCalledWith({ activitySid: 'WA2' });
    await waitFor(() => expect(button('Send')).toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent()).toHaveLength(1));
  });

  it('says so when the activity cannot be changed', async () => {
    const { setActivity } = open();
    Flex.Actions.registerAction('SetActivity', () => Promise.resolve());
    act(() => setActivity({ name: 'Lunch', available: false }));
    await user.click(button('Go Available'));
    expect(await screen.findByText(en.goAvailableFailed, {}, { timeout: 10_000 })).toBeInTheDocument();
  });

  it.each([
    ['unavailable', { name: 'Break', available: false }, 100, /sent.*you’re “Break”/],
    ['full', { name: 'Available', available: true }, 0, /sent.*your SMS capacity is used up/],
    ['for no reason that the browser knows', { name: 'Available', available: true }, 50, /Don’t send it again/],
  ])('says why no task came: %s', async (_, activity, availableCapacityPercentage, sentence) => {
    const { setActivity, worker } = open();
    const capacity = { taskChannelUniqueName: 'sms', available: true, availableCapacityPercentage: 50 };
    worker.channels.set('WC1', capacity);
    await fillIn();
    // The ten seconds are over when the test says so.
    const realSetTimeout = window.setTimeout.bind(window);
    let timeOut = (): void => undefined;
    jest.spyOn(window, 'setTimeout').mockImplementation(((run: () => void, time?: number) => {
      if (time !== 10_000) {
        return realSetTimeout(run, time);
      }
      timeOut = run;
      return 0;
    }) as typeof setTimeout);
    await user.click(button('Send'));
    await screen.findByText(en.waitingForTask);
    Object.assign(capacity, { availableCapacityPercentage });
    act(() => setActivity(activity));
    act(() => timeOut());
    expect(await screen.findByText(sentence)).toBeInTheDocument();
    expect(message()).toHaveValue('');
    expect(selected).toEqual([]);
  });

  it('speaks the language of Flex', async () => {
    renderPanel({ backendUrl: backend.url }, ptBR);
    const dialog = screen.getByRole('dialog', { name: 'Iniciar conversa' });
    await user.click(within(dialog).getByRole('button', { name: 'Enviar' }));
    expect(within(dialog).getByText('Escreva a primeira mensagem.')).toBeInTheDocument();
  });

  it.each([
    ['no backend', {}],
    ['no sender', { backendUrl: 'https://example.twil.io', senders: [] }],
  ])('says that it is not set up: %s', (_, settings) => {
    renderPanel(settings);
    expect(within(panel()).getByRole('alert')).toHaveTextContent(en.notSetUp);
    expect(within(panel()).queryByRole('textbox')).not.toBeInTheDocument();
  });
});
