import { namedSid } from '../../sandbox/src/model/sid';
import { TASK_EVENTS } from '../../serverless/src/trace/taskActs';
import { signature } from '../../sandbox/src/services/webhooks/signature';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

const SORRY = 'Sorry, all of us are busy.';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());

const world = () => backend.sandbox.world;
const local = (route: string): string => `${backend.functions.url.replace('127.0.0.1', 'localhost')}/${route}`;

function setInbound(inbound: object): void {
  const settings = world().uiAttributes['messaging_controls'] as object;
  world().uiAttributes = { ...world().uiAttributes, messaging_controls: { ...settings, inbound } };
}

beforeEach(async () => {
  backend.reset();
  setInbound({});
  await backend.installInteractionsWebhook();
  const { twilio } = backend.sandbox;
  await twilio.conversations.v1.addressConfigurations(namedSid('IG', CARE)).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': local('conversation-events'),
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onParticipantAdded', 'onMessageAdded'],
  });
  await twilio.taskrouter.v1
    .workspaces(world().workspace.sid)
    .update({ eventCallbackUrl: local('task-events'), eventsFilter: TASK_EVENTS.join(',') });
});

const openTasks = () => backend.state().openTasks;
const texts = () => backend.state().messagesSent.map(({ body }) => body);

async function samWrites(body = 'Is anybody there?'): Promise<void> {
  world().services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
  await backend.settled();
}

/** Nobody takes what rings or waits: TaskRouter cancels it. */
async function isCancelled(reason = 'Workflow Timeout'): Promise<void> {
  const { tasks } = backend.sandbox.twilio.taskrouter.v1.workspaces(world().workspace.sid);
  for (const { sid } of openTasks()) await tasks(sid).update({ assignmentStatus: 'canceled', reason });
  await backend.settled();
}

const isAccepted = async (): Promise<void> => {
  const offered = await until(() => [...world().reservations.values()].find(({ status }) => status === 'pending'));
  world().services.taskrouter.setReservation(offered.sid, 'accepted');
  await backend.settled();
};

describe('a customer who waits, and whose task is gone', () => {
  it.each(['Workflow Timeout', 'Task TTL Exceeded', 'No'])('gets a new one, in silence (%s)', async (reason) => {
    await samWrites();
    const [first] = openTasks();
    await isCancelled(reason);
    expect(openTasks()).toMatchObject([
      { attributes: { flexInteractionSid: first!.attributes['flexInteractionSid'], customerAddress: SAM } },
    ]);
    expect(openTasks()[0]!.sid).not.toBe(first!.sid);
    expect(texts()).toEqual([]);
  });

  it('after the day that TaskRouter keeps a task', async () => {
    for (const identity of ['alice', 'bob']) {
      const { taskrouter } = world().services;
      taskrouter.setActivity(backend.workerSid(identity), taskrouter.activityByName('Break')!.sid);
    }
    await samWrites();
    const [first] = openTasks();
    world().clock.advance(86_400_000 + 1_000);
    await backend.settled();
    const [next, ...others] = openTasks();
    expect(others).toEqual([]);
    expect(next?.sid).not.toBe(first!.sid);
  });

  it('gets one of events that come twice at once', async () => {
    await samWrites();
    const invite = backend.proxy.hold(/^POST .*\/Invites$/);
    const [task] = openTasks();
    const { tasks } = backend.sandbox.twilio.taskrouter.v1.workspaces(world().workspace.sid);
    const cancelled = tasks(task!.sid).update({ assignmentStatus: 'canceled', reason: 'Workflow Timeout' });
    await invite.reached;
    const event = await until(() => world().webhookLog.findLast(({ url }) => url.endsWith('/task-events')));
    const { authToken } = world().account;
    const again = backend.post('task-events', event.parameters, {
      'x-twilio-signature': signature(authToken, event.url, event.parameters),
    });
    invite.open();
    expect(await again).toMatchObject({ status: 204 });
    await cancelled;
    await backend.settled();
    expect(openTasks()).toHaveLength(1);
  });

  it('isn’t given to a workflow over and over that takes no task', async () => {
    await samWrites();
    await isCancelled();
    await isCancelled();
    expect(openTasks()).toEqual([]);
  });

  it('gets one though a machine has answered', async () => {
    await samWrites();
    const { sid } = backend.state().conversations[0]!;
    await backend.sandbox.twilio.conversations.v1
      .conversations(sid)
      .messages.create({ author: 'Customer care', body: 'We are back at nine.' });
    await isCancelled();
    expect(openTasks()).toHaveLength(1);
  });

  it.each<[string, () => Promise<void>]>([
    [
      'is none of ours',
      () => {
        const settings = world().uiAttributes['messaging_controls'] as object;
        world().uiAttributes = { messaging_controls: { ...settings, senders: [] } };
        return Promise.resolve();
      },
    ],
    ['wrote what makes no task', () => Promise.resolve(setInbound({ spam: ['anybody'] }))],
  ])('is left where the customer %s', async (_, change) => {
    await samWrites();
    await change();
    await isCancelled();
    expect(openTasks()).toEqual([]);
    expect(texts()).not.toContain(SORRY);
  });

  it('is left where an agent is with them: an invitation was withdrawn', async () => {
    await samWrites();
    await isAccepted();
    const [{ sid: taskSid } = { sid: '' }] = openTasks();
    const inside = [...world().reservations.values()].find((one) => one.taskSid === taskSid)!.workerSid;
    const who = inside === backend.workerSid('alice') ? 'alice' : 'bob';
    const invitee = backend.workerSid(who === 'alice' ? 'bob' : 'alice');
    expect(await backend.ask(who, 'people', { act: 'invite', taskSid, invitee })).toMatchObject({ status: 200 });
    expect(openTasks()).toHaveLength(2);
    const listed = await backend.ask<{ people: { invites: { id: string }[] } }>(who, 'people', {
      act: 'list',
      taskSid,
    });
    const inviteId = listed.body.people.invites[0]!.id;
    await backend.ask(who, 'people', { act: 'withdraw', taskSid, inviteId });
    await backend.settled();
    expect(openTasks().map(({ sid }) => sid)).toEqual([taskSid]);
  });
});

describe('a customer whom an agent has written to, and who has not answered', () => {
  async function aliceWrites(): Promise<void> {
    const { body } = await backend.send(backend.request());
    if (!body.ok) throw new Error(body.error.code);
    await backend.settled();
  }

  it('waits, in the agent’s list; their answer is the agent’s, by the interaction that stands', async () => {
    await aliceWrites();
    const [first] = openTasks();
    await isCancelled('No');
    expect(openTasks()).toEqual([]);
    const listed = await backend.ask<{ waiting: object[] }>('alice', 'waiting', { act: 'list' });
    expect(listed.body.waiting).toMatchObject([{ kind: 'parked', waitsFor: 'reply', address: SAM }]);
    await samWrites('Yes, please');
    expect(openTasks()).toMatchObject([
      {
        attributes: {
          flexInteractionSid: first!.attributes['flexInteractionSid'],
          knownWorkerSid: backend.workerSid('alice'),
        },
      },
    ]);
  });

  it('who answers at that very moment gets a task', async () => {
    await aliceWrites();
    const webhook = backend.proxy.hold(/^POST .*\/Webhooks$/);
    const { tasks } = backend.sandbox.twilio.taskrouter.v1.workspaces(world().workspace.sid);
    await tasks(openTasks()[0]!.sid).update({ assignmentStatus: 'canceled', reason: 'No' });
    await webhook.reached;
    world().services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes!' });
    webhook.open();
    await backend.settled();
    expect(openTasks()).toHaveLength(1);
  });
});

describe('where the settings have an answer', () => {
  beforeEach(() => setInbound({ unservedAnswer: SORRY }));

  it('the customer is told, once, and the conversation is closed; what they write next begins another', async () => {
    await samWrites();
    const [first] = backend.state().conversations;
    await isCancelled();
    expect(texts()).toEqual([SORRY]);
    expect(openTasks()).toEqual([]);
    expect(world().conversations.get(first!.sid)?.state).toBe('closed');
    expect(backend.state().liveInteractions).toEqual([]);
    await samWrites('Then tomorrow');
    expect(openTasks()).toHaveLength(1);
    expect(openTasks()[0]!.attributes['conversationSid']).not.toBe(first!.sid);
  });

  it('who writes while it is being closed is given to a person', async () => {
    await samWrites();
    const removal = backend.proxy.hold(/^DELETE .*\/Participants\/MB\w+$/);
    const { tasks } = backend.sandbox.twilio.taskrouter.v1.workspaces(world().workspace.sid);
    await tasks(openTasks()[0]!.sid).update({ assignmentStatus: 'canceled', reason: 'Workflow Timeout' });
    await removal.reached;
    world().services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'It burns!' });
    removal.open();
    await backend.settled();
    expect(openTasks()).toHaveLength(1);
    expect(backend.state().conversations[0]).toMatchObject({ state: 'active' });
  });

  it('nothing is said or closed while a supervisor is inside', async () => {
    await samWrites();
    const { sid } = backend.state().conversations[0]!;
    world().services.conversations.addParticipant(sid, { identity: 'sue' });
    await isCancelled();
    expect(texts()).toEqual([]);
    expect(world().conversations.get(sid)?.state).toBe('active');
  });

  it('which Twilio refuses, nothing is closed', async () => {
    await samWrites();
    const answer = { status: 400, body: { code: 20001, message: 'no', status: 400 } };
    backend.proxy.fail({ request: /^POST .*\/Messages$/, reaches: false, answer });
    await isCancelled();
    expect(backend.state().conversations[0]).toMatchObject({ state: 'active' });
    expect(texts()).toEqual([]);
  });
});
