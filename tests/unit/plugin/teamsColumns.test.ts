import './support/browser';

import { dueOf } from '../../../src/components/TeamsColumns/waitsStore';
import { figuresOf } from '../../../src/components/TeamsColumns/figures';
import { loadSentence } from '../../../src/components/TeamsColumns/columns';
import { waitDuration } from '../../../src/components/shared/waitDuration';
import type { TeamsTask } from '../../../src/flex/teamsView';
import { teamsTranslate } from '../../../src/strings/teams/teamsStrings';

const sid = (number: number): string => `CH${String(number).padStart(32, '0')}`;

const task = (status: string, attributes: Record<string, unknown> = {}, taskChannelUniqueName = 'chat'): TeamsTask =>
  ({ status, attributes, taskChannelUniqueName }) as TeamsTask;

const BUSY = [
  task('accepted', { channelType: 'sms', conversationSid: sid(1) }),
  task('accepted', { channelType: 'whatsapp', conversationSid: sid(2) }),
  task('wrapping', { channelType: 'sms', conversationSid: sid(3) }),
  task('pending', { channelType: 'sms', conversationSid: sid(4), messagingControls: { inviteId: 'one' } }),
  task('pending', { channelType: 'sms', conversationSid: sid(5) }),
  task('accepted', {}, 'voice'),
  task('completed', { channelType: 'sms', conversationSid: sid(6) }),
];

describe('the figures of a worker', () => {
  it('load by channel with wrap-up, what rings, and whose customers may wait; calls are no messaging', () => {
    expect(figuresOf(BUSY)).toEqual({
      load: [
        ['sms', 2],
        ['whatsapp', 1],
      ],
      total: 3,
      offered: 2,
      invited: 1,
      conversationSids: [sid(1), sid(2)],
    });
  });

  it('of our channel where Twilio had to be asked for another one, and of TaskRouter’s where the task tells none', () => {
    const tasks = [task('accepted', { channelType: 'web', messagingControls: { channel: 'rcs' } }), task('accepted')];
    expect(figuresOf(tasks).load).toEqual([
      ['chat', 1],
      ['rcs', 1],
    ]);
  });

  it.each<[string, readonly TeamsTask[] | undefined]>([
    ['no tasks', undefined],
    ['an empty list', []],
    ['a task without anything', [{}]],
    ['attributes that are none', [{ status: 'pending', attributes: null } as unknown as TeamsTask]],
  ])('of %s are none', (_, tasks) => {
    expect(figuresOf(tasks)).toMatchObject({ load: [], total: 0, invited: 0, conversationSids: [] });
  });

  it('are counted once for a list, and anew for the next', () => {
    const tasks = [...BUSY];
    expect(figuresOf(tasks)).toBe(figuresOf(tasks));
    expect(figuresOf([...tasks, task('accepted', { channelType: 'sms' })]).total).toBe(4);
  });
});

describe('what the columns say', () => {
  it.each([
    ['en', 'SMS 2 · WhatsApp 1 · Loyalty 1 · telex 1'],
    ['es', 'SMS 2 · WhatsApp 1 · Loyalty 1 · telex 1'],
  ])('names channels in %s: ours, the settings’, and others as they are', (locale, sentence) => {
    const tasks = [...BUSY, task('accepted', { channelType: 'loyalty' }), task('accepted', { channelType: 'telex' })];
    const labelOf = (channel: string) => (channel === 'loyalty' ? 'Loyalty' : undefined);
    const says = loadSentence({ t: teamsTranslate(locale), locale }, labelOf, tasks);
    expect(says.split(' · ').sort()).toEqual(sentence.split(' · ').sort());
  });

  it('counts minutes, and hours from two on', () => {
    expect([30_000, 7 * 60_000, 119 * 60_000, 120 * 60_000].map((wait) => waitDuration('en', wait))).toEqual([
      '0 min',
      '7 min',
      '119 min',
      '2 hr',
    ]);
  });
});

describe('who is asked about next', () => {
  const NOW = 1_000_000;
  const wait = (secondsAgo: number) => ({ since: undefined, unanswered: 0, askedAt: NOW - secondsAgo * 1_000 });

  it('those never asked, then those asked longest ago; nobody twice in a minute', () => {
    const known = new Map([
      [sid(1), wait(61)],
      [sid(2), wait(59)],
      [sid(3), wait(300)],
    ]);
    expect(dueOf([sid(1), sid(2), sid(3), sid(4), sid(4)], known, NOW)).toEqual([sid(4), sid(3), sid(1)]);
  });

  it('25 of any number, as much as the backend takes', () => {
    const all = Array.from({ length: 2_000 }, (_, index) => sid(index));
    expect(dueOf(all, new Map(), NOW)).toHaveLength(25);
  });
});
