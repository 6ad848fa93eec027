import twilio from 'twilio';

import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';
import { startReceiver } from './webhookReceiver';
import type { ReceivedWebhook, Reply, WebhookReceiver } from './webhookReceiver';

const SAM = '+14155550143';
const CARE = '+14155550100';

let sandbox: RunningSandbox;
let backend: WebhookReceiver;
let reply: (request: ReceivedWebhook) => Reply = () => ({});

beforeAll(async () => {
  backend = await startReceiver((request) => reply(request));
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  await backend.close();
});
afterEach(() => {
  sandbox.reset();
  backend.received.length = 0;
  reply = () => ({});
});

const workspace = () => sandbox.twilio.taskrouter.v1.workspaces(sandbox.world.workspace.sid);
const workerSid = (identity: string) => sandbox.world.people.get(identity)!.workerSid;
const workflow = () => [...sandbox.world.workflows.values()][0]!;
const goAvailable = (identity: string) => {
  const { taskrouter } = sandbox.world.services;
  return taskrouter.setActivity(workerSid(identity), taskrouter.activityByName('Available')!.sid);
};
const createTask = (attributes: object = {}) =>
  workspace().tasks.create({
    workflowSid: workflow().sid,
    taskChannel: 'chat',
    attributes: JSON.stringify(attributes),
  });
const eventTypes = () => backend.received.map(({ parameters }) => parameters['EventType']);
const first = (eventType: string, path?: string) => until(() => backend.of(eventType, path)[0]);

describe("the workspace's event callback", () => {
  const listen = (eventsFilter?: string) =>
    workspace().update({ eventCallbackUrl: `${backend.url}/events`, eventsFilter });

  it('tells the way of a task in its order, signed', async () => {
    await listen();
    goAvailable('alice');
    const task = await createTask({ topic: 'refund' });
    const created = await first('reservation.created');
    expect(created.parameters).toMatchObject({
      AccountSid: sandbox.world.account.sid,
      WorkspaceSid: sandbox.world.workspace.sid,
      WorkspaceName: sandbox.world.workspace.friendlyName,
      ResourceType: 'reservation',
      TaskSid: task.sid,
      TaskAttributes: '{"topic":"refund"}',
      TaskAssignmentStatus: 'reserved',
      WorkflowSid: workflow().sid,
      WorkerSid: workerSid('alice'),
      WorkerActivityName: 'Available',
    });
    const { authToken } = sandbox.world.account;
    const signature = created.headers['x-twilio-signature'] as string;
    expect(twilio.validateRequest(authToken, signature, `${backend.url}/events`, created.parameters)).toBe(true);
    const reservations = await workspace().tasks(task.sid).reservations.list();
    await workspace().tasks(task.sid).reservations(reservations[0]!.sid).update({ reservationStatus: 'accepted' });
    await workspace().tasks(task.sid).update({ assignmentStatus: 'completed', reason: 'done' });
    expect((await first('task.completed')).parameters).toMatchObject({ TaskCompletedReason: 'done' });
    await until(() => sandbox.world.webhookLog.every(({ state }) => state !== 'sending'));
    const sent = sandbox.world.webhookLog.map(({ eventType }) => eventType);
    expect(sent).toEqual([
      'worker.activity.update',
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'reservation.created',
      'reservation.accepted',
      'reservation.completed',
      'task.completed',
    ]);
  });

  it('tells what the filter names, and nothing else', async () => {
    await listen('task.created, worker.activity.update');
    const before = sandbox.world.workers.get(workerSid('bob'))!.activitySid;
    const { activitySid } = goAvailable('bob');
    await createTask();
    await first('task.created');
    await until(() => sandbox.world.reservations.size > 0);
    expect(eventTypes().sort()).toEqual(['task.created', 'worker.activity.update']);
    expect((await first('worker.activity.update')).parameters).toMatchObject({
      WorkerActivitySid: activitySid,
      WorkerPreviousActivitySid: before,
      WorkerTimeInPreviousActivity: expect.stringMatching(/^\d+$/) as string,
    });
  });

  it('tells of workflows, queues and capacity', async () => {
    await listen();
    const { sid } = await workspace().workflows.create({
      friendlyName: 'New',
      configuration: workflow().configuration,
    });
    expect((await first('workflow.created')).parameters).toMatchObject({ WorkflowSid: sid, WorkflowName: 'New' });
    const queue = await workspace().taskQueues.create({ friendlyName: 'VIP', targetWorkers: '1==1' });
    await workspace().taskQueues(queue.sid).update({ targetWorkers: '1==2' });
    expect((await first('task-queue.expression.updated')).parameters).toMatchObject({
      TaskQueueSid: queue.sid,
      TaskQueueTargetExpression: '1==2',
    });
    await workspace().workers(workerSid('alice')).workerChannels('chat').update({ capacity: 7 });
    expect((await first('worker.capacity.update')).parameters).toMatchObject({ TaskChannelUniqueName: 'chat' });
    expect(eventTypes()).not.toContain('worker.channel.availability.update');
  });
});

describe('the assignment callback', () => {
  const ask = (more: object = {}) =>
    workspace()
      .workflows(workflow().sid)
      .update({ assignmentCallbackUrl: `${backend.url}/assign`, ...more });
  const statuses = () => [...sandbox.world.reservations.values()].map(({ status }) => status);

  it('accepts a reservation', async () => {
    await ask();
    reply = () => ({ json: { instruction: 'accept' } });
    goAvailable('alice');
    const task = await createTask();
    await until(() => statuses().includes('accepted'));
    expect((await workspace().tasks(task.sid).fetch()).assignmentStatus).toBe('assigned');
    expect(backend.received[0]!.parameters).toMatchObject({
      TaskSid: task.sid,
      WorkerSid: workerSid('alice'),
      ReservationSid: expect.stringMatching(/^WR/) as string,
    });
  });

  it('rejects one, by its fallback where the first address fails', async () => {
    await ask({ fallbackAssignmentCallbackUrl: `${backend.url}/fallback` });
    const offline = sandbox.world.services.taskrouter.activityByName('Offline')!;
    reply = ({ path }) =>
      path === '/assign' ? { status: 500 } : { json: { instruction: 'reject', activity_sid: offline.sid } };
    goAvailable('alice');
    await createTask();
    await until(() => statuses().includes('rejected'));
    expect(sandbox.world.workers.get(workerSid('alice'))!.activitySid).toBe(offline.sid);
    expect(backend.received.map(({ path }) => path)).toEqual(['/assign', '/fallback']);
  });

  it('leaves tasks of Interactions to their invites', async () => {
    await ask();
    reply = () => ({ json: { instruction: 'accept' } });
    goAvailable('alice');
    sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Hello' });
    await until(() => sandbox.world.webhookLog.some(({ state }) => state === 'succeeded'));
    expect(statuses()).toEqual(['pending']);
  });
});

describe('Interactions webhooks', () => {
  const address = () =>
    `${sandbox.url}/flex-api.twilio.com/v1/Instances/${sandbox.world.flexInstanceSid}/InteractionWebhooks`;
  async function request(method: string, path = '', fields: [string, string][] = []) {
    const { sid, authToken } = sandbox.world.account;
    const answer = await fetch(`${address()}${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}` },
      ...(fields.length > 0 && { body: new URLSearchParams(fields) }),
    });
    const text = await answer.text();
    return { status: answer.status, json: (text && answer.status < 400 ? JSON.parse(text) : {}) as Answer };
  }
  interface Answer {
    ttid: string;
    type: string;
    webhook_events: string[];
    data: Answer[];
  }
  const register = (path: string, events: string[], type = 'global') =>
    request('POST', '', [
      ...events.map((event): [string, string] => ['WebhookEvents', event]),
      ['WebhookUrl', `${backend.url}${path}`],
      ['WebhookMethod', 'POST'],
      ['Type', type],
    ]);

  it('are registered, read, changed and deleted', async () => {
    const { status, json: made } = await register('/all', ['onInteractionCreated']);
    expect(status).toBe(201);
    expect(made).toMatchObject({ type: 'global', webhook_events: ['onInteractionCreated'] });
    expect(made.ttid).toMatch(/^flex_interactionwebhook_[0-9a-z]{26}$/);
    await request('POST', `/${made.ttid}`, [['WebhookEvents', 'onChannelCreated']]);
    expect((await request('GET', `/${made.ttid}`)).json.webhook_events).toEqual(['onChannelCreated']);
    expect((await request('GET')).json.data).toHaveLength(1);
    expect((await register('/all', ['onNothing'])).status).toBe(400);
    expect((await request('DELETE', `/${made.ttid}`)).status).toBe(204);
    expect((await request('GET', `/${made.ttid}`)).status).toBe(404);
  });

  it('tell the life of an interaction, all of them or the one made with the ttid', async () => {
    const all = ['onInteractionCreated', 'onChannelCreated', 'onChannelStatusUpdated'];
    await register('/all', [...all, 'onParticipantJoined', 'onParticipantLeft', 'onParticipantUpdated']);
    const { json: single } = await register('/one', ['onChannelStatusUpdated'], 'interaction');
    goAvailable('alice');
    const routing = { properties: { workspace_sid: sandbox.world.workspace.sid, workflow_sid: workflow().sid } };
    const interaction = await sandbox.twilio.flexApi.v1.interaction.create({
      channel: { type: 'sms', initiated_by: 'api', participants: [{ address: SAM, proxy_address: CARE }] },
      routing,
      webhookTtid: single.ttid,
    });
    await sandbox.twilio.flexApi.v1.interaction.create({
      channel: { type: 'sms', initiated_by: 'api', participants: [{ address: '+14155550144', proxy_address: CARE }] },
      routing,
    });
    const reservation = await until(() =>
      [...sandbox.world.reservations.values()].find(
        ({ taskSid }) => sandbox.world.tasks.get(taskSid)?.attributes['flexInteractionSid'] === interaction.sid,
      ),
    );
    sandbox.world.services.taskrouter.setReservation(reservation.sid, 'accepted');
    const joined = await first('onParticipantJoined', '/all');
    expect(joined.parameters).toMatchObject({
      InteractionSid: interaction.sid,
      ParticipantType: 'agent',
      TaskSid: reservation.taskSid,
      MediaChannelType: 'sms',
    });
    const { channel } = sandbox.world.interactions.get(interaction.sid)!;
    await sandbox.twilio.flexApi.v1
      .interaction(interaction.sid)
      .channels(channel.sid)
      .update({ status: 'closed', routing: { status: 'closed' } });
    await until(() => backend.of('onChannelStatusUpdated', '/one').length === 2);
    const told = backend.of('onChannelStatusUpdated', '/one').map(({ parameters }) => parameters);
    expect(told.map(({ ChannelStatus }) => ChannelStatus)).toEqual(['active', 'closed']);
    expect(told[0]).toMatchObject({
      InstanceSid: sandbox.world.flexInstanceSid,
      ChannelSid: channel.sid,
      MediaChannelSid: channel.mediaSid,
    });
    await first('onParticipantUpdated', '/all');
    expect(backend.of('onInteractionCreated', '/all')).toHaveLength(2);
    expect(new Set(told.map(({ InteractionSid }) => InteractionSid))).toEqual(new Set([interaction.sid]));
  });
});
