import fc from 'fast-check';

import { attributeAt, decide, taskFits, whyNot } from '../../../src/auto-accept/rules';
import type { OfferedTask, WorkerState } from '../../../src/auto-accept/rules';
import { bySpecificity, channelOf, isTaskOf } from '../../../src/channels/matchChannel';
import { readSettings } from '../../../src/settings/readSettings';
import type { AutoAcceptRule, CustomChannel } from '../../../src/settings/settingsSchema';
import { holds } from '../../support/holds';

// Few words, so that rules and tasks meet often.
const word = fc.constantFrom('chat', 'sms', 'kiosk', 'billing', 'gold');
const words = fc.uniqueArray(word);
const value = fc.oneof(word, fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constant(null));
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map((names) => names.join('.'));

const condition = fc.oneof(
  fc.record({ path, equals: value.filter((one) => one !== null) }),
  fc.record({ path, in: fc.array(value.filter((one) => one !== null)) }),
  fc.record({ path, exists: fc.boolean() }),
) as fc.Arbitrary<AutoAcceptRule['attributes'][number]>;

/** Mostly left out, so that many rules are about one task. */
const some = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const rule: fc.Arbitrary<AutoAcceptRule> = fc.record({
  channel: some(word),
  direction: some(fc.constantFrom('inbound', 'outbound')),
  queue: some(word),
  attributes: fc.oneof(fc.constant<AutoAcceptRule['attributes']>([]), fc.array(condition, { maxLength: 2 })),
  worker: fc.record({
    skills: some(words),
    activities: some(words),
    notOnACall: some(fc.boolean()),
    openMessagingTasksBelow: some(fc.integer({ min: 1, max: 5 })),
  }),
  then: fc.constantFrom('accept', 'acceptAndSelect', 'announce'),
});

const attributes = fc.dictionary(
  fc.oneof(word, fc.constantFrom('channelType', 'direction', 'messagingControls')),
  fc.oneof(value, fc.dictionary(word, fc.oneof(value, fc.dictionary(word, value)))),
);
const task: fc.Arbitrary<OfferedTask> = fc.record({
  attributes: fc.option(attributes),
  taskChannelUniqueName: word,
  queueName: some(word),
  queueSid: some(word),
  channelName: some(word),
});
const worker: fc.Arbitrary<WorkerState> = fc.record({
  skills: words,
  activity: word,
  onACall: fc.boolean(),
  openMessagingTasks: fc.integer({ min: 0, max: 5 }),
});

describe('rules of auto-accept', () => {
  it('the first that fits decides; one that the worker hinders only where none does', () => {
    holds(
      fc.property(fc.array(rule, { maxLength: 5 }), task, worker, (rules, offered, state) => {
        const about = rules.filter((one) => taskFits(one, offered));
        const free = about.filter((one) => whyNot(one.worker, state) === undefined);
        const decision = decide(rules, offered, state);
        expect(decision?.rule).toBe(free[0] ?? about[0]);
        expect(decision?.kind).toBe(free.length > 0 ? 'rule' : about.length > 0 ? 'worker' : undefined);
      }),
    );
  });

  it('a further condition never lets a rule take more', () => {
    holds(
      fc.property(rule, condition, task, (one, further, offered) => {
        const narrower = { ...one, attributes: [...one.attributes, further] };
        expect(taskFits(narrower, offered) && !taskFits(one, offered)).toBe(false);
      }),
    );
  });

  it('a worker with more skills and less to do is hindered by nothing new', () => {
    holds(
      fc.property(rule, worker, word, ({ worker: conditions }, state, skill) => {
        const freer = { ...state, skills: [...state.skills, skill], onACall: false, openMessagingTasks: 0 };
        expect(whyNot(conditions, freer) !== undefined && whyNot(conditions, state) === undefined).toBe(false);
      }),
    );
  });

  it('one of several values is the same as a rule for each', () => {
    holds(
      fc.property(rule, word, word, fc.array(word), task, (one, at, there, values, of) => {
        const offered = { ...of, attributes: { ...of.attributes, [at]: there } };
        const ofEach = values.map((equals) => ({ ...one, attributes: [{ path: at, equals }] }));
        const ofAll = { ...one, attributes: [{ path: at, in: values }] };
        expect(taskFits(ofAll, offered)).toBe(ofEach.some((each) => taskFits(each, offered)));
      }),
    );
  });

  it('a path leads to what stands there, and to nothing that every object has', () => {
    const name = fc.oneof(word, fc.constantFrom('toString', 'constructor', '__proto__', 'length'));
    holds(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), value, word, (names, wanted, other) => {
        const json = names.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, JSON.stringify(wanted));
        const there: unknown = JSON.parse(json);
        expect(attributeAt(there, names.join('.'))).toBe(wanted);
        expect(attributeAt({ [other]: {} }, ['x', ...names].join('.'))).toBeUndefined();
        expect(attributeAt({}, names.join('.'))).toBeUndefined();
      }),
    );
  });
});

describe('custom channels', () => {
  const channel = fc.record({
    channelType: some(word),
    taskChannelUniqueName: some(word),
  }) as fc.Arbitrary<CustomChannel>;
  const asked = ({ channelType, taskChannelUniqueName }: CustomChannel): number =>
    Number(channelType !== undefined) + Number(taskChannelUniqueName !== undefined);

  it('of those that fit the one that asks for most, and of these the first', () => {
    holds(
      fc.property(fc.array(channel), task, (channels, { attributes: of, taskChannelUniqueName }) => {
        const fitting = channels.filter((one) => isTaskOf(one, { attributes: of, taskChannelUniqueName }));
        const most = Math.max(0, ...fitting.map(asked));
        expect(channelOf(channels, { attributes: of, taskChannelUniqueName })).toBe(
          fitting.find((one) => asked(one) === most),
        );
      }),
    );
  });

  it('are all still there when they are put in order', () => {
    holds(
      fc.property(fc.array(channel), (channels) => {
        const ordered = bySpecificity(channels);
        expect(new Set(ordered)).toEqual(new Set(channels));
        expect(ordered).toHaveLength(channels.length);
      }),
    );
  });

  it('whatever a task is, asking about it throws nothing', () => {
    holds(
      fc.property(channel, fc.anything(), fc.anything(), (one, of, taskChannelUniqueName) => {
        expect(typeof isTaskOf(one, { attributes: of, taskChannelUniqueName } as never)).toBe('boolean');
      }),
    );
  });
});

describe('settings', () => {
  const sound = { address: '+14155550100', channel: 'sms', name: 'Customer care' };

  it('whatever stands there: nothing throws, and each problem is named', () => {
    holds(
      fc.property(
        fc.dictionary(
          fc.constantFrom('senders', 'channels', 'autoAccept', 'inbound', 'janitor', 'quietHours', 'outreach', 'x'),
          fc.anything(),
        ),
        (raw) => {
          const { settings, problems } = readSettings(raw);
          expect(settings.janitor.isOn).toBeDefined();
          expect(problems.every(({ path: at, reason }) => at !== '' && reason !== undefined)).toBe(true);
          if (Object.hasOwn(raw, 'x')) expect(problems).toContainEqual({ path: 'x', reason: 'unknown' });
        },
      ),
    );
  });

  it('a sender that is right stays, whatever stands beside it', () => {
    holds(
      fc.property(fc.array(fc.anything()), fc.nat(), (others, at) => {
        const place = at % (others.length + 1);
        const list = [...others.slice(0, place), sound, ...others.slice(place)];
        expect(readSettings({ senders: list }).settings.senders).toContainEqual(expect.objectContaining(sound));
      }),
    );
  });

  it('rules that can be read say what was written', () => {
    holds(
      fc.property(fc.array(rule), (rules) => {
        const written: unknown = JSON.parse(JSON.stringify(rules));
        const { settings, problems } = readSettings({ autoAccept: { rules: written } });
        const read: unknown = JSON.parse(JSON.stringify(settings.autoAccept.rules));
        expect(problems.length > 0 ? [] : written).toEqual(read);
      }),
    );
  });
});
