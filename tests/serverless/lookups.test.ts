import { randomUUID } from 'node:crypto';

import type { Checks } from '../../src/contract/checks';
import type { BackendError } from '../../src/contract/errors';
import type { Recent } from '../../src/contract/recents';
import type { AllowedSenders } from '../../src/contract/senders';
import type { Template } from '../../src/contract/templates';
import { namedSid } from '../../sandbox/src/model/sid';
import { signature } from '../../sandbox/src/services/webhooks/signature';
import { rememberRecent } from '../../serverless/src/recents/recents';
import { until } from '../sandbox/until';
import { Backend, CARE, PAGE, RCS, SAM } from './backend';

jest.setTimeout(60_000);

const ORDERS = '+14155550101';
/** Who gets nothing: unsubscribed by SMS, blocked us on WhatsApp. */
const UNSUBSCRIBED = '+14155559610';
const BLOCKED = '+14155559014';
const DAY = 24 * 60 * 60 * 1_000;

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({ isCold: false });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

type Answered<T> = ({ ok: true } & T) | { ok: false; error: BackendError };

const checks = (fields: Record<string, string> = {}, identity = 'alice') =>
  backend.ask<Answered<{ checks: Checks }>>(identity, 'checks', { channel: 'sms', to: SAM, from: CARE, ...fields });
const senders = (identity: string) => backend.ask<Answered<AllowedSenders>>(identity, 'senders', {});
const recents = (identity: string) => backend.ask<Answered<{ recents: Recent[] }>>(identity, 'recents', {});
const templates = () => backend.ask<Answered<{ templates: Template[] }>>('alice', 'templates', {});

/** The customer writes by phone. */
const write = (body: string, channel: 'sms' | 'whatsapp' | 'messenger' = 'sms', from = SAM, to = CARE) =>
  backend.sandbox.world.services.messaging.receive({ channel, from, to, body });

const setSettings = (change: Record<string, unknown>): void => {
  const { world } = backend.sandbox;
  const { messaging_controls: settings } = world.uiAttributes as { messaging_controls: object };
  world.uiAttributes = { ...world.uiAttributes, messaging_controls: { ...settings, ...change } };
};

const queueSid = (name: string): string =>
  [...backend.sandbox.world.taskQueues.values()].find(({ friendlyName }) => friendlyName === name)!.sid;

describe('the checks of a customer', () => {
  it('find nothing against one who is free', async () => {
    const answer = await checks();
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    expect(answer.body).toEqual({
      ok: true,
      checks: {
        optedOut: false,
        mayKeepTimeZone: true,
        customerTimes: [{ timeZone: 'America/Los_Angeles', time: expect.stringMatching(/^\d\d:\d\d$/) as string }],
      },
    });
  });

  it('take one trip to Twilio, and change nothing', async () => {
    // Longer than a busy machine takes from the first call to the last of those that go side by side.
    backend.proxy.latency = 2_000;
    await checks({ channel: 'whatsapp' });
    expect(backend.proxy.trips).toBe(1);
    expect(backend.proxy.requests.filter((request) => !request.startsWith('GET'))).toEqual([
      expect.stringContaining('/Tokens/validate'),
    ]);
  });

  it('tell where it is quiet', async () => {
    const hour = (offset: number): string =>
      new Date(Date.now() + offset * 60 * 60 * 1_000).toLocaleTimeString('en-GB', {
        timeZone: 'America/Los_Angeles',
        hour: '2-digit',
        minute: '2-digit',
      });
    const quietHours = { from: hour(-1), to: hour(1) };
    setSettings({ quietHours });
    expect((await checks()).body).toMatchObject({
      checks: { quietHours: { timeZone: 'America/Los_Angeles', ...quietHours } },
    });
    setSettings({ quietHours: { from: quietHours.to, to: quietHours.from } });
    const { body } = await checks();
    expect(body).not.toHaveProperty('checks.quietHours');
    // For who chooses a time later.
    expect(body).toMatchObject({ checks: { quietWindow: { from: quietHours.to, to: quietHours.from } } });
    setSettings({ quietHours: { ...quietHours, channels: ['whatsapp'] } });
    expect((await checks()).body).not.toHaveProperty('checks.quietWindow');
  });

  it('tell until when WhatsApp’s window is open', async () => {
    expect((await checks({ channel: 'whatsapp' })).body).toMatchObject({ checks: { windowClosesAt: null } });
    const { dateSent } = write('Hello', 'whatsapp');
    const closes = Math.floor(dateSent!.getTime() / 1_000) * 1_000 + DAY;
    expect((await checks({ channel: 'whatsapp' })).body).toMatchObject({
      checks: { windowClosesAt: new Date(closes).toISOString() },
    });
    write('Hello', 'whatsapp', SAM, ORDERS);
    expect((await checks()).body).not.toHaveProperty('checks.windowClosesAt');
  });

  it('take what the customer wrote to this sender alone', async () => {
    write('Hello', 'whatsapp', SAM, ORDERS);
    expect((await checks({ channel: 'whatsapp' })).body).toMatchObject({ checks: { windowClosesAt: null } });
  });

  it('work by ID on Messenger, where nobody knows the time', async () => {
    write('Hello', 'messenger', '12025550143', PAGE);
    const answer = await checks({ channel: 'messenger', to: '12025550143', from: PAGE });
    expect(answer.body).toMatchObject({
      checks: {
        customerTimes: [],
        windowClosesAt: expect.stringMatching(/Z$/) as string,
        openConversationSid: expect.stringMatching(/^CH/) as string,
      },
    });
  });

  it('name the conversation that is open', async () => {
    const { conversationSid } = write('Hello');
    expect((await checks()).body).toMatchObject({ checks: { openConversationSid: conversationSid } });
    expect((await checks({ from: ORDERS })).body).not.toHaveProperty('checks.openConversationSid');
  });

  it.each([
    [{ to: '+1415' }, 'NUMBER_INVALID'],
    [{ to: CARE }, 'NUMBER_IS_OURS'],
    [{ from: '+14155550199' }, 'SENDER_NOT_ALLOWED'],
    [{ channel: 'fax' }, 'REQUEST_INVALID'],
  ])('refuse %j: %s', async (fields, code) => {
    expect((await checks(fields)).body).toMatchObject({ ok: false, error: { code } });
  });

  it('are for agents alone', async () => {
    const answer = await backend.post('checks', { channel: 'sms', to: SAM, from: CARE, Token: 'made-up' });
    expect(answer).toMatchObject({ status: 401, body: { ok: false, error: { code: 'TOKEN_REFUSED' } } });
  });

  it('say so where Twilio cannot tell, rather than that nothing is against it', async () => {
    backend.proxy.fail({ request: /^GET .*\/Documents\//, reaches: false, answer: { status: 500 }, times: 9 });
    expect(await checks()).toMatchObject({ status: 503, body: { error: { code: 'TWILIO_UNAVAILABLE' } } });
  });
});

describe('the line of a number', () => {
  const LANDLINE = '+14155559006';
  const TOLL_FREE = '+18005550143';
  const LOOKUP = /^GET \/lookups\.twilio\.com/;
  const complete = (to: string, more: Record<string, string> = {}) => checks({ to, lookUp: 'true', ...more });
  const lookUps = () => backend.proxy.requests.filter((request) => LOOKUP.test(request)).length;
  const send = (to: string) => backend.send(backend.request({ to }));

  it('is looked up once, and nothing is sent to a landline', async () => {
    setSettings({ lineTypes: {} });
    for (let time = 0; time < 2; time += 1) {
      expect((await complete(LANDLINE)).body).toMatchObject({
        checks: { line: { type: 'landline', isRefused: true } },
      });
    }
    const refusal = { code: 'NUMBER_CANNOT_RECEIVE', field: 'to' };
    expect(await send(LANDLINE)).toMatchObject({ status: 400, body: { error: refusal } });
    backend.expectNothingLeft();
    const outreach = await backend.ask('alice', 'outreach', {
      ...backend.request({ to: LANDLINE }),
      replyTo: 'agent',
    });
    expect(outreach).toMatchObject({ status: 400, body: { error: refusal } });
    expect(lookUps()).toBe(1);
  });

  it('is told of another kind, to which messages go', async () => {
    setSettings({ lineTypes: {} });
    expect((await complete(TOLL_FREE)).body).toMatchObject({
      checks: { line: { type: 'tollFree', isRefused: false } },
    });
    backend.expectStarted(await send(TOLL_FREE));
  });

  it('is refused as the settings say', async () => {
    setSettings({ lineTypes: { refused: ['tollFree'] } });
    expect((await send(TOLL_FREE)).body).toMatchObject({ error: { code: 'NUMBER_CANNOT_RECEIVE' } });
    backend.expectStarted(await send(LANDLINE));
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['without the setting', {}, { lookUp: 'true' }],
    ['while the number is typed', { lineTypes: {} }, {}],
    ['on other channels', { lineTypes: {} }, { lookUp: 'true', channel: 'whatsapp' }],
    ['for somebody who is no agent', { lineTypes: {} }, { lookUp: 'true', Token: 'made-up' }],
  ])('costs nothing %s', async (_, settings, fields) => {
    setSettings(settings);
    await backend.post('checks', {
      ...{ channel: 'sms', to: LANDLINE, from: CARE, Token: backend.sandbox.token('alice') },
      ...fields,
    });
    expect(lookUps()).toBe(0);
  });

  it.each([
    ['Twilio does not tell', { status: 403, body: { code: 60601, message: 'no', status: 403 } }, 1, 1],
    ['Twilio breaks down', { status: 500 }, 3, 4],
  ])('stands in nobody’s way where %s', async (_, answer, times, asked) => {
    setSettings({ lineTypes: {} });
    backend.proxy.fail({ request: LOOKUP, reaches: false, answer, times });
    expect((await complete(SAM)).body).not.toHaveProperty('checks.line');
    backend.expectStarted(await send(SAM));
    expect(lookUps()).toBe(asked);
  });
});

describe('what an agent may write from', () => {
  it('is every sender without limits, and their own queues, the settings’ first', async () => {
    setSettings({ routing: { queueSid: queueSid('Billing') } });
    const answer = await senders('alice');
    expect(answer.body).toMatchObject({ ok: true, mayOverride: false });
    if (!answer.body.ok) return;
    expect(answer.body.senders).toContainEqual({ channel: 'sms', address: CARE });
    expect(answer.body.senders).toHaveLength(7);
    expect(answer.body.queues.map(({ name }) => name)).toEqual(['Billing', 'Everyone']);
  });

  describe('and send later', () => {
    const scheduled = async () => {
      const { body } = await senders('alice');
      if (!body.ok) throw new Error(body.error.code);
      return body.senders.map(({ channel, address, schedules }) => [channel, address, schedules]);
    };
    beforeEach(() => setSettings({ scheduling: { messagingServiceSid: namedSid('MG', 'Notifications') } }));

    it('is told of each: whether the Messaging Service has it', async () => {
      const told = await scheduled();
      expect(told).toContainEqual(['sms', ORDERS, true]);
      expect(told).toContainEqual(['sms', CARE, false]);
      expect(told).toContainEqual(['whatsapp', CARE, true]);
      expect(told).toContainEqual(['rcs', 'customer_care_agent', false]);
    });

    it('is left open where Twilio does not answer', async () => {
      setSettings({ senders: [{ address: CARE, channel: 'sms', name: 'Care' }] });
      backend.proxy.fail({ request: /^GET .*\/PhoneNumbers/, reaches: false, answer: { status: 403 } });
      expect(await scheduled()).toEqual([['sms', CARE, undefined]]);
    });
  });

  it.each([
    ['queues', { queues: ['WQ'] }],
    ['skills', { skills: ['billing', 'unheard of'] }],
    ['teams', { teams: ['Front desk'] }],
    ['teams by id', { teams: ['7'] }],
    ['one of them', { skills: ['unheard of'], teams: ['Front desk'] }],
  ])('is limited by %s', async (_by, limits) => {
    const { world, twilio } = backend.sandbox;
    const workers = twilio.taskrouter.v1.workspaces(world.workspace.sid).workers(backend.workerSid('alice'));
    const { attributes } = await workers.fetch();
    const inTeam = { ...(JSON.parse(attributes) as object), team_name: 'Front desk', team_id: '7' };
    await workers.update({ attributes: JSON.stringify(inTeam) });
    const limited = { ...limits, ...('queues' in limits ? { queues: [queueSid('Billing')] } : {}) };
    setSettings({ senders: [{ address: CARE, channel: 'sms', name: 'Care', ...limited }] });

    expect((await senders('alice')).body).toMatchObject({ senders: [{ channel: 'sms', address: CARE }] });
    expect((await senders('bob')).body).toMatchObject({ senders: [] });
    expect((await checks({}, 'alice')).body).toMatchObject({ ok: true });
    expect((await checks({}, 'bob')).body).toMatchObject({ error: { code: 'SENDER_NOT_ALLOWED', field: 'from' } });
  });

  it('is on behalf of their own queues, and of the settings’ own', async () => {
    const write = async (identity: string, queue: string) => {
      const request = backend.request({ queueSid: queueSid(queue), to: identity === 'bob' ? '+14155550144' : SAM });
      return backend.send(request, { token: backend.sandbox.token(identity) });
    };
    expect(await write('alice', 'Billing')).toMatchObject({ status: 201 });
    expect((await write('bob', 'Billing')).body).toMatchObject({
      error: { code: 'QUEUE_NOT_ALLOWED', field: 'queueSid' },
    });
    setSettings({ routing: { queueSid: queueSid('Billing') } });
    expect(await write('bob', 'Billing')).toMatchObject({ status: 201 });
  });

  it.each([
    ['sue', true],
    ['ada', true],
    ['bob', false],
  ])('%s may write in quiet hours: %p', async (identity, mayOverride) => {
    expect((await senders(identity)).body).toMatchObject({ ok: true, mayOverride });
  });
});

describe('recents', () => {
  const remember = async (identity: string, ...customers: Recent[]): Promise<void> => {
    for (const customer of customers) {
      expect(await rememberRecent(backend.sandbox.twilio, backend.workerSid(identity), customer)).toMatchObject({
        ok: true,
      });
    }
  };
  const at = (minute: number): string => `2026-01-31T12:0${minute}:00.000Z`;

  it('are none at first', async () => {
    expect((await recents('alice')).body).toEqual({ ok: true, recents: [] });
  });

  it('have each customer once, the latest first, with the name that was given', async () => {
    await remember(
      'alice',
      { channel: 'sms', to: SAM, name: 'Sam Carter', at: at(1) },
      { channel: 'whatsapp', to: SAM, at: at(2) },
      { channel: 'sms', to: SAM, at: at(3) },
    );
    expect((await recents('alice')).body).toEqual({
      ok: true,
      recents: [
        { channel: 'sms', to: SAM, name: 'Sam Carter', at: at(3) },
        { channel: 'whatsapp', to: SAM, at: at(2) },
      ],
    });
  });

  it('are each agent’s own', async () => {
    await remember('alice', { channel: 'sms', to: SAM, at: at(1) });
    expect((await recents('bob')).body).toEqual({ ok: true, recents: [] });
  });

  it('are forgotten after 30 days', async () => {
    await remember('alice', { channel: 'sms', to: SAM, at: at(1) });
    backend.sandbox.world.clock.advance(30 * DAY - 60_000);
    expect((await recents('alice')).body).toMatchObject({ recents: [{ to: SAM }] });
    backend.sandbox.world.clock.advance(2 * 60_000);
    expect((await recents('alice')).body).toEqual({ ok: true, recents: [] });
  });
});

describe('templates', () => {
  it('are those that are approved, as the customer reads them', async () => {
    const answer = await templates();
    expect(answer.body).toMatchObject({ ok: true });
    expect(answer.body.ok && answer.body.templates).toMatchObject([
      {
        name: 'appointment_reminder',
        language: 'en',
        body: 'Hello {{1}}, we expect you on {{2}}. Does this suit you?',
        variables: [
          { name: '1', example: 'Sam' },
          { name: '2', example: 'Monday at 10:00' },
        ],
        buttons: [{ text: 'Yes, I will come' }, { text: 'Another day, please' }],
      },
      { name: 'appointment_reminder_es', language: 'es', buttons: [] },
    ]);
  });

  const approve = async (name: string, types: object, variables: Record<string, string> = {}): Promise<string> => {
    const { twilio, world } = backend.sandbox;
    const content = { friendly_name: name, language: 'en', variables, types };
    const { sid } = await twilio.content.v1.contents.create(content);
    await twilio.content.v1.contents(sid).approvalCreate.create({ name, category: 'UTILITY' });
    world.clock.advance(60_000);
    return sid;
  };
  const offered = async (name: string): Promise<Template | undefined> => {
    const { body } = await templates();
    if (!body.ok) throw new Error(body.error.code);
    return body.templates.find((template) => template.name === name);
  };

  const CARD = {
    title: 'Order {{order}}',
    subtitle: 'Your shop',
    media: ['https://example.com/{{picture}}.png'],
    actions: [{ type: 'URL', title: 'Track it', url: 'https://example.com/{{order}}' }],
  };
  const ITEMS = [
    { item: 'Blue', id: 'b', description: 'as the sea' },
    { item: 'Red', id: 'r' },
  ];

  it.each<[string, object, Partial<Template>]>([
    [
      'a card, with the variables of its addresses',
      { 'twilio/card': CARD },
      {
        media: ['https://example.com/{{picture}}.png'],
        title: 'Order {{order}}',
        body: '',
        footer: 'Your shop',
        variables: [
          { name: 'picture', example: 'parcel' },
          { name: 'order', example: 'A-1042' },
        ],
        buttons: [{ text: 'Track it', opens: 'https://example.com/{{order}}' }],
        items: [],
      },
    ],
    [
      'a list, with what can be chosen',
      { 'twilio/list-picker': { body: 'Which one?', button: 'Choose', items: ITEMS } },
      {
        ...{ body: 'Which one?', variables: [], buttons: [{ text: 'Choose' }] },
        items: [{ title: 'Blue', description: 'as the sea' }, { title: 'Red' }],
      },
    ],
    [
      'a picture, with its address',
      { 'twilio/media': { body: 'Our shop', media: ['https://example.com/shop.png'] } },
      { media: ['https://example.com/shop.png'], body: 'Our shop', buttons: [] },
    ],
    [
      'a picture alone',
      { 'twilio/media': { media: ['https://example.com/shop.png'] } },
      { media: ['https://example.com/shop.png'], body: '', buttons: [] },
    ],
    [
      'a call to action',
      { 'twilio/call-to-action': { body: 'Call us', actions: [{ type: 'PHONE_NUMBER', title: 'Call', phone: '+1' }] } },
      { body: 'Call us', buttons: [{ text: 'Call', opens: '+1' }] },
    ],
  ])('show %s', async (_, types, expected) => {
    await approve('shown', types, { picture: 'parcel', order: 'A-1042' });
    expect(await offered('shown')).toMatchObject(expected);
  });

  it.each<[string, object]>([
    [
      'a carousel',
      {
        'twilio/carousel': {
          body: 'New for {{1}}',
          cards: [{ title: 'Hat', body: 'Warm', media: 'https://example.com/hat.png', actions: [] }],
        },
      },
    ],
    ['a catalog', { 'twilio/catalog': { body: 'All we have' } }],
    ['a card of WhatsApp’s own', { 'whatsapp/card': { body: 'Hello', footer: 'Bye' } }],
    ['a code', { 'whatsapp/authentication': { actions: [{ type: 'COPY_CODE', copy_code_text: 'Copy' }] } }],
    ['a place', { 'twilio/location': { latitude: 1, longitude: 2, label: 'Here' } }],
  ])('that Conversations refuses or nobody could see are not offered: %s', async (_, types) => {
    const contentSid = await approve('hidden', types);
    expect(await offered('hidden')).toBeUndefined();
    expect(await offered('appointment_reminder')).toBeDefined();
    expect(contentSid).toMatch(/^HX/);
  });
});

describe('opting out', () => {
  const receiver = () => `${backend.functions.url.replace('127.0.0.1', 'localhost')}/messaging-events`;
  beforeEach(async () => {
    await backend.sandbox.twilio.conversations.v1.configuration.webhooks().update({
      postWebhookUrl: receiver(),
      method: 'POST',
      filters: ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated'],
    });
  });

  const isOptedOut = async (fields: Record<string, string> = {}): Promise<boolean> => {
    const { body } = await checks(fields);
    if (!body.ok) throw new Error(body.error.code);
    return body.checks.optedOut;
  };
  const webhooks = () => backend.sandbox.world.webhookLog.filter(({ url }) => url.endsWith('/messaging-events'));
  /** When the backend has heard of so many events. */
  const told = (times: number) => until(() => webhooks().filter(({ state }) => state !== 'sending').length >= times);

  it('begins with STOP and ends with START, for this sender alone', async () => {
    write('Stop');
    await until(() => isOptedOut());
    expect(await isOptedOut({ from: ORDERS })).toBe(false);
    expect(await isOptedOut({ channel: 'whatsapp' })).toBe(false);
    write('START');
    await until(async () => !(await isOptedOut()));
  });

  it('is kept from then on: no start goes through', async () => {
    const { conversationSid } = write('STOP');
    await until(() => isOptedOut());
    backend.sandbox.world.services.conversations.update(conversationSid!, { state: 'closed' });
    expect(await backend.send(backend.request())).toMatchObject({
      status: 403,
      body: { ok: false, error: { code: 'OPTED_OUT', field: 'to' } },
    });
    backend.sandbox.world.clock.advance(400 * DAY);
    expect(await isOptedOut()).toBe(true);
  });

  it('is learned from a message that Twilio refuses', async () => {
    await backend.send(backend.request({ to: UNSUBSCRIBED }));
    await until(() => isOptedOut({ to: UNSUBSCRIBED }));
  });

  it('is learned from one who blocked us on WhatsApp, until they write again', async () => {
    const blocked = { channel: 'whatsapp', to: BLOCKED };
    const { body } = await templates();
    const contentSid = body.ok ? body.templates[0]!.contentSid : '';
    const message = { ...blocked, from: CARE, contentSid, contentVariables: '{"1":"Sam","2":"Monday"}' };
    const sent = await backend.ask('alice', 'interactions', { ...message, requestId: randomUUID() });
    expect(sent).toMatchObject({ status: 201 });
    await until(() => isOptedOut(blocked));
    backend.sandbox.world.clock.advance(60_000);
    write('Here I am again', 'whatsapp', BLOCKED);
    expect(await isOptedOut(blocked)).toBe(false);
  });

  /** What Twilio posts of a message that no conversation takes, signed. */
  const post = (parameters: Record<string, string>) => {
    const signed = signature(backend.sandbox.world.account.authToken, receiver(), parameters);
    const headers = { 'x-twilio-signature': signed, host: new URL(receiver()).host };
    return backend.post('messaging-events', parameters, headers);
  };

  it('of which Twilio told is not ended by writing, though the customer had blocked us as well', async () => {
    const blocked = { channel: 'whatsapp', to: BLOCKED };
    const [From, To] = [`whatsapp:${BLOCKED}`, `whatsapp:${CARE}`];
    expect(await post({ From, To, Body: 'Basta', OptOutType: 'STOP' })).toMatchObject({ status: 204 });
    expect(await isOptedOut(blocked)).toBe(true);
    const { conversationSid } = write('Wait', 'whatsapp', BLOCKED);
    const { twilio, world } = backend.sandbox;
    const { messages } = twilio.conversations.v1.services(world.chatServiceSid).conversations(conversationSid!);
    await messages.create({ author: 'alice', body: 'As you wish' });
    await until(() =>
      webhooks().some(({ parameters, state }) => parameters.ErrorCode === '63014' && state !== 'sending'),
    );
    world.clock.advance(60_000);
    write('Here I am again', 'whatsapp', BLOCKED);
    // The button of a template.
    write('Yes', 'whatsapp', BLOCKED);
    await told(5);
    expect(await isOptedOut(blocked)).toBe(true);
    await post({ From, To, Body: 'Otra vez', OptOutType: 'START' });
    expect(await isOptedOut(blocked)).toBe(false);
  });

  it('that Twilio tells by an error on another channel than SMS lasts until they write again', async () => {
    const { twilio, world } = backend.sandbox;
    const rcs = { channel: 'rcs', from: RCS };
    const say = (body: string) => world.services.messaging.receive({ channel: 'rcs', from: SAM, to: RCS, body });
    const conversationSid = say('Hello').conversationSid!;
    const [participant] = await twilio.conversations.v1.conversations(conversationSid).participants.list();
    const receipt = { ChatServiceSid: world.chatServiceSid, ConversationSid: conversationSid, ErrorCode: '21610' };
    await post({ EventType: 'onDeliveryUpdated', ...receipt, ParticipantSid: participant!.sid });
    expect(await isOptedOut(rcs)).toBe(true);
    world.clock.advance(60_000);
    say('Here I am again');
    expect(await isOptedOut(rcs)).toBe(false);
  });

  it.each([
    ['whatsapp', SAM, CARE],
    ['messenger', '12025550143', PAGE],
  ] as const)('has words of its own by %s: “Cancel” and “End” change nothing', async (channel, from, to) => {
    write('Cancel', channel, from, to);
    write('End', channel, from, to);
    await told(2);
    expect(await isOptedOut({ channel, to: from, from: to })).toBe(false);
    expect(webhooks().every(({ responseStatus }) => responseStatus === 204)).toBe(true);
  });

  it('costs one look at the conversation where a message is about something else', async () => {
    write('Hello');
    await told(1);
    expect(backend.proxy.requests).toEqual([expect.stringMatching(/^GET .*\/Conversations\/CH\w+$/)]);
  });

  it('is not what an agent’s word means', async () => {
    const { conversationSid } = write('Hello');
    await told(1);
    const conversation = backend.sandbox.world.conversations.get(conversationSid!)!;
    await backend.sandbox.twilio.conversations.v1
      .conversations(conversation.sid)
      .messages.create({ author: 'alice', body: 'STOP', xTwilioWebhookEnabled: 'true' });
    await told(2);
    expect(await isOptedOut()).toBe(false);
  });

  it('is the same when Twilio tells of it twice', async () => {
    write('STOP');
    await until(() => isOptedOut());
    write('STOP');
    await told(2);
    expect(await isOptedOut()).toBe(true);
    expect(webhooks().every(({ responseStatus }) => responseStatus === 204)).toBe(true);
  });

  it('is not ended by a webhook that somebody has caught and sends again', async () => {
    write('STOP');
    await told(1);
    write('START');
    await until(async () => webhooks().length === 2 && !(await isOptedOut()));
    write('STOP');
    await until(() => isOptedOut());
    const start = webhooks().find(({ parameters }) => parameters['Body'] === 'START')!;
    expect(await post(start.parameters)).toMatchObject({ status: 204 });
    expect(await isOptedOut()).toBe(true);
    // Of a number's own webhook, which tells no time.
    const pair = { From: SAM, To: ORDERS };
    const incoming = { ...pair, Body: 'START', MessageSid: `SM${'1'.repeat(32)}` };
    await post({ ...pair, Body: 'STOP', MessageSid: `SM${'0'.repeat(32)}` });
    await post(incoming);
    expect(await isOptedOut({ from: ORDERS })).toBe(false);
    await post({ ...pair, Body: 'STOP', MessageSid: `SM${'2'.repeat(32)}` });
    await post(incoming);
    expect(await isOptedOut({ from: ORDERS })).toBe(true);
  });

  it('is not ended by a START that is older, though it is heard of later', async () => {
    write('STOP');
    await until(() => isOptedOut());
    const { parameters } = webhooks()[0]!;
    const DateCreated = new Date(Date.parse(parameters['DateCreated']!) - 60_000).toISOString();
    await post({ ...parameters, Body: 'START', MessageSid: `IM${'1'.repeat(32)}`, DateCreated });
    expect(await isOptedOut()).toBe(true);
    await post({ ...parameters, Body: 'START', MessageSid: `IM${'2'.repeat(32)}` });
    expect(await isOptedOut()).toBe(false);
  });

  it('is heard of at a number whose messages open no conversation', async () => {
    const { twilio } = backend.sandbox;
    await twilio.conversations.v1.addressConfigurations(CARE).update({ 'autoCreation.enabled': false });
    const [number] = await twilio.incomingPhoneNumbers.list({ phoneNumber: CARE });
    await twilio.incomingPhoneNumbers(number!.sid).update({ smsUrl: receiver() });
    expect(write('STOP').conversationSid).toBeNull();
    await until(() => isOptedOut());
    expect(await isOptedOut({ from: ORDERS })).toBe(false);
    expect(await backend.send(backend.request())).toMatchObject({ body: { error: { code: 'OPTED_OUT' } } });
    write('START');
    await until(async () => !(await isOptedOut()));
    expect(await backend.send(backend.request())).toMatchObject({ status: 201 });
    // What it answers to an incoming message is no TwiML that could be wrong.
    expect(backend.sandbox.world.alerts).toEqual([]);
  });

  it('is heard of from a Messaging Service', async () => {
    const { twilio } = backend.sandbox;
    await twilio.conversations.v1.addressConfigurations(ORDERS).update({ 'autoCreation.enabled': false });
    const [service] = await twilio.messaging.v1.services.list();
    await twilio.messaging.v1.services(service!.sid).update({ inboundRequestUrl: receiver() });
    const { messaging } = backend.sandbox.world.services;
    const writeOrders = (body: string) => messaging.receive({ channel: 'sms', from: SAM, to: ORDERS, body });
    writeOrders('STOP');
    await until(() => isOptedOut({ from: ORDERS }));
    expect(webhooks()).toMatchObject([{ parameters: { OptOutType: 'STOP' } }]);
    writeOrders('START');
    await until(async () => !(await isOptedOut({ from: ORDERS })));
  });

  it('fails where it could not be kept, so that Twilio’s debugger shows it', async () => {
    backend.proxy.fail({ request: /^POST .*\/Documents/, reaches: false, answer: { status: 500 }, times: 4 });
    write('STOP');
    await told(1);
    expect(webhooks()).toMatchObject([{ responseStatus: 503 }]);
  });

  it('is heard from Twilio alone', async () => {
    const event = { EventType: 'onMessageAdded', Body: 'STOP', From: SAM, To: CARE };
    const answer = await backend.post('messaging-events', event, { 'x-twilio-signature': 'made-up' });
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'SIGNATURE_REFUSED' } } });
  });
});
