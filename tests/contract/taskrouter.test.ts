import { until } from '../sandbox/until';
import { contractSandbox } from './contractSandbox';
import { toldEndpoints } from './toldEndpoints';

const contract = contractSandbox();

const workspace = () => contract.twilio.taskrouter.v1.workspaces(contract.world.workspace.sid);
const unknown = (prefix: string): string => prefix + '0'.repeat(32);
const named = <T extends { friendlyName: string }>(all: ReadonlyMap<string, T>, name: string): T => {
  const found = [...all.values()].find(({ friendlyName }) => friendlyName === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
};

it('reads and changes the workspace', async () => {
  const { workspaces } = contract.twilio.taskrouter.v1;
  expect((await workspaces.list({ pageSize: 1 })).map(({ sid }) => sid)).toEqual([contract.world.workspace.sid]);
  const { friendlyName } = await workspace().fetch();
  const changed = await workspace().update({
    friendlyName: 'Our desk',
    eventCallbackUrl: 'https://example.com/events',
  });
  expect(changed).toMatchObject({ friendlyName: 'Our desk', eventCallbackUrl: 'https://example.com/events' });
  await workspace().update({ friendlyName, eventCallbackUrl: '' });
  await expect(workspaces(unknown('WS')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(workspace().update({ defaultActivitySid: unknown('WA') })).rejects.toMatchObject({ status: 400 });
});

it('makes, reads, changes, lists and removes an activity', async () => {
  const { activities } = workspace();
  const made = await activities.create({ friendlyName: 'Training', available: false });
  expect((await activities(made.sid).update({ friendlyName: 'Course' })).friendlyName).toBe('Course');
  expect((await activities.list({ pageSize: 2 })).length).toBe(contract.world.activities.size);
  expect((await activities.list({ friendlyName: 'Course' })).map(({ sid }) => sid)).toEqual([made.sid]);
  expect((await activities(made.sid).fetch()).available).toBe(false);
  expect(await activities(made.sid).remove()).toBe(true);
  await expect(activities(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(activities.create({ friendlyName: '' })).rejects.toMatchObject({ status: 400 });
});

it('makes, reads, changes, lists and removes a task channel', async () => {
  const { taskChannels } = workspace();
  const made = await taskChannels.create({ uniqueName: 'fax', friendlyName: 'Fax' });
  expect((await taskChannels('fax').update({ friendlyName: 'Telefax' })).friendlyName).toBe('Telefax');
  expect((await taskChannels.list({ pageSize: 4 })).length).toBe(contract.world.taskChannels.size);
  expect((await taskChannels(made.sid).fetch()).uniqueName).toBe('fax');
  await expect(taskChannels.create({ uniqueName: 'fax', friendlyName: 'Fax' })).rejects.toMatchObject({ status: 409 });
  expect(await taskChannels(made.sid).remove()).toBe(true);
  await expect(taskChannels(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('makes, reads, changes, lists and removes a worker, and reads and changes their channels', async () => {
  const { workers } = workspace();
  const made = await workers.create({ friendlyName: 'cleo', attributes: '{"skills":["billing"]}' });
  const worker = workers(made.sid);
  const available = named(contract.world.activities, 'Available').sid;
  const changed = await worker.update({ activitySid: available, attributes: '{"skills":[]}' });
  expect(changed).toMatchObject({ activityName: 'Available', available: true, attributes: '{"skills":[]}' });
  expect((await workers.list({ pageSize: 2 })).length).toBe(contract.world.workers.size);
  expect((await workers.list({ activityName: 'Available' })).map(({ sid }) => sid)).toEqual([made.sid]);
  expect((await worker.fetch()).friendlyName).toBe('cleo');

  const channels = await worker.workerChannels.list({ pageSize: 3 });
  expect(channels.length).toBe(contract.world.taskChannels.size);
  const chat = channels.find(({ taskChannelUniqueName }) => taskChannelUniqueName === 'chat')?.sid ?? '';
  expect(await worker.workerChannels(chat).update({ capacity: 4, available: true })).toMatchObject({
    configuredCapacity: 4,
    availableCapacityPercentage: 100,
  });
  expect((await worker.workerChannels('chat').fetch()).sid).toBe(chat);
  await expect(worker.workerChannels(unknown('WC')).fetch()).rejects.toMatchObject({ status: 404 });

  await expect(workers.create({ friendlyName: 'cleo' })).rejects.toMatchObject({ status: 409 });
  await expect(workers.create({ friendlyName: 'dora', attributes: '{' })).rejects.toMatchObject({ status: 400 });
  expect(await worker.remove()).toBe(true);
  await expect(worker.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('makes, reads, changes, lists and removes a queue', async () => {
  const { taskQueues } = workspace();
  const made = await taskQueues.create({ friendlyName: 'Sales', targetWorkers: "routing.skills HAS 'sales'" });
  expect(await taskQueues(made.sid).update({ targetWorkers: '1==1', taskOrder: 'LIFO' })).toMatchObject({
    targetWorkers: '1==1',
    taskOrder: 'LIFO',
  });
  expect((await taskQueues.list({ pageSize: 1 })).length).toBe(contract.world.taskQueues.size);
  expect((await taskQueues(made.sid).fetch()).friendlyName).toBe('Sales');
  expect(await taskQueues(made.sid).remove()).toBe(true);
  await expect(taskQueues(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  const wrong = taskQueues.create({ friendlyName: 'Wrong', targetWorkers: 'skills HAS' });
  await expect(wrong).rejects.toMatchObject({ status: 400 });
});

it('makes, reads, changes, lists and removes a workflow', async () => {
  const { workflows } = workspace();
  const queue = named(contract.world.taskQueues, 'Everyone').sid;
  const configuration = JSON.stringify({ task_routing: { filters: [], default_filter: { queue } } });
  const made = await workflows.create({ friendlyName: 'Sales', configuration, taskReservationTimeout: 60 });
  expect((await workflows(made.sid).update({ friendlyName: 'Sales desk' })).friendlyName).toBe('Sales desk');
  expect((await workflows.list({ pageSize: 1 })).length).toBe(contract.world.workflows.size);
  expect((await workflows(made.sid).fetch()).taskReservationTimeout).toBe(60);
  expect(await workflows(made.sid).remove()).toBe(true);
  await expect(workflows(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(workflows.create({ friendlyName: 'Wrong', configuration: '{' })).rejects.toMatchObject({ status: 400 });
});

it('makes, reads, changes, lists and removes a task, and moves its reservation', async () => {
  const { tasks, workers } = workspace();
  const alice = named(contract.world.workers, 'alice').sid;
  await workers(alice).update({ activitySid: named(contract.world.activities, 'Available').sid });
  const workflowSid = named(contract.world.workflows, 'Assign to Anyone').sid;
  const made = await tasks.create({ workflowSid, taskChannel: 'chat', attributes: '{"a":1}', priority: 3 });
  const task = tasks(made.sid);
  expect((await task.update({ attributes: '{"a":2}' })).attributes).toBe('{"a":2}');
  const waiting = await tasks.create({ taskChannel: 'voice', attributes: '{"b":1}' });
  expect((await tasks.list({ pageSize: 1 })).length).toBe(contract.world.tasks.size);
  const found = await tasks.list({ evaluateTaskAttributes: 'a == 2' });
  expect(found.map(({ sid }) => sid)).toEqual([made.sid]);

  const [reservation] = await until(async () => {
    const all = await task.reservations.list({ pageSize: 1 });
    return all.length > 0 && all;
  });
  const sid = reservation?.sid ?? '';
  expect((await task.reservations(sid).fetch()).reservationStatus).toBe('pending');
  expect((await workers(alice).reservations.list({ pageSize: 1 })).map((one) => one.sid)).toContain(sid);
  expect((await workers(alice).reservations(sid).fetch()).taskSid).toBe(made.sid);
  expect((await workers(alice).reservations(sid).update({ reservationStatus: 'accepted' })).reservationStatus).toBe(
    'accepted',
  );
  const completed = task.reservations(sid).update({ reservationStatus: 'completed' });
  expect((await completed).reservationStatus).toBe('completed');
  expect((await task.fetch()).assignmentStatus).toBe('completed');
  await expect(task.reservations(unknown('WR')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  const again = task.reservations(sid).update({ reservationStatus: 'accepted' });
  await expect(again).rejects.toMatchObject({ status: 400 });

  expect((await tasks(waiting.sid).update({ assignmentStatus: 'canceled', reason: 'No more' })).reason).toBe('No more');
  expect(await task.remove()).toBe(true);
  await expect(task.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(tasks.create({ attributes: '{' })).rejects.toMatchObject({ status: 400 });
});

it('keeps events', async () => {
  const { events, tasks } = workspace();
  const { sid } = await tasks.create({ attributes: '{}' });
  const [first] = await events.list({ taskSid: sid, eventType: 'task.created' });
  if (!first) throw new Error('no event');
  expect(first).toMatchObject({ eventType: 'task.created', resourceType: 'task', resourceSid: sid });
  expect((await events.list({ minutes: 5, pageSize: 2, limit: 5 })).length).toBe(5);
  expect((await events(first.sid).fetch()).eventData).toMatchObject({ task_sid: sid });
  await expect(events(unknown('EV')).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('counts', async () => {
  const queue = named(contract.world.taskQueues, 'Everyone').sid;
  const workflow = named(contract.world.workflows, 'Assign to Anyone').sid;
  const alice = named(contract.world.workers, 'alice').sid;
  const statistics = [
    workspace().realTimeStatistics(),
    workspace().cumulativeStatistics(),
    workspace().statistics(),
    workspace().workers.realTimeStatistics(),
    workspace().workers.cumulativeStatistics(),
    workspace().workers.statistics(),
    workspace().workers(alice).statistics(),
    workspace().taskQueues(queue).realTimeStatistics(),
    workspace().taskQueues(queue).cumulativeStatistics(),
    workspace().taskQueues(queue).statistics(),
    workspace().workflows(workflow).realTimeStatistics(),
    workspace().workflows(workflow).cumulativeStatistics(),
    workspace().workflows(workflow).statistics(),
  ];
  for (const one of statistics) {
    const fetched = await (one as { fetch(): Promise<unknown> }).fetch();
    expect(fetched).toMatchObject({ workspaceSid: contract.world.workspace.sid });
  }
  const all = await workspace().taskQueues.statistics.list({ pageSize: 1 });
  expect(all.length).toBe(contract.world.taskQueues.size);
  const { bulkRealTimeStatistics } = workspace().taskQueues;
  const bulk = await bulkRealTimeStatistics.create({ TaskQueueSids: [queue] });
  expect(bulk.taskQueueData).toEqual([expect.objectContaining({ task_queue_sid: queue })]);
  await expect(bulkRealTimeStatistics.create({})).rejects.toMatchObject({ status: 400 });
  const nobody = workspace().workers(unknown('WK')).statistics().fetch();
  await expect(nobody).rejects.toMatchObject({ status: 404, code: 20404 });
});

it('drives every documented operation, but those that are not emulated', () => {
  const oneWorkspace = /^(POST|DELETE) \/v1\/Workspaces(\/{Sid})?$/;
  expect(contract.undriven('twilio_taskrouter_v1', [oneWorkspace])).toEqual([]);
});

it('is what docs/sandbox-endpoints.md tells', () => {
  const { told, right } = toldEndpoints('taskrouter', contract.done);
  expect(told).toEqual(right);
});
