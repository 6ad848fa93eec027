import '../../support/browser';

import React from 'react';
import * as Flex from '@twilio/flex-ui';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'react-redux';

import { deliveryOf } from '../../../../../src/components/FailedMessage/deliveryOf';
import { MessageDelivery } from '../../../../../src/components/FailedMessage/MessageDelivery';
import { remediesOf } from '../../../../../src/components/FailedMessage/remediesOf';
import { TemplateButton } from '../../../../../src/components/TemplateButton/TemplateButton';
import { TemplateDialog } from '../../../../../src/components/TemplateButton/TemplateDialog';
import type { ConversationMessage, SentMessage } from '../../../../../src/flex/conversations';
import { en } from '../../../../../src/strings/en';
import { createPlugin } from '../../support/createPlugin';
import { json, startBackend } from '../../support/startBackend';
import type { TestBackend } from '../../support/startBackend';

const none = { total: 1, sent: 'none', delivered: 'none', read: 'none', failed: 'none', undelivered: 'none' } as const;
type Receipt = Parameters<typeof deliveryOf>[0];

describe('delivery', () => {
  it.each<[string | undefined, Partial<Record<keyof Receipt, unknown>>]>([
    [undefined, {}],
    ['sent', { sent: 'all' }],
    ['delivered', { sent: 'all', delivered: 'all' }],
    ['read', { sent: 'all', delivered: 'all', read: 'all' }],
    ['sent', { total: 2, sent: 'all', delivered: 'some' }],
    ['failed', { failed: 'all' }],
    ['failed', { sent: 'all', undelivered: 'all' }],
    ['partlyFailed', { total: 2, sent: 'all', delivered: 'some', undelivered: 'some' }],
  ])('%s', (expected, receipt) => {
    expect(deliveryOf({ ...none, ...receipt } as Receipt)).toBe(expected);
  });
});

describe('what can be done about a message that failed', () => {
  it.each<[number | undefined, Partial<SentMessage>, { sendAgain: boolean; template: boolean }]>([
    [30003, {}, { sendAgain: true, template: false }],
    [undefined, {}, { sendAgain: true, template: false }],
    [21610, {}, { sendAgain: false, template: false }],
    [63014, {}, { sendAgain: false, template: false }],
    [63016, {}, { sendAgain: false, template: true }],
    [63041, { contentSid: 'HX1' }, { sendAgain: false, template: true }],
    [63018, { contentSid: 'HX1' }, { sendAgain: false, template: true }],
    [21610, { contentSid: 'HX1' }, { sendAgain: false, template: false }],
    [30003, { subject: 'Your order' }, { sendAgain: false, template: false }],
  ])('%s %j', (code, message, expected) => {
    expect(remediesOf(code, { contentSid: null, subject: null, ...message })).toEqual(expected);
  });
});

interface Given {
  code?: number;
  /** None of what a customer wrote. */
  receipt?: Partial<Record<keyof Receipt, unknown>> | null;
  isFromMe?: boolean;
  status?: 'joined' | 'notParticipating';
  state?: 'active' | 'closed';
  channel?: 'sms' | 'whatsapp';
  /** Of Flex UI. */
  version?: string;
}

describe('in an open conversation', () => {
  const user = userEvent.setup();
  const sent: unknown[] = [];
  let answer: () => Promise<void>;
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await startBackend();
    for (const action of ['SendMessage', 'SendRichContentMessage']) {
      Flex.Actions.registerAction(action, (payload?: unknown) => {
        sent.push(payload);
        return answer();
      });
    }
  });
  beforeEach(() => {
    sent.length = 0;
    answer = () => Promise.resolve();
    backend.requests.length = 0;
  });
  afterAll(() => backend.close());

  const renderConversation = (given: Given = {}) => {
    const { plugin, manager, set } = createPlugin({ backendUrl: backend.url });
    plugin.flex = { ...Flex, VERSION: given.version ?? Flex.VERSION } as typeof Flex;
    const conversation = {
      sid: 'CH1',
      status: given.status ?? 'joined',
      state: { current: given.state ?? 'active' },
    };
    const source = {
      sid: 'IM1',
      body: 'Hello Sam',
      contentSid: null,
      subject: null,
      attachedMedia: null,
      attributes: {},
      conversation,
      aggregatedDeliveryReceipt:
        given.receipt === null ? null : { ...none, ...(given.receipt ?? { undelivered: 'all' }) },
      getDetailedDeliveryReceipts: () => Promise.resolve([{ status: 'undelivered', errorCode: given.code ?? 30003 }]),
    };
    const message = { isFromMe: given.isFromMe ?? true, source } as unknown as ConversationMessage;
    const participants = new Map([['MB1', { source: { type: given.channel ?? 'sms' } }]]);
    const store = (messages: unknown[]) =>
      set(({ chat }) => ({
        chat: { ...chat, conversations: { CH1: { source: conversation, participants, messages } } },
      }));
    store([message]);
    render(
      <Provider store={manager.store}>
        <Flex.StorelessThemeProvider themeConf={{}}>
          <MessageDelivery plugin={plugin} message={message} />
          <TemplateButton plugin={plugin} conversationSid="CH1" />
          <TemplateDialog plugin={plugin} />
        </Flex.StorelessThemeProvider>
      </Provider>,
    );
    return {
      repeatFromAnotherTab: () =>
        act(() => store([message, { source: { sid: 'IM2', attributes: { messagingControls: { repeats: 'IM1' } } } }])),
    };
  };
  const sendAgain = () => screen.findByRole('button', { name: 'Send again' });

  it('says why a message failed and sends it again, once for two clicks', async () => {
    renderConversation();
    expect(await screen.findByText(en.twilio_30003)).toBeInTheDocument();
    await user.dblClick(await sendAgain());
    expect(await screen.findByRole('button', { name: 'Sent again' })).toBeDisabled();
    expect(sent).toEqual([
      expect.objectContaining({
        conversationSid: 'CH1',
        body: 'Hello Sam',
        messageAttributes: { messagingControls: { repeats: 'IM1' } },
      }),
    ]);
  });

  it('says why a colleague’s message failed, and lets whoever has the conversation now send it again', async () => {
    renderConversation({ isFromMe: false });
    expect(await screen.findByText(en.twilio_30003)).toBeInTheDocument();
    await user.click(await sendAgain());
    expect(sent).toEqual([expect.objectContaining({ conversationSid: 'CH1', body: 'Hello Sam' })]);
  });

  it('says so when sending again fails, and lets the agent try once more', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    answer = () => Promise.reject(new Error('no connection'));
    renderConversation();
    await user.click(await sendAgain());
    expect(await screen.findByText(en.sendAgainFailed)).toBeInTheDocument();
    answer = () => Promise.resolve();
    await user.click(await sendAgain());
    expect(await screen.findByRole('button', { name: 'Sent again' })).toBeDisabled();
    expect(screen.queryByText(en.sendAgainFailed)).not.toBeInTheDocument();
    expect(sent).toHaveLength(2);
    warn.mockRestore();
  });

  it('does not offer again what was sent again elsewhere', async () => {
    const { repeatFromAnotherTab } = renderConversation();
    await sendAgain();
    repeatFromAnotherTab();
    expect(await screen.findByRole('button', { name: 'Sent again' })).toBeDisabled();
  });

  it('names a code that it has no sentence for', async () => {
    renderConversation({ code: 39999 });
    expect(await screen.findByText(/error code, 39999/)).toBeInTheDocument();
  });

  it('shows how far a message came', () => {
    renderConversation({ receipt: { sent: 'all', delivered: 'all' } });
    expect(screen.getByText('Delivered')).toBeInTheDocument();
  });

  it.each<[string, Given]>([
    ['the customer’s messages', { isFromMe: false, receipt: null }],
    ['a colleague’s message that has arrived', { isFromMe: false, receipt: { sent: 'all', delivered: 'all' } }],
    ['a supervisor who reads along', { status: 'notParticipating', channel: 'whatsapp' }],
    ['a conversation that is closed', { state: 'closed', channel: 'whatsapp' }],
  ])('shows nothing for %s', async (_, given) => {
    renderConversation(given);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByText(en.twilio_30003)).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  const reminder = {
    contentSid: `HX${'1'.repeat(32)}`,
    name: 'reminder',
    language: 'en',
    body: 'Hello {{1}}, see you on {{day}}.',
    variables: [
      { name: '1', example: 'Sam' },
      { name: 'day', example: 'Monday' },
    ],
    media: [],
    buttons: [{ text: 'I will come' }],
    items: [],
  };
  const greeting = { ...reminder, contentSid: `HX${'2'.repeat(32)}`, name: 'saludo', language: 'es', variables: [] };

  it('outside WhatsApp’s window offers a template, filled in with a preview', async () => {
    backend.answer = () => json(200, { ok: true, templates: [reminder, greeting] });
    renderConversation({ code: 63016, channel: 'whatsapp' });
    expect(await screen.findByText(en.twilio_63016)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Send again' })).not.toBeInTheDocument();
    await user.click(screen.getAllByRole('button', { name: 'Send a template' })[0]!);

    const choice = await screen.findByRole('combobox', { name: /Template/ });
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(choice).toHaveFocus());
    expect(screen.queryByRole('option', { name: 'saludo' })).not.toBeInTheDocument();
    await user.selectOptions(choice, 'reminder');
    await user.type(screen.getByRole('textbox', { name: /Hello …/ }), 'Ana');
    expect(screen.getByText('Hello Ana, see you on {{day}}.')).toBeInTheDocument();
    expect(screen.getByText('I will come')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(screen.getByRole('textbox', { name: /Day/ })).toHaveFocus());
    expect(sent).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: /Day/ }), 'Tuesday{Enter}');

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([
      expect.objectContaining({
        conversationSid: 'CH1',
        contentSid: reminder.contentSid,
        contentVariables: [
          { name: '1', value: 'Ana' },
          { name: 'day', value: 'Tuesday' },
        ],
      }),
    ]);
  });

  it('says why the templates are not there, and loads them again', async () => {
    backend.answer = () => json(503, { ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
    renderConversation({ receipt: {}, channel: 'whatsapp' });
    await user.click(screen.getByRole('button', { name: 'Send a template' }));
    expect(await screen.findByText(en.error_TWILIO_UNAVAILABLE)).toBeInTheDocument();
    backend.answer = () => json(200, { ok: true, templates: [] });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(en.noTemplates)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it.each<[string, number]>([
    ['2.12.0', 2],
    ['2.11.1', 0],
  ])('in Flex UI %s a template can be sent in %p places: only a later Flex has the action', async (version, places) => {
    renderConversation({ code: 63016, channel: 'whatsapp', version });
    expect(await screen.findByText(en.twilio_63016)).toBeInTheDocument();
    expect(screen.queryAllByRole('button', { name: 'Send a template' })).toHaveLength(places);
  });

  it('has no template button but in WhatsApp conversations', () => {
    renderConversation({ receipt: {} });
    expect(screen.queryByRole('button', { name: 'Send a template' })).not.toBeInTheDocument();
  });
});
