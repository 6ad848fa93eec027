import '../../support/browser';

import React from 'react';
import * as Flex from '@twilio/flex-ui';
import type { ITask } from '@twilio/flex-ui';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { CustomerLink } from '../../../../../src/components/CustomerLink/CustomerLink';
import { WebsiteRequest } from '../../../../../src/components/WebsiteRequest/WebsiteRequest';
import { notesTranslate } from '../../../../../src/strings/notes/notesStrings';
import { appState } from '../../../../../src/flex/FlexContext';
import { taskCustomer } from '../../../../../src/flex/taskCustomer';
import { createPlugin } from '../../support/createPlugin';
import { SENDERS } from '../../support/renderPanel';

const OURS = '+14155550100';
const SAM = '+12025550143';

describe('the customer of a task', () => {
  it.each<[string, unknown, unknown]>([
    [
      'an SMS',
      { from: SAM, customerAddress: SAM, customerName: SAM, channelType: 'sms' },
      { address: SAM, channelType: 'sms' },
    ],
    [
      'a conversation that an agent began',
      { direction: 'outbound', from: 'Sam Carter', customerName: 'Sam Carter', customerAddress: SAM },
      { address: SAM, name: 'Sam Carter' },
    ],
    [
      'WhatsApp',
      { from: 'Sam', customerName: 'Sam', customerAddress: `whatsapp:${SAM}`, channelType: 'whatsapp' },
      { address: SAM, name: 'Sam', channelType: 'whatsapp' },
    ],
    [
      'RCS, where the account had to be asked for another type',
      { customerAddress: `rcs:${SAM}`, channelType: 'web', messagingControls: { channel: 'rcs' } },
      { address: SAM, channelType: 'rcs' },
    ],
    ['a call', { direction: 'inbound', call_sid: 'CA1', from: SAM, caller: SAM, to: OURS }, { address: SAM }],
    ['a call of ours', { direction: 'outbound', outbound_to: SAM, from: OURS }, { address: SAM }],
    [
      'a web chat with a known number',
      { from: 'Sam', customers: { phone: SAM }, channelType: 'web' },
      { address: SAM, channelType: 'web' },
    ],
    [
      'WhatsApp, of somebody who shows no number',
      { customerName: 'whatsapp:US.13491208655302741918', customerAddress: 'whatsapp:US.13491208655302741918' },
      { address: 'US.13491208655302741918', only: 'whatsapp' },
    ],
    [
      'WhatsApp in Mexico',
      { customerAddress: 'whatsapp:+5215512345678', channelType: 'whatsapp' },
      { address: '+5215512345678', channelType: 'whatsapp' },
    ],
    [
      'Messenger',
      { customerName: 'Sam', customerAddress: 'messenger:24041234567890123', channelType: 'messenger' },
      { address: '24041234567890123', only: 'messenger', name: 'Sam', channelType: 'messenger' },
    ],
    [
      'Apple Messages, of somebody without a name, where the account had to be asked for another type',
      {
        from: 'apple:urn:mbid:A',
        customerName: 'apple:urn:mbid:A',
        channelType: 'web',
        messagingControls: { channel: 'apple' },
      },
      { address: 'urn:mbid:A', only: 'apple', channelType: 'apple' },
    ],
    ['a web chat', { from: 'Sam', customerAddress: 'FX123', channelType: 'web' }, undefined],
    ['an anonymous call', { from: 'anonymous' }, undefined],
    ['no attributes', null, undefined],
  ])('%s', (_, attributes, expected) => {
    expect(taskCustomer({ attributes } as ITask)).toEqual(expected);
  });

  it('no task', () => expect(taskCustomer(undefined)).toBeUndefined());
});

describe('the link on the customer’s number', () => {
  const renderLink = (attributes: unknown, senders: unknown[] = SENDERS) => {
    const { plugin, manager } = createPlugin({ senders });
    const { unmount } = render(
      <Flex.StorelessThemeProvider themeConf={{}}>
        <CustomerLink plugin={plugin} task={{ attributes } as ITask} />
      </Flex.StorelessThemeProvider>,
    );
    return { state: () => appState(manager).messagingControls, unmount };
  };

  it('opens the panel on the task’s own channel', async () => {
    const { state } = renderLink({ customerAddress: `whatsapp:${SAM}`, customerName: 'Sam', channelType: 'whatsapp' });
    await userEvent.click(screen.getByRole('button', { name: `Message ${SAM}` }));
    await waitFor(() => expect(state().startConversationPanelOpen).toBe(true));
    expect(state().prefill).toEqual({ channel: 'whatsapp', to: SAM, customerName: 'Sam' });
  });

  it('opens it on the first channel for numbers after a call', async () => {
    const { state } = renderLink({ direction: 'inbound', from: SAM });
    await userEvent.click(screen.getByRole('button', { name: `Message ${SAM}` }));
    await waitFor(() => expect(state().prefill).toEqual({ channel: 'sms', to: SAM }));
  });

  it.each([
    ['messenger', '24041234567890123'],
    ['apple', 'urn:mbid:AQAAYw'],
    ['whatsapp', 'US.13491208655302741918'],
  ])('of %s opens it on that channel alone, by the customer’s name where they have one', async (channel, to) => {
    const attributes = { customerAddress: `${channel}:${to}`, channelType: channel };
    const { unmount } = renderLink(attributes, SENDERS.slice(0, 1));
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    unmount();
    const senders = [...SENDERS, { address: '123', channel, name: 'Ours' }];
    renderLink(attributes, senders).unmount();
    const { state } = renderLink({ ...attributes, customerName: 'Sam' }, senders);
    await userEvent.click(screen.getByRole('button', { name: 'Message Sam' }));
    await waitFor(() => expect(state().prefill).toEqual({ channel, to, customerName: 'Sam' }));
  });

  it('is not there without a number, and without a sender for numbers', () => {
    renderLink({ from: 'Sam' });
    renderLink({ from: SAM }, [{ address: '123', channel: 'messenger', name: 'Page' }]);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});

describe('what came through a website’s form', () => {
  const show = (messagingControls: unknown) => {
    return render(
      <Flex.StorelessThemeProvider themeConf={{}}>
        <WebsiteRequest t={notesTranslate('en-US')} task={{ attributes: { messagingControls } } as unknown as ITask} />
      </Flex.StorelessThemeProvider>,
    );
  };

  it('is shown beside the task, with the website that it came from', () => {
    show({ contactRequest: 'My order is late', contactWebsite: 'www.example.com' });
    expect(screen.getByText('My order is late')).toBeVisible();
    expect(screen.getByText(/^Sent through the form on www\.example\.com\./)).toBeVisible();
  });

  it.each([undefined, null, { insights: {} }, { contactRequest: 7, contactWebsite: {} }])(
    'is not there for a task with %j',
    (messagingControls) => {
      show(messagingControls);
      expect(screen.queryByText(/Sent through the form/)).not.toBeInTheDocument();
    },
  );
});
