import { EventEmitter } from 'node:events';

import * as Flex from '@twilio/flex-ui';
import type { Reservation } from 'twilio-taskrouter';

import { registerAutoAccept } from '../../../../src/actions/autoAccept';
import { isAcceptedByFlex } from '../../../../src/auto-accept/isAcceptedByFlex';
import { attributeFits, AUTO_ANSWER, decide, taskFits, whyNot } from '../../../../src/auto-accept/rules';
import type { OfferedTask, WorkerState } from '../../../../src/auto-accept/rules';
import { TYPING_PAUSE } from '../../../../src/auto-accept/typing';
import { workerState } from '../../../../src/auto-accept/workerState';
import type { PluginContext } from '../../../../src/PluginContext';
import { readSettings } from '../../../../src/settings/readSettings';
import type { AutoAcceptRule } from '../../../../src/settings/settingsSchema';
import { en } from '../../../../src/strings/en';
import { createTranslate } from '../../../../src/strings/translate';
import { createManager } from '../support/createManager';

const rulesOf = (...rules: Record<string, unknown>[]): AutoAcceptRule[] => {
  const { settings, problems } = readSettings({ autoAccept: { rules } });
  expect(problems).toEqual([]);
  return settings.autoAccept.rules;
};
const rule = (given: Record<string, unknown>): AutoAcceptRule => rulesOf({ then: 'accept', ...given })[0]!;

const task = (given: Record<string, unknown> = {}) => ({
  attributes: {} as Record<string, unknown>,
  routingTarget: '',
  taskChannelUniqueName: 'chat',
  queueName: 'Everyone',
  queueSid: 'WQ1',
  ...given,
});
const WORKER = 'WK1';
const worker = (given: Partial<WorkerState> = {}): WorkerState => ({
  skills: ['billing', 'es'],
  activity: 'Available',
  onACall: false,
  openMessagingTasks: 2,
  ...given,
});

describe('rules', () => {
  it.each([
    [{ autoAnswer: true }, true],
    [{ autoAnswer: 'true' }, true],
    [{ autoAnswer: false }, false],
    [{ autoAnswer: 'false' }, false],
    [{ autoAnswer: 1 }, false],
    [{}, false],
    [null, false],
    [undefined, false],
  ])('attributes %p ask for it by autoAnswer: %p', (attributes, expected) => {
    expect(taskFits(AUTO_ANSWER, task({ attributes }) as OfferedTask)).toBe(expected);
  });

  const attributes = { vip: true, level: 3, tier: 'gold', customers: { language: 'es', tags: ['a'] }, nothing: null };
  it.each([
    ['equals', { path: 'tier', equals: 'gold' }, true],
    ['equals something else', { path: 'tier', equals: 'silver' }, false],
    ['equals a number', { path: 'level', equals: 3 }, true],
    ['equals a number as text', { path: 'level', equals: '3' }, false],
    ['equals a truth value', { path: 'vip', equals: true }, true],
    ['equals within', { path: 'customers.language', equals: 'es' }, true],
    ['in', { path: 'tier', in: ['silver', 'gold'] }, true],
    ['not in', { path: 'tier', in: ['silver'] }, false],
    ['in none', { path: 'tier', in: [] }, false],
    ['exists', { path: 'customers.language', exists: true }, true],
    ['exists, but does not', { path: 'customers.name', exists: true }, false],
    ['exists as null', { path: 'nothing', exists: true }, false],
    ['does not exist', { path: 'customers.name', exists: false }, true],
    ['does not exist, but does', { path: 'vip', exists: false }, false],
    ['beyond a text', { path: 'tier.name', exists: true }, false],
    ['into a list', { path: 'customers.tags.0', equals: 'a' }, true],
    ['of every object', { path: 'constructor', exists: true }, false],
  ])('attribute %s: %p is %p', (_, condition, expected) => {
    expect(attributeFits(rule({ attributes: [condition] }).attributes[0]!, attributes)).toBe(expected);
  });

  it.each([
    ['anything', {}, {}, true],
    ['task channel', { channel: 'chat' }, {}, true],
    ['another task channel', { channel: 'sms' }, {}, false],
    ['channel type', { channel: 'web' }, { attributes: { channelType: 'web' } }, true],
    [
      'the channel that another type stands for',
      { channel: 'rcs' },
      { attributes: { channelType: 'web', messagingControls: { channel: 'rcs' } } },
      true,
    ],
    ['custom channel', { channel: 'kiosk' }, { channelName: 'kiosk' }, true],
    ['inbound', { direction: 'inbound' }, { attributes: { direction: 'inbound' } }, true],
    ['inbound where it is not said', { direction: 'inbound' }, {}, true],
    ['outbound', { direction: 'outbound' }, { attributes: { direction: 'outbound' } }, true],
    ['not outbound', { direction: 'outbound' }, {}, false],
    ['queue by name', { queue: 'Everyone' }, {}, true],
    ['queue by SID', { queue: 'WQ1' }, {}, true],
    ['another queue', { queue: 'Billing' }, {}, false],
    [
      'several, all fit',
      { channel: 'chat', queue: 'WQ1', attributes: [{ path: 'a', equals: 1 }] },
      { attributes: { a: 1 } },
      true,
    ],
    ['several, one does not', { channel: 'chat', queue: 'WQ2' }, {}, false],
    ['no attributes at all', { attributes: [{ path: 'a', exists: true }] }, { attributes: null }, false],
  ])('task by %s', (_, given, offered, expected) => {
    expect(taskFits(rule(given), task(offered) as OfferedTask)).toBe(expected);
  });

  it.each([
    ['no condition', {}, {}, undefined],
    ['has the skill', { skills: ['es'] }, {}, undefined],
    ['lacks one of two skills', { skills: ['es', 'vip'] }, {}, 'skills'],
    ['is in the activity', { activities: ['Break', 'Available'] }, {}, undefined],
    ['is in another', { activities: ['Break'] }, {}, 'activities'],
    ['is not on a call', { notOnACall: true }, {}, undefined],
    ['is on a call', { notOnACall: true }, { onACall: true }, 'notOnACall'],
    ['is on a call, which does not matter', { notOnACall: false }, { onACall: true }, undefined],
    ['has fewer open', { openMessagingTasksBelow: 3 }, {}, undefined],
    ['has as many open', { openMessagingTasksBelow: 2 }, {}, 'openMessagingTasksBelow'],
  ])('worker %s', (_, conditions, given, expected) => {
    expect(whyNot(rule({ worker: conditions }).worker, worker(given))).toBe(expected);
  });

  it('lets the first rule that fits decide', () => {
    const rules = rulesOf(
      { name: 'other', channel: 'sms', then: 'announce' },
      { name: 'busy', worker: { notOnACall: true }, then: 'acceptAndSelect' },
      { name: 'rest', queue: 'Everyone', then: 'accept' },
    );
    const named = (state: WorkerState, offered = {}) => {
      const decision = decide(rules, task(offered), state);
      return decision && [decision.kind, decision.rule.name];
    };
    expect(named(worker())).toEqual(['rule', 'busy']);
    expect(named(worker({ onACall: true }))).toEqual(['rule', 'rest']);
    expect(named(worker({ onACall: true }), { queueName: 'Other', queueSid: 'WQ2' })).toEqual(['worker', 'busy']);
    expect(decide(rulesOf({ channel: 'sms', then: 'accept' }), task() as OfferedTask, worker())).toBeUndefined();
  });

  it.each([
    ['a rule has no outcome', [{}], 'autoAccept.rules[0].then', 'missing'],
    ['an outcome is none', [{ then: 'reject' }], 'autoAccept.rules[0].then', 'notAChoice'],
    ['a condition is misspelt', [{ chanel: 'sms', then: 'accept' }], 'autoAccept.rules[0].chanel', 'unknown'],
    ['a delay is none', [{ then: 'accept', delaySeconds: 0.5 }], 'autoAccept.rules[0].delaySeconds', 'notANumber'],
    ['a delay is too long', [{ then: 'accept', delaySeconds: 600 }], 'autoAccept.rules[0].delaySeconds', 'tooMuch'],
    [
      'an attribute has no condition',
      [{ then: 'accept', attributes: [{ path: 'a' }] }],
      'autoAccept.rules[0].attributes[0]',
      'noCondition',
    ],
    [
      'a sound is none',
      [{ then: 'accept', sound: 'http://example.com/a.mp3' }],
      'autoAccept.rules[0].sound',
      'notAUrl',
    ],
  ])('are left out altogether when %s', (_, rules, path, reason) => {
    const { settings, problems } = readSettings({
      autoAccept: { autoAnswer: false, rules: [{ then: 'accept' }, ...rules].reverse() },
    });
    expect(problems).toEqual([{ path, reason }]);
    expect(settings.autoAccept).toEqual({ autoAnswer: false, rules: [] });
  });
});

describe('the worker', () => {
  const reserve = (sid: string, status: string, given: Record<string, unknown>) => [
    sid,
    { sid, status, task: task(given) },
  ];
  const chat = { attributes: { conversationSid: 'CH1' } };
  it.each([
    ['an open conversation', [reserve('WR1', 'accepted', chat)], { openMessagingTasks: 1, onACall: false }],
    ['one in wrap-up', [reserve('WR1', 'wrapping', chat)], { openMessagingTasks: 0, onACall: false }],
    ['one that is offered', [reserve('WR1', 'pending', chat)], { openMessagingTasks: 0, onACall: false }],
    ['one that is being accepted', [reserve('WR9', 'pending', chat)], { openMessagingTasks: 1, onACall: false }],
    [
      'a call',
      [reserve('WR1', 'accepted', { taskChannelUniqueName: 'voice', attributes: null })],
      { openMessagingTasks: 0, onACall: true },
    ],
  ])('with %s', (_, reservations, expected) => {
    const client = {
      reservations: new Map(reservations as [string, Reservation][]),
      attributes: { routing: { skills: ['es'] } },
      activity: { name: 'Available' },
    };
    expect(workerState(client as never, new Set(['WR9']))).toEqual({
      skills: ['es'],
      activity: 'Available',
      ...expected,
    });
  });

  it('may have no attributes and no activity', () => {
    const client = { reservations: new Map(), attributes: null, activity: undefined };
    expect(workerState(client as never, new Set())).toMatchObject({ skills: [], activity: '' });
  });
});

describe('auto-accept', () => {
  const outbound = { direction: 'outbound' };
  const interaction = { flexInteractionChannelSid: 'UO1' };
  it.each([
    ['outbound interaction with target', { attributes: { ...outbound, ...interaction }, routingTarget: WORKER }, true],
    ['outbound interaction without target', { attributes: { ...outbound, ...interaction } }, false],
    [
      'inbound interaction with target',
      { attributes: { direction: 'inbound', ...interaction }, routingTarget: WORKER },
      false,
    ],
    ['outbound chat without interaction', { attributes: outbound, routingTarget: WORKER }, false],
    [
      'outbound e-mail by task channel',
      { attributes: outbound, routingTarget: WORKER, taskChannelUniqueName: 'email' },
      true,
    ],
    [
      'outbound e-mail by attribute',
      { attributes: { ...outbound, channelType: 'email' }, routingTarget: WORKER },
      true,
    ],
    ['outbound call', { attributes: outbound, routingTarget: WORKER, taskChannelUniqueName: 'voice' }, true],
    [
      'outbound call being transferred',
      { attributes: outbound, routingTarget: WORKER, taskChannelUniqueName: 'voice', transfers: { incoming: {} } },
      false,
    ],
    ['no attributes', { attributes: null, routingTarget: WORKER }, false],
  ])('Flex accepts %s by itself: %p', (_, given, expected) => {
    expect(isAcceptedByFlex(task(given))).toBe(expected);
  });

  describe('listening', () => {
    let calls: string[];
    let refusal: Error | undefined;
    /** What happens to the reservation while its acceptance is on its way. */
    let onAccept: ((made: TestReservation) => void) | undefined;
    let stops: (() => void)[];
    const wanted = { attributes: { autoAnswer: 'true' } };

    /** As TaskRouter's SDK has them: accepted for everybody who holds it. */
    class TestReservation extends EventEmitter {
      readonly task: ReturnType<typeof task>;
      constructor(
        readonly sid: string,
        given: Record<string, unknown> = {},
        public status = 'pending',
      ) {
        super();
        this.task = task(given);
      }

      end(status: string): void {
        this.status = status;
        this.emit(status, this);
      }
    }
    const known = new Map<string, TestReservation>();
    const reservation = (sid: string, given: Record<string, unknown> = {}, status?: string) => {
      const made = new TestReservation(sid, given, status);
      known.set(sid, made);
      return made;
    };
    const settle = async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    };
    const typeInto = (element: HTMLElement) => {
      document.body.append(element);
      element.focus();
      element.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const notices = () =>
      Flex.Notifications.activeNotifications
        .filter(({ id }) => id.startsWith('MessagingControlsAutoAccept'))
        .map(({ id, context }) => [id.replace('MessagingControlsAutoAccept', ''), context as unknown]);

    beforeEach(() => {
      jest.useFakeTimers();
      // Flex itself logs an action that was rejected.
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      calls = [];
      stops = [];
      refusal = undefined;
      onAccept = undefined;
      known.clear();
      localStorage.clear();
      Flex.Notifications.dismissAll();
      // Flex keeps the first of an id, whose action would stop the count-down of an earlier test's plugin.
      Flex.Notifications.registeredNotifications.delete('MessagingControlsAutoAcceptCountDown');
      Flex.Actions.registerAction('AcceptTask', (payload) => {
        const { sid } = payload as { sid: string };
        calls.push(`accept ${sid}`);
        const made = known.get(sid);
        if (made) onAccept?.(made);
        if (refusal) return Promise.reject(refusal);
        if (known.get(sid)?.status !== 'pending') {
          return Promise.reject(new Error(`Reservation ${sid} is not in pending state`));
        }
        known.get(sid)?.end('accepted');
        return Promise.resolve();
      });
      Flex.Actions.registerAction('SelectTask', (payload) => {
        calls.push(`select ${(payload as { sid: string }).sid}`);
        return Promise.resolve();
      });
    });

    afterEach(() => {
      stops.forEach((stop) => stop());
      document.body.innerHTML = '';
      jest.useRealTimers();
      jest.restoreAllMocks();
      Reflect.deleteProperty(navigator, 'locks');
    });

    const start = (autoAccept: unknown = {}) => {
      const world = createManager();
      Object.assign(world.worker, { sid: WORKER, activity: { name: 'Available' } });
      const context = {
        flex: Flex,
        manager: world.manager,
        settings: readSettings({ autoAccept }).settings,
        t: createTranslate(en),
      } as Partial<PluginContext> as PluginContext;
      const stop = registerAutoAccept(context);
      stops.push(stop);
      const offer = (made: TestReservation) => {
        world.worker.reservations.set(made.sid, made);
        world.addTask({ sid: made.sid, defaultFrom: 'Sam' });
        world.worker.emit('reservationCreated', made);
      };
      return { ...world, stop, offer };
    };

    it('accepts, then selects, what asks for it, and nothing else', async () => {
      const { offer } = start();
      offer(reservation('WR1'));
      offer(reservation('WR2', wanted));
      offer(
        reservation('WR3', { attributes: { autoAnswer: 'true', ...outbound, ...interaction }, routingTarget: WORKER }),
      );
      await settle();
      expect(calls).toEqual(['accept WR2', 'select WR2']);
    });

    it('accepts the agent’s own outbound task where Flex offers it instead, once, and Flex tells nobody', async () => {
      const { offer } = start({ autoAnswer: false });
      const { Notifications } = Flex;
      Notifications.registeredNotifications.set('IncomingTask', { id: 'IncomingTask', content: '' });
      const ofFlex = () => Notifications.activeNotifications.filter(({ id }) => id === 'IncomingTask');
      const own = { attributes: { ...outbound, ...interaction }, routingTarget: WORKER };

      offer(reservation('WR1', own));
      await settle();
      expect(calls).toEqual([]);
      Notifications.showNotification('IncomingTask', { task: { sid: 'WR1' } });
      Notifications.showNotification('IncomingTask', { task: { sid: 'WR1' } });
      await settle();
      expect(calls).toEqual(['accept WR1', 'select WR1']);
      expect(ofFlex()).toEqual([]);

      // A customer's task rings, whatever it is routed to.
      offer(reservation('WR2', { ...own, attributes: { direction: 'inbound', ...interaction } }));
      Notifications.showNotification('IncomingTask', { task: { sid: 'WR2' } });
      await settle();
      expect(calls).toEqual(['accept WR1', 'select WR1']);
      expect(ofFlex()).toHaveLength(1);
    });

    it('accepts what was waiting before the page was loaded, outbound tasks too', async () => {
      const { worker, events, addTask } = start();
      const outboundTask = { attributes: { autoAnswer: true, ...outbound, ...interaction }, routingTarget: WORKER };
      for (const made of [
        reservation('WR1', wanted),
        reservation('WR2', wanted, 'accepted'),
        reservation('WR3'),
        reservation('WR4', outboundTask),
      ]) {
        worker.reservations.set(made.sid, made);
        addTask({ sid: made.sid });
      }
      await settle();
      expect(calls).toEqual([]);
      events.emit('pluginsInitialized');
      await settle();
      expect([...calls].sort()).toEqual(['accept WR1', 'accept WR4', 'select WR1', 'select WR4']);
    });

    it('accepts without selecting, or only announces, as the rule says', async () => {
      const { offer } = start({
        rules: [
          { channel: 'sms', then: 'accept' },
          { channel: 'chat', then: 'announce' },
        ],
      });
      offer(reservation('WR1', { taskChannelUniqueName: 'sms' }));
      offer(reservation('WR2', wanted));
      offer(reservation('WR3', { taskChannelUniqueName: 'other' }));
      await settle();
      expect(calls).toEqual(['accept WR1']);
    });

    it('plays the rule’s sound once', async () => {
      const play = jest.spyOn(Flex.AudioPlayerManager, 'play').mockReturnValue('id');
      const { offer } = start({ rules: [{ then: 'announce', sound: 'https://example.com/bell.mp3' }] });
      offer(reservation('WR1'));
      await settle();
      expect(play.mock.calls.map(([media]) => media)).toEqual([
        { url: 'https://example.com/bell.mp3', repeatable: false },
      ]);
    });

    it('is content when somebody else has accepted it, and selects it', async () => {
      const { offer } = start();
      onAccept = (made) => made.end('accepted');
      refusal = new Error('Reservation WR1 is not in pending state');
      offer(reservation('WR1', wanted));
      await settle();
      expect(calls).toEqual(['accept WR1', 'select WR1']);
      expect(notices()).toEqual([]);
    });

    it.each([
      ['Flex', 'Reservation WR1 is not in pending state'],
      ['TaskRouter', 'Reservation WR1 is rescinded'],
    ])('selects nothing, and says nothing, when the task was taken away meanwhile: told by %s', async (_, reason) => {
      const { offer } = start();
      onAccept = (made) => made.end('rescinded');
      refusal = new Error(reason);
      typeInto(document.createElement('textarea'));
      offer(reservation('WR1', wanted));
      await settle();
      jest.advanceTimersByTime(TYPING_PAUSE);
      expect(calls).toEqual(['accept WR1']);
      expect(notices()).toEqual([]);
    });

    it('tells of a task that cannot be accepted', async () => {
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      const { offer } = start();
      refusal = new Error('no network');
      offer(reservation('WR1', wanted));
      await settle();
      expect(calls).toEqual(['accept WR1']);
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('[Messaging Controls]'), expect.anything());
      expect(notices()).toEqual([['Failed', { reservationSid: 'WR1', task: 'Sam' }]]);
      known.get('WR1')?.end('accepted');
      expect(notices()).toEqual([]);
    });

    it('tells why a rule does not hold, and keeps silent about skills', async () => {
      const { offer } = start({
        rules: [
          { channel: 'chat', worker: { activities: ['Lunch'] }, then: 'accept' },
          { channel: 'sms', worker: { skills: ['vip'] }, then: 'accept' },
        ],
      });
      offer(reservation('WR1', { taskChannelUniqueName: 'sms' }));
      await settle();
      expect(notices()).toEqual([]);
      offer(reservation('WR2'));
      await settle();
      expect(calls).toEqual([]);
      expect(notices()).toEqual([
        [
          'Hindered',
          { reservationSid: 'WR2', task: 'Sam', reason: 'the rule doesn’t apply while you’re “Available”.' },
        ],
      ]);
      known.get('WR2')?.end('canceled');
      expect(notices()).toEqual([]);
    });

    it('handles what came and went while the connection was lost', async () => {
      const { offer, worker } = start({
        rules: [
          { channel: 'sms', then: 'accept' },
          { then: 'acceptAndSelect', delaySeconds: 10 },
        ],
      });
      offer(reservation('WR1'));
      offer(reservation('WR2'));
      jest.advanceTimersByTime(6_000);
      // TaskRouter's SDK makes them all anew, and only tells that it is ready.
      worker.reservations = new Map(
        [reservation('WR1'), reservation('WR3', { taskChannelUniqueName: 'sms' })].map((made) => [made.sid, made]),
      );
      worker.emit('ready');
      await settle();
      expect(calls).toEqual(['accept WR3']);
      expect(notices().map(([id, context]) => [id, (context as { reservationSid: string }).reservationSid])).toEqual([
        ['CountDown', 'WR1'],
      ]);
      jest.advanceTimersByTime(4_000);
      await settle();
      expect(calls).toEqual(['accept WR3', 'accept WR1', 'select WR1']);
      expect(notices()).toEqual([]);
    });

    it('opens no more conversations than the rule allows, in a burst neither', async () => {
      const { offer } = start({ rules: [{ worker: { openMessagingTasksBelow: 3 }, then: 'accept' }] });
      for (let count = 0; count < 10; count += 1) {
        offer(reservation(`WR${count}`, { attributes: { conversationSid: `CH${count}` } }));
      }
      await settle();
      expect(calls).toEqual(['accept WR0', 'accept WR1', 'accept WR2']);
    });

    describe('a delay', () => {
      const rules = [{ then: 'acceptAndSelect', delaySeconds: 10 }];
      /** Clicks the notification's button. */
      const clickStop = () => {
        const [shown] = Flex.Notifications.activeNotifications;
        const { onClick } = shown!.actions![0]!.props as { onClick: (event: unknown, notification: unknown) => void };
        onClick({}, shown);
      };

      it('is counted down, then the task is accepted', async () => {
        const { offer } = start({ rules });
        const due = Date.now() + 10_000;
        offer(reservation('WR1'));
        jest.advanceTimersByTime(0);
        expect(notices()).toEqual([['CountDown', { reservationSid: 'WR1', task: 'Sam', due }]]);
        jest.advanceTimersByTime(9_900);
        await settle();
        expect(calls).toEqual([]);
        jest.advanceTimersByTime(200);
        await settle();
        expect(calls).toEqual(['accept WR1', 'select WR1']);
        expect(notices()).toEqual([]);
      });

      it('ends when the agent accepts or the reservation is gone', async () => {
        const { offer } = start({ rules });
        offer(reservation('WR1'));
        offer(reservation('WR2'));
        known.get('WR1')?.end('accepted');
        known.get('WR2')?.end('timeout');
        jest.advanceTimersByTime(0);
        expect(notices()).toEqual([]);
        jest.advanceTimersByTime(20_000);
        await settle();
        expect(calls).toEqual([]);
      });

      it('can be stopped, in every tab and after a reload', async () => {
        const { offer, stop } = start({ rules });
        offer(reservation('WR1'));
        jest.advanceTimersByTime(0);
        clickStop();
        expect(notices()).toEqual([]);
        jest.advanceTimersByTime(20_000);
        await settle();
        expect(calls).toEqual([]);
        stop();
        const reloaded = start({ rules });
        reloaded.worker.reservations.set('WR1', known.get('WR1'));
        reloaded.events.emit('pluginsInitialized');
        jest.advanceTimersByTime(20_000);
        await settle();
        expect(calls).toEqual([]);
      });

      it('does not outlast what the worker has begun meanwhile', async () => {
        const { offer, worker } = start({
          rules: [{ channel: 'chat', worker: { notOnACall: true }, then: 'accept', delaySeconds: 10 }],
        });
        offer(reservation('WR1'));
        worker.reservations.set('WR2', reservation('WR2', { taskChannelUniqueName: 'voice' }, 'accepted'));
        jest.advanceTimersByTime(11_000);
        await settle();
        expect(calls).toEqual([]);
        expect(notices()).toEqual([['Hindered', { reservationSid: 'WR1', task: 'Sam', reason: 'you’re on a call.' }]]);
      });

      it('is none where a task is only announced, and cannot be closed but by what it says', () => {
        const { offer } = start({ rules: [{ channel: 'sms', then: 'announce', delaySeconds: 10 }, ...rules] });
        offer(reservation('WR1', { taskChannelUniqueName: 'sms' }));
        jest.advanceTimersByTime(0);
        expect(notices()).toEqual([]);
        offer(reservation('WR2'));
        jest.advanceTimersByTime(0);
        const [shown] = Flex.Notifications.activeNotifications;
        expect(shown?.closeButton).toBe(false);
      });
    });

    describe('typing', () => {
      it('does not bring the agent back to a task that they have opened and left meanwhile', async () => {
        const { offer } = start();
        typeInto(document.createElement('textarea'));
        offer(reservation('WR1', wanted));
        await settle();
        await Flex.Actions.invokeAction('SelectTask', { sid: 'WR1' });
        expect(notices()).toEqual([]);
        await Flex.Actions.invokeAction('SelectTask', { sid: 'WR0' });
        jest.advanceTimersByTime(TYPING_PAUSE);
        await settle();
        expect(calls).toEqual(['accept WR1', 'select WR1', 'select WR0']);
      });

      it('does not open what is no longer there afterwards', async () => {
        const { offer, set } = start();
        typeInto(document.createElement('textarea'));
        offer(reservation('WR1', wanted));
        await settle();
        set(({ worker }) => ({ worker: { ...worker, tasks: new Map() } }));
        jest.advanceTimersByTime(TYPING_PAUSE);
        await settle();
        expect(calls).toEqual(['accept WR1']);
        expect(notices()).toEqual([]);
      });

      it('is not interrupted: the task is accepted, and opens after a pause', async () => {
        const { offer } = start();
        typeInto(document.createElement('textarea'));
        offer(reservation('WR1', wanted));
        await settle();
        expect(calls).toEqual(['accept WR1']);
        expect(notices()).toEqual([['Waits', { reservationSid: 'WR1', task: 'Sam' }]]);
        jest.advanceTimersByTime(TYPING_PAUSE - 1000);
        document.activeElement?.dispatchEvent(new Event('input', { bubbles: true }));
        jest.advanceTimersByTime(TYPING_PAUSE - 1000);
        await settle();
        expect(calls).toEqual(['accept WR1']);
        jest.advanceTimersByTime(1000);
        await settle();
        expect(calls).toEqual(['accept WR1', 'select WR1']);
        expect(notices()).toEqual([]);
      });

      it('has ended when the field is left', async () => {
        const { offer } = start();
        const field = document.createElement('input');
        typeInto(field);
        field.blur();
        offer(reservation('WR1', wanted));
        await settle();
        expect(calls).toEqual(['accept WR1', 'select WR1']);
      });
    });

    describe('several tabs', () => {
      /** The Web Locks API of one browser, which jsdom lacks: one holder of a name, the others in a queue. */
      function browserWithLocks() {
        let queue: (() => void)[] = [];
        let held = false;
        let crash: (() => void)[] = [];
        const next = () => {
          held = false;
          queue.shift()?.();
        };
        const request = (_name: string, { signal }: { signal: AbortSignal }, callback: () => Promise<void>) =>
          new Promise<void>((resolve) => {
            const take = () => {
              held = true;
              const done = new Promise<void>((crashed) => crash.push(crashed));
              void Promise.race([callback(), done]).then(() => {
                next();
                resolve();
              });
            };
            if (held) {
              queue.push(take);
              signal.addEventListener('abort', () => {
                queue = queue.filter((other) => other !== take);
              });
            } else {
              take();
            }
          });
        Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
        return {
          crashLeader: () => {
            crash.forEach((done) => done());
            crash = [];
          },
        };
      }

      it('one of them accepts', async () => {
        browserWithLocks();
        const tabs = [start(), start()];
        const made = reservation('WR1', wanted);
        tabs.forEach(({ offer }) => offer(made));
        jest.advanceTimersByTime(20_000);
        await settle();
        expect(calls.filter((call) => call.startsWith('accept'))).toEqual(['accept WR1']);
      });

      it('all of them count down, and whichever the agent sees stops it in all', async () => {
        browserWithLocks();
        const tabs = [
          start({ rules: [{ then: 'accept', delaySeconds: 10 }] }),
          start({ rules: [{ then: 'accept', delaySeconds: 10 }] }),
        ];
        const made = reservation('WR1');
        tabs.forEach(({ offer }) => offer(made));
        jest.advanceTimersByTime(0);
        expect(notices()).toHaveLength(2);
        const key = 'messaging-controls.auto-accept.stopped';
        localStorage.setItem(key, JSON.stringify(['WR1']));
        window.dispatchEvent(new StorageEvent('storage', { key }));
        expect(notices()).toEqual([]);
        jest.advanceTimersByTime(20_000);
        await settle();
        expect(calls).toEqual([]);
      });

      it('another takes over at once when it is closed', async () => {
        const { crashLeader } = browserWithLocks();
        const [first, second] = [start(), start()];
        first.stop();
        crashLeader();
        await settle();
        second.offer(reservation('WR1', wanted));
        await settle();
        expect(calls).toEqual(['accept WR1', 'select WR1']);
      });

      it('another takes over within seconds when it hangs', async () => {
        browserWithLocks();
        start();
        const second = start();
        second.offer(reservation('WR1', wanted));
        jest.advanceTimersByTime(4_900);
        await settle();
        expect(calls).toEqual([]);
        jest.advanceTimersByTime(200);
        await settle();
        expect(calls).toEqual(['accept WR1', 'select WR1']);
      });
    });

    it('loses none and accepts none twice in a burst of 100', async () => {
      const { offer, worker, events } = start({ rules: [{ then: 'accept' }] });
      const burst = Array.from({ length: 100 }, (_, count) => reservation(`WR${count}`));
      for (const [count, made] of burst.entries()) {
        offer(made);
        // Flex tells of some twice: by the event, and as pending at the start.
        if (count === 50) events.emit('pluginsInitialized');
      }
      await settle();
      expect(calls).toHaveLength(100);
      expect(new Set(calls).size).toBe(100);
      expect(burst.filter(({ status }) => status !== 'accepted')).toEqual([]);
      expect([...worker.reservations.values()]).toHaveLength(100);
    });

    it('can be switched off by setting', async () => {
      start({ autoAnswer: false }).offer(reservation('WR1', wanted));
      await settle();
      expect(calls).toEqual([]);
    });

    it('can be ended', () => {
      const { worker, events, stop, offer } = start({ rules: [{ then: 'accept', delaySeconds: 5 }] });
      expect(worker.listenerCount('reservationCreated')).toBe(1);
      const made = reservation('WR1');
      offer(made);
      stop();
      expect(worker.eventNames()).toEqual([]);
      expect(events.listenerCount('pluginsInitialized')).toBe(0);
      expect(made.eventNames()).toEqual([]);
      jest.advanceTimersByTime(10_000);
      expect(calls).toEqual([]);
    });
  });
});
