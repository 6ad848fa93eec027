import { randomUUID } from 'node:crypto';

import { DateTime } from 'luxon';

import type { BackendError } from '../../src/contract/errors';
import type { ScheduledMessage } from '../../src/contract/scheduledMessage';
import { namedSid } from '../../sandbox/src/model/sid';
import type { LoggedMessage } from '../../sandbox/src/model/messaging';
import { until } from '../sandbox/until';
import { Backend, SAM } from './backend';
import type { Answer } from './backend';

jest.setTimeout(60_000);

/** In the sandbox's Messaging Service, as Customer care on SMS is not. */
const ORDERS = '+14155550101';
const ZONE = 'America/Los_Angeles';

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: { scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Scheduled = { ok: true; scheduled: ScheduledMessage[] } | { ok: false; error: BackendError };

const refusal = (code: string, field?: string) => ({ ok: false, error: { code, ...(field ? { field } : {}) } });

/** The customer's own time, `hours` from now. */
const inHours = (hours: number): string =>
  DateTime.now().setZone(ZONE).plus({ hours }).startOf('minute').toFormat("yyyy-MM-dd'T'HH:mm");

const utc = (local: string): string => DateTime.fromISO(local, { zone: ZONE }).toUTC().toISO()!;

type Fields = Record<string, string>;

const wanted = (change: Fields = {}): Fields & { requestId: string } => ({
  ...{ action: 'create', requestId: randomUUID(), channel: 'sms', to: SAM, from: ORDERS, customerName: 'Sam Customer' },
  ...{ body: 'See you tomorrow', replyTo: 'agent', sendAt: inHours(20), timeZone: ZONE },
  ...change,
});

const ask = (fields: Fields, identity = 'alice'): Promise<Answer<Scheduled>> =>
  backend.ask<Scheduled>(identity, 'schedule', fields);

const list = async (identity = 'alice'): Promise<ScheduledMessage[]> => {
  const { body } = await ask({ action: 'list' }, identity);
  if (!body.ok) throw new Error(body.error.code);
  return body.scheduled;
};

const messages = (status?: LoggedMessage['status']): LoggedMessage[] =>
  backend.sandbox.world.messageLog.filter(
    (one) => one.direction === 'outbound-api' && (!status || one.status === status),
  );

const states = () => backend.state().conversations.map(({ state }) => state);

const advance = (hours: number): void => backend.sandbox.world.clock.advance(hours * 3_600_000);

/** What Sync holds of one of Alice's scheduled messages. */
async function writeItem(requestId: string, change: object): Promise<void> {
  const map = `messaging-controls.schedule.${backend.workerSid('alice')}`;
  const items = backend.sandbox.twilio.sync.v1.services('default').syncMaps(map).syncMapItems;
  const data = (await items(requestId).fetch()).data as object;
  await items(requestId).update({ data: { ...data, ...change } });
}

describe('create', () => {
  it('schedules it for the customer’s own time, and only that agent sees it', async () => {
    const fields = wanted();
    const answer = await ask(fields);
    const scheduled = {
      requestId: fields.requestId,
      ...{ channel: 'sms', to: SAM, from: ORDERS, customerName: 'Sam Customer', text: 'See you tomorrow' },
      ...{
        isTemplate: false,
        sendsAt: new Date(utc(fields['sendAt']!)).toISOString(),
        timeZone: ZONE,
        status: 'scheduled',
      },
    };
    expect(answer).toMatchObject({ status: 201, body: { ok: true, scheduled: [scheduled] } });
    expect(await list()).toEqual([scheduled]);
    expect(await list('bob')).toEqual([]);
    expect(messages()).toMatchObject([{ status: 'scheduled', to: SAM, from: ORDERS, body: 'See you tomorrow' }]);
    expect(backend.state().openTasks).toEqual([]);
  });

  it('is shown, however many others the agent has', async () => {
    const first = wanted();
    await ask(first);
    const map = `messaging-controls.schedule.${backend.workerSid('alice')}`;
    const items = backend.sandbox.twilio.sync.v1.services('default').syncMaps(map).syncMapItems;
    const data = (await items(first.requestId).fetch()).data as object;
    const lastMonth = new Date(Date.now() - 30 * 86_400_000).toISOString();
    // Before any request id, in the order in which Sync lists them.
    const keys = Array.from({ length: 210 }, (_, index) => `0000-${1_000 + index}`);
    for (const key of keys) {
      await items.create({
        key,
        data: { ...data, requestId: key, sendsAt: lastMonth, status: 'sent', messageSid: 'SM1' },
      });
    }
    const listed = await list();
    expect(listed).toHaveLength(200);
    expect(listed.at(-1)).toMatchObject({ requestId: first.requestId, status: 'scheduled' });
  });

  it('goes out at its time, once, and is shown as sent; the reply finds the agent, and the text above it', async () => {
    await ask(wanted());
    advance(21);
    await until(() => messages('delivered').length === 1);
    await until(async () => (await list())[0]?.status === 'sent');
    const { world } = backend.sandbox;
    world.services.messaging.receive({ channel: 'sms', from: SAM, to: ORDERS, body: 'Fine' });
    await until(() => backend.state().openTasks.length === 1);
    expect(backend.state().openTasks[0]!.attributes).toMatchObject({
      customerName: 'Sam Customer',
      knownWorkerSid: backend.workerSid('alice'),
    });
    const [conversation] = backend.state().conversations;
    expect(conversation!.messages.map(({ author, body }) => [author, body])).toEqual([
      ['alice', 'See you tomorrow'],
      [SAM, 'Fine'],
    ]);
    expect(messages()).toHaveLength(1);
  });

  it('asked twice is one message', async () => {
    const fields = wanted();
    const first = await ask(fields);
    expect(await ask(fields)).toMatchObject({ status: 200, body: first.body });
    expect(messages()).toHaveLength(1);
    expect(backend.state().conversations).toHaveLength(1);
  });

  it('keeps the customer from being written to beside it', async () => {
    await ask(wanted());
    const { sid } = backend.state().conversations[0]!;
    const open = { status: 409, body: { ok: false, error: { code: 'CONVERSATION_OPEN', conversationSid: sid } } };
    expect(await ask(wanted(), 'bob')).toMatchObject(open);
    expect(await backend.send(backend.request({ from: ORDERS }))).toMatchObject(open);
  });

  it('a template, whose text is shown as the customer will read it', async () => {
    const { world } = backend.sandbox;
    const contentSid = [...world.contentTemplates.values()].find(({ approval }) => approval.status === 'approved')!.sid;
    const answer = await ask(
      wanted({
        channel: 'whatsapp',
        from: '+14155550100',
        body: '',
        contentSid,
        contentVariables: '{"1":"Sam","2":"noon","3":"x"}',
      }),
    );
    expect(answer).toMatchObject({ status: 201, body: { scheduled: [{ isTemplate: true }] } });
    if (!answer.body.ok) return;
    expect(answer.body.scheduled[0]!.text).toContain('Sam');
    expect(messages()).toMatchObject([{ status: 'scheduled', content: { contentSid } }]);
  });

  it.each([
    [{ sendAt: '2020-01-01T09:00' }, 400, refusal('SEND_TIME_INVALID', 'sendAt')],
    [{ sendAt: inHours(0.1) }, 400, refusal('SEND_TIME_INVALID', 'sendAt')],
    [{ sendAt: inHours(36 * 24) }, 400, refusal('SEND_TIME_INVALID', 'sendAt')],
    [{ timeZone: 'Mars/Olympus' }, 400, refusal('SEND_TIME_INVALID', 'sendAt')],
    [{ body: '', mediaSid: `ME${'0'.repeat(32)}` }, 400, refusal('FILE_NOT_ALLOWED', 'mediaSid')],
    [{ from: '+14155550199' }, 403, refusal('SENDER_NOT_ALLOWED', 'from')],
    // A sender of ours that the Messaging Service does not hold: Twilio says so, and all is undone.
    [{ from: '+14155550100' }, 422, refusal('SENDER_NOT_SCHEDULABLE', 'from')],
    // Outside of the customer's 24 hours by then.
    [{ channel: 'whatsapp', from: '+14155550100' }, 403, refusal('WINDOW_CLOSED', 'body')],
  ] as const)('refuses %p, and leaves nothing', async (change, status, body) => {
    expect(await ask(wanted(change))).toMatchObject({ status, body });
    backend.expectNothingLeft();
    expect(await list()).toEqual([]);
  });

  it('judges quiet hours by the time at which it goes', async () => {
    const { world } = backend.sandbox;
    const attributes = world.uiAttributes as { messaging_controls: Record<string, unknown> };
    const time = DateTime.now().setZone(ZONE).plus({ hours: 20 });
    const quietHours = {
      from: time.minus({ hours: 1 }).toFormat('HH:mm'),
      to: time.plus({ hours: 1 }).toFormat('HH:mm'),
    };
    world.uiAttributes = { ...attributes, messaging_controls: { ...attributes.messaging_controls, quietHours } };
    expect(await ask(wanted())).toMatchObject({ status: 403, body: refusal('QUIET_HOURS') });
    const { requestId, ...rest } = wanted({ sendAt: inHours(17) });
    expect(await ask({ requestId, ...rest })).toMatchObject({ status: 201 });
    const { timeZone = '' } = rest;
    expect(await ask({ action: 'change', requestId, sendAt: inHours(20), timeZone })).toMatchObject({
      status: 403,
      body: refusal('QUIET_HOURS'),
    });
    expect(messages().map(({ status }) => status)).toEqual(['scheduled']);
  });
});

describe('a message that fails at its time', () => {
  it('is shown as failed with Twilio’s reason, and the customer can be written to again', async () => {
    const to = '+14155559003';
    await ask(wanted({ to }));
    advance(21);
    await until(async () => (await list())[0]?.status === 'failed');
    expect(await list()).toMatchObject([{ status: 'failed', twilioCode: 30003 }]);
    await until(() => states().every((state) => state === 'closed'));
    expect(await backend.send(backend.request({ to, from: ORDERS }))).toMatchObject({ status: 201 });
  });

  it('stays failed where Twilio tells of its being sent at the same moment', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId, to: '+14155559003' }));
    const first = backend.proxy.hold(new RegExp(`^POST .*/Items/${requestId}$`));
    const told = () => backend.sandbox.world.webhookLog.filter(({ url }) => url.endsWith('/message-status'));
    advance(21);
    await first.reached;
    await until(() => told().length === 3 && told().filter(({ state }) => state === 'sending').length === 1);
    first.open();
    await backend.proxy.quiet();
    expect(await list()).toMatchObject([{ status: 'failed', twilioCode: 30003 }]);
  });

  it('of a customer who has opted out: they are not written to again', async () => {
    const to = '+14155559610';
    await ask(wanted({ to }));
    advance(21);
    await until(async () => (await list())[0]?.twilioCode === 21610);
    await until(() => states().every((state) => state === 'closed'));
    expect(await ask(wanted({ to }))).toMatchObject({ status: 403, body: refusal('OPTED_OUT') });
  });

  it('is known even where Twilio’s word about it got lost', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId, to: '+14155559003' }));
    const { world } = backend.sandbox;
    for (const message of world.messageLog) message.statusCallback = null;
    // The functions' clock has not moved with the world's.
    await writeItem(requestId, { sendsAt: new Date().toISOString() });
    advance(21);
    await until(() => messages('undelivered').length === 1);
    expect(await list()).toMatchObject([{ status: 'failed', twilioCode: 30003 }]);
    expect(states()).toEqual(['closed']);
  });
});

describe('cancel', () => {
  it('calls it off: it never goes, and the customer can be written to at once', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    const cancel = () => ask({ action: 'cancel', requestId });
    expect(await cancel()).toMatchObject({ status: 200, body: { ok: true, scheduled: [] } });
    expect(await cancel()).toMatchObject({ status: 200 });
    expect(await list()).toMatchObject([{ status: 'cancelled' }]);
    expect(states()).toEqual([]);
    expect(await ask(wanted({ body: 'Instead' }))).toMatchObject({ status: 201 });
    advance(21);
    await until(() => messages('delivered').length === 1);
    expect(messages().map(({ status, body }) => [status, body])).toEqual([
      ['canceled', 'See you tomorrow'],
      ['delivered', 'Instead'],
    ]);
  });

  it('is refused where it has gone, or is somebody else’s', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    expect(await ask({ action: 'cancel', requestId }, 'bob')).toMatchObject({
      status: 409,
      body: refusal('NOT_SCHEDULED'),
    });
    advance(21);
    await until(() => messages('delivered').length === 1);
    expect(await ask({ action: 'cancel', requestId })).toMatchObject({ status: 409, body: refusal('NOT_SCHEDULED') });
    expect(backend.state().conversations).toHaveLength(1);
  });

  it('leaves the conversation alone where the customer has written meanwhile', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: ORDERS, body: 'One thing' });
    await until(() => backend.state().openTasks.length === 1);
    await backend.settled();
    expect(await ask({ action: 'cancel', requestId })).toMatchObject({ status: 200 });
    expect(backend.state().conversations).toHaveLength(1);
    expect(messages('canceled')).toHaveLength(1);
  });

  it('whose answer is lost is asked about, not believed', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    const request = /^POST .*\/Messages\/SM\w+\.json$/;
    backend.proxy.fail({ request, reaches: false, answer: { status: 500 } });
    expect(await ask({ action: 'cancel', requestId })).toMatchObject({ status: 503 });
    expect(await list()).toMatchObject([{ status: 'scheduled' }]);
    backend.proxy.fail({ request, reaches: true, answer: 'nothing' });
    expect(await ask({ action: 'cancel', requestId })).toMatchObject({ status: 200 });
    expect(messages('canceled')).toHaveLength(1);
  });
});

describe('a conversation that waits for the reply to it, and that a colleague uses', () => {
  /** Alice has scheduled a message; answers its request id. */
  async function schedule(to = SAM): Promise<string> {
    const { requestId } = wanted();
    expect(await ask(wanted({ requestId, to }))).toMatchObject({ status: 201 });
    return requestId;
  }

  /** Bob goes on in its conversation, as he is offered, and works there. */
  async function bobGoesOn(to = SAM): Promise<void> {
    const reuseConversationSid = backend.state().conversations[0]!.sid;
    const request = backend.request({ to, from: ORDERS, body: 'Bob here', reuseConversationSid });
    const answer = await backend.send(request, { token: backend.sandbox.token('bob') });
    expect(answer).toMatchObject({ status: 201 });
    const { services, reservations } = backend.sandbox.world;
    const rings = await until(() => [...reservations.values()].find(({ status }) => status === 'pending'));
    services.taskrouter.setReservation(rings.sid, 'accepted');
  }

  const texts = () => backend.state().conversations.flatMap(({ messages: all }) => all.map(({ body }) => body));

  /** He and Sam write to each other. */
  function expectInUse(...before: string[]): void {
    const { conversations, openTasks } = backend.state();
    expect(states()).toEqual(['active']);
    expect(openTasks).toMatchObject([
      { assignmentStatus: 'assigned', attributes: { conversationSid: conversations[0]!.sid } },
    ]);
    const { services } = backend.sandbox.world;
    services.messaging.receive({ channel: 'sms', from: SAM, to: ORDERS, body: 'Hello Bob' });
    services.conversations.addMessage(conversations[0]!.sid, { author: 'bob', body: 'Hello Sam' });
    expect(texts()).toEqual([...before, 'Bob here', 'Hello Bob', 'Hello Sam']);
  }

  it('stays with all that was written in it where the message is cancelled, and loses its text alone', async () => {
    const requestId = await schedule();
    await bobGoesOn();
    expect(await ask({ action: 'cancel', requestId })).toMatchObject({ status: 200 });
    expect(await list()).toMatchObject([{ status: 'cancelled' }]);
    expectInUse();
    advance(21);
    expect(messages('canceled').map(({ body }) => body)).toEqual(['See you tomorrow']);
  });

  it('stays with all that was written in it where the message fails, though Twilio had called it sent', async () => {
    const to = '+14155559003';
    await schedule(to);
    await bobGoesOn(to);
    advance(21);
    await until(async () => (await list())[0]?.status === 'failed');
    await backend.proxy.quiet();
    expect(states()).not.toEqual(['closed']);
    expect(texts()).toEqual(['See you tomorrow', 'Bob here']);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('stays where somebody is inside who has not written yet', async () => {
    const requestId = await schedule();
    const { services } = backend.sandbox.world;
    const { sid } = backend.state().conversations[0]!;
    services.conversations.addParticipant(sid, { identity: 'bob' });
    expect(await ask({ action: 'cancel', requestId })).toMatchObject({ status: 200 });
    expect(states()).toEqual(['active']);
    expect(texts()).toEqual([]);
  });
});

describe('change', () => {
  it('another time and text: the first is called off, and one goes out', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    const change = { action: 'change', requestId, sendAt: inHours(30), timeZone: ZONE, body: 'See you at noon' };
    const answer = await ask(change);
    const sendsAt = new Date(utc(change.sendAt)).toISOString();
    expect(answer).toMatchObject({
      status: 200,
      body: { scheduled: [{ requestId, text: 'See you at noon', sendsAt }] },
    });
    expect(await ask(change)).toMatchObject({ status: 200, body: answer.body });
    expect(await list()).toMatchObject([{ text: 'See you at noon', sendsAt, status: 'scheduled' }]);
    expect(messages().map(({ status, body }) => [status, body])).toEqual([
      ['canceled', 'See you tomorrow'],
      ['scheduled', 'See you at noon'],
    ]);
    expect(backend.state().conversations[0]!.messages.map(({ body }) => body)).toEqual(['See you at noon']);
  });

  it('two at once never make two messages', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    const change = { action: 'change', requestId, timeZone: ZONE };
    await Promise.all([ask({ ...change, sendAt: inHours(30) }), ask({ ...change, sendAt: inHours(40) })]);
    expect(messages('scheduled')).toHaveLength(1);
  });

  it.each([
    ['broken', { status: 500 }],
    ['cut off', 'nothing' as const],
  ])('%s after the new one was made: it is found', async (_, answer) => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    backend.proxy.fail({ request: /^POST .*\/Messages\.json$/, reaches: true, answer });
    expect(await ask({ action: 'change', requestId, timeZone: ZONE, sendAt: inHours(30) })).toMatchObject({
      status: 200,
    });
    expect(messages('scheduled')).toHaveLength(1);
  });

  describe('at which the new one is refused', () => {
    const { requestId } = wanted();
    const change = { action: 'change', requestId, timeZone: ZONE, sendAt: inHours(30) };

    beforeEach(async () => {
      await ask(wanted({ requestId }));
      const answer = { status: 400, body: { code: 21617, message: 'no', status: 400 } };
      backend.proxy.fail({ request: /^POST .*\/Messages\.json$/, reaches: false, answer });
      expect(await ask(change)).toMatchObject({
        status: 422,
        body: { error: { code: 'TWILIO_REFUSED', twilio: { code: 21617, status: 400 } } },
      });
      expect(messages('scheduled')).toEqual([]);
    });

    it('the reason is told, and it can be tried again', async () => {
      expect(await ask(change)).toMatchObject({ status: 200 });
      expect(messages('scheduled')).toHaveLength(1);
      expect(await list()).toMatchObject([{ status: 'scheduled' }]);
    });

    it('and is left at that: it is cancelled, and the customer is free', async () => {
      await writeItem(requestId, { askedAt: new Date(Date.now() - 60_000).toISOString() });
      expect(await list()).toMatchObject([{ status: 'cancelled' }]);
      expect(states()).toEqual([]);
    });
  });

  it('is refused for what has gone where nothing was kept of it but that it was asked for', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    for (const message of backend.sandbox.world.messageLog) message.statusCallback = null;
    // The functions' clock does not move with the world's.
    await writeItem(requestId, { messageSid: undefined, sendsAt: new Date().toISOString() });
    advance(21);
    await until(() => messages('delivered').length === 1);
    const change = { action: 'change', requestId, timeZone: ZONE, sendAt: inHours(30) };
    expect(await ask(change)).toMatchObject({ status: 409, body: refusal('NOT_SCHEDULED') });
    expect(await list()).toMatchObject([{ status: 'sent' }]);
    expect(messages()).toHaveLength(1);
  });

  it('is refused for what has gone, and for times that cannot be', async () => {
    const { requestId } = wanted();
    await ask(wanted({ requestId }));
    const change = { action: 'change', requestId, timeZone: ZONE };
    expect(await ask({ ...change, sendAt: inHours(0) })).toMatchObject({
      status: 400,
      body: refusal('SEND_TIME_INVALID'),
    });
    expect(await ask({ ...change, sendAt: inHours(30), body: ' ' })).toMatchObject({
      status: 400,
      body: refusal('MESSAGE_EMPTY'),
    });
    advance(21);
    await until(() => messages('delivered').length === 1);
    expect(await ask({ ...change, sendAt: inHours(30) })).toMatchObject({
      status: 409,
      body: refusal('NOT_SCHEDULED'),
    });
    expect(messages()).toHaveLength(1);
  });
});

describe('while Twilio fails', () => {
  const STEPS: [string, RegExp][] = [
    ['the conversation', /^POST .*\/Conversations$/],
    ['its text', /^POST .*\/Conversations\/CH\w+\/Messages$/],
    ['the webhook', /^POST .*\/Webhooks$/],
    ['the customer', /^POST .*\/Participants$/],
    ['the message', /^POST .*\/Messages\.json$/],
  ];

  it.each(STEPS)('%s refused: nothing is left, and the next try does it', async (_, request) => {
    const fields = wanted();
    backend.proxy.fail({ request, reaches: false, answer: { status: 400, body: { code: 20001, status: 400 } } });
    expect(await ask(fields)).toMatchObject({ status: 422, body: refusal('TWILIO_REFUSED') });
    backend.expectNothingLeft();
    expect(await list()).toEqual([]);
    expect(await ask(fields)).toMatchObject({ status: 201 });
    expect(messages('scheduled')).toHaveLength(1);
  });

  it.each(STEPS)('%s cut off after it took effect: in the end there is one message', async (_, request) => {
    const fields = wanted();
    backend.proxy.fail({ request, reaches: true, answer: 'nothing' });
    const first = await ask(fields);
    const last = first.status === 201 ? first : await ask(fields);
    expect(last).toMatchObject({ status: 201 });
    expect(messages('scheduled')).toHaveLength(1);
    expect(await list()).toHaveLength(1);
    expect(backend.state().conversations).toHaveLength(1);
  });

  it('a message of which nobody could tell is not forgotten', async () => {
    const fields = wanted();
    backend.proxy.fail(
      { request: /^POST .*\/Messages\.json$/, reaches: true, answer: 'nothing' },
      { request: /^GET .*\/Messages\.json$/, reaches: false, answer: { status: 500 }, times: 3 },
    );
    expect(await ask(fields)).toMatchObject({ status: 409, body: refusal('REQUEST_IN_PROGRESS') });
    expect(await ask(fields)).toMatchObject({ status: 200 });
    expect(messages()).toHaveLength(1);
    expect(await ask({ action: 'cancel', requestId: fields.requestId })).toMatchObject({ status: 200 });
    expect(messages('canceled')).toHaveLength(1);
  });
});

describe('message-status', () => {
  it('believes Twilio alone', async () => {
    await ask(wanted());
    const { sid } = messages()[0]!;
    const answer = await backend.post('message-status', {
      MessageSid: sid,
      MessageStatus: 'failed',
      ErrorCode: '21610',
    });
    expect(answer).toMatchObject({ status: 403, body: refusal('SIGNATURE_REFUSED') });
    expect(await list()).toMatchObject([{ status: 'scheduled' }]);
  });
});

describe('the customer writes first', () => {
  async function samWrites(): Promise<void> {
    backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: ORDERS, body: 'About my order' });
    await backend.settled();
  }
  const thread = () => backend.state().conversations.at(-1)!.messages;

  it('the message is called off, once; its agent sees that in the list and in the conversation', async () => {
    expect(await ask(wanted())).toMatchObject({ status: 201 });
    expect(messages('scheduled')).toHaveLength(1);
    await samWrites();
    await samWrites();
    expect(messages('scheduled')).toEqual([]);
    expect(messages('canceled')).toHaveLength(1);
    expect(await list()).toMatchObject([{ status: 'cancelled', isOvertaken: true, text: 'See you tomorrow' }]);
    expect(backend.state().openTasks).toHaveLength(1);
    expect(thread().map(({ body }) => body)).toEqual(['See you tomorrow', 'About my order', 'About my order']);
    expect(JSON.parse(thread()[0]!.attributes)).toMatchObject({ messagingControls: { unsent: 'customerWrote' } });
    const calledOff = backend.proxy.requests.filter((name) => /^POST .*\/Messages\/SM/.test(name));
    expect(calledOff).toHaveLength(1);
  });

  it('and it goes all the same where the settings want that', async () => {
    const of = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
    const scheduling = { messagingServiceSid: namedSid('MG', 'Notifications'), cancelsOnReply: false };
    backend.sandbox.world.uiAttributes['messaging_controls'] = { ...of, scheduling };
    await ask(wanted());
    await samWrites();
    backend.sandbox.world.uiAttributes['messaging_controls'] = of;
    expect(messages('scheduled')).toHaveLength(1);
    expect(await list()).toMatchObject([{ status: 'scheduled' }]);
    expect(backend.state().openTasks).toHaveLength(1);
  });

  it('one that has gone by then stays sent', async () => {
    await ask(wanted());
    messages('scheduled')[0]!.status = 'delivered';
    await samWrites();
    expect(messages('delivered')).toHaveLength(1);
    expect(JSON.parse(thread()[0]!.attributes)).not.toHaveProperty('messagingControls.unsent');
    expect(backend.state().openTasks).toHaveLength(1);
  });
});
