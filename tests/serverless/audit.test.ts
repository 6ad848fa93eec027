import type { AuditEntry } from '../../src/contract/audit';
import type { BackendError } from '../../src/contract/errors';
import { Backend } from './backend';

jest.setTimeout(60_000);

const REASON = 'Your shift is over, Alice.';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => {
  backend.reset();
  settings({});
});

type Answered = { ok: true; entries: AuditEntry[]; isComplete: boolean } | { ok: false; error: BackendError };

function settings(audit: object): void {
  const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
  backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, audit };
}

const ask = (identity: string, fields: Record<string, string> = {}) =>
  backend.ask<Answered>(identity, 'audit', { day: new Date().toISOString().slice(0, 10), ...fields });

async function entries(fields: Record<string, string> = {}): Promise<AuditEntry[]> {
  const { body } = await ask('sue', fields);
  if (!body.ok) throw new Error(body.error.code);
  expect(body.isComplete).toBe(true);
  return body.entries;
}

const worker = (identity: string): string => backend.workerSid(identity);

function accept(identity: string): string {
  const { world } = backend.sandbox;
  const offer = [...world.reservations.values()].find(
    ({ workerSid, status }) => workerSid === worker(identity) && status === 'pending',
  );
  world.services.taskrouter.setReservation(offer!.sid, 'accepted');
  return offer!.taskSid;
}

/** Alice works on a conversation with Sam; answers her task and it. */
async function aliceWrites(): Promise<{ taskSid: string; conversationSid: string }> {
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  return { taskSid: accept('alice'), conversationSid: body.started.conversationSid };
}

const people = (identity: string, fields: Record<string, string>) =>
  backend.ask<{ ok: boolean }>(identity, 'people', fields);

const reassign = (taskSid: string) =>
  people('sue', { act: 'reassign', taskSid, invitee: worker('bob'), reason: REASON, reasonCode: 'shift' });

it('keeps who did what to whose conversation and why, by SIDs and codes alone', async () => {
  const { taskSid, conversationSid } = await aliceWrites();
  expect(await reassign(taskSid)).toMatchObject({ status: 200 });
  const kept = await entries();
  expect(kept).toEqual([
    {
      at: expect.any(String) as string,
      by: worker('sue'),
      act: 'reassign',
      conversationSid,
      of: [worker('alice')],
      to: worker('bob'),
      reasonCode: 'shift',
    },
  ]);
  expect(JSON.stringify(kept)).not.toMatch(/Sam|Alice|shift is over|\+1415/);
});

it('keeps a reason as it was written where the settings say so, as long as they say', async () => {
  settings({ keepReasonsDays: 7, keepDays: 30 });
  const { taskSid } = await aliceWrites();
  await reassign(taskSid);
  expect(await entries()).toMatchObject([{ reason: REASON, reasonCode: 'shift' }]);
  const { syncLists } = backend.sandbox.twilio.sync.v1.services('default');
  const day = new Date().toISOString().slice(0, 10);
  const lives = async (kind: string): Promise<number[]> => {
    const lists = (await syncLists.list()).filter(({ uniqueName }) =>
      uniqueName.startsWith(`messaging-controls-${kind}-${day}-`),
    );
    const items = await Promise.all(lists.map(({ sid }) => syncLists(sid).syncListItems.list()));
    return items
      .flat()
      .map(({ dateCreated, dateExpires }) => Math.round((dateExpires.getTime() - dateCreated.getTime()) / 86_400_000));
  };
  expect([await lives('audit'), await lives('audit-reasons')]).toEqual([[30], [7]]);
});

it('an agent’s acts too: invites, leaves, takes over by the duplicate guard', async () => {
  const { taskSid, conversationSid } = await aliceWrites();
  expect(
    await backend.ask('bob', 'remedies', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' }),
  ).toMatchObject({ status: 200 });
  expect(
    await backend.ask('bob', 'remedies', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' }),
  ).toMatchObject({ status: 200 });
  accept('bob');
  await people('alice', { act: 'leave', taskSid });
  expect(await entries()).toMatchObject([
    { by: worker('bob'), act: 'takeOver', of: [worker('alice')], reasonCode: 'other' },
  ]);
});

it('consent, and what the trace’s button does', async () => {
  await backend.installInteractionsWebhook();
  const { conversationSid } = await aliceWrites();
  const consent = { act: 'optOut', conversationSid, reason: 'They told me.' };
  expect(await backend.ask('alice', 'consent', consent)).toMatchObject({ status: 200 });
  const { world, twilio } = backend.sandbox;
  for (const { sid } of backend.state().openTasks) {
    await twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks(sid).remove();
  }
  const before = (date: Date): Date => new Date(date.getTime() - 3_600_000);
  for (const event of world.taskRouterEvents) event.date = before(event.date);
  for (const conversation of world.conversations.values()) {
    conversation.dateUpdated = before(conversation.dateUpdated);
    for (const message of conversation.messages) message.dateCreated = before(message.dateCreated);
    conversation.attributes = conversation.attributes.replace(
      /"startedAt":"([^"]*)"/,
      (_, at: string) => `"startedAt":"${before(new Date(at)).toISOString()}"`,
    );
  }
  expect(await backend.ask('sue', 'mend', { conversationSid, mend: 'close' })).toMatchObject({ status: 200 });
  expect(await entries()).toMatchObject([
    { by: worker('sue'), act: 'close', outcome: 'closed', conversationSid },
    { by: worker('alice'), act: 'optOut', conversationSid },
  ]);
});

it('filters by worker, as the one who acted or whose it was, and by act', async () => {
  const { taskSid } = await aliceWrites();
  await reassign(taskSid);
  await people('sue', { act: 'join', taskSid });
  expect(await entries({ act: 'join' })).toMatchObject([{ act: 'join' }]);
  expect(await entries({ workerSid: worker('bob') })).toMatchObject([{ act: 'reassign' }]);
  expect(await entries({ workerSid: worker('alice') })).toHaveLength(2);
  expect(await entries({ day: '2020-01-01' })).toEqual([]);
});

it('is for supervisors, by the settings', async () => {
  const refused = { status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } };
  expect(await ask('alice')).toMatchObject(refused);
  settings({ see: 'nobody' });
  expect(await ask('sue')).toMatchObject(refused);
});

it('what Sync does not take does not hold the act up', async () => {
  const { taskSid } = await aliceWrites();
  backend.proxy.fail({ request: /^POST .*Lists.*/, reaches: false, answer: { status: 400 }, times: 9 });
  expect(await reassign(taskSid)).toMatchObject({ status: 200 });
  expect(await entries()).toEqual([]);
});

it('an act that was refused is none', async () => {
  const { taskSid } = await aliceWrites();
  expect(await people('bob', { act: 'end', taskSid, reason: REASON })).toMatchObject({ status: 403 });
  expect(await people('sue', { act: 'end', taskSid })).toMatchObject({ status: 400 });
  expect(await entries()).toEqual([]);
});
