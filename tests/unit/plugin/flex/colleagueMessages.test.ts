import '../support/browser';

import { EventEmitter } from 'node:events';

import * as Flex from '@twilio/flex-ui';
import { waitFor } from '@testing-library/react';

import { announceColleagueMessages } from '../../../../src/components/ColleagueMessages/announceColleagueMessages';
import { createPlugin } from '../support/createPlugin';

const MINUTE = 60_000;

interface Note {
  sid: string;
  author?: string;
  /** Minutes ago. */
  age?: number;
  attributes?: unknown;
}

describe('messages of colleagues', () => {
  let end = (): void => undefined;
  afterEach(() => {
    end();
    Flex.Notifications.dismissNotificationById('MessagingControlsColleagueMessage');
    Flex.Notifications.registeredNotifications.delete('MessagingControlsColleagueMessage');
  });

  const start = (colleagues = true) => {
    const client = Object.assign(new EventEmitter(), { user: { identity: 'alice' } });
    const read: number[] = [];
    const notes: unknown[] = [];
    const conversation = {
      attributes: colleagues ? { messagingControls: { colleagues: true } } : {},
      lastReadMessageIndex: null as number | null,
      getMessages: () => Promise.resolve({ items: notes }),
      updateLastReadMessageIndex: (index: number) => Promise.resolve(read.push(index)),
    };
    const write = ({ sid, author = 'bob', age = 0, attributes }: Note) => {
      const note = {
        sid,
        author,
        body: `note ${sid}`,
        index: notes.length,
        dateCreated: new Date(Date.now() - age * MINUTE),
        attributes: attributes ?? { messagingControls: { aboutConversationSid: 'CH9', authorName: 'Bob Agent' } },
        conversation,
      };
      notes.push(note);
      return note;
    };
    const world = createPlugin({}, { conversationsClient: client });
    end = announceColleagueMessages(world.plugin);
    return { ...world, client, conversation, read, write };
  };
  const shown = () =>
    Flex.Notifications.activeNotifications
      .filter(({ id }) => id === 'MessagingControlsColleagueMessage')
      .map(({ context }) => context as unknown);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

  it('are shown with their author, once, and are read then', () => {
    const { client, write, read, manager } = start();
    const note = write({ sid: 'IM1' });
    client.emit('messageAdded', note);
    client.emit('messageAdded', note);
    expect(shown()).toEqual([{ author: 'Bob Agent', text: 'note IM1', aboutConversationSid: 'CH9' }]);
    expect(read).toEqual([0]);
    expect(manager.strings).toMatchObject({
      MessagingControlsColleagueMessage: '{{author}} writes about a customer of yours: {{text}}',
    });
  });

  it('come with a conversation that is new, without those that were read or are old', async () => {
    const { client, conversation, write } = start();
    write({ sid: 'IM1' });
    write({ sid: 'IM2', age: 90 });
    write({ sid: 'IM3', age: 1 });
    conversation.lastReadMessageIndex = 0;
    client.emit('conversationJoined', conversation);
    await waitFor(() => expect(shown()).toEqual([expect.objectContaining({ text: 'note IM3' })]));
  });

  it.each<[string, boolean, Note]>([
    ['one’s own', true, { sid: 'IM1', author: 'alice' }],
    ['one without a customer', true, { sid: 'IM1', attributes: {} }],
    ['a customer’s message', false, { sid: 'IM1' }],
  ])('are not: %s', async (_, colleagues, note) => {
    const { client, conversation, write, read } = start(colleagues);
    client.emit('messageAdded', write(note));
    client.emit('conversationJoined', conversation);
    await settle();
    expect(shown()).toEqual([]);
    expect(read).toEqual([]);
  });

  it('lead to the task of the conversation, where it is still there', async () => {
    const selected: unknown[] = [];
    Flex.Actions.registerAction('SelectTask', (payload?: unknown) => {
      selected.push((payload as { sid: string }).sid);
      return Promise.resolve();
    });
    const { client, write, addTask } = start();
    const open = () => {
      const [notification] = Flex.Notifications.activeNotifications.slice(-1);
      const [action] = notification!.actions as React.ReactElement<{ onClick: (...args: unknown[]) => void }>[];
      action?.props.onClick({}, notification);
    };
    client.emit('messageAdded', write({ sid: 'IM1' }));
    open();
    await settle();
    expect([selected, shown()]).toEqual([[], []]);

    addTask({ sid: 'WR1', taskSid: 'WT1', attributes: { conversationSid: 'CH9' } });
    client.emit('messageAdded', write({ sid: 'IM2' }));
    open();
    await waitFor(() => expect(selected).toEqual(['WR1']));
    expect(shown()).toEqual([]);
  });

  it('end', () => {
    const { client, write } = start();
    end();
    client.emit('messageAdded', write({ sid: 'IM1' }));
    expect(shown()).toEqual([]);
    expect(client.listenerCount('conversationJoined')).toBe(0);
  });
});
