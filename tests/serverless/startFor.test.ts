import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import { namedSid } from '../../sandbox/src/model/sid';
import type { AuditEntry } from '../../src/contract/audit';
import type { BackendError } from '../../src/contract/errors';
import type { ScheduledMessage } from '../../src/contract/scheduledMessage';
import type { StartForAnswer } from '../../src/contract/startFor';
import { uniqueNameOf } from '../../serverless/src/interactions/Start';
import { until } from '../sandbox/until';
import type { StartAnswer } from './backend';
import { Backend, CARE, SAM, SENDERS } from './backend';

jest.setTimeout(60_000);

/** In the sandbox's Messaging Service. */
const ORDERS = '+14155550101';
const SCHEDULING = { scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } };

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false, settings: SCHEDULING });
});
afterAll(() => backend.close());
beforeEach(() => {
  backend.reset();
  backend.sandbox.world.uiAttributes['messaging_controls'] = { senders: SENDERS, ...SCHEDULING };
});

type Fields = Record<string, string>;
const worker = (identity: string): string => backend.workerSid(identity);
const queueSid = (name: string): string =>
  [...backend.sandbox.world.taskQueues.values()].find(({ friendlyName }) => friendlyName === name)!.sid;

/** What Sue's panel sends for Bob. */
const wanted = (change: Fields = {}): Fields & { requestId: string } => ({
  ...{ requestId: randomUUID(), channel: 'sms', to: SAM, from: CARE, customerName: 'Sam Customer', body: 'Hello Sam' },
  ...{ forWorkerSid: worker('bob') },
  ...change,
});
const start = (fields: Fields, identity = 'sue', route = 'interactions') =>
  backend.ask<StartAnswer>(identity, route, fields);

const startsKept = async (): Promise<AuditEntry[]> => {
  const day = new Date().toISOString().slice(0, 10);
  const { body } = await backend.ask<{ entries: AuditEntry[] }>('sue', 'audit', { day, act: 'startFor' });
  return body.entries;
};

const away = (identity: string): void => {
  const { taskrouter } = backend.sandbox.world.services;
  taskrouter.setActivity(worker(identity), taskrouter.activityByName('Offline')!.sid);
};
const channelOf = (identity: string) =>
  backend.sandbox.world.workers
    .get(worker(identity))!
    .channels.find(({ taskChannelUniqueName }) => taskChannelUniqueName === 'sms')!;

it('makes the conversation the colleague’s, who is told in its task and at its message who began it', async () => {
  const fields = wanted();
  const answer = await start(fields);
  backend.expectStarted(answer);
  const { openTasks, conversations } = backend.state();
  expect(openTasks).toMatchObject([
    {
      routingTarget: worker('bob'),
      attributes: { direction: 'outbound', messagingControls: { startedBy: worker('sue') } },
    },
  ]);
  expect(conversations).toMatchObject([
    { uniqueName: uniqueNameOf(worker('sue'), fields.requestId), messages: [{ author: 'sue', body: 'Hello Sam' }] },
  ]);
  const [{ attributes, messages }] = conversations as [(typeof conversations)[number]];
  expect(JSON.parse(attributes)).toMatchObject({
    messagingControls: { workerSid: worker('bob'), startedBy: worker('sue') },
  });
  expect(JSON.parse(messages[0]!.attributes)).toEqual({
    messagingControls: { requestId: fields.requestId, startedBy: worker('sue'), startedFor: worker('bob') },
  });

  // A double click, or an answer that was lost.
  backend.expectStarted(await start(fields), 200);
  expect(await startsKept()).toEqual([
    {
      at: expect.any(String) as string,
      by: worker('sue'),
      act: 'startFor',
      conversationSid: conversations[0]!.sid,
      of: [],
      to: worker('bob'),
      outcome: 'now',
    },
  ]);
});

it('costs a start of one’s own nothing: not one call more', async () => {
  backend.expectStarted(await start(wanted({ forWorkerSid: worker('sue') })));
  expect(backend.proxy.requests.filter((name) => /Workers|TaskQueues/.test(name))).toEqual([]);
  expect(await startsKept()).toEqual([]);
});

describe('is refused before anything is sent', () => {
  it.each<[string, Fields]>([
    ['interactions', {}],
    ['outreach', { replyTo: 'agent' }],
    ['schedule', { action: 'create', replyTo: 'agent', from: ORDERS, sendAt: '2027-01-31T09:00', timeZone: 'UTC' }],
  ])('to an agent: %s', async (route, more) => {
    const { status, body } = await start(wanted(more), 'alice', route);
    expect([status, body]).toEqual([403, { ok: false, error: { code: 'SUPERVISOR_ONLY', field: 'forWorkerSid' } }]);
    backend.expectNothingLeft();
  });

  const limited = (limits: object): void => {
    const senders = [{ address: CARE, channel: 'sms', name: 'Care', ...limits }];
    backend.sandbox.world.uiAttributes['messaging_controls'] = { senders };
  };
  it.each<[string, keyof typeof CASES]>([
    ['who is not available', 'away'],
    ['whose capacity is used up', 'full'],
    ['who does not take the channel', 'noChannel'],
    ['who may not use the sender', 'noSender'],
    ['who is in no queue', 'noQueue'],
    ['who is gone', 'gone'],
  ])('for a colleague %s, and it is told why', async (_, problem) => {
    const forWorkerSid = CASES[problem]() ?? worker('bob');
    const asked = { workerSid: forWorkerSid, channel: 'sms', from: CARE };
    const told = await backend.ask<StartForAnswer>('sue', 'start-for', asked);
    expect(told.body.now).toBe(problem);
    const isOnlyNow = ['away', 'full', 'noQueue'].includes(problem);
    expect(told.body.onReply).toBe(isOnlyNow ? undefined : problem);
    const { body } = await start(wanted({ forWorkerSid }));
    expect(body).toEqual({ ok: false, error: { code: 'COLLEAGUE_UNAVAILABLE', field: 'forWorkerSid' } });
    expect(backend.state()).toMatchObject({ conversations: [], interactions: [], messagesSent: [] });
    expect(await startsKept()).toEqual([]);
  });
  const CASES = {
    away: () => away('bob'),
    full: () => {
      channelOf('bob').configuredCapacity = 1;
      const { taskrouter } = backend.sandbox.world.services;
      const routing = { workflowSid: [...backend.sandbox.world.workflows.keys()][0]! };
      taskrouter.createTask({ ...routing, taskChannel: 'sms', attributes: { knownWorkerSid: worker('bob') } });
    },
    noChannel: () => void (channelOf('bob').available = false),
    noSender: () => limited({ skills: ['billing'] }),
    noQueue: () => void (backend.sandbox.world.taskQueues.get(queueSid('Everyone'))!.targetWorkers = '1==0'),
    gone: () => `WK${'0'.repeat(32)}`,
  } satisfies Record<string, () => string | void>;

  it('on behalf of a queue that is the supervisor’s alone; of theirs it is begun', async () => {
    const billing = queueSid('Billing');
    const { body } = await start(wanted({ queueSid: billing }));
    expect(body).toEqual({ ok: false, error: { code: 'COLLEAGUE_UNAVAILABLE', field: 'forWorkerSid' } });
    backend.expectNothingLeft();
    backend.expectStarted(await start(wanted({ queueSid: billing, forWorkerSid: worker('alice') })));
    expect(backend.state().openTasks).toMatchObject([{ taskQueueSid: billing, routingTarget: worker('alice') }]);
  });
});

it('gives the reply to a colleague who was away when the message went, and keeps who began it', async () => {
  away('bob');
  const { status, body } = await start(wanted({ replyTo: 'agent' }), 'sue', 'outreach');
  expect([status, body.ok]).toEqual([201, true]);
  const listed = await backend.ask<{ waiting: unknown[] }>('bob', 'waiting', { act: 'list' });
  expect(listed.body.waiting).toMatchObject([{ kind: 'outreach', address: SAM }]);
  const { taskrouter, messaging } = backend.sandbox.world.services;
  taskrouter.setActivity(worker('bob'), taskrouter.activityByName('Available')!.sid);
  messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes?' });
  const [task] = await until(() => {
    const { openTasks } = backend.state();
    return openTasks.length > 0 ? openTasks : undefined;
  });
  expect(task!.attributes).toMatchObject({
    knownWorkerSid: worker('bob'),
    messagingControls: { startedBy: worker('sue') },
  });
  expect(await startsKept()).toMatchObject([{ by: worker('sue'), to: worker('bob'), outcome: 'onReply' }]);
});

it('puts a message for later among the colleague’s, who can cancel it', async () => {
  const later = DateTime.now().setZone('America/Los_Angeles').plus({ hours: 20 }).toFormat("yyyy-MM-dd'T'HH:mm");
  const when = { sendAt: later, timeZone: 'America/Los_Angeles', replyTo: 'agent' };
  const fields = wanted({ action: 'create', from: ORDERS, ...when });
  type Scheduled = { ok: true; scheduled: ScheduledMessage[] } | { ok: false; error: BackendError };
  const ask = (identity: string, more: Fields) => backend.ask<Scheduled>(identity, 'schedule', more);
  expect((await ask('sue', fields)).status).toBe(201);
  expect((await ask('sue', fields)).status).toBe(200);
  expect((await ask('sue', { action: 'list' })).body).toEqual({ ok: true, scheduled: [] });
  expect((await ask('bob', { action: 'list' })).body).toMatchObject({ scheduled: [{ requestId: fields.requestId }] });
  expect(await startsKept()).toMatchObject([{ to: worker('bob'), outcome: 'later' }]);
  expect((await ask('bob', { action: 'cancel', requestId: fields.requestId })).body).toMatchObject({ ok: true });
  expect((await ask('bob', { action: 'list' })).body).toMatchObject({ scheduled: [{ status: 'cancelled' }] });
});

it('waits for the reply as the colleague’s where the task could not be made', async () => {
  const failure = { status: 500, body: { code: 20500, message: 'no', status: 500 } };
  backend.proxy.fail({ request: /^POST .*\/v1\/Interactions$/, reaches: false, answer: failure });
  const { body } = await start(wanted());
  expect(body).toMatchObject({ ok: true, started: { waitsForReply: true } });
  const [conversation] = backend.state().conversations;
  expect(JSON.parse(conversation!.attributes)).toMatchObject({
    messagingControls: { workerSid: worker('bob'), startedBy: worker('sue'), reply: { to: 'agent' } },
  });
});
