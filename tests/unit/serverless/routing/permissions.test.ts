import { namedSid } from '../../../../sandbox/src/model/sid';
import {
  checkPermissions,
  isAmong,
  mayOverride,
  mayTakeOver,
  membershipOf,
  ownFirst,
  readPermissions,
} from '../../../../serverless/src/routing/permissions';
import type { FlexConfiguration } from '../../../../serverless/src/settings/flexConfiguration';
import { readSettings } from '../../../../src/settings/readSettings';
import type { Sender } from '../../../../src/settings/settingsSchema';
import { inMemoryTwilio } from '../../../support/inMemoryTwilio';

const EVERYONE = namedSid('WQ', 'Everyone');
const BILLING = namedSid('WQ', 'Billing');
/** In both queues, with the skills support and billing; Bob is in Everyone alone. */
const ALICE = namedSid('WK', 'alice');
const BOB = namedSid('WK', 'bob');

const sender = (of: Partial<Sender> = {}): Sender => ({
  ...{ address: '+14155550100', channel: 'sms', name: 'Customer care' },
  ...of,
});

function account(senders: Sender[] = []) {
  const memory = inMemoryTwilio();
  const { world } = memory;
  const configuration: FlexConfiguration = {
    ...{ chatServiceSid: world.chatServiceSid, workspaceSid: world.workspace.sid },
    ...{ workflowSid: namedSid('WW', 'Assign to Anyone'), taskQueueSid: EVERYONE },
    settings: { ...readSettings({}).settings, senders },
  };
  const check = (workerSid: string, of: Parameters<typeof checkPermissions>[3]) =>
    checkPermissions(memory.call().twilio, configuration, workerSid, of);
  const read = (workerSid: string) => readPermissions(memory.call().twilio, configuration, workerSid);
  const belongs = (workerSid: string, of: Parameters<typeof membershipOf>[3]) =>
    membershipOf(memory.call().twilio, configuration, workerSid, of);
  const takeOver = (who: FlexConfiguration['settings']['people']['takeOver'], workerSid: string, roles: string[]) => {
    const settings = { ...configuration.settings, people: { ...configuration.settings.people, takeOver: who } };
    return mayTakeOver(memory.call().twilio, { ...configuration, settings }, { workerSid, roles }, BILLING);
  };
  const describe = (workerSid: string, attributes: unknown): void => {
    world.workers.get(workerSid)!.attributes = attributes as Record<string, unknown>;
  };
  return { ...memory, configuration, check, read, belongs, takeOver, describe };
}

const permitted = { ok: true, value: undefined };
const refused = (code: string, field: string) => ({ ok: false, error: { code, field } });

it.each([
  [['supervisor'], true],
  [['admin'], true],
  [['agent', 'admin'], true],
  [['agent'], false],
  [['Supervisor'], false],
  [[], false],
])('roles %j may write in quiet hours: %p', (roles, may) => {
  expect(mayOverride(roles)).toBe(may);
});

it.each([
  ['everyone', ['agent'], true],
  ['supervisors', ['agent'], false],
  ['supervisors', ['supervisor'], true],
  ['nobody', ['supervisor', 'admin'], false],
] as const)('what is for %s, roles %j may do: %p', (who, roles, may) => {
  expect(isAmong(who, roles)).toBe(may);
});

describe('a colleague’s task', () => {
  it.each([
    ['everyone', BOB, 'agent', true],
    ['sameQueue', ALICE, 'agent', true],
    ['sameQueue', BOB, 'agent', false],
    ['sameQueue', BOB, 'supervisor', true],
    ['supervisors', ALICE, 'agent', false],
    ['supervisors', BOB, 'admin', true],
    ['nobody', ALICE, 'admin', false],
  ] as const)('is for %s to take over: %s, who is %s, may: %p', async (who, workerSid, role, may) => {
    const { takeOver, asked } = account();
    expect(await takeOver(who, workerSid, [role])).toEqual({ ok: true, value: may });
    expect(asked).toHaveLength(who === 'sameQueue' && role === 'agent' ? 1 : 0);
  });

  it('is nobody’s to take over where Twilio does not tell of their queues', async () => {
    const { takeOver, fail } = account();
    fail(() => ({ statusCode: 500 }));
    expect(await takeOver('sameQueue', ALICE, ['agent'])).toMatchObject({ ok: false });
  });
});

describe('what a worker belongs to', () => {
  const [queues, skills] = [sender({ queues: [BILLING] }), sender({ skills: ['billing'] })];

  it('is asked as far as one of the senders depends on it', async () => {
    const { belongs, describe: describeWorker } = account();
    describeWorker(BOB, { team_name: 'north' });
    const value = { queues: [], teams: [], skills: [] };
    expect(await belongs(BOB, { senders: [sender()], needsQueues: false })).toEqual({ ok: true, value });
    const everyone = [{ sid: EVERYONE, name: 'Everyone' }];
    expect(await belongs(BOB, { senders: [queues, sender()], needsQueues: false })).toEqual({
      ok: true,
      value: { ...value, queues: everyone },
    });
    expect(await belongs(BOB, { senders: [skills, sender()], needsQueues: false })).toEqual({
      ok: true,
      value: { ...value, teams: ['north'] },
    });
  });

  it.each([
    [{ team: 'north', routing: 'billing' }, ['north']],
    [[], []],
    ['billing', []],
  ])('is nothing that cannot be read: %j', async (attributes, teams) => {
    const { belongs, describe: describeWorker } = account();
    describeWorker(BOB, attributes);
    const read = await belongs(BOB, { senders: [skills], needsQueues: false });
    expect(read).toEqual({ ok: true, value: { queues: [], teams, skills: [] } });
  });
});

it('the settings’ own queue comes first, the others as they are', () => {
  const { configuration } = account();
  const [a, own, b] = [BILLING, EVERYONE, 'WQ1'].map((sid) => ({ sid, name: sid }));
  for (const queues of [
    [a, b, own],
    [a, own, b],
    [own, a, b],
  ]) {
    expect(ownFirst(configuration, queues as never)).toEqual([own, a, b]);
  }
});

describe('a sender', () => {
  it('of nobody in particular is everybody’s, and Twilio is not asked', async () => {
    const { check, asked } = account();
    expect(await check(BOB, { sender: sender() })).toEqual(permitted);
    expect(await check(BOB, { sender: sender({ queues: [], teams: [], skills: [] }) })).toEqual(permitted);
    expect(await check(BOB, { sender: sender(), number: '+14155550143', queueSid: EVERYONE })).toEqual(permitted);
    expect(asked).toEqual([]);
  });

  it.each([
    ['a queue', { queues: [BILLING] }, /^GET .*\/TaskQueues$/],
    ['a skill', { skills: ['billing'] }, /^GET .*\/Workers\/WK\w+$/],
    ['a queue or a skill', { queues: ['WQ0'], skills: ['sales', 'billing'] }, /TaskQueues|Workers/],
  ])('of %s is for those who have it', async (_, of, request) => {
    const { check, asked } = account();
    expect(await check(ALICE, { sender: sender(of) })).toEqual(permitted);
    expect(asked.every((one) => request.test(one))).toBe(true);
    expect(asked).toHaveLength(Object.keys(of).length);
    expect(await check(BOB, { sender: sender(of) })).toEqual(refused('SENDER_NOT_ALLOWED', 'from'));
  });

  it('of a queue, a team or a skill is for nobody without one of them', async () => {
    const { check } = account();
    const [queues, teams, skills] = [[BILLING], ['south'], ['sales']];
    for (const of of [
      { queues, teams },
      { queues, skills },
      { teams, skills },
    ]) {
      expect(await check(BOB, { sender: sender(of) })).toEqual(refused('SENDER_NOT_ALLOWED', 'from'));
    }
  });

  it.each(['team', 'team_name', 'team_id'])('of a team is for those whose %s it is', async (name) => {
    const { check, describe: describeWorker } = account();
    describeWorker(BOB, { [name]: 'north' });
    expect(await check(BOB, { sender: sender({ teams: ['north', 'west'] }) })).toEqual(permitted);
    expect(await check(BOB, { sender: sender({ teams: ['south'] }) })).toEqual(refused('SENDER_NOT_ALLOWED', 'from'));
    expect(await check(ALICE, { sender: sender({ teams: ['north'] }) })).toEqual(refused('SENDER_NOT_ALLOWED', 'from'));
  });

  it.each([
    [{ team: 7, routing: { skills: 'billing' } }],
    [{ routing: { skills: [1, 'billing'] } }],
    [{ routing: null }],
    [[]],
    ['billing'],
  ])('is nobody’s whose attributes are %j', async (attributes) => {
    const { check, describe: describeWorker } = account();
    describeWorker(BOB, attributes);
    const of = sender({ skills: ['billing'], teams: ['7', 'undefined'] });
    expect(await check(BOB, { sender: of })).toEqual(refused('SENDER_NOT_ALLOWED', 'from'));
  });

  it('with a skill beside a team that is none stays theirs', async () => {
    const { check, describe: describeWorker } = account();
    describeWorker(BOB, { team: 7, team_name: null, team_id: {}, routing: { skills: ['billing'] } });
    expect(await check(BOB, { sender: sender({ skills: ['billing'] }) })).toEqual(permitted);
  });

  it.each(['TaskQueues', 'Workers'])('is not given where Twilio does not tell of %s', async (resource) => {
    const { check, fail } = account();
    fail(({ uri }) => (uri.includes(`/${resource}`) ? { statusCode: 503 } : undefined));
    const answer = await check(ALICE, { sender: sender({ queues: [BILLING], skills: ['billing'] }) });
    expect(answer).toMatchObject({ ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
  });
});

describe('a queue', () => {
  it('has to be one’s own, save that of the settings', async () => {
    const { check, asked } = account();
    expect(await check(ALICE, { sender: sender(), queueSid: BILLING })).toEqual(permitted);
    expect(asked).toHaveLength(1);
    expect(await check(BOB, { sender: sender(), queueSid: BILLING })).toEqual(refused('QUEUE_NOT_ALLOWED', 'queueSid'));
    expect(await check(BOB, { sender: sender(), queueSid: EVERYONE })).toEqual(permitted);
    expect(await check(BOB, { sender: sender(), queueSid: '' })).toEqual(permitted);
    expect(asked).toHaveLength(2);
  });

  it('is not given where Twilio does not tell', async () => {
    const { check, fail } = account();
    fail(() => ({ statusCode: 500 }));
    expect(await check(ALICE, { sender: sender(), queueSid: BILLING })).toMatchObject({ ok: false });
  });
});

describe('a chat identity', () => {
  const chat = sender({ channel: 'chat', address: 'website' });

  it('must not be a worker’s', async () => {
    const { check, asked } = account();
    expect(await check(ALICE, { sender: chat, number: 'bob' })).toEqual(refused('NUMBER_IS_OURS', 'to'));
    expect(await check(ALICE, { sender: chat, number: 'gita' })).toEqual(permitted);
    expect(asked).toHaveLength(2);
    expect(await check(ALICE, { sender: chat })).toEqual(permitted);
    // A number is no identity.
    expect(await check(ALICE, { sender: sender(), number: 'bob' })).toEqual(permitted);
    expect(asked).toHaveLength(2);
  });

  it('is not written to where Twilio does not tell whose it is', async () => {
    const { check, fail } = account();
    fail(() => ({ statusCode: 500 }));
    expect(await check(ALICE, { sender: chat, number: 'gita' })).toMatchObject({ ok: false });
  });
});

describe('what an agent is offered', () => {
  it('are their senders, and their queues, that of the settings first', async () => {
    const [all, billing] = [sender(), sender({ address: '+14155550101', skills: ['billing'] })];
    const { read } = account([all, billing]);
    const queues = [
      { sid: EVERYONE, name: 'Everyone' },
      { sid: BILLING, name: 'Billing' },
    ];
    expect(await read(ALICE)).toEqual({ ok: true, value: { senders: [all, billing], queues } });
    expect(await read(BOB)).toEqual({ ok: true, value: { senders: [all], queues: queues.slice(0, 1) } });
  });

  it('is nothing where Twilio does not tell', async () => {
    const { read, fail } = account([sender()]);
    fail(() => ({ statusCode: 500 }));
    expect(await read(ALICE)).toMatchObject({ ok: false, error: { code: 'TWILIO_UNAVAILABLE' } });
  });
});
