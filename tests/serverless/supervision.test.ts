import type { BackendError } from '../../src/contract/errors';
import type { SupervisionWait, UnownedList } from '../../src/contract/supervision';
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

type Answered =
  | { ok: true; waits?: SupervisionWait[]; unread?: number; unowned?: UnownedList }
  | { ok: false; error: BackendError };

const SETTINGS = ['supervision', 'trace', 'inbound', 'janitor'];
function settings(change: Record<string, object>): void {
  const of = backend.sandbox.world.uiAttributes['messaging_controls'] as Record<string, unknown>;
  const others = Object.fromEntries(Object.entries(of).filter(([name]) => !SETTINGS.includes(name)));
  backend.sandbox.world.uiAttributes['messaging_controls'] = { ...others, ...change };
}

const ask = (identity: string, fields: Record<string, string>) =>
  backend.ask<Answered>(identity, 'supervision', fields);

async function waitOf(conversationSids = only().sid): Promise<SupervisionWait[]> {
  const { body } = await ask('sue', { act: 'waits', conversationSids });
  if (!body.ok || !body.waits) throw new Error(JSON.stringify(body));
  return body.waits;
}

async function unowned(identity = 'sue'): Promise<UnownedList> {
  const { body } = await ask(identity, { act: 'unowned' });
  if (!body.ok || !body.unowned) throw new Error(JSON.stringify(body));
  return body.unowned;
}

const only = () => {
  const { conversations } = backend.state();
  expect(conversations).toHaveLength(1);
  return conversations[0]!;
};

const HOUR = 3_600_000;

/** As Twilio's REST API tells it. */
const inSeconds = (date: Date): string => `${date.toISOString().slice(0, 19)}.000Z`;

/** As if all of it had happened an hour ago. */
function age(): void {
  const before = (date: Date): Date => new Date(date.getTime() - HOUR);
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

async function samWrites(body: string): Promise<void> {
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
  await backend.settled();
}

const write = async (author: string, body: string): Promise<void> => {
  const { twilio } = backend.sandbox;
  await twilio.conversations.v1.conversations(only().sid).messages.create({ author, body });
};

/** Alice writes to Sam and takes the task. */
async function aliceWrites() {
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  const { world } = backend.sandbox;
  const offer = [...world.reservations.values()].find(({ status }) => status === 'pending');
  world.services.taskrouter.setReservation(offer!.sid, 'accepted');
  await backend.settled();
  return body.started;
}

async function taskIsGone(): Promise<void> {
  const { world, twilio } = backend.sandbox;
  for (const { sid } of backend.state().openTasks) {
    await twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks(sid).remove();
  }
  await backend.settled();
}

it('is for supervisors, by the settings', async () => {
  const refused = { status: 403, body: { ok: false, error: { code: 'SUPERVISOR_ONLY' } } };
  await aliceWrites();
  const { sid: conversationSid } = only();
  const asked: Record<string, string>[] = [
    { act: 'unowned' },
    { act: 'waits', conversationSids: conversationSid },
    { act: 'unread', conversationSid },
  ];
  for (const fields of asked) {
    expect(await ask('alice', fields)).toMatchObject(refused);
    expect(await ask('sue', fields)).toMatchObject({ status: 200 });
  }
  settings({ supervision: { see: 'nobody' } });
  expect(await ask('sue', { act: 'unowned' })).toMatchObject(refused);
});

describe('waits', () => {
  it('since the first message that no agent has answered; an automatic text answers nobody', async () => {
    await aliceWrites();
    const { sid: conversationSid } = only();
    expect(await waitOf()).toEqual([{ conversationSid }]);
    await samWrites('Where is it?');
    await write('Customer care', 'Thank you, we will be with you soon.');
    const asked = only().messages.find(({ body }) => body === 'Where is it?')!;
    asked.dateCreated = new Date(Date.now() - HOUR);
    await samWrites('Hello?');
    const [wait] = await waitOf();
    expect(Math.round((wait?.seconds ?? 0) / 60)).toBe(60);
    expect(wait?.unanswered).toBe(2);
    await write('alice', 'On its way.');
    expect(await waitOf()).toEqual([{ conversationSid }]);
  });

  it('of a guest of the website, who has no address', async () => {
    const { twilio, world } = backend.sandbox;
    const conversations = twilio.conversations.v1.services(world.chatServiceSid).conversations;
    const { sid } = await conversations.create();
    await conversations(sid).participants.create({ identity: 'guest-7' });
    await conversations(sid).messages.create({ author: 'guest-7', body: 'Anybody there?' });
    expect(await waitOf(sid)).toEqual([{ conversationSid: sid, seconds: expect.any(Number) as number, unanswered: 1 }]);
    await conversations(sid).participants.create({ identity: 'alice' });
    await conversations(sid).messages.create({ author: 'alice', body: 'I am.' });
    expect(await waitOf(sid)).toEqual([{ conversationSid: sid }]);
  });

  it('tells nothing of one that cannot be read, and the rest all the same', async () => {
    await aliceWrites();
    await samWrites('Where is it?');
    const { sid } = only();
    backend.proxy.fail({ request: /^GET .*\/Messages$/, reaches: false, answer: { status: 400 } });
    expect(await waitOf()).toEqual([]);
    expect(await waitOf()).toMatchObject([{ conversationSid: sid, seconds: expect.any(Number) as number }]);
  });
});

it('tells how many unanswered messages no agent inside has read, whatever a supervisor beside them has', async () => {
  await aliceWrites();
  const { sid: conversationSid } = only();
  const { world, twilio } = backend.sandbox;
  const { participants } = twilio.conversations.v1.services(world.chatServiceSid).conversations(conversationSid);
  const unread = async () => {
    const { body } = await ask('sue', { act: 'unread', conversationSid });
    return body.ok ? body.unread : body.error.code;
  };
  const hasRead = async (identity: string, index: number): Promise<void> => {
    const { sid } = (await participants.list()).find((one) => one.identity === identity)!;
    await participants(sid).update({ lastReadMessageIndex: index });
  };
  expect(await unread()).toBeUndefined();
  await samWrites('Where is it?');
  await samWrites('Hello?');
  expect(await unread()).toBe(2);
  await hasRead('alice', 1);
  expect(await unread()).toBe(1);
  const attributes = JSON.stringify({ messagingControls: { supervisor: 'Sue Supervisor' } });
  await participants.create({ identity: 'sue', attributes });
  await hasRead('sue', 2);
  expect(await unread()).toBe(1);
  await hasRead('alice', 2);
  expect(await unread()).toBe(0);
  await write('alice', 'On its way.');
  expect(await unread()).toBeUndefined();
});

describe('without an agent', () => {
  it('a customer whose task is gone: how long, whose, and what mends it', async () => {
    await aliceWrites();
    await samWrites('Where is it?');
    await taskIsGone();
    expect((await unowned()).conversations).toEqual([]);
    age();
    const since = inSeconds(only().messages.at(-1)!.dateCreated);
    expect((await unowned()).conversations).toEqual([
      {
        conversationSid: only().sid,
        why: 'unanswered',
        since,
        owner: backend.workerSid('alice'),
        channel: 'sms',
        customer: SAM,
        mend: 'answer',
      },
    ]);
    settings({ trace: { mend: 'nobody' }, supervision: { masksCustomers: true } });
    const [conversation] = (await unowned()).conversations;
    expect(conversation).toMatchObject({ customer: '•••• 0143' });
    expect(conversation).not.toHaveProperty('mend');
  });

  it('an answered one that nobody has ended, a parked one and one that awaits a reply', async () => {
    const started = await aliceWrites();
    await taskIsGone();
    age();
    expect((await unowned()).conversations).toMatchObject([{ why: 'answered', mend: 'close' }]);
    only().state = 'inactive';
    const parked = await unowned();
    expect(parked.conversations).toMatchObject([{ why: 'parked', conversationSid: started.conversationSid }]);
    expect(parked.conversations[0]).not.toHaveProperty('mend');

    const sent = await backend.ask<{ ok: boolean }>('bob', 'outreach', {
      ...(backend.request({ to: '+14155550144' }) as unknown as Record<string, string>),
      replyTo: 'agent',
    });
    expect(sent).toMatchObject({ body: { ok: true } });
    await backend.settled();
    expect((await unowned()).conversations).toMatchObject([
      { why: 'awaitsReply', owner: backend.workerSid('bob'), customer: '+14155550144' },
      { why: 'parked' },
    ]);
  });

  it('a start that was cut off, before those that are well', async () => {
    await aliceWrites();
    const conversation = only();
    conversation.attributes = conversation.attributes.replace(/,"settledAt":"[^"]*"/, '');
    await taskIsGone();
    age();
    expect((await unowned()).conversations).toMatchObject([{ why: 'halfMade', mend: 'rest' }]);
  });

  it('none that an agent has, or is offered', async () => {
    await aliceWrites();
    age();
    expect(await unowned()).toMatchObject({ conversations: [], isComplete: true });
  });

  it('what the settings leave without a task is nobody’s', async () => {
    settings({ inbound: { spam: ['lottery'] } });
    await aliceWrites();
    const conversation = only();
    await samWrites('You won the lottery');
    await taskIsGone();
    conversation.attributes = '{}';
    age();
    expect((await unowned()).conversations).toEqual([]);
  });

  it('what the janitor did last, and when', async () => {
    expect(await unowned()).not.toHaveProperty('sweptAt');
    await aliceWrites();
    await samWrites('Where is it?');
    await taskIsGone();
    age();
    expect(await backend.ask('sue', 'janitor', {})).toMatchObject({ body: { isSwept: true } });
    const { sweptAt, reports, conversations } = await unowned();
    expect(conversations).toEqual([]);
    expect(reports).toMatchObject([{ at: sweptAt, findings: [{ finding: 'unanswered', rest: 'handedOver' }] }]);
  });
});

describe('a supervisor who has joined', () => {
  /** Sue joins Alice's conversation; answers the task's SID. */
  async function sueJoins(): Promise<string> {
    await aliceWrites();
    const taskSid = backend.state().openTasks[0]!.sid;
    expect(await backend.ask('sue', 'people', { act: 'join', taskSid })).toMatchObject({ status: 200 });
    return taskSid;
  }

  const sweep = async () => {
    const { body } = await backend.ask<{ ok: true; findings: { finding: string; rest?: string }[] }>(
      'bob',
      'janitor',
      {},
    );
    return body.findings;
  };

  it('answers the customer as an agent does', async () => {
    await sueJoins();
    await samWrites('Where is it?');
    expect(await waitOf()).toMatchObject([{ seconds: expect.any(Number) as number }]);
    await write('sue', 'On its way.');
    expect(await waitOf()).toEqual([{ conversationSid: only().sid }]);
  });

  it('does not hide that the customer has no agent any more: the janitor gives them to one', async () => {
    await sueJoins();
    await samWrites('Where is it?');
    await taskIsGone();
    age();
    expect((await unowned()).conversations).toMatchObject([{ why: 'unanswered' }]);
    expect(await sweep()).toMatchObject([{ finding: 'unanswered', rest: 'handedOver' }]);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('is no agent to stay when the last one leaves: that one chooses what becomes of the customer', async () => {
    const taskSid = await sueJoins();
    expect(await backend.ask('alice', 'people', { act: 'leave', taskSid })).toMatchObject({
      status: 409,
      body: { ok: false, error: { code: 'LAST_AGENT' } },
    });
    expect(await backend.ask('alice', 'people', { act: 'leave', taskSid, then: 'queue' })).toMatchObject({
      status: 200,
    });
    expect(backend.state().openTasks.length).toBeGreaterThan(0);
  });

  it('is listed with the customer alone where their agent is gone, whoever wrote last', async () => {
    await sueJoins();
    await samWrites('Where is it?');
    await write('sue', 'On its way.');
    await taskIsGone();
    age();
    expect((await unowned()).conversations).toMatchObject([{ why: 'answered' }]);
    settings({ janitor: { closesAfterHours: 1 } });
    expect(await sweep()).toEqual([]);
    expect(only().state).toBe('active');
  });
});
