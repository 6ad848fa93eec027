import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ taskChannels: ['community'] });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const workspace = () => sandbox.twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid);
const workerSid = (identity: string): string => sandbox.world.people.get(identity)?.workerSid ?? '';
const workflowSid = (): string => [...sandbox.world.workflows.keys()][0] ?? '';

const become = async (identity: string, name: string): Promise<void> => {
  const activitySid = sandbox.world.services.taskrouter.activityByName(name)?.sid;
  await workspace().workers(workerSid(identity)).update({ activitySid });
};

const createTask = (attributes: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
  workspace().tasks.create({
    workflowSid: workflowSid(),
    taskChannel: 'chat',
    attributes: JSON.stringify(attributes),
    ...more,
  });

/** The identity of whoever is offered the task. */
const offeredTo = async (taskSid: string): Promise<string> => {
  const { workerSid: sid } = await until(() =>
    [...sandbox.world.reservations.values()].find((item) => item.taskSid === taskSid && item.status === 'pending'),
  );
  return sandbox.world.workers.get(sid)?.friendlyName ?? '';
};

const workflowOf = (filters: unknown[], defaultFilter?: unknown): string =>
  JSON.stringify({ task_routing: { filters, ...(defaultFilter ? { default_filter: defaultFilter } : {}) } });

const queueSid = (name: string): string =>
  [...sandbox.world.taskQueues.values()].find(({ friendlyName }) => friendlyName === name)?.sid ?? '';

const createWorkflow = async (filters: unknown[], defaultFilter?: unknown): Promise<string> => {
  const made = await workspace().workflows.create({
    friendlyName: 'test',
    configuration: workflowOf(filters, defaultFilter),
    taskReservationTimeout: 60,
  });
  return made.sid;
};

describe('resources', () => {
  test('the workspace', async () => {
    const [listed] = await sandbox.twilio.taskrouter.v1.workspaces.list({ friendlyName: 'Flex Task Assignment' });
    expect(listed).toMatchObject({ defaultActivityName: 'Offline', timeoutActivityName: 'Offline' });
    const break_ = sandbox.world.services.taskrouter.activityByName('Break');
    await workspace().update({ timeoutActivitySid: break_?.sid });
    expect(await workspace().fetch()).toMatchObject({ timeoutActivityName: 'Break', multiTaskEnabled: true });
    await expect(sandbox.twilio.taskrouter.v1.workspaces(`WS${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  test('activities', async () => {
    const lunch = await workspace().activities.create({ friendlyName: 'Lunch', available: false });
    await workspace().activities(lunch.sid).update({ friendlyName: 'Long lunch' });
    expect((await workspace().activities.list()).map(({ friendlyName }) => friendlyName)).toContain('Long lunch');
    expect(await workspace().activities.list({ available: 'true' })).toHaveLength(1);
    await workspace().activities(lunch.sid).remove();
    await expect(workspace().activities(lunch.sid).fetch()).rejects.toMatchObject({ status: 404 });
  });

  test('task channels, which every worker gets', async () => {
    const names = (await workspace().taskChannels.list()).map(({ uniqueName }) => uniqueName);
    expect(names).toEqual(['default', 'voice', 'chat', 'sms', 'video', 'email', 'community']);
    const kiosk = await workspace().taskChannels.create({ friendlyName: 'Kiosk', uniqueName: 'kiosk' });
    await expect(workspace().taskChannels.create({ friendlyName: 'Kiosk', uniqueName: 'kiosk' })).rejects.toMatchObject(
      { status: 409 },
    );
    const channel = await workspace().workers(workerSid('alice')).workerChannels('kiosk').update({ capacity: 2 });
    expect(channel).toMatchObject({ configuredCapacity: 2, taskChannelSid: kiosk.sid, assignedTasks: 0 });
    await workspace().taskChannels('kiosk').remove();
    expect(await workspace().workers(workerSid('alice')).workerChannels.list()).toHaveLength(7);
  });

  test('queues and workflows, whose expressions are checked', async () => {
    const spanish = await workspace().taskQueues.create({
      friendlyName: 'Spanish',
      targetWorkers: "languages HAS 'es'",
    });
    expect(await workspace().taskQueues(spanish.sid).fetch()).toMatchObject({
      taskOrder: 'FIFO',
      maxReservedWorkers: 1,
    });
    await expect(
      workspace().taskQueues.create({ friendlyName: 'Bad', targetWorkers: 'languages HAS' }),
    ).rejects.toMatchObject({ status: 400, code: 20001 });
    const configuration = workflowOf([], { queue: spanish.sid });
    const workflow = await workspace().workflows.create({ friendlyName: 'To Spanish', configuration });
    expect(workflow.taskReservationTimeout).toBe(120);
    await expect(
      workspace()
        .workflows(workflow.sid)
        .update({ configuration: workflowOf([], { queue: 'WQ0' }) }),
    ).rejects.toMatchObject({ status: 400 });
    await expect(workspace().taskQueues(spanish.sid).remove()).rejects.toMatchObject({ status: 400 });
    await workspace().workflows(workflow.sid).remove();
    await workspace().taskQueues(spanish.sid).remove();
  });

  test('workers, found by what they are and do', async () => {
    const made = await workspace().workers.create({ friendlyName: 'eve', attributes: '{"languages":["es"]}' });
    expect(made).toMatchObject({ activityName: 'Offline', available: false });
    await expect(workspace().workers.create({ friendlyName: 'eve' })).rejects.toMatchObject({ status: 409 });
    await become('alice', 'Available');
    const names = async (filter: object) =>
      (await workspace().workers.list(filter)).map(({ friendlyName }) => friendlyName);
    expect(await names({ targetWorkersExpression: "languages HAS 'es'" })).toEqual(['eve']);
    expect(await names({ available: 'true' })).toEqual(['alice']);
    expect(await names({ activityName: 'Available' })).toEqual(['alice']);
    expect(await names({ taskQueueName: 'Billing' })).toEqual(['alice', 'sue']);
    expect(await names({ pageSize: 2 })).toEqual(['alice', 'bob', 'sue', 'ada', 'eve']);
    await workspace().workers(made.sid).update({ attributes: '{"languages":["pt"]}' });
    expect(JSON.parse((await workspace().workers(made.sid).fetch()).attributes)).toEqual({ languages: ['pt'] });
    await workspace().workers(made.sid).remove();
    await expect(workspace().workers(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
  });

  test('tasks, found by attributes and status', async () => {
    const first = await createTask({ language: 'es' }, { priority: 2, timeout: 3600 });
    const second = await createTask({ language: 'en' });
    expect(first).toMatchObject({
      assignmentStatus: 'pending',
      priority: 2,
      timeout: 3600,
      taskQueueFriendlyName: 'Everyone',
      workflowFriendlyName: 'Assign to Anyone',
      taskChannelUniqueName: 'chat',
    });
    const sids = async (filter: object) => (await workspace().tasks.list(filter)).map(({ sid }) => sid);
    expect(await sids({ evaluateTaskAttributes: "language == 'es'" })).toEqual([first.sid]);
    expect(await sids({ ordering: 'Priority:asc' })).toEqual([second.sid, first.sid]);
    await workspace().tasks(second.sid).update({ assignmentStatus: 'canceled', reason: 'a mistake' });
    expect(await sids({ assignmentStatus: ['canceled'] })).toEqual([second.sid]);
    expect(await workspace().tasks(second.sid).fetch()).toMatchObject({ reason: 'a mistake' });
    await expect(
      workspace().tasks(second.sid).update({ assignmentStatus: 'completed', reason: 'x' }),
    ).rejects.toMatchObject({ status: 400 });
    await workspace().tasks(first.sid).remove();
    await expect(workspace().tasks(first.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(createTask({}, { taskChannel: 'smoke' })).rejects.toMatchObject({ status: 400 });
  });

  test('reservations under tasks and workers, with steps that are refused', async () => {
    await become('alice', 'Available');
    const task = await createTask();
    await offeredTo(task.sid);
    const [reservation] = await workspace().tasks(task.sid).reservations.list();
    const [same] = await workspace().workers(workerSid('alice')).reservations.list({ reservationStatus: 'pending' });
    expect(same?.sid).toBe(reservation?.sid);
    expect(reservation).toMatchObject({ reservationStatus: 'pending', workerName: 'alice', taskSid: task.sid });
    await expect(reservation?.update({ reservationStatus: 'completed' })).rejects.toMatchObject({
      status: 400,
      code: 20001,
    });
    await reservation?.update({ reservationStatus: 'accepted' });
    const statistics = await workspace().taskQueues(queueSid('Everyone')).realTimeStatistics().fetch();
    expect(statistics).toMatchObject({ totalTasks: 1, totalAvailableWorkers: 1, totalEligibleWorkers: 4 });
    await expect(workspace().tasks(task.sid).update({ assignmentStatus: 'canceled' })).rejects.toMatchObject({
      status: 400,
    });
    await workspace().tasks(task.sid).update({ assignmentStatus: 'wrapping' });
    await workspace().tasks(task.sid).update({ assignmentStatus: 'completed', reason: 'done' });
    expect((await reservation?.fetch())?.reservationStatus).toBe('completed');
    await expect(reservation?.update({ reservationStatus: 'accepted' })).rejects.toMatchObject({ status: 400 });
  });

  test('a bad token is refused', async () => {
    const response = (await sandbox.twilio.request({
      method: 'get',
      uri: 'https://taskrouter.twilio.com/v1/Workspaces',
      username: 'token',
      password: 'nobody',
    })) as { statusCode: number };
    expect(response.statusCode).toBe(401);
  });
});

describe('routing', () => {
  test('a filter leads to its queue, and only to workers with the skill', async () => {
    await become('bob', 'Available');
    const task = await createTask({ skill: 'billing' });
    expect(task.taskQueueFriendlyName).toBe('Billing');
    await become('alice', 'Available');
    expect(await offeredTo(task.sid)).toBe('alice');
  });

  test('a target chooses by an expression over task and worker', async () => {
    await become('alice', 'Available');
    await become('bob', 'Available');
    const sid = await createWorkflow([
      {
        expression: "kind == 'named'",
        targets: [{ queue: queueSid('Everyone'), expression: 'worker.contact_uri == task.contact' }],
      },
    ]);
    const task = await createTask({ kind: 'named', contact: 'client:bob' }, { workflowSid: sid });
    expect(await offeredTo(task.sid)).toBe('bob');
  });

  test('a known worker who is away is skipped, an unknown one too', async () => {
    await become('bob', 'Available');
    const everyone = queueSid('Everyone');
    const sid = await createWorkflow([
      {
        expression: '1==1',
        targets: [
          { queue: everyone, known_worker_sid: 'task.preferred', skip_if: 'workers.available >= 1' },
          { queue: everyone, known_worker_friendly_name: 'task.name' },
          { queue: everyone, priority: 7 },
        ],
      },
    ]);
    const away = await createTask({ preferred: workerSid('alice'), name: 'nobody' }, { workflowSid: sid });
    expect(await offeredTo(away.sid)).toBe('bob');
    expect((await workspace().tasks(away.sid).fetch()).priority).toBe(7);
    await become('alice', 'Available');
    const here = await createTask({ preferred: workerSid('alice') }, { workflowSid: sid });
    expect(await offeredTo(here.sid)).toBe('alice');
  });

  test('a step ends after its time, the last one ends the task', async () => {
    await become('bob', 'Available');
    const sid = await createWorkflow([
      {
        expression: '1==1',
        targets: [
          { queue: queueSid('Billing'), timeout: 1 },
          { queue: queueSid('Everyone'), expression: "worker.sid == 'nobody'", timeout: 1 },
        ],
      },
    ]);
    const task = await createTask({}, { workflowSid: sid });
    expect(task.taskQueueFriendlyName).toBe('Billing');
    await until(() => sandbox.world.tasks.get(task.sid)?.taskQueueSid === queueSid('Everyone'));
    await until(() => sandbox.world.tasks.get(task.sid)?.assignmentStatus === 'canceled');
    expect((await workspace().tasks(task.sid).fetch()).reason).toBe('Workflow Timeout');
  });

  test('a task that fits no filter and has no default is canceled', async () => {
    const sid = await createWorkflow([{ expression: "a == 'b'", targets: [{ queue: queueSid('Everyone') }] }]);
    const task = await createTask({}, { workflowSid: sid });
    await until(() => sandbox.world.tasks.get(task.sid)?.assignmentStatus === 'canceled');
  });

  test('a task that nobody takes in its time is canceled, one that is taken stays', async () => {
    await become('alice', 'Available');
    const taken = await createTask({}, { timeout: 1 });
    await offeredTo(taken.sid);
    const [reservation] = await workspace().tasks(taken.sid).reservations.list();
    await reservation?.update({ reservationStatus: 'accepted' });
    await become('alice', 'Offline');
    const left = await createTask({}, { timeout: 1 });
    await until(() => sandbox.world.tasks.get(left.sid)?.assignmentStatus === 'canceled');
    expect((await workspace().tasks(left.sid).fetch()).reason).toBe('Task TTL Exceeded');
    expect((await workspace().tasks(taken.sid).fetch()).assignmentStatus).toBe('assigned');
  });

  test('the reservations of one worker, and an update that holds for what was read alone', async () => {
    await become('alice', 'Available');
    const task = await createTask();
    await offeredTo(task.sid);
    const { reservations } = workspace().tasks(task.sid);
    expect(await reservations.list({ workerSid: workerSid('alice') })).toHaveLength(1);
    expect(await reservations.list({ workerSid: workerSid('bob') })).toEqual([]);
    const { headers } = await workspace().tasks(task.sid).fetchWithHttpInfo();
    const ifMatch = (headers as { etag: string }).etag;
    await workspace().tasks(task.sid).update({ ifMatch, attributes: '{"first":true}' });
    await expect(workspace().tasks(task.sid).update({ ifMatch, attributes: '{"second":true}' })).rejects.toMatchObject({
      status: 412,
    });
    expect(sandbox.world.tasks.get(task.sid)?.attributes).toEqual({ first: true });
  });

  test('new attributes lead a waiting task elsewhere', async () => {
    const task = await createTask();
    const changed = await workspace().tasks(task.sid).update({ attributes: '{"skill":"billing"}' });
    expect(changed.taskQueueFriendlyName).toBe('Billing');
  });

  test('a full worker gets no more, the urgent task comes first when there is room', async () => {
    await workspace().workers(workerSid('alice')).workerChannels('chat').update({ capacity: 1 });
    await become('alice', 'Available');
    const first = await createTask();
    await offeredTo(first.sid);
    const calm = await createTask();
    const urgent = await createTask({}, { priority: 10 });
    const email = await createTask({}, { taskChannel: 'email' });
    expect(await offeredTo(email.sid)).toBe('alice');
    const [reservation] = await workspace().tasks(first.sid).reservations.list();
    await reservation?.update({ reservationStatus: 'accepted' });
    await reservation?.update({ reservationStatus: 'completed' });
    expect(await offeredTo(urgent.sid)).toBe('alice');
    expect(sandbox.world.tasks.get(calm.sid)?.assignmentStatus).toBe('pending');
  });

  test('the one who has been idle longest is asked first', async () => {
    await become('bob', 'Available');
    await pause(5);
    await become('alice', 'Available');
    expect(await offeredTo((await createTask()).sid)).toBe('bob');
    await pause(5);
    expect(await offeredTo((await createTask()).sid)).toBe('alice');
    await pause(5);
    expect(await offeredTo((await createTask()).sid)).toBe('bob');
  });

  test('a routing target that is a queue, and one that is asked in spite of being away', async () => {
    await become('sue', 'Available');
    const forQueue = await createTask({}, { routingTarget: queueSid('Billing') });
    expect(forQueue).toMatchObject({ taskQueueFriendlyName: 'Billing', routingTarget: queueSid('Billing') });
    expect(await offeredTo(forQueue.sid)).toBe('sue');
    const forced = await createTask({}, { routingTarget: workerSid('bob'), ignoreCapacity: true });
    expect(await offeredTo(forced.sid)).toBe('bob');
  });
});

test('the event bridge greets its worker and closes on a bad token', async () => {
  const url = `${sandbox.url.replace('http', 'ws')}/event-bridge.twilio.com/v1/wschannels`;
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(`${url}?token=${sandbox.token('bob')}`);
  const [frame] = (await once(socket, 'message')) as [Buffer];
  expect(JSON.parse(frame.toString())).toMatchObject({
    event_type: 'init',
    payload: { channel_id: workerSid('bob'), workspace_sid: sandbox.world.workspace.sid },
  });
  socket.close();
  const stranger = new WebSocket(`${url}?token=nobody`);
  const [code] = (await once(stranger, 'close')) as [number];
  expect(code).toBe(1008);
});
