import '../support/browser';

import * as Flex from '@twilio/flex-ui';

import { createBackend } from '../../../../src/backend/createBackend';
import { registerOrchestration } from '../../../../src/channels/orchestration';
import { readSettings } from '../../../../src/settings/readSettings';
import { en } from '../../../../src/strings/en';
import { createTranslate } from '../../../../src/strings/translate';
import { createManager } from '../support/createManager';
import { json, startBackend } from '../support/startBackend';
import type { TestBackend } from '../support/startBackend';

const EVENTS = ['accepted', 'wrapup', 'completed'] as const;
const channel = { name: 'kiosk', channelType: 'kiosk', label: 'Kiosk' };
const task = (attributes: unknown, taskChannelUniqueName = 'chat') =>
  ({ sid: 'WR1', taskSid: 'WT1', attributes, taskChannelUniqueName }) as unknown as Flex.ITask;
const kiosk = task({ channelType: 'kiosk', conversationSid: 'CH1' });

describe('orchestration', () => {
  let stops: (() => void)[] = [];
  let server: TestBackend;
  beforeAll(async () => {
    server = await startBackend();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
    Flex.Notifications.dismissAll();
  });
  afterEach(() => {
    stops.reverse().forEach((stop) => stop());
    stops = [];
  });

  const start = (...channels: Record<string, unknown>[]) => {
    const world = createManager();
    const { settings, problems } = readSettings({ channels });
    expect(problems).toEqual([]);
    const backend = createBackend({ backendUrl: server.url, token: () => 'token-1' });
    stops.push(
      registerOrchestration({ ...world, flex: Flex, settings, backend, locale: 'en', t: createTranslate(en) }),
    );
    return world;
  };
  /** What Flex does with a task at each of the three events. */
  const answers = (of: Flex.ITask) =>
    EVENTS.map((event) => {
      const set = Flex.ChatOrchestrator.getOrchestrations(event);
      return typeof set === 'function' ? set(of) : set;
    });
  const defaults = [['AddToConversation'], ['DeactivateConversation'], ['DeactivateConversation', 'LeaveConversation']];

  it.each([
    ['of another channel', task({ channelType: 'web', conversationSid: 'CH1' })],
    ['without attributes', task(null)],
    ['of an interaction', task({ channelType: 'kiosk', conversationSid: 'CH1', flexInteractionChannelSid: 'UO1' })],
  ])('leaves a task %s to Flex', (_, other) => {
    start({ ...channel, orchestration: { accepted: 'none', wrapup: 'none', completed: 'none' } });
    expect(answers(kiosk)).toEqual([[], [], []]);
    expect(answers(other)).toEqual(defaults);
  });

  it('does what is declared, and what Flex does where nothing is', () => {
    start({
      ...channel,
      orchestration: { wrapup: 'none', completed: ['LeaveConversation', 'DeactivateConversation'] },
    });
    expect(answers(kiosk)).toEqual([['AddToConversation'], [], ['LeaveConversation', 'DeactivateConversation']]);
  });

  it('goes by the most specific channel, one without orchestration too', () => {
    start(
      { ...channel, orchestration: { accepted: 'none' } },
      { name: 'lobby', label: 'Lobby', channelType: 'kiosk', taskChannelUniqueName: 'lobby' },
    );
    expect(answers(kiosk)[0]).toEqual([]);
    expect(answers(task(kiosk.attributes, 'lobby'))).toEqual(defaults);
  });

  it('keeps what another plugin has set, as a list or as a function, and gives it back', () => {
    const { ChatOrchestrator, ChatOrchestratorEvent } = Flex;
    const [accepted, wrapup] = [
      ChatOrchestrator.getOrchestrations('accepted'),
      ChatOrchestrator.getOrchestrations('wrapup'),
    ];
    stops.push(() => {
      ChatOrchestrator.setOrchestrations('accepted', accepted);
      ChatOrchestrator.setOrchestrations('wrapup', wrapup);
    });
    ChatOrchestrator.setOrchestrations('accepted', []);
    const others = ({ sid }: Flex.ITask) => (sid === 'WR1' ? [ChatOrchestratorEvent.LeaveConversation] : []);
    ChatOrchestrator.setOrchestrations('wrapup', others);
    start({ ...channel, orchestration: { accepted: ['LeaveConversation'], wrapup: 'none' } });
    expect(answers(kiosk).slice(0, 2)).toEqual([['LeaveConversation'], []]);
    expect(answers(task({ conversationSid: 'CH2' })).slice(0, 2)).toEqual([[], ['LeaveConversation']]);
    stops.pop()?.();
    expect(ChatOrchestrator.getOrchestrations('wrapup')).toBe(others);
  });

  it('touches nothing where no channel declares it', () => {
    const before = EVENTS.map((event) => Flex.ChatOrchestrator.getOrchestrations(event));
    start(channel);
    expect(EVENTS.map((event) => Flex.ChatOrchestrator.getOrchestrations(event))).toEqual(before);
  });

  describe('the hook', () => {
    const hooked = { ...channel, orchestration: { hook: 'kiosk-events' } };
    const failures = () =>
      Flex.Notifications.activeNotifications.filter(({ id }) => id === 'MessagingControlsOrchestrationHookFailed');
    const until = async (happened: () => boolean) => {
      while (!happened()) await new Promise((resolve) => setTimeout(resolve, 10));
    };

    it('is told once of each event of the channel’s tasks, and of no others', async () => {
      server.answer = () => json(200, { ok: true });
      const { events } = start(hooked);
      for (const name of ['taskAccepted', 'taskWrapup', 'taskCompleted']) {
        // As Flex asks, which must not count as an event.
        answers(kiosk);
        events.emit(name, task({ channelType: 'web', conversationSid: 'CH2' }));
        events.emit(name, kiosk);
      }
      await until(() => server.requests.length === 3);
      expect(server.requests.map(({ path, fields }) => [path, fields])).toEqual(
        EVENTS.map((event) => [
          '/kiosk-events',
          { event, taskSid: 'WT1', reservationSid: 'WR1', conversationSid: 'CH1', Token: 'token-1' },
        ]),
      );
      expect(failures()).toEqual([]);
    });

    it('that fails is not asked again, and the agent is told', async () => {
      server.answer = () => json(500, { ok: false, error: { code: 'INTERNAL' } });
      const { events } = start(hooked);
      events.emit('taskCompleted', kiosk);
      await until(() => failures().length > 0);
      expect(server.requests).toHaveLength(1);
      expect(failures()[0]?.context).toEqual({ taskSid: 'WT1' });
    });
  });
});
