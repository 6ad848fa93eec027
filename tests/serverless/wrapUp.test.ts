import type { BackendError } from '../../src/contract/errors';
import { Backend, SAM } from './backend';

jest.setTimeout(60_000);

const WRAP_UP = { dispositions: [{ name: 'Resolved' }, { name: 'Wrong number', channels: ['sms'] }] };

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false, settings: { wrapUp: WRAP_UP } });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answered = { ok: true } | { ok: false; error: BackendError };
const wrapUp = (identity: string, fields: Record<string, string>) => backend.ask<Answered>(identity, 'wrap-up', fields);
const people = (identity: string, fields: Record<string, string>) => backend.ask<Answered>(identity, 'people', fields);

const worker = (identity: string): string => backend.workerSid(identity);
const taskOf = (sid: string) => backend.sandbox.world.tasks.get(sid)!;
const insightsOf = (sid: string) => taskOf(sid).attributes['conversations'] as Record<string, unknown>;

/** What rings at this agent is accepted; answers the task's SID. */
function accept(identity: string): string {
  const ringing = [...backend.sandbox.world.reservations.values()].find(
    (one) => one.workerSid === worker(identity) && one.status === 'pending',
  )!;
  backend.sandbox.world.services.taskrouter.setReservation(ringing.sid, 'accepted');
  return ringing.taskSid;
}

async function aliceWrites(): Promise<string> {
  expect((await backend.send(backend.request())).status).toBe(201);
  return accept('alice');
}

async function bothInside(): Promise<[string, string]> {
  const alices = await aliceWrites();
  await people('alice', { act: 'invite', taskSid: alices, invitee: worker('bob') });
  return [alices, accept('bob')];
}

it('stands on the task, beside all that Flex Insights had of it, and is changed and taken back by the same agent', async () => {
  const taskSid = await aliceWrites();
  const before = insightsOf(taskSid);
  expect(before).toMatchObject({ direction: 'Outbound' });
  const note = 'She’ll call back.\nOn Monday.';
  expect(await wrapUp('alice', { taskSid, disposition: 'Resolved', note })).toMatchObject({ status: 200 });
  expect(insightsOf(taskSid)).toEqual({ ...before, outcome: 'Resolved', content: note });
  expect(taskOf(taskSid).attributes).toMatchObject({ customerAddress: SAM, direction: 'outbound' });
  await wrapUp('alice', { taskSid, disposition: 'Wrong number' });
  expect(insightsOf(taskSid)).toEqual({ ...before, outcome: 'Wrong number' });
});

it('is taken while the agent wraps up, and no more once the task is completed', async () => {
  const taskSid = await aliceWrites();
  await people('alice', { act: 'end', taskSid });
  expect(taskOf(taskSid).assignmentStatus).toBe('wrapping');
  expect(await wrapUp('alice', { taskSid, disposition: 'Resolved' })).toMatchObject({ status: 200 });
  const reservation = [...backend.sandbox.world.reservations.values()].find((one) => one.taskSid === taskSid)!;
  backend.sandbox.world.services.taskrouter.setReservation(reservation.sid, 'completed');
  expect(await wrapUp('alice', { taskSid, disposition: 'Wrong number' })).toMatchObject({
    status: 403,
    body: { error: { code: 'NOT_INSIDE' } },
  });
  expect(insightsOf(taskSid)['outcome']).toBe('Resolved');
});

it('is refused on a colleague’s task, a supervisor too, and where nobody knows the disposition', async () => {
  const [taskSid] = await bothInside();
  for (const other of ['bob', 'sue']) {
    expect(await wrapUp(other, { taskSid, disposition: 'Resolved' })).toMatchObject({
      status: 403,
      body: { error: { code: 'NOT_INSIDE' } },
    });
  }
  expect(await wrapUp('alice', { taskSid, disposition: 'Made up' })).toMatchObject({
    status: 400,
    body: { error: { code: 'REQUEST_INVALID' } },
  });
  expect(insightsOf(taskSid)['outcome']).toBeUndefined();
});

it('undoes nothing that somebody else writes on the task meanwhile', async () => {
  const taskSid = await aliceWrites();
  const gate = backend.proxy.hold(new RegExp(`^POST .*/Tasks/${taskSid}$`));
  const answer = wrapUp('alice', { taskSid, disposition: 'Resolved' });
  await gate.reached;
  const task = taskOf(taskSid);
  backend.sandbox.world.services.taskrouter.updateTask(taskSid, { attributes: { ...task.attributes, crm: 'T-81' } });
  gate.open();
  expect(await answer).toMatchObject({ status: 200 });
  expect(taskOf(taskSid).attributes).toMatchObject({ crm: 'T-81', conversations: { outcome: 'Resolved' } });
});

describe('whoever is taken out by others', () => {
  it('has no disposition, and what they had saved before stands', async () => {
    const [, bobs] = await bothInside();
    await people('sue', { act: 'remove', taskSid: bobs, workerSid: worker('bob'), reason: 'The shift is over.' });
    expect(insightsOf(bobs)['outcome']).toBe('No disposition');
    expect(taskOf(bobs).assignmentStatus).toBe('completed');

    backend.reset();
    const [, again] = await bothInside();
    await wrapUp('bob', { taskSid: again, disposition: 'Resolved' });
    await people('sue', { act: 'remove', taskSid: again, workerSid: worker('bob'), reason: 'The shift is over.' });
    expect(insightsOf(again)['outcome']).toBe('Resolved');
  });

  it('the same where a newcomer takes their place, and the newcomer begins without theirs', async () => {
    await backend.installInteractionsWebhook();
    const alices = await aliceWrites();
    await wrapUp('alice', { taskSid: alices, disposition: 'Resolved', note: 'A secret of mine' });
    await people('sue', { act: 'reassign', taskSid: alices, invitee: worker('bob'), reason: 'The shift is over.' });
    const bobs = accept('bob');
    await backend.settled();
    expect(taskOf(alices).assignmentStatus).toBe('completed');
    expect(insightsOf(bobs)).not.toHaveProperty('outcome');
    expect(insightsOf(bobs)).not.toHaveProperty('content');

    await people('sue', { act: 'reassign', taskSid: bobs, invitee: worker('alice'), reason: 'The shift is over.' });
    accept('alice');
    await backend.settled();
    expect(taskOf(bobs).assignmentStatus).toBe('completed');
    expect(insightsOf(bobs)['outcome']).toBe('No disposition');
  });

  it('who hands over by themselves is not marked', async () => {
    await backend.installInteractionsWebhook();
    const alices = await aliceWrites();
    await people('alice', { act: 'invite', taskSid: alices, invitee: worker('bob'), handOver: 'whenJoined' });
    accept('bob');
    await backend.settled();
    expect(taskOf(alices).assignmentStatus).toBe('completed');
    expect(insightsOf(alices)['outcome']).toBeUndefined();
  });

  it('goes all the same where it cannot be noted', async () => {
    const [, bobs] = await bothInside();
    backend.proxy.fail({
      request: new RegExp(`^POST .*/Tasks/${bobs}$`),
      reaches: false,
      answer: { status: 400, body: { code: 20001, status: 400 } },
    });
    const removed = await people('sue', { act: 'remove', taskSid: bobs, workerSid: worker('bob'), reason: 'Shift' });
    expect(removed).toMatchObject({ status: 200 });
    expect(taskOf(bobs).assignmentStatus).toBe('completed');
  });
});

it('no note is in a log', async () => {
  const taskSid = await aliceWrites();
  await wrapUp('alice', { taskSid, disposition: 'Resolved', note: 'Zanzibar' });
  expect(backend.functions.log.join('\n')).not.toContain('Zanzibar');
});
