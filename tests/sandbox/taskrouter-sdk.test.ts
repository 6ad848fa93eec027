import { once } from 'node:events';

import { Workspace } from 'twilio-taskrouter';
import type { Reservation, Supervisor, Worker } from 'twilio-taskrouter';

import { connectWorker } from './connectWorker';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';

let sandbox: RunningSandbox;
const desks: Worker[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  desks.splice(0).forEach((desk) => desk.disconnect());
  sandbox.reset();
});
afterAll(() => sandbox.close());

const sit = async (identity: string): Promise<Supervisor> => {
  const desk = await connectWorker(sandbox, identity);
  desks.push(desk);
  return desk;
};

const activitySid = (name: string): string => {
  const activity = sandbox.world.services.taskrouter.activityByName(name);
  if (!activity) throw new Error(`no activity ${name}`);
  return activity.sid;
};

const become = async (worker: Worker, name: string): Promise<void> => {
  await worker.activities.get(activitySid(name))?.setAsCurrent();
};

const offered = async (worker: Worker): Promise<Reservation> =>
  ((await once(worker, 'reservationCreated')) as [Reservation])[0];

const task = (input: Partial<Parameters<RunningSandbox['world']['services']['taskrouter']['createTask']>[0]> = {}) =>
  sandbox.world.services.taskrouter.createTask({ attributes: { from: '+15550001' }, taskChannel: 'chat', ...input });

test('a worker starts offline, with activities and a channel for each task channel', async () => {
  const alice = await sit('alice');
  expect(alice.sid).toBe(sandbox.world.people.get('alice')?.workerSid);
  expect(alice.attributes).toMatchObject({ full_name: 'Alice Agent', contact_uri: 'client:alice' });
  expect(alice.activity.name).toBe('Offline');
  expect([...alice.activities.values()].map(({ name }) => name)).toEqual([
    'Offline',
    'Available',
    'Unavailable',
    'Break',
  ]);
  const chat = [...alice.channels.values()].find(({ taskChannelUniqueName }) => taskChannelUniqueName === 'chat');
  expect(chat).toMatchObject({ capacity: 5, available: true, assignedTasks: 0, availableCapacityPercentage: 100 });
});

test('a task goes through accepted, wrapping and completed, each answered before its event', async () => {
  const alice = await sit('alice');
  await become(alice, 'Available');
  const made = task({ priority: 3 });
  const reservation = await offered(alice);
  expect(reservation).toMatchObject({ status: 'pending', timeout: 120, workerSid: alice.sid });
  expect(reservation.task).toMatchObject({
    sid: made.sid,
    status: 'reserved',
    attributes: { from: '+15550001' },
    priority: 3,
    queueName: 'Everyone',
    workflowName: 'Assign to Anyone',
    taskChannelUniqueName: 'chat',
    routingTarget: null,
  });
  const order: string[] = [];
  const accepted = once(reservation, 'accepted').then(() => order.push('event'));
  await reservation.accept().then(() => order.push('answer'));
  await accepted;
  expect(order).toEqual(['answer', 'event']);
  expect(reservation.task.status).toBe('assigned');

  const updated = once(reservation.task, 'updated');
  await reservation.task.setAttributes({ from: '+15550001', note: 'kept' });
  await updated;
  expect(made.attributes).toEqual({ from: '+15550001', note: 'kept' });

  const wrapped = Promise.all([once(reservation, 'wrapup'), once(reservation.task, 'wrapup')]);
  await reservation.task.wrapUp({ reason: 'done' });
  await wrapped;
  expect(reservation.status).toBe('wrapping');
  const completed = Promise.all([once(reservation, 'completed'), once(reservation.task, 'completed')]);
  await reservation.task.complete('solved');
  await completed;
  expect(made).toMatchObject({ assignmentStatus: 'completed', reason: 'solved' });
  await expect(reservation.accept()).rejects.toThrow(/400.*cannot become accepted/);
});

test('two desks of one worker hear the same, and a later one finds what is open', async () => {
  const [first, second] = [await sit('alice'), await sit('alice')];
  await become(first, 'Available');
  task();
  const [one, two] = await Promise.all([offered(first), offered(second)]);
  expect(two.sid).toBe(one.sid);
  const accepted = once(two, 'accepted');
  await one.accept();
  await accepted;
  const third = await sit('alice');
  expect(third.reservations.get(one.sid)).toMatchObject({ status: 'accepted', task: { status: 'assigned' } });
  expect(third.activity.name).toBe('Available');
});

test('a rejected task goes to the next worker', async () => {
  const [alice, bob] = [await sit('alice'), await sit('bob')];
  await become(alice, 'Available');
  await become(bob, 'Available');
  task();
  const reservation = await offered(alice);
  const rejected = once(reservation, 'rejected');
  const [next] = await Promise.all([offered(bob), reservation.reject({ activitySid: activitySid('Break') })]);
  await rejected;
  expect(next.task.sid).toBe(reservation.task.sid);
  expect(alice.activity.name).toBe('Break');
});

test('a reservation that nobody answers times out and takes its worker offline', async () => {
  for (const workflow of sandbox.world.workflows.values()) workflow.taskReservationTimeout = 1;
  const alice = await sit('alice');
  await become(alice, 'Available');
  const made = task();
  const reservation = await offered(alice);
  const activity = once(alice, 'activityUpdated');
  await once(reservation, 'timeout');
  await activity;
  expect(alice.activity.name).toBe('Offline');
  expect(made.assignmentStatus).toBe('pending');
});

test('a supervisor sends an agent on a break and so frees the task offered', async () => {
  const [alice, sue] = [await sit('alice'), await sit('sue')];
  await become(alice, 'Available');
  task();
  const reservation = await offered(alice);
  const rejected = once(reservation, 'rejected');
  const activity = once(alice, 'activityUpdated');
  await sue.setWorkerActivity(alice.sid, activitySid('Break'), { rejectPendingReservations: true });
  await Promise.all([rejected, activity]);
  expect(alice.activity.name).toBe('Break');
  await expect(alice.setWorkerActivity(sue.sid, activitySid('Break'))).rejects.toThrow(/403/);
});

test('a task for one worker waits for that worker and keeps its routing target', async () => {
  const [alice, bob] = [await sit('alice'), await sit('bob')];
  await become(bob, 'Available');
  const made = task({ routingTarget: alice.sid });
  const offer = offered(alice);
  await become(alice, 'Available');
  const reservation = await offer;
  expect(reservation.task.routingTarget).toBe(alice.sid);
  expect(bob.reservations.size).toBe(0);
  const rejected = once(reservation, 'rejected');
  await reservation.reject();
  await rejected;
  expect(made.assignmentStatus).toBe('canceled');
});

test('a canceled task leaves the desk', async () => {
  const alice = await sit('alice');
  await become(alice, 'Available');
  const made = task();
  const reservation = await offered(alice);
  const canceled = Promise.all([once(reservation, 'canceled'), once(reservation.task, 'canceled')]);
  sandbox.world.services.taskrouter.cancelTask(made.sid, 'no longer needed');
  await canceled;
  expect(reservation.task.reason).toBe('no longer needed');
});

test('a worker comes back after the connection was lost', async () => {
  const alice = await sit('alice');
  const ready = once(alice, 'ready');
  sandbox.dropSockets();
  await ready;
  const activity = once(alice, 'activityUpdated');
  sandbox.world.services.taskrouter.setActivity(alice.sid, activitySid('Available'));
  await activity;
  expect(alice.activity.name).toBe('Available');
});

test('the directory lists workers and queues, page by page', async () => {
  const token = sandbox.token('alice');
  const workspace = new Workspace(token, { pageSize: 3, logLevel: 'silent' }, sandbox.world.workspace.sid);
  // Workspace alone has no option for its server.
  const { _config: config } = (workspace as unknown as { _request: { _config: { EB_SERVER: string } } })._request;
  config.EB_SERVER = `${sandbox.url}/event-bridge.twilio.com/v1/wschannels`;

  expect((await workspace.fetchWorkersInfo({ Ordering: 'DateStatusChanged:desc' })).size).toBe(4);
  expect((await workspace.fetchWorkersInfo({})).size).toBe(4);
  const billing = await workspace.fetchWorkersInfo({ TargetWorkersExpression: "routing.skills HAS 'billing'" });
  expect([...billing.values()].map(({ friendlyName }) => friendlyName)).toEqual(['alice', 'sue']);
  const queues = await workspace.fetchTaskQueues({ Ordering: 'DateUpdated:desc' });
  expect([...queues.values()].map(({ queueName }) => queueName).sort()).toEqual(['Billing', 'Everyone']);
  const [queueSid = ''] = queues.keys();
  await expect(workspace.fetchTaskQueue(queueSid)).resolves.toMatchObject({ queueSid });
  const [workerSid = ''] = billing.keys();
  await expect(workspace.fetchWorkerInfo(workerSid)).resolves.toMatchObject({ friendlyName: 'alice' });
  await expect(workspace.fetchWorkerInfo(`WK${'0'.repeat(32)}`)).rejects.toThrow(/404/);
});
