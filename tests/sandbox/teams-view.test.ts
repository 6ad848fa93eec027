import type { SyncClient } from 'twilio-sync';

import { startWithSdks } from './sdkClients';
import type { SdkSandbox } from './sdkClients';
import { until } from './until';

type LiveQuery = Awaited<ReturnType<SyncClient['liveQuery']>>;

let sdks: SdkSandbox;

beforeAll(async () => {
  sdks = await startWithSdks();
});
afterAll(() => sdks.close());

const workerSid = (identity: string): string => sdks.sandbox.world.people.get(identity)?.workerSid ?? '';
const itemOf = (query: LiveQuery, key: string): Record<string, unknown> | undefined =>
  query.getItems()[key] as Record<string, unknown> | undefined;

test('a supervisor sees workers, their tasks and the queues change live', async () => {
  const { taskrouter } = sdks.sandbox.world.services;
  const insights = await sdks.sync('sue');
  const workers = await insights.liveQuery('tr-worker', '');
  const tasks = await insights.liveQuery(
    'tr-reservation',
    `data.worker_sid == "${workerSid('alice')}" && (data.status not_in ["completed","canceled"])`,
  );
  expect(Object.keys(workers.getItems())).toHaveLength(4);
  expect(itemOf(workers, workerSid('alice'))).toMatchObject({
    friendly_name: 'alice',
    activity_name: 'Offline',
    attributes: { full_name: 'Alice Agent' },
  });
  const named = await insights.liveQuery('tr-worker', '(data.attributes.full_name CONTAINS ["bob"])');
  expect(Object.keys(named.getItems())).toEqual([workerSid('bob')]);
  const queues = await insights.liveQuery('tr-queue', 'data.queue_name == "Billing"');
  expect(Object.values(queues.getItems())).toHaveLength(1);

  taskrouter.setActivity(workerSid('alice'), taskrouter.activityByName('Available')?.sid ?? '');
  await until(() => itemOf(workers, workerSid('alice'))?.['activity_name'] === 'Available');
  const task = taskrouter.createTask({ attributes: { from: 'Sam' }, taskChannel: 'sms' });
  const { sid } = await until(() => taskrouter.reservationOf(task.sid));
  await until(() => itemOf(tasks, sid)?.['status'] === 'pending');
  expect(itemOf(tasks, sid)).toMatchObject({
    reservation_sid: sid,
    task_sid: task.sid,
    worker_name: 'alice',
    queue_name: 'Everyone',
    task_channel_unique_name: 'sms',
    attributes: { from: 'Sam' },
  });
  taskrouter.setReservation(sid, 'accepted');
  taskrouter.updateTask(task.sid, { attributes: { from: 'Sam', topic: 'parcel' } });
  await until(() => (itemOf(tasks, sid)!['attributes'] as Record<string, unknown>)['topic'] === 'parcel');
  taskrouter.setReservation(sid, 'wrapping');
  await until(() => itemOf(tasks, sid)?.['status'] === 'wrapup');
  taskrouter.setReservation(sid, 'completed');
  await until(() => !itemOf(tasks, sid));
  for (const query of [workers, tasks, named, queues]) query.close();
});

test('the statistics of the workspace and of each queue are kept', async () => {
  const { world } = sdks.sandbox;
  const insights = await sdks.sync('sue');
  const everyone = [...world.taskQueues.values()].find(({ friendlyName }) => friendlyName === 'Everyone');
  const map = await insights.map({ id: `${everyone?.sid ?? ''}.realtime_statistics.v1`, mode: 'open_existing' });
  const before = await map.get('tasks_today');
  const { queue } = before.data as { queue: { total_tasks_count: number } };
  const waiting = world.services.taskrouter.createTask({
    attributes: { skill: 'none' },
    taskChannel: 'video',
    taskQueueSid: everyone?.sid,
  });
  await until(async () => {
    const { data } = await map.get('tasks_now');
    return (data as Record<string, { total_tasks?: number }>)[waiting.taskChannelSid]?.total_tasks === 1;
  });
  await until(async () => {
    const { data } = await map.get('tasks_today');
    // More than one, where the count of the test before came late.
    return (data as { queue: { total_tasks_count: number } }).queue.total_tasks_count > queue.total_tasks_count;
  });
  const workspace = await insights.map({ id: 'realtime_statistics_v1', mode: 'open_existing' });
  expect((await workspace.get('workspace')).data).toMatchObject({ total_eligible_workers: 4 });
});

test('a supervisor sees the tasks themselves, whoever has them, until they are over', async () => {
  const { taskrouter } = sdks.sandbox.world.services;
  const insights = await sdks.sync('sue');
  const tasks = await insights.liveQuery('tr-task', 'data.status IN ["pending","reserved","assigned","wrapping"]');
  taskrouter.setActivity(workerSid('alice'), taskrouter.activityByName('Available')?.sid ?? '');
  const task = taskrouter.createTask({ attributes: { from: 'Sam' }, taskChannel: 'sms' });
  await until(() => itemOf(tasks, task.sid)?.['status'] === 'reserved');
  expect(itemOf(tasks, task.sid)).toMatchObject({
    worker_sid: null,
    queue_name: 'Everyone',
    attributes: { from: 'Sam' },
  });
  const { sid } = await until(() => taskrouter.reservationOf(task.sid));
  taskrouter.setReservation(sid, 'accepted');
  await until(() => itemOf(tasks, task.sid)?.['status'] === 'assigned');
  expect(itemOf(tasks, task.sid)).toMatchObject({
    worker_sid: workerSid('alice'),
    worker_name: 'alice',
    accepted_reservation_sid: sid,
    channel_unique_name: 'sms',
  });
  taskrouter.setReservation(sid, 'wrapping');
  taskrouter.setReservation(sid, 'completed');
  await until(() => !itemOf(tasks, task.sid));
  tasks.close();
});
