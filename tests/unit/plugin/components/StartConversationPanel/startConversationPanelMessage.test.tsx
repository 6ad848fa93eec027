import '../../support/browser';

import * as Flex from '@twilio/flex-ui';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { en } from '../../../../../src/strings/en';
import { button, customerName, field, message, number, panel, radio, select, sender } from '../../support/panelFields';
import { calmRoutes, renderPanel } from '../../support/renderPanel';
import type { RenderedPanel } from '../../support/renderPanel';
import { json, startBackend } from '../../support/startBackend';
import type { TestBackend } from '../../support/startBackend';

const TEMPLATE = `HX${'1'.repeat(32)}`;
const templates = [
  {
    contentSid: TEMPLATE,
    name: 'order_update',
    language: 'en',
    body: 'Hello {{1}}, your order {{2}} is ready.',
    variables: [
      { name: '1', example: 'Sam' },
      { name: '2', example: '4711' },
    ],
    media: [],
    buttons: [{ text: 'Track it', opens: 'https://example.com/{{2}}' }],
    items: [],
  },
];
const EVERY_CHANNEL = [
  { address: '+14155550100', channel: 'sms', name: 'Customer care' },
  { address: '+14155550102', channel: 'sms', name: 'Deliveries' },
  { address: '+14155550101', channel: 'whatsapp', name: 'Orders' },
  { address: '1234567', channel: 'messenger', name: 'Our page' },
  { address: 'website', channel: 'chat', name: 'Website' },
];

describe('start conversation panel: customer and message', () => {
  // Whether something takes the pointer is for the browser tests to say: here it costs a sixth of the time.
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  let backend: TestBackend;

  const checksAre = (checks: Record<string, unknown>) => {
    backend.routes.checks = () => json(200, { ok: true, checks: { optedOut: false, customerTimes: [], ...checks } });
  };
  const open = (settings: Record<string, unknown> = {}): RenderedPanel =>
    renderPanel({ backendUrl: backend.url, senders: EVERY_CHANNEL, ...settings });
  const paste = async (control: HTMLElement, text: string) => {
    await user.click(control);
    await user.paste(text);
  };
  const sent = () => backend.requestsTo('interactions').map(({ fields }) => fields);
  const checked = () => backend.requestsTo('checks').at(-1)?.fields;

  beforeEach(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    localStorage.clear();
    sessionStorage.clear();
    backend = await startBackend();
    backend.routes = calmRoutes(EVERY_CHANNEL);
    backend.answer = () => json(400, { ok: false, error: { code: 'TOKEN_REFUSED' } });
    Flex.Actions.registerAction('SelectTask', () => Promise.resolve());
  });
  afterEach(async () => {
    await backend.close();
    jest.restoreAllMocks();
  });

  it('shows only channels and senders that this agent may use', async () => {
    backend.routes.senders = () =>
      json(200, {
        ok: true,
        senders: [{ channel: 'whatsapp', address: '+14155550101' }],
        queues: [
          { sid: `WQ${'1'.repeat(32)}`, name: 'Everyone' },
          { sid: `WQ${'2'.repeat(32)}`, name: 'Complaints' },
        ],
        mayOverride: false,
      });
    open();
    expect(await within(panel()).findByText('From Orders · +14155550101 · Everyone')).toBeInTheDocument();
    expect(within(panel()).queryByRole('combobox', { name: /Channel/ })).not.toBeInTheDocument();
    expect(sender()).toHaveDisplayValue('Orders · +14155550101');
    await user.selectOptions(select(/^Queue/), 'Complaints');
    expect(within(panel()).getByText('From Orders · +14155550101 · Complaints')).toBeInTheDocument();
    await paste(number(), '+14155550143');
    await paste(message(), 'Hello');
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ channel: 'whatsapp', from: '+14155550101', queueSid: `WQ${'2'.repeat(32)}` });
  });

  it('works on by the settings where the backend does not tell the senders', async () => {
    backend.routes.senders = () => 'drop';
    backend.routes.checks = () => 'drop';
    open();
    await paste(number(), '+14155550143');
    await paste(message(), 'Hello');
    await waitFor(() => expect(backend.requestsTo('checks')).toHaveLength(1));
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(1));
  });

  it('reads a number by its country and shows how', async () => {
    open();
    const country = () => within(panel()).queryByRole('combobox', { name: /Country/ });
    expect(country()).not.toBeInTheDocument();
    await user.type(number(), '600123456');
    expect(country()).toHaveDisplayValue(/United States/);
    await user.selectOptions(select(/Country/), 'ES');
    expect(number()).toHaveAccessibleDescription(/\+34 600 12 34 56/);
    await user.clear(number());
    await paste(number(), 'tel: x');
    await user.clear(number());
    await paste(number(), ' (+44) 20-7946 0958 ');
    expect(number()).toHaveValue('+44 20 7946 0958');
    // It says so itself.
    expect(country()).not.toBeInTheDocument();
  });

  it('asks for an ID where the channel has no numbers', async () => {
    open();
    await user.selectOptions(select(/Channel/), 'Messenger');
    await paste(message(), 'Hello');
    await user.click(button('Send'));
    const id = number();
    expect(id).toHaveAccessibleDescription(expect.stringContaining(en.error_CUSTOMER_MISSING));
    await paste(id, ' 998877 ');
    await user.click(button('Send'));
    await waitFor(() => expect(sent()[0]).toMatchObject({ channel: 'messenger', from: '1234567', to: '998877' }));
  });

  it('suggests recent customers and other plugins’ contacts, by keyboard', async () => {
    backend.routes.recents = () =>
      json(200, {
        ok: true,
        recents: [{ channel: 'whatsapp', to: '+12025550143', name: 'Sam Carter', at: '2026-01-01T00:00:00Z' }],
      });
    open();
    await Flex.Actions.invokeAction('RegisterContactProvider', {
      name: 'crm',
      search: (text: string) => Promise.resolve(text === 'sa' ? [{ to: '+12025550199', name: 'Sandra' }] : []),
    });
    await Flex.Actions.invokeAction('RegisterContactProvider', {
      name: 'broken',
      search: () => Promise.reject(new Error('no CRM today')),
    });
    await user.type(number(), 'sa');
    const list = await screen.findByRole('listbox', { name: en.contacts });
    expect(await within(list).findAllByRole('option')).toHaveLength(2);
    expect(number()).toHaveAttribute('aria-expanded', 'true');
    await user.keyboard('{Escape}');
    expect(panel()).toBeInTheDocument();
    expect(within(list).queryAllByRole('option')).toEqual([]);
    await user.keyboard('{ArrowDown}');
    await within(list).findAllByRole('option');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(number()).toHaveValue('+12025550143');
    expect(customerName()).toHaveValue('Sam Carter');
    expect(select(/Channel/)).toHaveValue('whatsapp');
    expect(backend.requestsTo('interactions')).toEqual([]);
  });

  it('takes the one person of that name at Enter, nobody of several, and goes on from a number to the message', async () => {
    open();
    const people = [
      { to: '+12025550143', name: 'Sam Carter' },
      { to: '+12025550199', name: 'Sandra Bell' },
    ];
    await Flex.Actions.invokeAction('RegisterContactProvider', {
      name: 'crm',
      search: (text: string) => Promise.resolve(people.filter(({ name }) => name.toLowerCase().includes(text))),
    });
    await user.type(number(), 'sa');
    const list = await screen.findByRole('listbox', { name: en.contacts });
    await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(2));
    await user.keyboard('{Enter}');
    expect(number()).toHaveValue('sa');
    await user.keyboard('m');
    await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(1));
    await user.keyboard('{Enter}');
    expect(number()).toHaveValue('+12025550143');
    expect(message()).toHaveFocus();
    expect(screen.queryByText(en.error_MESSAGE_EMPTY)).not.toBeInTheDocument();
    await user.clear(number());
    await user.type(number(), '+12025550199{Enter}');
    expect(message()).toHaveFocus();
    expect(screen.queryByText(en.error_MESSAGE_EMPTY)).not.toBeInTheDocument();
  });

  it('tells the backend of the other addresses that a contact has, until somebody else is entered', async () => {
    open();
    const others = Array.from({ length: 6 }, (_, at) => ({ channel: 'whatsapp', to: `+1202555019${at}` }));
    await Flex.Actions.invokeAction('RegisterContactProvider', {
      name: 'crm',
      search: () => Promise.resolve([{ to: '+12025550143', name: 'Sandra', otherAddresses: others }]),
    });
    await user.click(number());
    await user.click(await screen.findByRole('option', { name: /Sandra/ }));
    const asked = { to: '+12025550143', otherAddresses: JSON.stringify(others.slice(0, 5)) };
    await waitFor(() => expect(checked()).toMatchObject(asked));
    await paste(message(), 'Hello');
    await user.click(button('Send'));
    await waitFor(() => expect(sent()[0]).toMatchObject(asked));
    // While it is being sent nothing can be changed.
    await waitFor(() => expect(number()).not.toHaveAttribute('readonly'));
    await user.clear(number());
    await paste(number(), '+12025550144');
    await waitFor(() => expect(checked()).toMatchObject({ to: '+12025550144' }));
    expect(checked()).not.toHaveProperty('otherAddresses');
  });

  it.each([
    ['goes along', '[{"channel":"whatsapp","to":"+12025550190"}]', '[{"channel":"whatsapp","to":"+12025550190"}]'],
    ['is left out where it is no list', '{"channel":"whatsapp"}', undefined],
    ['is left out where it is no JSON', '+12025550190', undefined],
  ])('of another address that came with the customer by a link: %s', async (_, otherAddresses, asked) => {
    open();
    await Flex.Actions.invokeAction('StartConversation', { to: '+12025550143', channel: 'sms', otherAddresses });
    await waitFor(() => expect(checked()).toMatchObject({ to: '+12025550143' }));
    expect(checked()?.['otherAddresses']).toBe(asked);
    await paste(message(), 'Hello');
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]?.['otherAddresses']).toBe(asked);
  });

  it.each([
    ['goes along', 'America/New_York', 'America/New_York'],
    ['is left out where it is none', '+05:00', undefined],
  ])('a time zone that came with the customer: %s', async (_, customerTimeZone, asked) => {
    open();
    await Flex.Actions.invokeAction('StartConversation', { to: '+12025550143', channel: 'sms', customerTimeZone });
    await waitFor(() => expect(checked()).toMatchObject({ to: '+12025550143' }));
    expect(checked()?.['customerTimeZone']).toBe(asked);
  });

  it('counts segments and tells what makes them short', async () => {
    open();
    await paste(message(), 'x'.repeat(161));
    await waitFor(() => expect(message()).toHaveAccessibleDescription(/161 of 1600 characters · 2 SMS, GSM-7$/));
    await paste(message(), 'ş');
    expect(message()).toHaveAccessibleDescription(/3 SMS, UCS-2 · .*ş$/);
    await user.selectOptions(select(/Channel/), 'WhatsApp');
    expect(message()).toHaveAccessibleDescription(/^162 of 1600 characters$/);
  });

  it('fills in canned texts, the name as soon as it is there', async () => {
    const { worker } = open({
      cannedTexts: [
        { name: 'Greeting', text: 'Hello {{customerName}}, this is {{agentName}} of {{senderName}}.' },
        { name: 'For WhatsApp', text: 'x', channels: ['whatsapp'] },
      ],
    });
    Object.assign(worker, { attributes: { full_name: 'Alice Agent' } });
    await user.click(button(/Prepared text/));
    expect(within(panel()).queryByRole('option', { name: /For WhatsApp/ })).not.toBeInTheDocument();
    await user.click(within(panel()).getByRole('option', { name: /Greeting/ }));
    expect(message()).toHaveValue('Hello {{customerName}}, this is Alice Agent of Customer care.');
    await paste(number(), '+14155550143');
    await user.click(button('Send'));
    const name = within(panel()).getByRole('textbox', { name: /Customer’s name/ });
    expect(name).toHaveAccessibleDescription(en.error_NAME_MISSING);
    await waitFor(() => expect(name).toHaveFocus());
    await paste(name, 'Sam');
    await user.click(button('Send'));
    await waitFor(() => expect(sent()[0]?.body).toBe('Hello Sam, this is Alice Agent of Customer care.'));
  });

  it('offers prepared texts at a slash, and puts them where it stands', async () => {
    open({
      cannedTexts: [
        { name: 'Hours', text: 'We are open until {{time}}.' },
        { name: 'Thanks', text: 'Thank you!' },
      ],
    });
    const options = () => [...panel().querySelectorAll('[role="option"]')];
    await user.type(message(), 'and/or');
    expect(options()).toHaveLength(0);
    await user.type(message(), ' /');
    expect(options().map(({ textContent }) => textContent)).toEqual([
      'Hours We are open until {{time}}.',
      'Thanks Thank you!',
    ]);
    // What is offered is announced, and the keys go through it.
    expect(within(panel()).getByText(/^2 prepared texts/)).toHaveAttribute('role', 'status');
    await user.keyboard('{ArrowDown}');
    expect(options()[1]).toHaveAttribute('id', message().getAttribute('aria-activedescendant'));
    await user.keyboard('{Escape}');
    expect(panel()).toBeInTheDocument();
    await user.keyboard('thank');
    // Closed, the slash is one after all.
    expect(options()).toHaveLength(0);
    await user.clear(message());
    await user.keyboard('Hello. /thank{Enter} Bye.');
    expect(message()).toHaveValue('Hello. Thank you! Bye.');
    await user.clear(message());
    await user.keyboard('/open{Enter}');
    // The first place is selected, to be written over.
    const { selectionStart, selectionEnd, value } = message() as HTMLTextAreaElement;
    expect(value.slice(selectionStart, selectionEnd)).toBe('{{time}}');
    expect(sent()).toEqual([]);
  });

  it('shows a customer once, with the channels on which they are known', async () => {
    backend.routes.recents = () =>
      json(200, {
        ok: true,
        recents: [
          { channel: 'whatsapp', to: '+12025550143', name: 'Sam Carter', at: '2026-01-01T00:00:00Z' },
          { channel: 'sms', to: '+12025550143', at: '2026-01-01T00:00:00Z' },
          { channel: 'messenger', to: '998877', at: '2026-01-01T00:00:00Z' },
        ],
      });
    open();
    await user.type(number(), 'sam');
    const list = within(await screen.findByRole('listbox', { name: en.contacts }));
    expect(list.getByRole('option')).toHaveTextContent('Sam Carter · +12025550143 · WhatsApp');
    await user.clear(number());
    await user.type(number(), '2025');
    await waitFor(() =>
      expect(list.getByRole('option')).toHaveTextContent('Sam Carter · +12025550143 · WhatsApp, SMS'),
    );
    await user.keyboard('{ArrowDown}{Enter}');
    // By the channel that was chosen, since it is one of them; and on with the message.
    expect(select(/Channel/)).toHaveValue('sms');
    expect(message()).toHaveFocus();
    expect(customerName()).toHaveValue('Sam Carter');
    // The name goes with the customer.
    await user.clear(number());
    expect(customerName()).toHaveValue('');
    await paste(number(), '+14155550143');
    await user.selectOptions(select(/Channel/), 'WhatsApp');
    expect(number()).toHaveValue('+1 415 555 0143');
    // A number is no ID of somebody on Messenger.
    await user.selectOptions(select(/Channel/), 'Messenger');
    expect(number()).toHaveValue('');
  });

  it('shows the last conversations where there is room, else a line that says how many there were', async () => {
    const past = (day: number) => ({
      conversationSid: `CH${day}`,
      channel: 'sms',
      startedAt: `2026-11-${day}T12:00:00Z`,
      state: 'closed',
      lines: [{ at: `2026-11-${day}T12:00:00Z`, by: 'customer', text: `On the ${day}th` }],
    });
    backend.routes['past-conversations'] = () => json(200, { ok: true, conversations: [28, 21, 14].map(past) });
    open();
    await paste(number(), '+12025550143');
    const line = await screen.findByRole('button', { name: 'Past conversations: 3, last on Nov 28, 2026' });
    expect(screen.getByText('Customer: On the 28th')).toBeInTheDocument();
    expect(screen.queryByText('Customer: On the 14th')).not.toBeInTheDocument();
    await user.click(button('Show all'));
    expect(screen.getByText('Customer: On the 14th')).toBeInTheDocument();
    await user.click(line);
    expect(line).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('Customer: On the 28th')).not.toBeInTheDocument();
    cleanup();

    // The fields would scroll. As many as the backend tells of: there may be more.
    backend.routes['past-conversations'] = () => json(200, { ok: true, conversations: [28, 25, 21, 17, 14].map(past) });
    const height = jest.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(1);
    open();
    const folded = await screen.findByRole('button', { name: 'Past conversations: 5+, last on Nov 28, 2026' });
    expect(folded).toHaveAttribute('aria-expanded', 'false');
    await user.click(folded);
    expect(screen.getByText('Customer: On the 14th')).toBeInTheDocument();
    height.mockRestore();
    cleanup();

    // Nobody asked: that it failed is not told before they do.
    backend.routes['past-conversations'] = () => 'drop';
    open();
    await user.click(await screen.findByRole('button', { name: 'Past conversations' }));
    expect(await screen.findByText(en.error_BACKEND_UNREACHABLE)).toBeInTheDocument();
  });

  it('sends a template with its variables, also while the window is shut', async () => {
    checksAre({ windowClosesAt: null });
    backend.routes.templates = () => json(200, { ok: true, templates });
    open();
    await user.selectOptions(select(/Channel/), 'WhatsApp');
    await paste(number(), '+14155550143');
    const told = await screen.findByText(en.windowShut_whatsapp);
    expect(told.closest('[role="status"]')).toBeInTheDocument();
    expect(number()).toHaveFocus();
    expect(radio('Text')).toBeDisabled();
    expect(radio('Template')).toBeChecked();
    await user.selectOptions(await within(panel()).findByRole('combobox', { name: /Template/ }), 'order_update');
    await user.click(button('Send'));
    expect(field(/Hello …, your order/)).toBeInvalid();
    await waitFor(() => expect(field(/Hello …, your order/)).toHaveFocus());
    await paste(field(/Hello …, your order/), 'Sam');
    await paste(field(/order … is ready/), '12');
    expect(within(panel()).getByText('Hello Sam, your order 12 is ready.')).toBeInTheDocument();
    expect(within(panel()).getByText('Track it')).toBeInTheDocument();
    expect(within(panel()).getByText('https://example.com/12')).toBeInTheDocument();
    await user.click(button('Send'));
    await waitFor(() => expect(sent()).toHaveLength(1));
    expect(sent()[0]).toMatchObject({ contentSid: TEMPLATE, contentVariables: '{"1":"Sam","2":"12"}' });
    expect(sent()[0]).not.toHaveProperty('body');
    await screen.findByText(en.error_TOKEN_REFUSED);
  });

  it('offers another try where the templates do not come', async () => {
    backend.routes.templates = () => 'drop';
    open();
    await user.selectOptions(select(/Channel/), 'WhatsApp');
    await user.click(radio('Template'));
    expect(await screen.findByText(en.templatesFailed)).toBeInTheDocument();
    backend.routes.templates = () => json(200, { ok: true, templates });
    await user.click(button('Try again'));
    expect(await within(panel()).findByRole('combobox', { name: /Template/ })).toBeInTheDocument();
  });

  it('says so where what was to be sent later cannot be', async () => {
    open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
    await user.click(radio(en.mode_later));
    await user.selectOptions(select(/Channel/), 'Messenger');
    await paste(number(), '998877');
    await paste(message(), 'Hello');
    const time = within(panel()).getByLabelText(/Send at/);
    await user.type(time, '2026-12-01T09:00');
    await user.click(button('Schedule'));
    await waitFor(() => expect(time).toHaveFocus());
    expect(time).toHaveAccessibleDescription(expect.stringContaining(en.error_NOT_SCHEDULABLE));
    expect(backend.requestsTo('schedule')).toEqual([]);
  });

  it('offers later from the senders that Twilio schedules from, and says why not from another', async () => {
    const schedules = ({ name }: { name: string }) => name !== 'Customer care';
    const senders = EVERY_CHANNEL.map((sender) => ({ ...sender, schedules: schedules(sender) }));
    backend.routes.senders = () => json(200, { ok: true, senders, queues: [], mayOverride: false });
    open({ scheduling: { messagingServiceSid: `MG${'0'.repeat(32)}` } });
    const why = await within(panel()).findByText(en.error_SENDER_NOT_SCHEDULABLE);
    expect(screen.queryByRole('radio', { name: en.mode_later })).not.toBeInTheDocument();
    await user.click(button(en.details));
    await user.selectOptions(select(/Send from/), '+14155550102');
    expect(radio(en.mode_later)).toBeInTheDocument();
    expect(why).not.toBeInTheDocument();
    await user.click(radio(en.mode_later));
    await user.selectOptions(select(/Send from/), '+14155550100');
    const time = within(panel()).getByLabelText(/Send at/);
    expect(time).toHaveAccessibleDescription(expect.stringContaining(en.error_SENDER_NOT_SCHEDULABLE));
  });

  it('says that the customer has to write first on Messenger', async () => {
    checksAre({ windowClosesAt: null });
    open();
    await user.selectOptions(select(/Channel/), 'Messenger');
    await paste(number(), '998877');
    expect(await screen.findByText(en.windowShut_messenger)).toBeInTheDocument();
    await paste(message(), 'Hello');
    await user.click(button('Send'));
    expect(message()).toHaveAccessibleDescription(expect.stringContaining(en.error_CUSTOMER_HAS_TO_WRITE));
    expect(message()).toHaveValue('Hello');
    expect(sent()).toEqual([]);
  });

  describe('the window is found to be shut late', () => {
    const callout = () => within(panel()).findByText(en.windowShutForMessage);
    /** Answers the look-up that waits. */
    let answer: (windowClosesAt: string | null) => void;

    /** WhatsApp to Sam, whose look-up has been asked for and waits. */
    const openBeforeTheAnswer = async () => {
      backend.routes.templates = () => json(200, { ok: true, templates });
      backend.routes.checks = () =>
        new Promise((resolve) => {
          answer = (windowClosesAt) =>
            resolve(json(200, { ok: true, checks: { optedOut: false, customerTimes: [], windowClosesAt } }));
        });
      const rendered = open();
      await user.selectOptions(select(/Channel/), 'WhatsApp');
      await paste(number(), '+14155550143');
      return rendered;
    };
    const looksUp = (times: number) => waitFor(() => expect(backend.requestsTo('checks')).toHaveLength(times));

    it('what is being typed stays, with the focus, and it is told beside it', async () => {
      await openBeforeTheAnswer();
      await user.type(message(), 'Hello Sam, ');
      const field = message();
      await looksUp(1);
      answer(null);
      expect((await callout()).closest('[role="status"]')).toBeInTheDocument();
      expect(field).toHaveFocus();
      await user.keyboard('your parcel is here.');
      expect(message()).toBe(field);
      expect(field).toHaveValue('Hello Sam, your parcel is here.');

      await user.click(button('Send'));
      expect(field).toHaveAccessibleDescription(expect.stringContaining(en.error_NEEDS_TEMPLATE));
      await waitFor(() => expect(field).toHaveFocus());
      expect(field).toHaveValue('Hello Sam, your parcel is here.');
      expect(sent()).toEqual([]);

      await user.click(button(en.templateChoose));
      expect(radio('Template')).toBeChecked();
      expect(radio('Template')).toHaveFocus();
      expect(await within(panel()).findByRole('combobox', { name: /Template/ })).toBeInTheDocument();
      await user.click(radio('Text'));
      expect(message()).toHaveValue('Hello Sam, your parcel is here.');
    });

    it('an empty field stays where the agent is in it', async () => {
      await openBeforeTheAnswer();
      await user.click(message());
      await looksUp(1);
      answer(null);
      await callout();
      expect(message()).toHaveFocus();
    });

    it('what was typed before stays, wherever the agent is', async () => {
      await openBeforeTheAnswer();
      await paste(message(), 'Hello Sam');
      await user.click(number());
      await looksUp(1);
      answer(null);
      await callout();
      expect(message()).toHaveValue('Hello Sam');
      expect(number()).toHaveFocus();
    });

    it('a file that is being chosen stays, and cannot be sent', async () => {
      await openBeforeTheAnswer();
      await user.click(radio('File'));
      await user.click(number());
      await looksUp(1);
      answer(null);
      await callout();
      await user.click(button('Send'));
      expect(within(panel()).getByLabelText(/File/, { selector: '[type="file"]' })).toHaveAccessibleDescription(
        expect.stringContaining(en.error_NEEDS_TEMPLATE),
      );
    });

    it('nothing is swapped while a message is being sent', async () => {
      let refuse = (): void => undefined;
      backend.answer = () =>
        new Promise((resolve) => {
          refuse = () => resolve(json(403, { ok: false, error: { code: 'WINDOW_CLOSED' } }));
        });
      await openBeforeTheAnswer();
      await paste(message(), 'Hello Sam');
      await user.click(button('Send'));
      await waitFor(() => expect(sent()).toHaveLength(1));
      await looksUp(1);
      answer(null);
      await callout();
      expect(message()).toHaveValue('Hello Sam');
      refuse();
      expect(await within(panel()).findByText(en.error_WINDOW_CLOSED)).toBeInTheDocument();
      expect(message()).toHaveValue('Hello Sam');
    });

    it('nor is a template taken away when it is open again', async () => {
      const { setOpen } = await openBeforeTheAnswer();
      await looksUp(1);
      answer(null);
      const picker = await within(panel()).findByRole('combobox', { name: /Template/ });
      await user.selectOptions(picker, 'order_update');
      act(() => setOpen(false));
      act(() => setOpen(true));
      await user.click(field(/Hello …, your order/));
      await looksUp(2);
      answer('2036-01-01T12:00:00.000Z');
      await screen.findByText(/You can write freely until/);
      expect(field(/Hello …, your order/)).toHaveFocus();
      expect(radio('Template')).toBeChecked();
    });
  });

  describe('file', () => {
    /** What the media service is given and answers; jsdom's own XMLHttpRequest reaches no other machine. */
    const uploads: {
      url: string;
      token: string | undefined;
      file: File;
      answer: (status: number, body: string) => void;
    }[] = [];
    const realRequest = window.XMLHttpRequest;

    class MediaRequest extends EventTarget {
      readonly upload = new EventTarget();
      status = 0;
      responseText = '';
      private url = '';
      private token: string | undefined;
      open(_method: string, url: string) {
        this.url = url;
      }
      setRequestHeader(name: string, value: string) {
        if (name === 'X-Twilio-Token') this.token = value;
      }
      send(file: File) {
        uploads.push({
          url: this.url,
          token: this.token,
          file,
          answer: (status, body) => {
            Object.assign(this, { status, responseText: body });
            this.dispatchEvent(new Event('loadend'));
          },
        });
      }
      abort() {
        this.dispatchEvent(new Event('loadend'));
      }
    }

    const png = (size = 10) => new File([new Uint8Array(size)], 'parcel.png', { type: 'image/png' });
    const pick = async (file: File) => {
      await user.click(radio('File'));
      // The media service alone is stood in for; everything else goes over the network as ever.
      Object.defineProperty(window, 'XMLHttpRequest', { configurable: true, value: MediaRequest });
      await user.upload(within(panel()).getByLabelText(/File$/, { selector: 'input[type=file]' }), file);
      Object.defineProperty(window, 'XMLHttpRequest', { configurable: true, value: realRequest });
    };
    beforeEach(() => uploads.splice(0));

    it('is uploaded when picked, and sent by its SID', async () => {
      const { manager } = open();
      Object.assign(manager.serviceConfiguration, { chat_service_instance_sid: 'IS1' });
      await paste(number(), '+14155550143');
      // Not while the file is picked: it would go to the media service's stand-in.
      await waitFor(() => expect(backend.requestsTo('checks')).toHaveLength(1));
      await pick(png());
      expect(within(panel()).getByRole('progressbar', { name: en.fileUploading })).toBeInTheDocument();
      await user.click(button('Send'));
      expect(backend.requestsTo('interactions')).toEqual([]);
      expect(uploads[0]).toMatchObject({
        url: 'https://mcs.us1.twilio.com/v1/Services/IS1/Media?Category=media&Filename=parcel.png',
        token: 'token-1',
      });
      expect(uploads[0]?.file.name).toBe('parcel.png');
      act(() => uploads[0]?.answer(201, JSON.stringify({ sid: `ME${'3'.repeat(32)}` })));
      expect(await screen.findByText(en.fileReady)).toBeInTheDocument();
      await user.click(button('Send'));
      await waitFor(() => expect(sent()[0]).toMatchObject({ mediaSid: `ME${'3'.repeat(32)}` }));
      await screen.findByText(en.error_TOKEN_REFUSED);
      await user.selectOptions(sender(), '+14155550102');
      expect(within(panel()).getByText('parcel.png')).toBeInTheDocument();
      await user.click(button(en.fileRemove));
      expect(within(panel()).getByLabelText(/File$/, { selector: 'input[type=file]' })).toHaveFocus();
      await user.click(button('Send'));
      expect(await screen.findByText(en.error_FILE_NOT_CHOSEN)).toBeInTheDocument();
    });

    const pickReady = async () => {
      await paste(number(), '+14155550143');
      await waitFor(() => expect(backend.requestsTo('checks')).toHaveLength(1));
      await pick(png());
      act(() => uploads[0]?.answer(201, JSON.stringify({ sid: `ME${'3'.repeat(32)}` })));
      await screen.findByText(en.fileReady);
    };

    it('goes with the text that was written before, or with none', async () => {
      open();
      await user.type(message(), 'Your table');
      await pickReady();
      const caption = field(/Text \(optional\)/);
      expect(caption).toHaveValue('Your table');
      expect(caption).not.toBeRequired();
      await user.click(button('Send'));
      await waitFor(() => expect(sent()[0]).toMatchObject({ mediaSid: `ME${'3'.repeat(32)}`, body: 'Your table' }));
      await screen.findByText(en.error_TOKEN_REFUSED);
      await user.clear(caption);
      await user.click(button('Send'));
      await waitFor(() => expect(sent()).toHaveLength(2));
      expect(sent()[1]).not.toHaveProperty('body');
    });

    it('says that its text is missing, which stays with the customer', async () => {
      open();
      await user.type(message(), 'Your table');
      await pickReady();
      const started = { conversationSid: 'CH1', messageSid: 'IM1', textMissing: true };
      backend.answer = () => json(201, { ok: true, started });
      await user.click(button('Send'));
      expect(await screen.findByText(/couldn’t confirm its text/)).toHaveTextContent('+14155550143');
      expect(message()).toHaveValue('Your table');
      expect(number()).toHaveValue('+1 415 555 0143');
    });

    it('stays where the channel changes, and what does not take it says so', async () => {
      open();
      await paste(number(), '+14155550143');
      await waitFor(() => expect(backend.requestsTo('checks')).toHaveLength(1));
      await pick(new File(['x'], 'card.gif', { type: 'image/gif' }));
      act(() => uploads[0]?.answer(201, JSON.stringify({ sid: `ME${'3'.repeat(32)}` })));
      expect(await screen.findByText(en.fileReady)).toBeInTheDocument();
      await user.selectOptions(select(/Channel/), 'WhatsApp');
      expect(screen.getByText(en.error_FILE_NOT_ALLOWED)).toBeInTheDocument();
      await user.click(button('Send'));
      await waitFor(() => expect(button(en.fileRemove)).toHaveFocus());
      expect(button(en.fileRemove)).toHaveAccessibleDescription(en.error_FILE_NOT_ALLOWED);
      expect(sent()).toEqual([]);
      await user.selectOptions(select(/Channel/), 'SMS');
      backend.answer = () => json(400, { ok: false, error: { code: 'FILE_NOT_ALLOWED' } });
      await user.click(button('Send'));
      await waitFor(() => expect(sent()).toHaveLength(1));
      expect(await screen.findByText(en.error_FILE_NOT_ALLOWED)).toBeInTheDocument();
    });

    it('says why it cannot be sent', async () => {
      open();
      await pick(png(5_000_001));
      expect(screen.getByText('The file is too large. Choose one of at most 5 MB.')).toBeInTheDocument();
      await pick(png());
      act(() => uploads[0]?.answer(500, ''));
      expect(await screen.findByText(en.file_notUploaded)).toBeInTheDocument();
    });
  });
});
