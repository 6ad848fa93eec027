import type { Twilio } from 'twilio';

import { createContext, readSetup } from '../../setup/src/readSetup';
import { runSteps } from '../../setup/src/runSteps';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { until } from '../sandbox/until';

let sandbox: RunningSandbox;
let twilio: Twilio;
beforeAll(async () => {
  sandbox = await startSandbox();
  ({ twilio } = sandbox);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  sandbox.reset();
  const setup = { ...readSetup('setup/setup.example.json'), functions: undefined, addresses: [], studioFlows: [] };
  const context = await createContext(twilio, setup, 'setup');
  await runSteps(context, { apply: true, tell: () => undefined });
});

const workerSid = (identity: string): string => sandbox.world.people.get(identity)!.workerSid;

function setActivity(identity: string, name: string): void {
  const { taskrouter } = sandbox.world.services;
  taskrouter.setActivity(workerSid(identity), taskrouter.activityByName(name)!.sid);
}

/** Who is offered a task with these attributes. */
async function offeredTo(attributes: object): Promise<string> {
  const { workspace, workflows } = sandbox.world;
  const { tasks } = twilio.taskrouter.v1.workspaces(workspace.sid);
  const [workflow] = workflows.values();
  const { sid } = await tasks.create({
    workflowSid: workflow!.sid,
    taskChannel: 'chat',
    attributes: JSON.stringify(attributes),
  });
  const reservation = await until(
    async () => (await twilio.taskrouter.v1.workspaces(workspace.sid).tasks(sid).reservations.list())[0],
  );
  return reservation.workerName;
}

describe('the workflow that the set-up makes', () => {
  const byContactUri = { contact_uri: 'client:alice' };
  const bySid = (): object => ({ knownWorkerSid: workerSid('alice') });

  it.each([
    ['contact URI', () => byContactUri],
    ['worker SID', bySid],
  ])('gives a task to the agent whom it names by %s', async (_, attributes) => {
    // Bob has been idle for longer, so that chance alone would choose him.
    setActivity('bob', 'Available');
    setActivity('alice', 'Available');
    expect(await offeredTo(attributes())).toBe('alice');
  });

  it.each([
    ['contact URI', () => byContactUri],
    ['worker SID', bySid],
  ])('gives it to the queue at once where the agent named by %s is away', async (_, attributes) => {
    setActivity('bob', 'Available');
    setActivity('alice', 'Break');
    expect(await offeredTo(attributes())).toBe('bob');
  });

  it('gives it to the queue where the agent whom it names is none of ours', async () => {
    setActivity('bob', 'Available');
    expect(await offeredTo({ contact_uri: 'client:nobody' })).toBe('bob');
    expect(await offeredTo({ knownWorkerSid: `WK${'0'.repeat(32)}` })).toBe('bob');
  });

  it('gives it to the queue that the agent wrote for, where that agent is away', async () => {
    const { services, workspace } = sandbox.world;
    setActivity('bob', 'Available');
    setActivity('alice', 'Break');
    const knownQueueSid = [...sandbox.world.taskQueues.values()].find(
      ({ friendlyName }) => friendlyName === 'Billing',
    )!.sid;
    const { sid } = services.taskrouter.createTask({
      workflowSid: [...sandbox.world.workflows.keys()][0]!,
      taskChannel: 'chat',
      attributes: { ...bySid(), knownQueueSid },
    });
    const task = twilio.taskrouter.v1.workspaces(workspace.sid).tasks(sid);
    // Bob is free, and none of Billing.
    expect(await task.fetch()).toMatchObject({ taskQueueSid: knownQueueSid, assignmentStatus: 'pending' });
    setActivity('alice', 'Available');
    await until(async () => (await task.reservations.list()).some(({ workerName }) => workerName === 'alice'));
  });

  it.each(['Billing', 'Everyone'])('gives a task to the queue %s that it names', (name) => {
    const { services, taskQueues, workflows } = sandbox.world;
    const knownQueueSid = [...taskQueues.values()].find(({ friendlyName }) => friendlyName === name)!.sid;
    const attributes = { skill: name === 'Billing' ? 'support' : 'billing', knownQueueSid };
    const workflowSid = [...workflows.keys()][0]!;
    const { taskQueueSid } = services.taskrouter.createTask({ workflowSid, taskChannel: 'chat', attributes });
    expect(taskQueueSid).toBe(knownQueueSid);
  });

  it('leaves tasks that name nobody to the filters that were there', async () => {
    setActivity('bob', 'Available');
    setActivity('alice', 'Available');
    expect(await offeredTo({ skill: 'billing' })).toBe('alice');
  });
});
