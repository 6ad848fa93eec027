import { createHash } from 'node:crypto';

import type { BackendError } from '../../src/contract/errors';
import type { JanitorFinding } from '../../src/contract/janitor';
import type { Conversation } from '../../sandbox/src/model/conversations';
import { Backend, CARE, SAM } from './backend';

jest.setTimeout(60_000);

const KEY = 'night-watch';
const HOUR = 3_600_000;

let backend: Backend;
beforeAll(async () => {
  const sha256 = createHash('sha256').update(KEY).digest('hex');
  const keys = [
    { name: 'scheduler', sha256, scopes: ['janitor'] },
    { name: 'crm', sha256: createHash('sha256').update('crm').digest('hex'), scopes: ['reminders'] },
  ];
  backend = await Backend.start({ isCold: false, variables: { SYSTEM_KEYS: JSON.stringify(keys) } });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  settings({});
  await backend.installInteractionsWebhook();
});

function settings(janitor: object): void {
  const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
  backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, janitor };
}

interface Swept {
  ok: true;
  isSwept: boolean;
  findings: JanitorFinding[];
  isComplete: boolean;
}
type Answer = Swept | { ok: false; error: BackendError };

const ask = (fields: Record<string, string> = {}) => backend.ask<Answer>('alice', 'janitor', fields);
const byKey = (key: string) => backend.post<Answer>('janitor', {}, { authorization: `Bearer ${key}` });

/** Whoever comes first in a slot sweeps, so that each sweep here has one of its own. */
async function sweep(action: 'plan' | 'apply' = 'apply'): Promise<Partial<JanitorFinding>[]> {
  const { documents } = backend.sandbox.twilio.sync.v1.services('default');
  for (const { uniqueName } of await documents.list()) {
    if (uniqueName?.startsWith('messaging-controls-sweep-')) await documents(uniqueName).remove();
  }
  const { body } = await ask({ action });
  if (!body.ok) throw new Error(body.error.code);
  expect(body).toMatchObject({ isSwept: true, isComplete: true });
  return body.findings;
}

const only = (): Conversation => {
  const { conversations } = backend.state();
  expect(conversations).toHaveLength(1);
  return conversations[0]!;
};

/** As if all of it had happened so long ago. */
function age(hours: number): void {
  const before = (date: Date): Date => new Date(date.getTime() - hours * HOUR);
  for (const conversation of backend.sandbox.world.conversations.values()) {
    conversation.dateUpdated = before(conversation.dateUpdated);
    for (const message of conversation.messages) message.dateCreated = before(message.dateCreated);
    conversation.attributes = conversation.attributes.replace(
      /"startedAt":"([^"]*)"/,
      (_, at: string) => `"startedAt":"${before(new Date(at)).toISOString()}"`,
    );
  }
}

async function samWrites(body = 'Is anybody there?'): Promise<void> {
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
  await backend.settled();
}

/** Alice writes to Sam and takes the task. */
async function aliceWrites() {
  const { body } = await backend.send(backend.request());
  if (!body.ok) throw new Error(body.error.code);
  const { world } = backend.sandbox;
  const { taskSid = '', interactionSid = '' } = body.started;
  const offered = [...world.reservations.values()].find((one) => one.taskSid === taskSid && one.status === 'pending');
  world.services.taskrouter.setReservation(offered!.sid, 'accepted');
  await backend.settled();
  return { ...body.started, taskSid, interactionSid };
}

/** She leaves, and the conversation rests. */
async function aliceLeaves({ interactionSid, interactionChannelSid = '' }: Awaited<ReturnType<typeof aliceWrites>>) {
  await backend.sandbox.twilio.flexApi.v1
    .interaction(interactionSid)
    .channels(interactionChannelSid)
    .update({ status: 'inactive', routing: { status: 'closed' } });
  await backend.settled();
}

/** Sam's task is gone, as where TaskRouter has removed it, and its interaction stays as it was. */
async function taskIsGone(): Promise<void> {
  const { world, twilio } = backend.sandbox;
  for (const { sid } of backend.state().openTasks) {
    await twilio.taskrouter.v1.workspaces(world.workspace.sid).tasks(sid).remove();
  }
  await backend.settled();
}

const reports = async (): Promise<unknown[]> => {
  const { syncLists } = backend.sandbox.twilio.sync.v1.services('default');
  const items = await syncLists('messaging-controls-janitor').syncListItems.list();
  return items.map(({ data }) => data as unknown);
};

describe('who may ask', () => {
  it('a signed-in agent, and a system with the key for it', async () => {
    expect(await ask()).toMatchObject({ status: 200, body: { ok: true, isSwept: true } });
    expect(await byKey(KEY)).toMatchObject({ status: 200, body: { ok: true } });
  });

  it('nobody else', async () => {
    const refused = { status: 401, body: { ok: false } };
    expect(await backend.post('janitor', { Token: 'none' })).toMatchObject(refused);
    expect(await byKey('crm')).toMatchObject({ body: { error: { code: 'KEY_REFUSED' } } });
  });

  it('whoever comes first in five minutes sweeps; a plan is for everybody', async () => {
    const first = await Promise.all([ask(), ask()]);
    // Five minutes may end between the two.
    const all = [...first, await ask()];
    expect(all.filter(({ body }) => body.ok && !body.isSwept).length).toBeGreaterThan(0);
    expect(await ask({ action: 'plan' })).toMatchObject({ body: { isSwept: true } });
  });
});

describe('a customer who is left alone', () => {
  it('whose task is gone gets one by an invite to the interaction that stayed, once', async () => {
    const { conversationSid, interactionSid } = await aliceWrites();
    await samWrites();
    await taskIsGone();
    expect(await sweep()).toEqual([]);
    age(1);
    expect(await sweep('plan')).toEqual([{ conversationSid, finding: 'unanswered' }]);
    expect(backend.state().openTasks).toEqual([]);

    expect(await sweep()).toEqual([{ conversationSid, finding: 'unanswered', rest: 'handedOver' }]);
    expect(backend.state().openTasks).toMatchObject([
      {
        attributes: { conversationSid, flexInteractionSid: interactionSid, knownWorkerSid: backend.workerSid('alice') },
      },
    ]);
    expect(await reports()).toMatchObject([{ findings: [{ conversationSid, rest: 'handedOver' }] }]);
    age(1);
    expect(await sweep()).toEqual([]);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('gets one task from two who sweep side by side', async () => {
    const { conversationSid } = await aliceWrites();
    await samWrites();
    await taskIsGone();
    age(1);
    const invite = backend.proxy.hold(/^POST .*\/Invites$/);
    const first = sweep();
    await invite.reached;
    expect(await sweep()).toEqual([{ conversationSid, finding: 'unanswered', rest: 'atWork' }]);
    invite.open();
    await first;
    await backend.settled();
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('gets one where Twilio’s answer to the invite is lost', async () => {
    const { conversationSid } = await aliceWrites();
    await samWrites();
    await taskIsGone();
    age(1);
    backend.proxy.fail({ request: /^POST .*\/Invites$/, reaches: true, answer: 'nothing' });
    expect(await sweep()).toEqual([{ conversationSid, finding: 'unanswered', rest: 'handedOver' }]);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('is told of with the reason where it fails, and the next sweep tries again', async () => {
    const { conversationSid } = await aliceWrites();
    await samWrites();
    await taskIsGone();
    age(1);
    backend.proxy.fail({
      request: /^POST .*\/Invites$/,
      reaches: false,
      answer: { status: 400, body: { code: 20001 } },
    });
    expect(await sweep()).toEqual([{ conversationSid, finding: 'unanswered', error: 'TWILIO_REFUSED' }]);
  });

  it('of an address that is none of our senders is somebody else’s', async () => {
    await aliceWrites();
    await samWrites();
    await taskIsGone();
    age(1);
    const { world } = backend.sandbox;
    const kept = world.uiAttributes['messaging_controls'];
    world.uiAttributes['messaging_controls'] = { senders: [] };
    expect(await sweep()).toEqual([]);
    world.uiAttributes['messaging_controls'] = kept;
  });
});

describe('a conversation that has lost its task', () => {
  it('waits for the customer’s reply, in the list of the agent who began it, once', async () => {
    const { conversationSid } = await aliceWrites();
    await taskIsGone();
    expect(await sweep()).toEqual([]);
    age(1);
    expect(await sweep('plan')).toEqual([{ conversationSid, finding: 'taskLost' }]);
    expect(await sweep()).toEqual([{ conversationSid, finding: 'taskLost', rest: 'waits' }]);
    age(1);
    expect(await sweep()).toEqual([]);
    await samWrites('Thank you');
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { conversationSid, knownWorkerSid: backend.workerSid('alice') } },
    ]);
  });

  it('which its agent has left is Flex’s to wake', async () => {
    await aliceLeaves(await aliceWrites());
    age(1);
    expect(await sweep()).toEqual([]);
  });
});

describe('a conversation in which nobody ever spoke', () => {
  /** Its start was cut off after Twilio had told of the task, which is gone by now. */
  async function isLeftBehind(): Promise<void> {
    await backend.send(backend.request());
    await backend.settled();
    only().messages.length = 0;
    await taskIsGone();
  }

  it('lets its customer go', async () => {
    await isLeftBehind();
    age(1);
    expect(await sweep()).toMatchObject([{ finding: 'halfMade', rest: 'freed' }]);
    expect(backend.state().conversations).toEqual([]);
    expect(await sweep()).toEqual([]);
  });

  it('stays while a person is inside', async () => {
    await isLeftBehind();
    await backend.sandbox.twilio.conversations.v1.conversations(only().sid).participants.create({ identity: 'sue' });
    age(1);
    expect(await sweep()).toEqual([]);
    expect(only().state).toBe('active');
  });
});

describe('a conversation that rests', () => {
  it('stays where the settings do not say for how long', async () => {
    await aliceLeaves(await aliceWrites());
    age(1_000);
    expect(await sweep()).toEqual([]);
    expect(only().state).not.toBe('closed');
  });

  it('is closed after its hours, with its interaction, and nothing of it is deleted', async () => {
    settings({ closesAfterHours: 24 });
    const started = await aliceWrites();
    await aliceLeaves(started);
    age(23);
    expect(await sweep()).toEqual([]);
    age(2);
    const { conversationSid } = started;
    expect(await sweep('plan')).toEqual([{ conversationSid, finding: 'resting' }]);
    expect(only().state).not.toBe('closed');
    expect(await sweep()).toEqual([{ conversationSid, finding: 'resting', rest: 'closed' }]);
    const closed = backend.sandbox.world.conversations.get(conversationSid)!;
    expect([closed.state, closed.messages.length]).toEqual(['closed', 1]);
    expect(backend.state().liveInteractions).toEqual([]);
    expect(await sweep()).toEqual([]);
  });

  it('stays while a person is inside', async () => {
    settings({ closesAfterHours: 24 });
    const started = await aliceWrites();
    await aliceLeaves(started);
    backend.sandbox.world.services.conversations.addParticipant(started.conversationSid, { identity: 'sue' });
    age(48);
    expect(await sweep()).toEqual([]);
    expect(only().state).not.toBe('closed');
  });

  it('stays while it waits for a reply, and in a task', async () => {
    settings({ closesAfterHours: 24 });
    await backend.ask('alice', 'outreach', { ...backend.request(), replyTo: 'queue' });
    const { sid: conversationSid } = only();
    // Its lease may still be lifted by itself.
    age(1 / 60);
    expect(await sweep()).toEqual([]);
    age(1);
    expect(await sweep()).toEqual([{ conversationSid, finding: 'halfMade', rest: 'waits' }]);
    await backend.send(backend.request({ to: '+14155550144' }));
    await backend.settled();
    age(48);
    expect(await sweep()).toEqual([]);
  });

  it('is given to a person, not closed, where the customer writes at the last moment', async () => {
    settings({ closesAfterHours: 24 });
    const started = await aliceWrites();
    await aliceLeaves(started);
    age(48);
    const removal = backend.proxy.hold(/^DELETE .*\/Participants\/MB\w+$/);
    const swept = sweep();
    await removal.reached;
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'One thing more' });
    removal.open();
    expect(await swept).toEqual([expect.objectContaining({ finding: 'resting', rest: 'served' })]);
    await backend.settled();
    expect(only()).toMatchObject({ sid: started.conversationSid, state: 'active' });
    expect(backend.state().openTasks).toHaveLength(1);
  });
});
