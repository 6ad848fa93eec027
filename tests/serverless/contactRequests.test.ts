import { createHash, randomUUID } from 'node:crypto';

import { namedSid } from '../../sandbox/src/model/sid';
import { until } from '../sandbox/until';
import { Backend, CARE, SAM } from './backend';
import type { Answer, StartAnswer } from './backend';

jest.setTimeout(60_000);

const WEBSITE = 'https://www.example.com';
/** Of the website's own server. */
const KEY = 'a-key-of-the-website';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { contactRequests: { from: CARE, queueSid: namedSid('WQ', 'Billing') } },
    variables: {
      CONTACT_FORM_ORIGINS: `${WEBSITE}, https://shop.example.com/`,
      SYSTEM_KEYS: JSON.stringify([
        {
          name: 'www.example.com',
          sha256: createHash('sha256').update(KEY).digest('hex'),
          scopes: ['contact-requests'],
        },
      ]),
    },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Body = { ok: true } | { ok: false; error: { code: string; field?: string } };

const refusal = (code: string) => ({ ok: false, error: { code } });
const done = { status: 200, body: { ok: true } };

const form = (change: Record<string, string> = {}): Record<string, string> => ({
  ...{ requestId: randomUUID(), name: 'Sam Customer', number: '+1 (415) 555-0143', message: 'My order is late' },
  ...change,
});

const send = (fields: Record<string, string>, origin = WEBSITE): Promise<Answer<Body>> =>
  backend.post<Body>('contact-requests', fields, { origin });

/** What the agents read beside their tasks. */
const shown = () =>
  backend
    .state()
    .openTasks.map(
      ({ attributes }) =>
        (attributes as { messagingControls: { contactRequest?: string } }).messagingControls.contactRequest,
    );

/** What counts against sources of this kind, or against numbers. */
async function counted(kind: string): Promise<unknown[]> {
  const { syncLists } = backend.sandbox.twilio.sync.v1.services('default');
  const lists = (await syncLists.list()).filter(({ uniqueName }) =>
    uniqueName.startsWith(`messaging-controls-contact-${kind}-`),
  );
  return (await Promise.all(lists.map(({ sid }) => syncLists(sid).syncListItems.list()))).flat();
}

/** Each of somebody else. */
const numbers = Array.from({ length: 25 }, (_, index) => `+1415555${String(2_000 + index)}`);

describe('a website’s form', () => {
  it('becomes a task for the settings’ queue, and the agent reads what was written', async () => {
    const answer = await send(form());
    expect(answer).toMatchObject(done);
    expect(answer.body).toEqual({ ok: true });
    expect(answer.headers['access-control-allow-origin']).toBe(WEBSITE);
    const { openTasks, conversations, liveInteractions, messagesSent } = backend.state();
    expect(openTasks).toMatchObject([
      {
        taskQueueSid: namedSid('WQ', 'Billing'),
        taskChannelUniqueName: 'sms',
        attributes: {
          ...{ from: 'Sam Customer', customerName: 'Sam Customer', customerAddress: SAM, proxyAddress: CARE },
          ...{
            direction: 'inbound',
            initiatedBy: 'api',
            messagingControls: { contactRequest: 'My order is late', contactWebsite: 'www.example.com' },
          },
        },
      },
    ]);
    expect(liveInteractions).toHaveLength(1);
    // Nobody takes it for the customer's own word: the website has told it.
    expect(conversations[0]!.messages).toMatchObject([{ author: 'www.example.com', body: 'My order is late' }]);
    expect(JSON.parse(conversations[0]!.messages[0]!.attributes)).toMatchObject({
      messagingControls: { website: 'www.example.com' },
    });
    // The customer hears nothing before the agent writes.
    expect(messagesSent).toEqual([]);
    const { twilio, world } = backend.sandbox;
    const { sid } = conversations[0]!;
    const service = twilio.conversations.v1.services(world.chatServiceSid);
    await service.conversations(sid).messages.create({ author: 'alice', body: 'Hello Sam' });
    expect(backend.state().messagesSent).toMatchObject([{ to: SAM, from: CARE, body: 'Hello Sam' }]);
  });

  it('sent again is the same request', async () => {
    const fields = form();
    for (let times = 0; times < 7; times += 1) expect(await send(fields)).toMatchObject(done);
    expect(backend.state().openTasks).toHaveLength(1);
    expect(shown()).toEqual(['My order is late']);
  });

  it('does not lock the customer of a number out: who comes after somebody else is heard as well', async () => {
    expect(await send(form({ message: 'Call me a clown' }))).toMatchObject(done);
    expect(await send(form())).toMatchObject(done);
    expect(shown()).toEqual(['Call me a clown\n\nMy order is late']);
    // There is a task of this number by now, and no more than its agent can read.
    for (let times = 0; times < 3; times += 1) expect(await send(form({ message: 'Again' }))).toMatchObject(done);
    expect(await send(form())).toMatchObject({ status: 429, body: refusal('TOO_MANY_REQUESTS') });
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('is limited for each website, and what is refused counts against nobody', async () => {
    for (const number of numbers.slice(0, 18)) expect(await send(form({ number }))).toMatchObject(done);
    const atOnce = await Promise.all(numbers.slice(18, 22).map((number) => send(form({ number }))));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429]);
    expect(await counted('origin')).toHaveLength(20);
    expect(await send(form({ number: '+14155553000' }), 'https://shop.example.com')).toMatchObject(done);
    // Such as a number that none can be: nothing is counted.
    for (let times = 0; times < 3; times += 1) await send(form({ number: '12345' }), 'https://shop.example.com');
    expect(await counted('origin')).toHaveLength(21);
  });

  it('that failed on our side counts against nobody, so that it can be sent again at once', async () => {
    backend.proxy.fail({ request: /\/v1\/Configuration$/, reaches: false, answer: { status: 500 }, times: 100 });
    for (let times = 0; times < 7; times += 1) expect(await send(form())).toMatchObject({ status: 503 });
    expect(await counted('number')).toEqual([]);
    expect(await counted('origin')).toEqual([]);
    backend.proxy.reset();
    expect(await send(form())).toMatchObject(done);
  });

  it('handed on by the website’s server, is limited for each visitor', async () => {
    const hand = (visitor: string, number: string, key = KEY) =>
      backend.post<Body>('contact-requests', { ...form({ number }), visitor }, { authorization: `Bearer ${key}` });
    for (const number of numbers.slice(0, 5)) expect(await hand('192.0.2.1', number)).toMatchObject(done);
    expect(await hand('192.0.2.1', numbers[5]!)).toMatchObject({ status: 429 });
    for (const number of numbers.slice(6, 10)) expect(await hand('192.0.2.2', number)).toMatchObject(done);
    expect(await hand('192.0.2.3', numbers[11]!, 'guessed')).toMatchObject({
      status: 401,
      body: refusal('KEY_REFUSED'),
    });
    // Whoever only says so is one of the page's.
    expect(await send({ ...form({ number: numbers[12]! }), visitor: '192.0.2.4' })).toMatchObject(done);
    expect(await counted('visitor')).toHaveLength(9);
  });

  it.each(['https://example.com', 'https://www.example.com.evil.example', 'null', ''])(
    'is not taken from %p',
    async (origin) => {
      expect(await send(form(), origin)).toMatchObject({ status: 403, body: refusal('ORIGIN_REFUSED') });
      expect(backend.proxy.requests).toEqual([]);
    },
  );

  it('filled in by a program: it is told that all is well, and nothing is done', async () => {
    expect(await send(form({ website: 'https://spam.example' }))).toMatchObject(done);
    expect(backend.proxy.requests).toEqual([]);
  });

  it.each([
    [{ number: '12345' }, 'NUMBER_INVALID'],
    [{ number: CARE }, 'NUMBER_IS_OURS'],
    [{ message: '  ' }, 'MESSAGE_EMPTY'],
    [{ message: 'x'.repeat(1_001) }, 'MESSAGE_TOO_LONG'],
    [{ name: '' }, 'REQUEST_INVALID'],
    [{ requestId: '1' }, 'REQUEST_INVALID'],
  ])('with %p is refused', async (change, code) => {
    expect(await send(form(change))).toMatchObject({ status: 400, body: refusal(code) });
    backend.expectNothingLeft();
  });

  it('leaves no number in a name of Sync, nor in the log', async () => {
    await send(form());
    const documents = await backend.sandbox.twilio.sync.v1.services('default').documents.list();
    const names = [...backend.proxy.requests, ...documents.map(({ uniqueName }) => uniqueName)].join('\n');
    expect(names).toContain('messaging-controls-contact-number-');
    for (const secret of ['4155550143', 'Sam Customer', 'My order']) {
      expect(names).not.toContain(secret);
      expect(backend.functions.log.join('\n')).not.toContain(secret);
    }
  });
});

describe('a customer who is in a conversation already', () => {
  const texts = () => backend.state().conversations[0]!.messages.map(({ author, body }) => [author, body]);

  it('it stands beside that one, where its agent reads it; nothing is written in their name, nothing sent', async () => {
    await backend.send(backend.request());
    const fields = form();
    expect(await send(fields)).toMatchObject(done);
    expect(await send(fields)).toMatchObject(done);
    expect(await send(form({ message: 'It is urgent' }))).toMatchObject(done);
    expect(texts()).toEqual([['alice', 'Hello Sam']]);
    expect(shown()).toEqual(['My order is late\n\nIt is urgent']);
    const { conversations, openTasks, messagesSent } = backend.state();
    expect([conversations.length, openTasks.length, messagesSent.length]).toEqual([1, 1, 1]);
    expect(openTasks[0]!.attributes).toMatchObject({
      customerName: 'Sam Customer',
      messagingControls: { contactWebsite: 'www.example.com' },
    });
  });

  it('that waits for their reply: an agent gets it in its place, and the customer no automatic answer', async () => {
    const { world } = backend.sandbox;
    const settings = world.uiAttributes['messaging_controls'] as object;
    world.uiAttributes['messaging_controls'] = { ...settings, outreach: { automaticAnswer: 'We got your reply' } };
    const started = await backend.ask<Body>('alice', 'outreach', { ...backend.request(), replyTo: 'queue' });
    expect(started.status).toBe(201);
    expect(await send(form())).toMatchObject(done);
    expect(shown()).toEqual(['My order is late']);
    expect(texts()).toHaveLength(1);
    expect(backend.state().messagesSent).toHaveLength(1);
    // The customer's own reply comes to the same agent.
    world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body: 'Yes please' });
    await until(() => texts().length === 2);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('that its agent has left: an agent gets it, by one more task, once', async () => {
    await backend.installInteractionsWebhook();
    const { body } = await backend.send(backend.request());
    if (!body.ok) throw new Error(body.error.code);
    const { taskSid, interactionSid = '', interactionChannelSid = '' } = body.started;
    const { world, twilio } = backend.sandbox;
    const offered = [...world.reservations.values()].find((one) => one.taskSid === taskSid)!;
    world.services.taskrouter.setReservation(offered.sid, 'accepted');
    await twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .update({ status: 'inactive', routing: { status: 'closed' } });
    await backend.settled();
    expect(shown()).toEqual([]);
    const fields = form();
    expect(await send(fields)).toMatchObject(done);
    expect(await send(fields)).toMatchObject(done);
    expect(shown()).toEqual(['My order is late']);
    expect(texts()).toEqual([['alice', 'Hello Sam']]);
  });

  it('sent again when that conversation has ended: its agent had it, and no other gets it', async () => {
    const { body } = await backend.send(backend.request());
    if (!body.ok) throw new Error(body.error.code);
    const { interactionSid = '', interactionChannelSid = '' } = body.started;
    const fields = form();
    expect(await send(fields)).toMatchObject(done);
    await backend.sandbox.twilio.flexApi.v1
      .interaction(interactionSid)
      .channels(interactionChannelSid)
      .update({ status: 'closed', routing: { status: 'closed' } });
    expect(await send(fields)).toMatchObject(done);
    expect(backend.state().openTasks).toEqual([]);
    expect(await send(form())).toMatchObject(done);
    expect(shown()).toEqual(['My order is late']);
  });

  it('that waited for their reply, and has a task since a moment ago: its agent gets it', async () => {
    const { body } = await backend.ask<StartAnswer>('alice', 'outreach', { ...backend.request(), replyTo: 'queue' });
    if (!body.ok) throw new Error(body.error.code);
    const { world, twilio } = backend.sandbox;
    await twilio.flexApi.v1.interaction.create({
      channel: {
        ...{ type: 'sms', initiated_by: 'customer' },
        properties: { media_channel_sid: body.started.conversationSid },
      },
      routing: { properties: { workspace_sid: world.workspace.sid, workflow_sid: namedSid('WW', 'Assign to Anyone') } },
    });
    expect(await send(form())).toMatchObject(done);
    expect(backend.state().openTasks).toMatchObject([
      { attributes: { messagingControls: { contactRequest: 'My order is late' } } },
    ]);
  });

  it('that nobody works on: it gets a task', async () => {
    const { twilio, world } = backend.sandbox;
    const binding = { messaging_binding: { address: SAM, proxy_address: CARE } };
    await twilio.conversations.v1
      .services(world.chatServiceSid)
      .conversationWithParticipants.create({ participant: [JSON.stringify(binding)] });
    expect(await send(form())).toMatchObject(done);
    expect(backend.state().openTasks).toHaveLength(1);
    expect(backend.state().conversations).toHaveLength(1);
    expect(backend.state().messagesSent).toEqual([]);
  });
});

describe('while Twilio fails', () => {
  const STEPS: [string, RegExp][] = [
    ['the conversation', /^POST .*\/Conversations$/],
    ['its text', /^POST .*\/Conversations\/CH\w+\/Messages$/],
    ['the customer', /^POST .*\/Participants$/],
    ['the interaction', /^POST .*\/v1\/Interactions$/],
  ];

  it.each(STEPS)('%s refused: nothing is left, and the same form again does it', async (_, request) => {
    const fields = form();
    backend.proxy.fail({ request, reaches: false, answer: { status: 400, body: { code: 20001, status: 400 } } });
    // Twilio's reason is none of the website's business.
    const answer = await send(fields);
    expect([answer.status, answer.body]).toEqual([422, refusal('TWILIO_REFUSED')]);
    backend.expectNothingLeft();
    expect(await send(fields)).toMatchObject(done);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it.each(STEPS)('%s cut off after it took effect: in the end there is one task', async (_, request) => {
    const fields = form();
    backend.proxy.fail({ request, reaches: true, answer: 'nothing' });
    const first = await send(fields);
    if (first.status !== 200) expect(await send(fields)).toMatchObject(done);
    const { openTasks, conversations, messagesSent } = backend.state();
    expect([openTasks.length, conversations.length, messagesSent.length]).toEqual([1, 1, 0]);
  });
});
