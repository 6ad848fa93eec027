import { randomUUID } from 'node:crypto';

import type { BackendError } from '../../src/contract/errors';
import type { OpenConversation } from '../../src/contract/openConversations';
import { namedSid } from '../../sandbox/src/model/sid';
import { Backend, CARE, ORIGIN, SAM } from './backend';

jest.setTimeout(60_000);

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { contactRequests: { from: CARE } },
    variables: { CONTACT_FORM_ORIGINS: ORIGIN },
  });
});
afterAll(() => backend.close());
beforeEach(async () => {
  backend.reset();
  await backend.installInteractionsWebhook();
});

type Remedied = { ok: true; taskSid?: string } | { ok: false; error: BackendError };

const listed = async (identity: string): Promise<OpenConversation[]> => {
  const who = { channel: 'sms', to: SAM, from: CARE };
  const { body } = await backend.ask<{ conversations: OpenConversation[] }>(identity, 'open-conversations', who);
  return body.conversations;
};

const remedy = (identity: string, fields: Record<string, string>) =>
  backend.ask<Remedied>(identity, 'remedies', fields);

const asBob = () => ({ token: backend.sandbox.token('bob') });

function accept(taskSid: string): void {
  const { world } = backend.sandbox;
  const offered = [...world.reservations.values()].find((one) => one.taskSid === taskSid && one.status === 'pending');
  world.services.taskrouter.setReservation(offered!.sid, 'accepted');
}

/** Twilio tells of interactions no more. */
const silence = () => backend.sandbox.world.interactionWebhooks.clear();

/** Alice works on a conversation with Sam, and Twilio has told of its interaction. */
async function aliceWrites() {
  const request = backend.request();
  const { body } = await backend.send(request);
  if (!body.ok) throw new Error(body.error.code);
  const { conversationSid, interactionSid = '', interactionChannelSid = '', taskSid = '' } = body.started;
  accept(taskSid);
  await backend.settled();
  return { request, conversationSid, interactionSid, interactionChannelSid, taskSid };
}

type Started = Awaited<ReturnType<typeof aliceWrites>>;

/** Alice has left, and the conversation rests. */
async function aliceLeaves({ interactionSid, interactionChannelSid }: Started): Promise<void> {
  const { interaction } = backend.sandbox.twilio.flexApi.v1;
  await interaction(interactionSid)
    .channels(interactionChannelSid)
    .update({ status: 'inactive', routing: { status: 'closed' } });
  await backend.settled();
}

/** The interaction is over, and its conversation still open. */
async function interactionEnds(started: Started): Promise<void> {
  await aliceLeaves(started);
  backend.sandbox.world.interactions.get(started.interactionSid)!.channel.status = 'closed';
}

const outreach = async (): Promise<string> => {
  const fields = { ...backend.request(), replyTo: 'queue' };
  const { body } = await backend.ask<{ started: { conversationSid: string } }>('alice', 'outreach', fields);
  return body.started.conversationSid;
};

const texts = () => backend.state().messagesSent.map(({ body }) => body);

describe('once Twilio has told of the interaction, TaskRouter is not searched for', () => {
  afterEach(() => expect(backend.searches).toBe(0));

  it('telling of it, which costs one write', async () => {
    await aliceWrites();
    const asked = (request: RegExp) => backend.proxy.requests.filter((name) => request.test(name)).length;
    // The settings: by the start, and for how long what happened is kept, by the two events.
    expect([asked(/^POST .*\/Documents$/), asked(/^GET \/flex-api\.twilio\.com\/v1\/Configuration$/)]).toEqual([1, 3]);
  });

  it('whose a conversation is', async () => {
    const { conversationSid, taskSid } = await aliceWrites();
    expect(await listed('alice')).toMatchObject([{ conversationSid, taskSid, remedies: ['open'] }]);
    expect(await listed('bob')).toMatchObject([
      { owner: { name: 'Alice Agent' }, remedies: ['join', 'takeOver', 'messageOwner'] },
    ]);
  });

  it('whose it is while it rings', async () => {
    await backend.send(backend.request());
    await backend.settled();
    expect(await listed('bob')).toMatchObject([{ isQueued: true, remedies: [] }]);
  });

  it('joining it, and a note to its owner', async () => {
    const { conversationSid } = await aliceWrites();
    expect(await remedy('bob', { remedy: 'messageOwner', conversationSid, text: 'May I?' })).toMatchObject({
      status: 200,
    });
    expect(await remedy('bob', { remedy: 'join', conversationSid })).toMatchObject({ status: 200 });
    expect(backend.state().openTasks).toHaveLength(2);
  });

  it('taking it over', async () => {
    const { conversationSid, taskSid } = await aliceWrites();
    const { body } = await remedy('bob', { remedy: 'takeOver', conversationSid, reason: 'I know her case.' });
    if (!body.ok) throw new Error(body.error.code);
    accept(body.taskSid!);
    expect(await remedy('bob', { remedy: 'finishTakeOver', conversationSid })).toMatchObject({ status: 200 });
    expect(backend.sandbox.world.tasks.get(taskSid)?.assignmentStatus).not.toBe('assigned');
  });

  it('going on in one that rests', async () => {
    const started = await aliceWrites();
    await aliceLeaves(started);
    expect(await listed('bob')).toMatchObject([{ remedies: ['reuse'] }]);
    const request = backend.request({ body: 'Once more', reuseConversationSid: started.conversationSid });
    expect(await backend.send(request, asBob())).toMatchObject({
      status: 201,
      body: { started: { interactionSid: started.interactionSid } },
    });
  });

  it('refusing to go on in one that has its agent', async () => {
    const { conversationSid } = await aliceWrites();
    const answer = await backend.send(backend.request({ reuseConversationSid: conversationSid }), asBob());
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'CONVERSATION_CHANGED' } } });
    expect(texts()).toEqual(['Hello Sam']);
  });

  it('the same start again', async () => {
    const { request, taskSid } = await aliceWrites();
    expect(await backend.send(request)).toMatchObject({ status: 200, body: { started: { taskSid } } });
    expect(texts()).toHaveLength(1);
  });

  it('a website’s form of a customer in a conversation', async () => {
    await aliceWrites();
    const fields = { requestId: randomUUID(), name: 'Sam', number: SAM, message: 'My order is late' };
    expect(await backend.post('contact-requests', fields)).toMatchObject({ status: 200 });
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { messagingControls: { contactRequest: fields.message } } },
    ]);
  });

  it('an outreach that waits for its reply, of which there is nothing to tell', async () => {
    const reuseConversationSid = await outreach();
    expect(await listed('bob')).toMatchObject([{ waitsForReply: true, remedies: ['reuse'] }]);
    expect(await backend.send(backend.request({ reuseConversationSid }), asBob())).toMatchObject({ status: 201 });
    await backend.settled();
    expect(await listed('alice')).toMatchObject([{ waitsForReply: false, isQueued: true, remedies: [] }]);
  });

  it('a customer’s lines at night, and the first one of the morning', async () => {
    const { twilio, world } = backend.sandbox;
    await twilio.conversations.v1.addressConfigurations(namedSid('IG', CARE)).update({
      'autoCreation.type': 'webhook',
      'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`,
      'autoCreation.webhookMethod': 'post',
      'autoCreation.webhookFilters': ['onMessageAdded'],
    });
    const settings = world.uiAttributes['messaging_controls'] as object;
    const setInbound = (inbound: object): void => {
      world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, inbound } };
    };
    const samWrites = async (body: string): Promise<void> => {
      world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });
      await backend.settled();
    };
    const businessHours = { timeZone: 'UTC', days: {}, answer: 'We are closed.', outOfHours: 'answerOnly' };
    setInbound({ businessHours });
    for (const body of ['Anybody there?', 'Hello?', 'Hm']) await samWrites(body);
    expect(texts()).toEqual(['We are closed.']);
    setInbound({});
    await samWrites('And now?');
    expect(backend.state().openTasks).toHaveLength(1);
  });
});

it('a conversation that Twilio has not told of is found by TaskRouter’s search', async () => {
  silence();
  const { conversationSid } = await aliceWrites();
  expect(await listed('bob')).toMatchObject([{ owner: { name: 'Alice Agent' } }]);
  expect(backend.searches).toBe(1);
  const answer = await backend.send(backend.request({ reuseConversationSid: conversationSid }), asBob());
  expect(answer).toMatchObject({ status: 409, body: { error: { code: 'CONVERSATION_CHANGED' } } });
});

it('so is one whose interaction Sync does not tell', async () => {
  await aliceWrites();
  const request = /^GET .*\/Documents\/messaging-controls-interaction-CH\w+$/;
  backend.proxy.fail({ request, reaches: false, answer: { status: 500 }, times: 3 });
  expect(await listed('bob')).toMatchObject([{ owner: { name: 'Alice Agent' } }]);
});

it('an outreach whose reply is being taken has its task', async () => {
  await outreach();
  silence();
  const marking = backend.proxy.hold(/^POST .*\/Conversations\/CH\w+$/);
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes please' });
  await marking.reached;
  const { conversations, openTasks } = backend.state();
  expect(conversations[0]!.attributes).not.toContain('repliedAt');
  expect(openTasks).toHaveLength(1);
  expect(await listed('bob')).toMatchObject([{ isQueued: true, waitsForReply: false, remedies: [] }]);
  marking.open();
  await backend.settled();
});

it('who is inside is seen where Twilio lists no invite', async () => {
  await aliceWrites();
  const body = { invites: [], meta: { key: 'invites', page: 0, page_size: 50, next_page_url: null } };
  backend.proxy.fail({ request: /^GET .*\/Invites$/, reaches: false, answer: { status: 200, body } });
  expect(await listed('bob')).toMatchObject([{ owner: { name: 'Alice Agent' } }]);
});

describe('where the interaction that Twilio has told of is over, and a newer one has its agent', () => {
  let conversationSid: string;
  beforeEach(async () => {
    const started = await aliceWrites();
    ({ conversationSid } = started);
    await interactionEnds(started);
    const { twilio } = backend.sandbox;
    silence();
    const request = backend.request({ body: 'Alice again', reuseConversationSid: conversationSid });
    const { body } = await backend.send(request);
    if (!body.ok) throw new Error(body.error.code);
    accept(body.started.taskSid!);
    expect(
      await twilio.sync.v1.services('default').documents(`messaging-controls-interaction-${conversationSid}`).fetch(),
    ).toMatchObject({ data: { interactionSid: started.interactionSid } });
  });

  it('nobody else writes into the conversation', async () => {
    expect(await listed('bob')).toMatchObject([{ owner: { name: 'Alice Agent' } }]);
    const answer = await backend.send(backend.request({ reuseConversationSid: conversationSid }), asBob());
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'CONVERSATION_CHANGED' } } });
    expect(texts()).toEqual(['Hello Sam', 'Alice again']);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('a customer’s form reaches that agent, and makes no second task', async () => {
    const fields = { requestId: randomUUID(), name: 'Sam', number: SAM, message: 'My order is late' };
    expect(await backend.post('contact-requests', fields)).toMatchObject({ status: 200 });
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { messagingControls: { contactRequest: 'My order is late' } } },
    ]);
  });
});

it('of two interactions of a conversation the newer is kept', async () => {
  const started = await aliceWrites();
  await interactionEnds(started);
  const { conversationSid } = started;
  await backend.send(backend.request({ reuseConversationSid: conversationSid }));
  await backend.settled();
  const before = backend.searches;
  expect(await listed('alice')).toMatchObject([{ isQueued: true, remedies: ['open'] }]);
  expect(backend.searches).toBe(before);
});
