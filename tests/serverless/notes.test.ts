import { randomUUID } from 'node:crypto';

import type { AuditEntry } from '../../src/contract/audit';
import type { BackendError } from '../../src/contract/errors';
import type { Help, Note } from '../../src/contract/notes';
import type { SupervisorCall } from '../../src/contract/supervision';
import { Backend } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answered = { ok: true; notes: Note[]; help?: Help } | { ok: false; error: BackendError };

const TEXT = 'She called yesterday as well; the parcel is at the depot.';

const refusal = (code: string) => ({ ok: false, error: { code } });
const ask = (identity: string, fields: Record<string, string>) => backend.ask<Answered>(identity, 'notes', fields);
const people = (identity: string, fields: Record<string, string>) =>
  backend.ask<{ ok: boolean }>(identity, 'people', fields);

async function done(identity: string, fields: Record<string, string>): Promise<{ notes: Note[]; help?: Help }> {
  const { body } = await ask(identity, fields);
  if (!body.ok) throw new Error(JSON.stringify(body));
  return body;
}

const write = (identity: string, taskSid: string, text = TEXT, noteId: string = randomUUID()) =>
  ask(identity, { act: 'write', taskSid, text, noteId, after: '0' });

const conversation = () => backend.state().conversations.find(({ messages }) => messages.length > 0)!;

function accept(identity: string): string {
  const { world } = backend.sandbox;
  const [offer] = [...world.reservations.values()].filter(
    (one) => one.workerSid === backend.workerSid(identity) && one.status === 'pending',
  );
  if (!offer) throw new Error(`nothing rings at ${identity}`);
  world.services.taskrouter.setReservation(offer.sid, 'accepted');
  return offer.taskSid;
}

/** Alice works on a conversation with Sam; answers her task. */
async function aliceWrites(): Promise<string> {
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  return accept('alice');
}

async function bobComes(taskSid: string): Promise<string> {
  expect(await people('alice', { act: 'invite', taskSid, invitee: backend.workerSid('bob') })).toMatchObject({
    status: 200,
  });
  return accept('bob');
}

async function calls(identity = 'sue', more: Record<string, string> = {}): Promise<SupervisorCall[]> {
  const { body } = await backend.ask<{ ok: boolean; calls?: SupervisorCall[] }>(identity, 'supervision', {
    act: 'calls',
    ...more,
  });
  if (!body.calls) throw new Error(JSON.stringify(body));
  return body.calls;
}

async function audited(): Promise<AuditEntry[]> {
  const { body } = await backend.ask<{ ok: boolean; entries: AuditEntry[] }>('sue', 'audit', {
    day: new Date().toISOString().slice(0, 10),
  });
  return body.entries;
}

/** All that TaskRouter has, as text. */
const inTasks = (): string => JSON.stringify(backend.state().openTasks);

describe('a note', () => {
  it('is read by the colleague and the supervisor, and is nowhere in what the customer or other systems see', async () => {
    const alices = await aliceWrites();
    const bobs = await bobComes(alices);
    const before = conversation().messages.length;
    expect(await write('alice', alices)).toMatchObject({ status: 200 });
    expect((await done('bob', { act: 'list', taskSid: bobs })).notes).toEqual([
      expect.objectContaining({ byName: 'Alice Agent', isYours: false, isSupervisors: false, text: TEXT, after: 0 }),
    ]);
    expect((await done('alice', { act: 'list', taskSid: alices })).notes).toMatchObject([{ isYours: true }]);
    expect(await write('sue', alices, 'Offer her the express delivery.')).toMatchObject({ status: 200 });
    expect((await done('bob', { act: 'list', taskSid: bobs })).notes.map(({ isSupervisors }) => isSupervisors)).toEqual(
      [false, true],
    );
    expect(conversation().messages).toHaveLength(before);
    expect(JSON.stringify([...conversation().participants.values()])).not.toContain('parcel');
    expect(conversation().attributes + inTasks()).not.toContain('parcel');
    // Watching, and writing a note, is no joining.
    expect([...conversation().participants.values()].map(({ identity }) => identity)).not.toContain('sue');
  });

  it('rings at the browsers of whoever sees the conversation, without a word of it', async () => {
    const alices = await aliceWrites();
    const first = () => [...conversation().participants.values()][0]!;
    const before = first().attributes;
    await write('alice', alices);
    expect(first().attributes).not.toBe(before);
    expect(JSON.parse(first().attributes)).toMatchObject({
      messagingControls: { notesAt: expect.any(String) as string },
    });
  });

  it('is written once, however often it is sent, and stands where the bell fails', async () => {
    const alices = await aliceWrites();
    const noteId = randomUUID();
    backend.proxy.fail({ request: /^POST .*\/Participants\/MB/, reaches: false, answer: { status: 503 } });
    expect(await write('alice', alices, TEXT, noteId)).toMatchObject({ status: 200 });
    expect(await write('alice', alices, TEXT, noteId)).toMatchObject({ status: 200 });
    expect((await done('alice', { act: 'list', taskSid: alices })).notes).toHaveLength(1);
  });

  it('is refused to whoever is outside, has left, or has nothing to say', async () => {
    const alices = await aliceWrites();
    const outside = { status: 403, body: refusal('NOT_INSIDE') };
    expect(await write('bob', alices)).toMatchObject(outside);
    expect(await ask('bob', { act: 'list', taskSid: alices })).toMatchObject(outside);
    const bobs = await bobComes(alices);
    expect(await people('bob', { act: 'leave', taskSid: bobs })).toMatchObject({ status: 200 });
    expect(await write('bob', bobs)).toMatchObject(outside);
    expect(await ask('bob', { act: 'list', taskSid: bobs })).toMatchObject(outside);
    expect(await write('alice', alices, ' \u200b')).toMatchObject({ status: 400, body: refusal('MESSAGE_EMPTY') });
    expect(await write('alice', alices, 'x'.repeat(501))).toMatchObject({ body: refusal('MESSAGE_TOO_LONG') });
  });

  it('is in no log, and in the audit and the history by SIDs alone', async () => {
    const alices = await aliceWrites();
    await write('alice', alices);
    await ask('alice', { act: 'askForHelp', taskSid: alices, why: 'An angry customer' });
    await ask('sue', { act: 'answerHelp', taskSid: alices });
    expect(backend.functions.log.join('\n')).not.toMatch(/parcel|angry/);
    const kept = await audited();
    expect(kept.map(({ act }) => act)).toEqual(['answerHelp', 'askForHelp', 'note']);
    expect(JSON.stringify(kept)).not.toMatch(/parcel|angry/);
    const { body } = await backend.ask<{ trace: { acts: { act: string }[] } }>('sue', 'trace', {
      what: conversation().sid,
    });
    expect(body.trace.acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['note', 'askForHelp', 'answerHelp']));
    expect(JSON.stringify(body)).not.toMatch(/parcel|angry/);
  });
});

describe('a call for help', () => {
  it('reaches supervisors with who, why and since when; the agent adds why and withdraws it', async () => {
    const taskSid = await aliceWrites();
    expect((await done('alice', { act: 'askForHelp', taskSid })).help).toMatchObject({ isYours: true, why: '' });
    const [first] = await calls();
    expect(first).toEqual({
      ...{ conversationSid: conversation().sid, taskSid, why: '' },
      ...{ workerSid: backend.workerSid('alice'), name: 'Alice Agent', at: expect.any(String) as string },
    });
    await done('alice', { act: 'askForHelp', taskSid, why: 'She wants a refund.' });
    expect(await calls()).toEqual([{ ...first, why: 'She wants a refund.' }]);
    expect((await done('alice', { act: 'withdrawHelp', taskSid })).help).toBeUndefined();
    expect(await calls()).toEqual([]);
  });

  it.each([
    ['answers', (taskSid: string) => ask('sue', { act: 'answerHelp', taskSid })],
    ['writes a note', (taskSid: string) => write('sue', taskSid, 'Coming.')],
    ['joins', (taskSid: string) => people('sue', { act: 'join', taskSid })],
  ])('is answered when a supervisor %s, whom the agent is told', async (_, answer) => {
    const taskSid = await aliceWrites();
    await done('alice', { act: 'askForHelp', taskSid });
    expect(await answer(taskSid)).toMatchObject({ status: 200 });
    expect(await calls()).toEqual([]);
    expect((await done('alice', { act: 'list', taskSid })).help).toMatchObject({ answeredBy: 'Sue Supervisor' });
    // Asked once more, it is a new one.
    expect((await done('alice', { act: 'askForHelp', taskSid })).help?.answeredBy).toBeUndefined();
    expect(await calls()).toHaveLength(1);
  });

  it('rings at the supervisors who listen, without a word of it', async () => {
    const taskSid = await aliceWrites();
    await calls('sue', { listens: 'yes' });
    await calls('sue', { listens: 'yes' });
    const bell = () =>
      [...backend.sandbox.world.conversations.values()].find(
        ({ uniqueName }) => uniqueName === 'messaging-controls-supervisors',
      )!;
    expect([...bell().participants.values()].map(({ identity }) => identity)).toEqual(['sue']);
    const before = bell().attributes;
    await done('alice', { act: 'askForHelp', taskSid, why: 'She wants a refund.' });
    expect(bell().attributes).not.toBe(before);
    expect(bell().attributes).not.toContain('refund');
    expect(bell().messages).toHaveLength(0);
  });

  it('is a supervisor’s to answer and to see: an agent is refused', async () => {
    const taskSid = await aliceWrites();
    await done('alice', { act: 'askForHelp', taskSid });
    expect(await ask('alice', { act: 'answerHelp', taskSid })).toMatchObject({
      status: 403,
      body: refusal('SUPERVISOR_ONLY'),
    });
    expect(await ask('bob', { act: 'answerHelp', taskSid })).toMatchObject({
      status: 403,
      body: refusal('SUPERVISOR_ONLY'),
    });
    const seen = await backend.ask('alice', 'supervision', { act: 'calls', listens: 'yes' });
    expect(seen).toMatchObject({ status: 403, body: refusal('SUPERVISOR_ONLY') });
    expect(backend.sandbox.world.conversations.size).toBe(1);
    // Nor does a supervisor ask in an agent's place.
    expect(await ask('sue', { act: 'withdrawHelp', taskSid })).toMatchObject({ status: 403 });
    expect(await calls()).toHaveLength(1);
  });

  it('says so where it cannot be kept, and nobody is told of half of it', async () => {
    const taskSid = await aliceWrites();
    backend.proxy.fail({ request: /^POST .*\/Maps\/.*\/Items$/, reaches: false, answer: { status: 503 }, times: 2 });
    expect(await ask('alice', { act: 'askForHelp', taskSid })).toMatchObject({
      body: refusal('TWILIO_UNAVAILABLE'),
    });
    expect(await done('alice', { act: 'askForHelp', taskSid })).toMatchObject({ help: { isYours: true } });
  });
});
