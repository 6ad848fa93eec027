import type { BackendError } from '../../src/contract/errors';
import type { CustomerTimeline, MendOutcome, Trace } from '../../src/contract/trace';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  settings({});
  await backend.installInteractionsWebhook();
});

type Answered<T> = ({ ok: true } & T) | { ok: false; error: BackendError };

function settings(trace: object): void {
  const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
  backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, trace };
}

const trace = (identity: string, what = SAM) => backend.ask<Answered<{ trace: Trace }>>(identity, 'trace', { what });

const mend = (identity: string, act: string, conversationSid = only().sid) =>
  backend.ask<Answered<{ outcome: MendOutcome }>>(identity, 'mend', { conversationSid, mend: act });

const only = () => {
  const { conversations } = backend.state();
  expect(conversations).toHaveLength(1);
  return conversations[0]!;
};

/** What the trace offers at the step that broke. */
async function offered(identity = 'sue'): Promise<unknown> {
  const { body } = await trace(identity);
  if (!body.ok) throw new Error(body.error.code);
  return body.trace.steps.find(({ state }) => state === 'broken')?.mend;
}

/** As if all of it had happened an hour ago. */
function age(): void {
  const before = (date: Date): Date => new Date(date.getTime() - 3_600_000);
  for (const event of backend.sandbox.world.taskRouterEvents) Object.assign(event, { date: before(event.date) });
  for (const conversation of backend.sandbox.world.conversations.values()) {
    conversation.dateCreated = before(conversation.dateCreated);
    conversation.dateUpdated = before(conversation.dateUpdated);
    for (const message of conversation.messages) message.dateCreated = before(message.dateCreated);
    conversation.attributes = conversation.attributes.replace(
      /"startedAt":"([^"]*)"/,
      (_, at: string) => `"startedAt":"${before(new Date(at)).toISOString()}"`,
    );
  }
}

async function samWrites(): Promise<void> {
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Anybody there?' });
  await backend.settled();
}

/** Alice writes to Sam and takes the task. */
async function aliceWrites(): Promise<void> {
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  const { world } = backend.sandbox;
  const offer = [...world.reservations.values()].find(({ status }) => status === 'pending');
  world.services.taskrouter.setReservation(offer!.sid, 'accepted');
  await backend.settled();
}

async function taskIsGone(): Promise<void> {
  const { world, twilio } = backend.sandbox;
  for (const { sid } of backend.state().openTasks) {
    await twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks(sid).remove();
  }
  await backend.settled();
}

/** Sam waits, and his task is gone. */
async function samIsLost(): Promise<void> {
  await aliceWrites();
  await samWrites();
  await taskIsGone();
  age();
}

it('gives a customer who waits in no task to an agent, once', async () => {
  await samIsLost();
  expect(await offered()).toBe('answer');
  const answers = await Promise.all([mend('sue', 'answer'), mend('sue', 'answer')]);
  expect(answers.filter(({ body }) => body.ok && body.outcome === 'handedOver')).toHaveLength(1);
  expect(backend.state().openTasks).toHaveLength(1);
  expect(await mend('sue', 'answer')).toMatchObject({ status: 200, body: { outcome: 'served' } });
  expect(backend.state().openTasks).toHaveLength(1);
  expect(await offered()).toBeUndefined();

  const { body } = await trace('sue');
  const by = backend.workerSid('sue');
  const acts = body.ok ? (body.trace.acts ?? []) : [];
  expect(acts.filter((one) => one.by !== 'twilio')).toMatchObject([{ by, act: 'answer', outcome: 'handedOver' }]);
  expect(JSON.stringify(body)).not.toMatch(/Sam|Anybody|\+1415/);
});

it('closes a conversation whose customer is answered and that is in no task, and no other', async () => {
  await aliceWrites();
  age();
  expect(await mend('sue', 'close')).toMatchObject({ status: 200, body: { outcome: 'served' } });
  await taskIsGone();
  age();
  expect(await offered()).toBe('close');
  expect(await mend('sue', 'answer')).toMatchObject({ body: { error: { code: 'CONVERSATION_CHANGED' } } });
  const conversation = only();
  const { sid } = conversation;
  expect(await mend('sue', 'close')).toMatchObject({ status: 200, body: { outcome: 'closed' } });
  expect([conversation.state, backend.state().liveInteractions]).toEqual(['closed', []]);
  expect(await mend('sue', 'close', sid)).toMatchObject({ status: 200, body: { outcome: 'served' } });
});

it('refuses an agent, and whom the settings leave out', async () => {
  await samIsLost();
  const refused = { status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } };
  expect(await mend('alice', 'answer')).toMatchObject(refused);
  expect(await trace('alice')).toMatchObject(refused);
  settings({ mend: 'nobody' });
  expect(await offered()).toBeUndefined();
  expect(await mend('sue', 'answer')).toMatchObject(refused);
  settings({ see: 'everyone' });
  expect(await trace('alice')).toMatchObject({ status: 200 });
  expect(await offered('alice')).toBeUndefined();
  expect(await mend('alice', 'answer')).toMatchObject(refused);
  expect(backend.state().openTasks).toEqual([]);
});

it('tells a supervisor of all that went on with a customer, and an agent of nothing', async () => {
  await aliceWrites();
  await samWrites();
  const ask = (identity: string, what = '+1 (415) 555-0143') =>
    backend.ask<Answered<{ timeline: CustomerTimeline }>>(identity, 'customer-timeline', { what });
  expect(await ask('sue')).toMatchObject({
    status: 200,
    body: {
      timeline: {
        conversations: [
          { sid: only().sid, channel: 'sms', state: 'active', lastMessage: { by: 'customer' }, agents: 1 },
        ],
        optOuts: [],
        scheduled: 0,
      },
    },
  });
  expect(await ask('sue', '+14155550199')).toMatchObject({ body: { timeline: { conversations: [] } } });
  expect(await ask('alice')).toMatchObject({ status: 403, body: { error: { code: 'SUPERVISOR_ONLY' } } });
});

it('brings a start that was cut off to rest', async () => {
  await aliceWrites();
  const conversation = only();
  conversation.attributes = conversation.attributes.replace(/,"settledAt":"[^"]*"/, '');
  await taskIsGone();
  age();
  expect(await offered()).toBe('rest');
  expect(await mend('sue', 'rest')).toMatchObject({ status: 200, body: { outcome: expect.any(String) as string } });
  expect(await offered()).not.toBe('rest');
});
