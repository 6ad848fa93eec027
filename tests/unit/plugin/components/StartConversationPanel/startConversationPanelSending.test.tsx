import '../../support/browser';

import * as Flex from '@twilio/flex-ui';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { openStartConversation } from '../../../../../src/actions/openStartConversation';
import type { StartConversationAnswer } from '../../../../../src/actions/startConversation';
import { en } from '../../../../../src/strings/en';
import { es } from '../../../../../src/strings/es';
import { button, customerName, message, number, panel, radio, select } from '../../support/panelFields';
import { calmRoutes, renderPanel } from '../../support/renderPanel';
import type { RenderedPanel } from '../../support/renderPanel';
import { json, startBackend } from '../../support/startBackend';
import type { TestBackend } from '../../support/startBackend';

const CONVERSATION = `CH${'1'.repeat(32)}`;
const started = { conversationSid: CONVERSATION, messageSid: 'IM1', taskSid: 'WT1' };
const scheduled = {
  requestId: '11111111-1111-4111-8111-111111111111',
  channel: 'sms',
  to: '+12025550143',
  from: '+14155550100',
  customerName: 'Sam',
  text: 'Your appointment is tomorrow.',
  isTemplate: false,
  sendsAt: '2026-12-01T14:00:00Z',
  timeZone: 'America/New_York',
  status: 'scheduled',
};
const openConversation = {
  conversationSid: CONVERSATION,
  startedAt: '2026-01-01T10:00:00Z',
  lastMessage: { at: '2026-01-01T10:05:00Z', by: 'customer', text: 'Where is it?' },
  isQueued: false,
  waitsForReply: false,
  remedies: [],
};
const bob = { workerSid: 'WK2', name: 'Bob Agent', isYou: false, isAvailable: true };

describe('start conversation panel: sending', () => {
  // Whether something takes the pointer is for the browser tests to say: here it costs a sixth of the time.
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  let backend: TestBackend;
  let selected: string[];
  let accepted: string[];
  let composed: unknown[];

  const ok = (value: Record<string, unknown>) => () => json(200, { ok: true, ...value });
  const refusal = (error: Record<string, unknown>) => () => json(400, { ok: false, error });
  const checksAre = (checks: Record<string, unknown>) => {
    backend.routes.checks = ok({ checks: { optedOut: false, customerTimes: [], ...checks } });
  };
  const open = (settings: Record<string, unknown> = {}): RenderedPanel =>
    renderPanel({ backendUrl: backend.url, ...settings });
  const paste = async (control: HTMLElement, text: string) => {
    await user.click(control);
    await user.paste(text);
  };
  const fillIn = async () => {
    await paste(number(), '+12025550143');
    await paste(message(), 'Hello Sam');
  };
  const fieldsTo = (route: string) => backend.requestsTo(route).map(({ fields }) => fields);

  beforeEach(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    localStorage.clear();
    sessionStorage.clear();
    backend = await startBackend();
    backend.routes = calmRoutes();
    selected = [];
    accepted = [];
    composed = [];
    const record = (name: string, into: unknown[], read = (payload: { sid: string }): unknown => payload.sid) =>
      Flex.Actions.registerAction(name, (payload) => {
        into.push(read(payload as { sid: string }));
        return Promise.resolve();
      });
    record('SelectTask', selected);
    record('AcceptTask', accepted);
    record('SetInputText', composed, (payload) => payload);
  });
  afterEach(async () => {
    await backend.close();
    jest.restoreAllMocks();
  });

  describe('how', () => {
    it.each([
      ['Me', 'agent', en.sentReplyToMe],
      ['The queue', 'queue', en.sentReplyToQueue],
    ])('waits for the reply, which goes to: %s; no available agent is needed', async (choice, replyTo, sentence) => {
      backend.answer = ok({ started: { ...started, taskSid: undefined, waitsForReply: true } });
      const { setActivity } = open();
      act(() => setActivity({ name: 'Lunch', available: false }));
      await fillIn();
      await user.click(button('Wait for reply instead'));
      expect(radio(en.mode_onReply)).toHaveAccessibleDescription(en.modeHelp_onReply);
      await user.click(radio(choice));
      await user.click(button('Send'));
      expect(await screen.findByText(sentence.replace('{{customer}}', '+12025550143'))).toBeInTheDocument();
      expect(fieldsTo('outreach')).toEqual([expect.objectContaining({ replyTo, body: 'Hello Sam' })]);
      expect(fieldsTo('interactions')).toEqual([]);
      expect(message()).toHaveValue('');
    });

    it('says that the reply comes to the agent where the task had failed', async () => {
      backend.answer = ok({ started: { ...started, taskSid: undefined, waitsForReply: true } });
      open();
      await fillIn();
      await user.click(button('Send'));
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(en.sentTaskFailed);
      expect(alert).toHaveTextContent(en.messageKind_warning);
    });

    it('does not send for an agent who has no room, and offers to wait for the reply', async () => {
      const { worker } = open();
      worker.channels.set('WC1', { taskChannelUniqueName: 'sms', available: true, availableCapacityPercentage: 0 });
      await fillIn();
      await user.click(button('Send'));
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('Your SMS capacity is used up');
      await waitFor(() => expect(alert).toHaveFocus());
      expect(fieldsTo('interactions')).toEqual([]);
      await user.click(button('Wait for reply instead'));
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    });

    it('sends later, by the customer’s clock', async () => {
      checksAre({ customerTimes: [{ timeZone: 'America/New_York', time: '09:31' }] });
      backend.answer = ok({ scheduled: [scheduled] });
      open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
      await fillIn();
      expect(await screen.findByText('Customer’s time: 09:31 (New York)')).toBeInTheDocument();
      await user.click(radio(en.mode_later));
      await user.click(button('Schedule'));
      const time = within(panel()).getByLabelText(/Send at/);
      expect(time).toHaveAccessibleDescription(expect.stringContaining(en.error_SEND_TIME_INVALID));
      expect(time).toHaveAccessibleDescription(/New York.*15 minutes to 35 days/);
      // A suggestion fills the field in as typing does, and says by whose clock.
      const suggested = await within(panel()).findByRole('group', { name: 'Suggested times in New York' });
      const tomorrow = within(suggested).getByRole('button', { name: /^Tomorrow 9:00 AM \(New York\)$/ });
      await user.click(tomorrow);
      expect((time as HTMLInputElement).value).toMatch(/T09:00$/);
      expect(time).not.toHaveAccessibleDescription(expect.stringContaining(en.error_SEND_TIME_INVALID));
      expect(tomorrow).toHaveAttribute('aria-pressed', 'true');
      expect(tomorrow).toHaveFocus();
      await user.clear(time);
      await user.type(time, '2026-12-01T09:00');
      await user.click(button('Schedule'));
      expect(await screen.findByText(/^Scheduled for .*9:00.*\(New York\)/)).toBeInTheDocument();
      expect(fieldsTo('schedule')[0]).toMatchObject({
        action: 'create',
        sendAt: '2026-12-01T09:00',
        timeZone: 'America/New_York',
        replyTo: 'agent',
      });
    });

    it('keeps a time to the clock that it was written by', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      backend.routes.checks = () =>
        held.then(() =>
          json(200, {
            ok: true,
            checks: { optedOut: false, customerTimes: [{ timeZone: 'America/New_York', time: '09:31' }] },
          }),
        );
      backend.answer = ok({ scheduled: [scheduled] });
      open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
      await fillIn();
      await user.click(radio(en.mode_later));
      const time = within(panel()).getByLabelText(/Send at/);
      await user.type(time, '2026-12-01T09:00');
      expect(time).toHaveAccessibleDescription(/Your own time/);
      // Whoever chose one now would keep it to the wrong clock.
      const suggested = () => within(panel()).queryByRole('group', { name: /^Suggested times/ });
      expect(suggested()).not.toBeInTheDocument();
      release();
      const zone = await within(panel()).findByRole('combobox', { name: en.timeZone });
      await waitFor(() => expect(suggested()).toBeInTheDocument());
      expect(time).toHaveAccessibleDescription('Time in UTC, 15 minutes to 35 days from now');
      await user.selectOptions(zone, 'New York');
      expect(time).toHaveAccessibleDescription(/Customer’s time \(New York\)/);
      await user.click(button('Schedule'));
      await waitFor(() => expect(fieldsTo('schedule')[0]).toMatchObject({ timeZone: 'America/New_York' }));
    });

    it('repeats a scheduled message of unknown outcome as the same request', async () => {
      backend.answer = () => 'drop';
      open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
      await fillIn();
      await user.click(radio(en.mode_later));
      await user.type(within(panel()).getByLabelText(/Send at/), '2026-12-01T09:00');
      await user.click(button('Schedule'));
      await screen.findByText(en.uncertain_BACKEND_UNREACHABLE);
      expect(radio(en.mode_now)).toBeDisabled();
      await user.click(button('Try again'));
      await waitFor(() => expect(backend.requestsTo('schedule')).toHaveLength(2));
      expect(fieldsTo('schedule')[1]).toEqual(fieldsTo('schedule')[0]);
    });
  });

  describe('checks', () => {
    it('are asked once for a number that is typed, and an answer that is too late is dropped', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      open();
      backend.routes.checks = ({ fields }) =>
        fields.to === '+12025550143'
          ? held.then(() => json(200, { ok: true, checks: { optedOut: true, customerTimes: [] } }))
          : json(200, {
              ok: true,
              checks: { optedOut: false, customerTimes: [{ timeZone: 'Europe/Madrid', time: '11:11' }] },
            });
      await user.type(number(), '+12025550143');
      await waitFor(() => expect(backend.requestsTo('checks')).toHaveLength(1));
      await user.clear(number());
      await paste(number(), '+34600123456');
      expect(await screen.findByText(/11:11 \(Madrid\)/)).toBeInTheDocument();
      release();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(screen.queryByText(en.error_OPTED_OUT)).not.toBeInTheDocument();
      expect(backend.requestsTo('checks').map(({ fields }) => fields.to)).toEqual(['+12025550143', '+34600123456']);
    });

    it('tell of a customer who has opted out', async () => {
      checksAre({ optedOut: true });
      open();
      await paste(number(), '+12025550143');
      expect(await screen.findByText(en.error_OPTED_OUT)).toBeInTheDocument();
    });

    it('ask for the kind of a line when the number has been left, once, and tell of it', async () => {
      backend.routes.checks = ({ fields }) =>
        json(200, {
          ok: true,
          checks: {
            optedOut: false,
            customerTimes: [{ timeZone: 'America/New_York', time: '09:31' }],
            ...(fields.lookUp ? { line: { type: 'landline', isRefused: true } } : {}),
          },
        });
      open({ lineTypes: {} });
      await user.type(number(), '+12025550143');
      await waitFor(() => expect(fieldsTo('checks')).toHaveLength(1));
      expect(fieldsTo('checks')[0]).not.toHaveProperty('lookUp');
      expect(await screen.findByText(/09:31/)).toBeInTheDocument();
      await user.tab();
      expect(await screen.findByText(/This number is a landline, so nothing is sent to it/)).toBeInTheDocument();
      await user.click(message());
      await user.click(number());
      await user.tab();
      expect(fieldsTo('checks').map(({ lookUp }) => lookUp)).toEqual([undefined, 'true']);
    });

    it('do not ask for the kind of a line where the settings do not', async () => {
      open();
      await paste(number(), '+12025550143');
      await waitFor(() => expect(fieldsTo('checks')).toHaveLength(1));
      expect(fieldsTo('checks')[0]).not.toHaveProperty('lookUp');
    });

    it.each([
      ['tollFree', /This number is a toll-free number. A message may not arrive./],
      ['unknown', /This number is of an unknown kind. A message may not arrive./],
    ])('tell of a line of the kind %s, to which messages go', async (type, sentence) => {
      checksAre({ line: { type, isRefused: false } });
      open({ lineTypes: {} });
      await paste(number(), '+12025550143');
      expect(await screen.findByText(sentence)).toBeInTheDocument();
      expect(fieldsTo('checks').map(({ lookUp }) => lookUp)).toEqual(['true']);
    });

    const quietHours = { timeZone: 'America/New_York', customerTime: '23:10', from: '21:00', to: '08:00' };

    it('tell of quiet hours, with the way out for an agent: later', async () => {
      checksAre({ quietHours });
      open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
      await paste(number(), '+12025550143');
      expect(
        await screen.findByText(/It’s 23:10 for the customer. Nothing is sent between 21:00 and 08:00/),
      ).toBeInTheDocument();
      expect(screen.queryByLabelText(en.overrideReason)).not.toBeInTheDocument();
      await user.click(button(en.insteadLater));
      expect(radio(en.mode_later)).toBeChecked();
      await waitFor(() => expect(within(panel()).getByLabelText(/Send at/)).toHaveFocus());
    });

    it('tell of quiet hours that have begun since, at the same place', async () => {
      backend.answer = refusal({ code: 'QUIET_HOURS', quietHours });
      open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
      await fillIn();
      await user.click(button('Send'));
      const told = await screen.findByText(/It’s 23:10 for the customer/);
      await waitFor(() => expect(document.activeElement).toContainElement(told));
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
      expect(message()).toHaveValue('Hello Sam');
      // It is about this customer alone.
      await paste(number(), '9');
      expect(told).not.toBeInTheDocument();
    });

    it('let a supervisor write in quiet hours with a reason', async () => {
      checksAre({ quietHours });
      backend.routes.senders = ok({
        senders: [{ channel: 'sms', address: '+14155550100' }],
        queues: [],
        mayOverride: true,
      });
      backend.answer = refusal({ code: 'QUIET_HOURS', quietHours });
      open();
      await fillIn();
      const reason = await within(panel()).findByRole('textbox', { name: en.overrideReason });
      await user.click(button('Send'));
      const told = await screen.findByText(/It’s 23:10 for the customer/);
      // Once, beside what solves it.
      await waitFor(() => expect(document.activeElement).toContainElement(told));
      expect(screen.queryByRole('alert')).not.toBeInTheDocument();
      await paste(reason, 'Burst pipe');
      await user.click(button('Send'));
      await waitFor(() => expect(fieldsTo('interactions')[1]).toMatchObject({ overrideReason: 'Burst pipe' }));
    });
  });

  describe('open conversation', () => {
    const duplicate = (conversation: Record<string, unknown>) => {
      checksAre({ openConversationSid: CONVERSATION });
      backend.routes['open-conversations'] = ok({ conversations: [{ ...openConversation, ...conversation }] });
    };
    const card = () => screen.findByRole('region', { name: en.openConversationFound });
    const mine = { owner: { ...bob, isYou: true }, taskSid: 'WT5', remedies: ['open'] };
    /** As Flex has it once the task is accepted; `inputText` stands in its composer. */
    const join = ({ set }: RenderedPanel, inputText = '') => {
      const conversation = { source: { status: 'joined', state: { current: 'active' } } };
      const chat = {
        conversations: { [CONVERSATION]: conversation },
        conversationInput: { [CONVERSATION]: { inputText } },
      };
      act(() => set(() => ({ chat })));
    };

    it('is shown with its owner, age and last message, and opened where it is mine', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      checksAre({ openConversationSid: CONVERSATION });
      backend.routes['open-conversations'] = () => held.then(ok({ conversations: [{ ...openConversation, ...mine }] }));
      const rendered = open();
      act(() => rendered.addTask({ sid: 'WR5', taskSid: 'WT5', attributes: {} }));
      join(rendered, 'Good morning!');
      await fillIn();
      await paste(message(), ', {{senderName}} here');
      expect(within(await card()).getByText(en.openConversationLoading)).toBeInTheDocument();
      release();
      expect(await within(await card()).findByText(en.owner_you)).toBeInTheDocument();
      expect(await card()).toHaveTextContent(/Started .*ago.*Customer, .*ago: Where is it\?/);
      await user.click(button('Open conversation'));
      await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
      expect(selected).toEqual(['WR5']);
      // What the agent had begun there is not lost either.
      const body = 'Good morning!\nHello Sam, Customer care here';
      expect(composed).toEqual([{ body, conversationSid: CONVERSATION }]);
    });

    describe('opened while its task rings', () => {
      const task = { sid: 'WR5', taskSid: 'WT5', attributes: { conversationSid: CONVERSATION } };
      const openWhileItRings = async () => {
        duplicate({ ...mine, owner: undefined, isQueued: true });
        const rendered = open();
        act(() => rendered.addTask({ ...task, status: 'pending' }));
        await fillIn();
        await user.click(await within(await card()).findByRole('button', { name: 'Open conversation' }));
        expect(await screen.findByText(en.remedyNotAccepted)).toBeInTheDocument();
        expect(selected).toEqual(['WR5']);
        return rendered;
      };

      it('keeps the text until it is accepted, then moves it', async () => {
        const rendered = await openWhileItRings();
        expect(composed).toEqual([]);
        await paste(message(), ' again');
        act(() => rendered.addTask({ ...task, status: 'accepted' }));
        expect(message()).toHaveValue('Hello Sam again');
        join(rendered);
        await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
        expect(composed).toEqual([{ body: 'Hello Sam again', conversationSid: CONVERSATION }]);
        expect(backend.requestsTo('interactions')).toEqual([]);
        act(() => rendered.setOpen(true));
        expect(message()).toHaveValue('');
      });

      it('keeps it where the task is declined or gone', async () => {
        const { set } = await openWhileItRings();
        act(() => set(({ worker }) => ({ worker: { ...worker, tasks: new Map() } })));
        expect(await screen.findByText(en.remedyTextKept)).toBeInTheDocument();
        expect(message()).toHaveValue('Hello Sam');
        expect(composed).toEqual([]);
      });

      it('leaves a form alone that is about somebody else by then', async () => {
        const rendered = await openWhileItRings();
        checksAre({});
        await user.clear(number());
        await paste(number(), '+12025550199');
        join(rendered);
        await act(() => new Promise((resolve) => setTimeout(resolve)));
        expect(composed).toEqual([]);
        expect(message()).toHaveValue('Hello Sam');
      });

      it('keeps it where another plugin stops the composer', async () => {
        Flex.Actions.registerAction('SetInputText', () => Promise.reject(new Error('no')));
        join(await openWhileItRings());
        expect(await screen.findByText(en.remedyTextNotMoved)).toBeInTheDocument();
        expect(message()).toHaveValue('Hello Sam');
      });
    });

    /** The colleague's browser does not answer here. */
    const confirmTakeOver = async () => {
      await user.type(await screen.findByRole('textbox', { name: /Reason/ }), 'I know her case.');
      await user.click(button('Take over conversation'));
    };

    it.each([
      ['Join conversation', 'join', ['join']],
      ['Take over conversation', 'takeOver', ['askOwner', 'takeOver', 'finishTakeOver']],
    ])('%s: gets the task, accepts and selects it', async (name, remedy, asked) => {
      duplicate({ owner: bob, remedies: [remedy] });
      backend.routes.remedies = ok({ taskSid: 'WT6' });
      const rendered = open();
      const { addTask } = rendered;
      await fillIn();
      await within(await card()).findByText('Bob Agent has it.');
      await user.click(button(name));
      if (remedy === 'takeOver') {
        await confirmTakeOver();
      }
      await waitFor(() => expect(fieldsTo('remedies').some((fields) => fields.remedy === remedy)).toBe(true));
      const task = { sid: 'WR6', taskSid: 'WT6', attributes: { conversationSid: CONVERSATION } };
      act(() => addTask({ ...task, status: 'pending' }));
      Flex.Actions.registerAction('AcceptTask', (payload) => {
        accepted.push((payload as { sid: string }).sid);
        act(() => addTask({ ...task, status: 'accepted' }));
        join(rendered);
        return Promise.resolve();
      });
      await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument(), { timeout: 10_000 });
      expect(accepted).toEqual(['WR6']);
      expect(selected).toEqual(['WR6']);
      expect(fieldsTo('remedies').map((fields) => fields.remedy)).toEqual(asked);
      expect(composed).toEqual([{ body: 'Hello Sam', conversationSid: CONVERSATION }]);
    });

    it('says so where the former agent could not be taken out', async () => {
      duplicate({ owner: bob, remedies: ['takeOver'] });
      backend.routes.remedies = ({ fields }) =>
        fields.remedy === 'takeOver'
          ? json(200, { ok: true, taskSid: 'WT6' })
          : json(503, { ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
      const rendered = open();
      act(() => rendered.addTask({ sid: 'WR6', taskSid: 'WT6', attributes: {}, status: 'accepted' }));
      join(rendered);
      await fillIn();
      await within(await card()).findByText('Bob Agent has it.');
      await user.click(button('Take over conversation'));
      await confirmTakeOver();
      expect(await screen.findByText(/You have the conversation, but Bob Agent is still in it/)).toBeInTheDocument();
      expect(message()).toHaveValue('Hello Sam');
    });

    it('is reused where nobody has it: the same form, as a new request', async () => {
      backend.routes['open-conversations'] = ok({ conversations: [{ ...openConversation, remedies: ['reuse'] }] });
      backend.answer = refusal({ code: 'CONVERSATION_OPEN', conversationSid: CONVERSATION });
      const { addTask } = open();
      await fillIn();
      await user.click(button('Send'));
      expect(await screen.findByText(en.error_CONVERSATION_OPEN)).toBeInTheDocument();
      expect(await within(await card()).findByText(en.owner_nobody)).toBeInTheDocument();
      backend.answer = () => 'drop';
      await user.click(button('Send into this conversation'));
      await screen.findByText(en.uncertain_BACKEND_UNREACHABLE);
      backend.answer = ok({ started });
      await user.click(button('Try again'));
      await waitFor(() => expect(backend.requestsTo('interactions')).toHaveLength(3));
      act(() => addTask({ sid: 'WR1', taskSid: 'WT1', attributes: {} }));
      await waitFor(() => expect(selected).toEqual(['WR1']));
      const [first, second, third] = fieldsTo('interactions');
      expect(first).not.toHaveProperty('reuseConversationSid');
      expect(second).toMatchObject({ reuseConversationSid: CONVERSATION, body: 'Hello Sam' });
      expect(second?.requestId).not.toBe(first?.requestId);
      expect(third).toEqual(second);
    });

    it('lets the agent write to its owner', async () => {
      duplicate({ owner: bob, remedies: ['messageOwner'] });
      backend.routes.remedies = ok({});
      open();
      await paste(number(), '+12025550143');
      await paste(await within(panel()).findByRole('textbox', { name: /Write to Bob Agent/ }), 'May I?');
      // A note is not sent by the key that sends to the customer.
      await user.keyboard('{Control>}{Enter}{/Control}');
      expect(fieldsTo('interactions')).toEqual([]);
      expect(screen.queryByText(en.error_MESSAGE_EMPTY)).not.toBeInTheDocument();
      await user.click(button('Send to colleague'));
      expect(await screen.findByText('Sent to Bob Agent.')).toBeInTheDocument();
      expect(fieldsTo('remedies')[0]).toMatchObject({
        remedy: 'messageOwner',
        conversationSid: CONVERSATION,
        text: 'May I?',
      });
    });

    it('says why a remedy did not work, and why the conversation cannot be shown', async () => {
      duplicate({ owner: bob, remedies: ['join'] });
      backend.routes.remedies = refusal({ code: 'CONVERSATION_CHANGED' });
      open();
      await paste(number(), '+12025550143');
      await within(await card()).findByText('Bob Agent has it.');
      await user.click(button('Join conversation'));
      expect(await screen.findByText(en.error_CONVERSATION_CHANGED)).toBeInTheDocument();
      backend.routes['open-conversations'] = () => 'drop';
      await user.clear(number());
      await paste(number(), '+12025550199');
      expect(await screen.findByText(en.error_BACKEND_UNREACHABLE)).toBeInTheDocument();
    });
  });

  describe('scheduled messages', () => {
    const openList = async (messages: unknown[]) => {
      backend.routes.schedule = ({ fields }) =>
        json(200, { ok: true, scheduled: fields.action === 'list' ? messages : [] });
      open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
      await user.click(button(en.scheduledOpen));
      return within(screen.getByRole('dialog', { name: 'Scheduled messages' }));
    };

    it('are listed, changed and cancelled', async () => {
      const list = await openList([scheduled, { ...scheduled, requestId: 'b', status: 'failed', twilioCode: 30003 }]);
      const [first, second] = await list.findAllByRole('listitem');
      expect(first).toHaveTextContent(/Sam · \+12025550143.*9:00 AM \(New York\).*Scheduled.*Your appointment/);
      expect(second).toHaveTextContent(`Delivery failed: ${en.twilio_30003}`);
      await user.click(list.getByRole('button', { name: 'Change message' }));
      const text = list.getByRole('textbox', { name: 'Text' });
      expect(list.getByLabelText(/Send at/)).toHaveValue('2026-12-01T09:00');
      expect(list.getByLabelText(/Send at/)).toHaveFocus();
      await user.clear(text);
      await user.type(text, 'It is at noon.');
      await user.click(list.getByRole('button', { name: 'Save changes' }));
      expect(await list.findByText(en.scheduledChanged)).toBeInTheDocument();
      await waitFor(() => expect(list.getByRole('alert')).toHaveFocus());
      await user.click(list.getByRole('button', { name: 'Cancel message' }));
      // Not on what cannot be undone, for a key that is held down.
      expect(list.getByRole('button', { name: 'Keep scheduled' })).toHaveFocus();
      await user.click(list.getByRole('button', { name: 'Yes, cancel message' }));
      expect(await list.findByText(en.scheduledCancelled)).toBeInTheDocument();
      const changes = fieldsTo('schedule').filter(({ action }) => action !== 'list');
      expect(changes).toEqual([
        expect.objectContaining({
          action: 'change',
          requestId: scheduled.requestId,
          sendAt: '2026-12-01T09:00',
          timeZone: 'America/New_York',
          body: 'It is at noon.',
        }),
        expect.objectContaining({ action: 'cancel', requestId: scheduled.requestId }),
      ]);
    });

    it('say that there are none', async () => {
      const list = await openList([]);
      expect(await list.findByText(en.scheduledNone)).toBeInTheDocument();
      await user.click(list.getByRole('button', { name: en.backToForm }));
      expect(number()).toBeInTheDocument();
    });
  });

  describe('other parts of Flex', () => {
    it('open the panel with a new form that is filled in', async () => {
      const { plugin, setOpen } = open();
      await fillIn();
      act(() => setOpen(false));
      await act(() =>
        openStartConversation(plugin, { channel: 'whatsapp', to: '+34600123456', customerName: 'Ana', body: 'Hola' }),
      );
      expect(select(/Channel/)).toHaveValue('whatsapp');
      await waitFor(() => expect(number()).toHaveValue('+34600123456'));
      expect(customerName()).toHaveValue('Ana');
      expect(message()).toHaveValue('Hola');
      expect(backend.requestsTo('interactions')).toEqual([]);
    });

    it('put aside what is being written, and it can be brought back', async () => {
      const { plugin } = open();
      await fillIn();
      await act(() => openStartConversation(plugin, { to: '+34600123456' }));
      await waitFor(() => expect(number()).toHaveValue('+34600123456'));
      expect(message()).toHaveValue('');
      expect(within(panel()).getByText(en.putAside)).toBeInTheDocument();
      await user.click(button(en.bringBack));
      expect(number()).toHaveValue('+1 202 555 0143');
      expect(message()).toHaveValue('Hello Sam');
      await user.click(button(en.bringBack));
      expect(number()).toHaveValue('+34600123456');
    });

    it('move the focus into the panel where it is open already', async () => {
      const { plugin } = open();
      await fillIn();
      act(() => message().blur());
      await act(() => openStartConversation(plugin));
      await waitFor(() => expect(number()).toHaveFocus());
      expect(message()).toHaveValue('Hello Sam');
    });

    it('do not touch a form that may have been sent', async () => {
      backend.answer = () => 'drop';
      const { plugin } = open();
      await fillIn();
      await user.click(button('Send'));
      await screen.findByText(en.uncertain_BACKEND_UNREACHABLE);
      await act(() => openStartConversation(plugin, { to: '+34600123456' }));
      expect(message()).toHaveValue('Hello Sam');
      await user.click(button('Start over'));
      await waitFor(() => expect(number()).toHaveValue('+34600123456'));
    });

    const invoke = async (payload: Record<string, unknown>): Promise<StartConversationAnswer> => {
      let answer: StartConversationAnswer | undefined;
      await act(async () => {
        answer = (await Flex.Actions.invokeAction('StartConversation', payload)) as StartConversationAnswer;
      });
      return answer!;
    };
    const complete = { channel: 'sms', to: '+12025550143', from: '+14155550100', body: 'Hello' };

    it('send by the action where nothing is missing, else open the panel', async () => {
      backend.answer = ok({ started });
      open();
      expect(await invoke(complete)).toEqual({ ok: true, started });
      expect(await invoke({ ...complete, mode: 'onReply', replyTo: 'queue' })).toEqual({ ok: true, started });
      expect(fieldsTo('outreach')[0]).toMatchObject({ replyTo: 'queue', body: 'Hello' });
      expect(await invoke({ ...complete, open: true })).toEqual({ ok: true, opened: true });
      await waitFor(() => expect(message()).toHaveValue('Hello'));
      expect(await invoke({ to: '+34600123456' })).toEqual({ ok: true, opened: true });
      await waitFor(() => expect(number()).toHaveValue('+34600123456'));
      expect(backend.requestsTo('interactions')).toHaveLength(1);
    });
  });

  it('tells times in the language of Flex, whatever the browser’s is', async () => {
    checksAre({ windowClosesAt: '2030-01-15T12:00:00Z' });
    renderPanel({ backendUrl: backend.url }, es);
    const dialog = screen.getByRole('dialog', { name: es.startConversation });
    expect(dialog).toHaveAttribute('lang', 'es');
    const customer = within(dialog).getByRole('combobox', { name: /Cliente/ });
    await user.type(customer, '202');
    expect(within(dialog).getByRole('combobox', { name: es.country })).toHaveDisplayValue('Estados Unidos (+1)');
    await user.clear(customer);
    await paste(customer, '+12025550143');
    expect(await within(dialog).findByText(/ 15 ene 2030/)).toBeInTheDocument();
  });

  it.each([21610, 30006, 63016, 50416, 40152, 99999])('says in words why Twilio refused: %s', async (code) => {
    backend.answer = refusal({ code: 'TWILIO_REFUSED', twilio: { code, status: 400 } });
    open();
    await fillIn();
    await user.click(button('Send'));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(`Twilio error ${code}`);
    const sentence = (en as Record<string, string>)[`twilio_${code}`] ?? 'Twilio gives only its error code, 99999';
    expect(alert).toHaveTextContent(sentence);
    expect(message()).toHaveValue('Hello Sam');
  });
});
