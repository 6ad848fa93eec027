import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { validateRequest } from 'twilio';

import { flowOf, widget } from './flowOf';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+14155550143';
const CARE = '+14155550100';
const HOUR_MS = 3600 * 1000;

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** Codes that the debugger has of executions. */
const problems = () =>
  sandbox.world.alerts.filter(({ resourceSid }) => resourceSid.startsWith('FN')).map(({ errorCode }) => errorCode);
afterEach(() => sandbox.reset());

const flows = () => sandbox.twilio.studio.v2.flows;
const executionsOf = (flowSid: string) => flows()(flowSid).executions;
const write = (body: string, from = SAM) =>
  sandbox.world.services.messaging.receive({ channel: 'sms', from, to: CARE, body }).conversationSid!;
const bodies = (conversationSid: string) =>
  sandbox.world.conversations.get(conversationSid)!.messages.map(({ author, body }) => `${author}: ${body}`);
const tasks = () => [...sandbox.world.tasks.values()];

/** Our number leads to this flow. */
async function lead(flowSid: string): Promise<void> {
  const [address] = await sandbox.twilio.conversations.v1.addressConfigurations.list({ type: 'sms' });
  await sandbox.twilio.conversations.v1
    .addressConfigurations(address!.sid)
    .update({ 'autoCreation.enabled': true, 'autoCreation.type': 'studio', 'autoCreation.studioFlowSid': flowSid });
}

const publish = async (...states: Parameters<typeof flowOf>) =>
  (await flows().create({ friendlyName: 'A flow', status: 'published', definition: flowOf(...states) })).sid;

/** The events of the only execution, with the widgets that they led from and to, in their order. */
async function stepsOf(flowSid: string): Promise<string[]> {
  const [execution] = await executionsOf(flowSid).list();
  const steps = await execution!.steps().list();
  return steps.reverse().map((step) => `${step.transitionedFrom} ${step.name} ${step.transitionedTo}`);
}

const ended = (flowSid: string) => until(async () => (await executionsOf(flowSid).list())[0]?.status === 'ended');

describe('the seeded Greeting', () => {
  let sid: string;
  beforeEach(async () => {
    sid = (await flows().list()).find(({ friendlyName }) => friendlyName === 'Greeting')!.sid;
    await lead(sid);
  });

  const asked = (conversationSid: string) => expect(bodies(conversationSid)).toHaveLength(3);

  it('greets, asks, waits, and sends to Flex by the answer', async () => {
    const conversationSid = write('Hello');
    expect(bodies(conversationSid)).toEqual([
      `${SAM}: Hello`,
      `${CARE}: Welcome, and thank you for your message.`,
      `${CARE}: Is it about a bill? Answer yes or no.`,
    ]);
    expect(tasks()).toEqual([]);
    expect(await executionsOf(sid).list()).toEqual([
      expect.objectContaining({ status: 'active', contactChannelAddress: SAM }),
    ]);
    const sent = await sandbox.twilio.messages.list({ to: SAM });
    expect(sent).toHaveLength(2);

    write(' YES ');
    await ended(sid);
    expect(tasks().map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ skill: 'billing', question: ' YES ', customerAddress: SAM, conversationSid }),
    ]);
    expect(await stepsOf(sid)).toEqual([
      'Trigger incomingConversationMessage greet',
      'greet sent ask',
      'ask incomingMessage split',
      'split match send_to_billing',
      'send_to_billing callComplete Ended',
    ]);
  });

  it('is out of the conversation once an agent has it', async () => {
    const conversationSid = write('Hello');
    const webhooks = sandbox.twilio.conversations.v1.conversations(conversationSid).webhooks;
    expect(await webhooks.list()).toEqual([
      expect.objectContaining({
        target: 'studio',
        configuration: expect.objectContaining({ flow_sid: sid }) as object,
      }),
    ]);
    write('no');
    await ended(sid);
    expect(await webhooks.list()).toEqual([]);
    expect(tasks()[0]!.attributes['skill']).toBe('support');
    write('Are you there?');
    sandbox.world.clock.advance(1000);
    expect(await executionsOf(sid).list()).toHaveLength(1);
    expect(bodies(conversationSid)).toHaveLength(5);
  });

  it('goes on without an answer when its time is up', async () => {
    asked(write('Hello'));
    sandbox.world.clock.advance(HOUR_MS - 1000);
    expect(tasks()).toEqual([]);
    sandbox.world.clock.advance(1000);
    expect(tasks()[0]!.attributes).toMatchObject({ skill: 'support', question: '' });
    expect(await stepsOf(sid)).toContain('ask timeout send_to_support');
  });

  it('hears that its question did not arrive', async () => {
    write('Hello', '+14155559003');
    await ended(sid);
    expect((await stepsOf(sid)).at(-1)).toBe('ask deliveryFailure Ended');
    expect(tasks()).toEqual([]);
  });

  it('is blocked by a stale execution of the same contact until that has ended', async () => {
    const first = write('Hello');
    await sandbox.twilio.conversations.v1.conversations(first).update({ state: 'closed' });
    const second = write('Hello again');
    expect(second).not.toBe(first);
    write('Anyone?');
    sandbox.world.clock.advance(1000);
    expect(bodies(second)).toEqual([`${SAM}: Hello again`, `${SAM}: Anyone?`]);
    expect(await executionsOf(sid).list()).toHaveLength(1);
    expect(problems()).toEqual([81002, 81002]);
    // Somebody else is not held up.
    asked(write('Hello', '+14155550144'));

    const stale = (await executionsOf(sid).list()).find(({ contactChannelAddress }) => contactChannelAddress === SAM)!;
    expect(await stale.update({ status: 'ended' })).toMatchObject({ sid: stale.sid, status: 'ended' });
    write('Hello?');
    await until(() => bodies(second).length === 5);
    expect(bodies(second).at(-1)).toMatch(/Is it about a bill/);
  });
});

describe('a flow', () => {
  const say = (name: string, body: string, next?: string) =>
    widget(name, 'send-message', { from: '{{flow.channel.address}}', body }, { sent: next, failed: undefined });

  it('speaks of what it knows, in Liquid', async () => {
    const variables = [
      { key: 'name', value: '{{trigger.conversation.Body | split: " " | last | capitalize}}' },
      { key: 'count', value: '{{ 2 | plus: 3 }}', type: 'number' },
    ];
    const sid = await publish(
      widget('remember', 'set-variables', { variables }, { next: 'say' }),
      say(
        'say',
        '{% if flow.variables.count == 5 %}Hi {{flow.variables.name}}{% endif %}, {{flow.flow_sid}} {{flow.sid}} {{contact.channel.address}} {{no.such.thing}}{{trigger.conversation.ChannelAttributes | to_json}}',
      ),
    );
    await lead(sid);
    const conversationSid = write('my name is sam');
    const [execution] = await executionsOf(sid).list();
    expect(bodies(conversationSid)[1]).toBe(`${CARE}: Hi Sam, ${sid} ${execution!.sid} ${SAM} {}`);
    expect((await execution!.executionContext().get().fetch()).context).toMatchObject({
      flow: { variables: { name: 'Sam', count: 5 }, channel: { address: CARE, sid: conversationSid } },
      widgets: { say: { outbound: { To: SAM, From: CARE } } },
    });
  });

  it('knows the webhook by which it hears of the conversation', async () => {
    const trigger = '{{trigger.conversation.WebhookType}} {{trigger.conversation.WebhookSid}}';
    const sid = await publish(say('say', trigger));
    await lead(sid);
    const conversationSid = write('Hello');
    const [webhook] = await sandbox.twilio.conversations.v1.conversations(conversationSid).webhooks.list();
    expect(bodies(conversationSid)[1]).toBe(`${CARE}: studio ${webhook!.sid}`);
  });

  it('sends a template with its variables', async () => {
    const template = [...sandbox.world.contentTemplates.values()].find(
      ({ friendlyName }) => friendlyName === 'order_delayed',
    )!;
    const content_variables = [{ key: '1', value: '{{trigger.conversation.Body}}' }];
    const properties = { message_type: 'content_template', content_sid: template.sid, content_variables };
    const sid = await publish(widget('say', 'send-message', { from: '{{flow.channel.address}}', ...properties }));
    await lead(sid);
    write('B-2001');
    const [sent] = await sandbox.twilio.messages.list({ to: SAM });
    expect(sent!.body).toBe('Your order B-2001 comes later than we said. We are sorry.');
  });

  it('runs anew on the next message where it ends without an agent', async () => {
    const sid = await publish(say('say', 'Closed today'));
    await lead(sid);
    const conversationSid = write('Hello');
    write('Really?');
    await until(() => bodies(conversationSid).length === 4);
    expect(bodies(conversationSid).slice(2)).toEqual([`${SAM}: Really?`, `${CARE}: Closed today`]);
    expect(await executionsOf(sid).list()).toHaveLength(2);
  });

  it.each([
    ['equal_to', 'b1', true],
    ['equal_to', 'b', false],
    ['not_equal_to', 'b', true],
    ['matches_any_of', 'a, B1 ,c', true],
    ['matches_any_of', 'a,b', false],
    ['does_not_match_any_of', 'a,b', true],
    ['contains', 'b', true],
    ['does_not_contain', 'b', false],
    ['starts_with', 'b', true],
    ['does_not_start_with', 'b', false],
    ['regex', '^[a-z]\\d$', true],
    ['regex', '^\\d+$', false],
    ['is_blank', 'true', false],
    ['is_not_blank', 'true', true],
  ])('splits: B1 %s %s is %s', async (type, value, expected) => {
    const split = widget('split', 'split-based-on', { input: '{{trigger.conversation.Body}}' }, { noMatch: 'no' });
    const conditions = [{ friendly_name: 'x', type, arguments: ['{{trigger.conversation.Body}}'], value }];
    split.transitions.push({ event: 'match', next: 'yes', conditions });
    const sid = await publish(split, say('yes', 'true'), say('no', 'false'));
    await lead(sid);
    expect(bodies(write(' B1 '))[1]).toBe(`${CARE}: ${expected}`);
  });

  it('ends where a split leads nowhere, and says so', async () => {
    const sid = await publish(widget('split', 'split-based-on', { input: 'x' }, { noMatch: undefined }));
    await lead(sid);
    write('Hello');
    expect(await stepsOf(sid)).toEqual(['Trigger incomingConversationMessage split', 'split noMatch Ended']);
    expect(problems()).toEqual([81005]);
  });

  it('does not run in circles', async () => {
    const sid = await publish(widget('again', 'set-variables', { variables: [] }, { next: 'again' }));
    await lead(sid);
    write('Hello');
    expect((await stepsOf(sid)).filter((step) => step.startsWith('again'))).toHaveLength(10);
    const round = await publish(
      widget('a', 'set-variables', { variables: [] }, { next: 'b' }),
      widget('b', 'set-variables', { variables: [] }, { next: 'a' }),
    );
    await lead(round);
    write('Hello', '+14155550144');
    expect(await stepsOf(round)).toHaveLength(1000);
  });

  it('takes another way where Flex will not have the conversation', async () => {
    const events = { callComplete: undefined, failedToEnqueue: 'sorry' };
    const sid = await publish(
      widget('flex', 'send-to-flex', { workflow: 'WW00000000000000000000000000000000', attributes: '{}' }, events),
      say('sorry', 'Try again later'),
    );
    await lead(sid);
    expect(bodies(write('Hello'))[1]).toBe(`${CARE}: Try again later`);
    expect(problems()).toHaveLength(1);
  });

  it('may not write any more once it has sent the conversation to Flex', async () => {
    const [workflow] = sandbox.world.workflows.keys();
    const sid = await publish(
      widget('flex', 'send-to-flex', { workflow, attributes: '{}' }, { callComplete: 'say' }),
      say('say', 'An agent will be with you'),
    );
    await lead(sid);
    expect(bodies(write('Hello'))).toHaveLength(1);
    expect((await stepsOf(sid)).at(-1)).toBe('say failed Ended');
    expect(problems()).toEqual([81011]);
  });

  it('begins with the first reply where a conversation has a webhook for it', async () => {
    const sid = (await flows().list()).find(({ friendlyName }) => friendlyName === 'Messaging flow')!.sid;
    const conversation = await sandbox.twilio.conversations.v1.conversations.create();
    await conversation
      .participants()
      .create({ 'messagingBinding.address': SAM, 'messagingBinding.proxyAddress': CARE });
    await conversation.participants().create({ identity: 'alice' });
    await conversation.webhooks().create({ target: 'studio', 'configuration.flowSid': sid });
    await conversation.messages().create({ author: 'alice', body: 'Your order has arrived' });
    sandbox.world.clock.advance(1000);
    expect(tasks()).toEqual([]);
    write('Thanks! When can I come?');
    await until(() => tasks().length === 1);
    expect(tasks()[0]!.attributes).toMatchObject({ conversationSid: conversation.sid, customerAddress: SAM });
    expect(await conversation.webhooks().list()).toEqual([]);
  });

  it('hears through its webhook what webhooks are told, and what was written before where it asks for that', async () => {
    const sid = await publish(say('say', 'Heard: {{trigger.conversation.Body}}'));
    const conversation = await sandbox.twilio.conversations.v1.conversations.create();
    await conversation.participants().create({ identity: 'guest' });
    await conversation.messages().create({ author: 'guest', body: 'one' });
    await conversation.messages().create({ author: 'guest', body: 'two' });
    const configuration = { 'configuration.flowSid': sid, 'configuration.replayAfter': 1 };
    await conversation.webhooks().create({ target: 'studio', ...configuration });
    await until(() => bodies(conversation.sid).length === 3);
    await conversation.messages().create({ author: 'guest', body: 'three' });
    await conversation.messages().create({ author: 'guest', body: 'four', xTwilioWebhookEnabled: 'true' });
    await until(() => bodies(conversation.sid).length === 6);
    const heard = bodies(conversation.sid).filter((body) => body.includes('Heard'));
    expect(heard.map((body) => body.replace(/.*: /, ''))).toEqual(['two', 'four']);
  });
});

describe('the REST API trigger', () => {
  const ask = widget(
    'ask',
    'send-and-wait-for-reply',
    {
      from: '{{flow.channel.address}}',
      to: '{{contact.channel.address}}',
      body: '{{flow.data.question}}',
      timeout: '60',
    },
    { incomingMessage: undefined, timeout: undefined, deliveryFailure: undefined },
  );

  it('sends a message, and takes the reply at the flow’s webhook', async () => {
    const sid = await publish(ask);
    const { webhookUrl } = await flows()(sid).fetch();
    const execution = await executionsOf(sid).create({ to: SAM, from: CARE, parameters: { question: 'Coming?' } });
    expect(execution).toMatchObject({ status: 'active', contactChannelAddress: SAM, flowSid: sid });
    const [sent] = await sandbox.twilio.messages.list({ to: SAM });
    expect(sent!.body).toBe('Coming?');
    const reply = async (body: string) =>
      fetch(webhookUrl.replace('https:/', sandbox.url), {
        method: 'POST',
        body: new URLSearchParams({ From: SAM, To: CARE, Body: body }),
      });
    expect((await reply('Yes')).status).toBe(200);
    expect((await execution.fetch()).status).toBe('ended');
    expect((await execution.executionContext().get().fetch()).context).toMatchObject({
      trigger: { request: { parameters: { question: 'Coming?' } } },
      widgets: { ask: { inbound: { Body: 'Yes' }, outbound: { Sid: sent!.sid } } },
    });
    // Now it starts the flow.
    await reply('And what now?');
    const [newest] = await executionsOf(sid).list();
    expect((await newest!.executionContext().get().fetch()).context).toMatchObject({
      trigger: { message: { Body: 'And what now?' } },
    });
  });

  it('has one execution for a contact at a time', async () => {
    const sid = await publish(ask);
    const input = { to: SAM, from: CARE, parameters: { question: 'Coming?' } };
    const execution = await executionsOf(sid).create(input);
    await expect(executionsOf(sid).create(input)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining(execution.sid) as string,
    });
    await execution.remove();
    await expect(execution.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    expect((await executionsOf(sid).create(input)).status).toBe('active');
    sandbox.world.clock.advance(60_000);
    expect((await executionsOf(sid).list())[0]!.status).toBe('ended');
  });

  it('fails to send from a number that is not ours', async () => {
    const sid = await publish(ask);
    await executionsOf(sid).create({ to: SAM, from: '+14155550199', parameters: { question: 'Coming?' } });
    expect((await stepsOf(sid)).at(-1)).toBe('ask deliveryFailure Ended');
    expect(problems()).toEqual([81011]);
  });
});

describe('a flow asks another program', () => {
  let server: Server;
  let url: string;
  let asked: { request: IncomingMessage; body: string }[];
  beforeAll((done) => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ request, body });
        if (request.url === '/silent') return;
        response.statusCode = request.url === '/broken' ? 500 : 200;
        response.setHeader('content-type', 'application/json');
        response.end('{"customer":{"name":"Sam","orders":[7,8]}}');
      });
    }).listen(0, '127.0.0.1', () => {
      url = `http://localhost:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  const found = widget('say', 'send-message', {
    from: '{{flow.channel.address}}',
    body: '{{widgets.ask.parsed.customer.name}} {{widgets.ask.parsed.customer.orders[1]}} {{widgets.ask.status_code}}',
  });
  const next = { success: 'say', failed: 'say', fail: 'say' };

  it('by an HTTP request', async () => {
    const properties = {
      method: 'POST',
      url: `${url}/look-up`,
      content_type: 'application/json;charset=utf-8',
      body: '{"phone":"{{contact.channel.address}}"}',
      add_twilio_auth: true,
    };
    await lead(await publish(widget('ask', 'make-http-request', properties, next), found));
    const conversationSid = write('Hello');
    await until(() => bodies(conversationSid).length === 2);
    expect(bodies(conversationSid)[1]).toBe(`${CARE}: Sam 8 200`);
    const { sid, authToken } = sandbox.world.account;
    expect(JSON.parse(asked[0]!.body)).toEqual({ phone: SAM });
    expect(asked[0]!.request.headers).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}`,
    });
  });

  it('with parameters in the query or the form', async () => {
    const parameters = [{ key: 'phone', value: '{{contact.channel.address}}' }];
    const content_type = 'application/x-www-form-urlencoded;charset=utf-8';
    const sid = await publish(
      widget(
        'get',
        'make-http-request',
        { method: 'GET', url: `${url}/x?a=b`, parameters, content_type },
        { success: 'post' },
      ),
      widget('post', 'make-http-request', { method: 'POST', url: `${url}/x`, parameters, content_type }),
    );
    await lead(sid);
    write('Hello');
    await ended(sid);
    expect(asked.map(({ request, body }) => [request.method, request.url, body])).toEqual([
      ['GET', '/x?a=b&phone=%2B14155550143', ''],
      ['POST', '/x', 'phone=%2B14155550143'],
    ]);
  });

  it('by a Function, signed', async () => {
    const parameters = [{ key: 'phone', value: '{{contact.channel.address}}' }];
    const properties = { service_sid: 'default', url: `${url}/function`, parameters };
    await lead(await publish(widget('ask', 'run-function', properties, next), found));
    const conversationSid = write('Hello');
    await until(() => bodies(conversationSid).length === 2);
    expect(bodies(conversationSid)[1]).toBe(`${CARE}: Sam 8 200`);
    const { request, body } = asked[0]!;
    const form = Object.fromEntries(new URLSearchParams(body));
    expect(form).toEqual({ phone: SAM });
    const signature = String(request.headers['x-twilio-signature']);
    expect(validateRequest(sandbox.world.account.authToken, signature, `${url}/function`, form)).toBe(true);
  });

  it.each([
    ['make-http-request', '/broken', 81016],
    ['run-function', '/broken', 81017],
  ])('%s at %s fails with %d', async (type, path, code) => {
    await lead(await publish(widget('ask', type, { method: 'GET', url: url + path }, next), found));
    const conversationSid = write('Hello');
    await until(() => bodies(conversationSid).length === 2);
    expect(bodies(conversationSid)[1]).toBe(`${CARE}: Sam 8 500`);
    expect(problems()).toEqual([code]);
  });

  it.each([
    ['make-http-request', 'https://example.com/', 81014],
    ['make-http-request', 'nowhere', 81014],
    ['run-function', 'https://example.com/', 81010],
  ])('%s at %s is not made: %d', async (type, address, code) => {
    const sid = await publish(widget('ask', type, { method: 'GET', url: address }));
    await lead(sid);
    write('Hello');
    await ended(sid);
    expect(problems()).toEqual([code]);
  });

  it('and lets messages pass while it waits; ended, it hears no answer', async () => {
    const sid = await publish(widget('ask', 'make-http-request', { method: 'GET', url: `${url}/silent` }, next), found);
    await lead(sid);
    const conversationSid = write('Hello');
    await until(() => asked.length === 1);
    write('Hello?');
    await until(() => problems().length === 1);
    expect(problems()).toEqual([81002]);
    const [execution] = await executionsOf(sid).list();
    await execution!.update({ status: 'ended' });
    expect(await stepsOf(sid)).toEqual(['Trigger incomingConversationMessage ask']);
    expect(bodies(conversationSid)).toHaveLength(2);
  });
});

describe('flows', () => {
  const hello = (body: string) => flowOf(widget('say', 'send-message', { from: '{{flow.channel.address}}', body }));

  it('show customers what was published last', async () => {
    const flow = await flows().create({ friendlyName: 'Hours', status: 'draft', definition: hello('one') });
    await lead(flow.sid);
    expect(bodies(write('Hello'))).toHaveLength(1);
    sandbox.world.services.conversations.update([...sandbox.world.conversations.keys()][0]!, { state: 'closed' });

    await flow.update({ status: 'published', definition: hello('two'), commitMessage: 'Go' });
    const updated = await flow.update({ status: 'draft', definition: hello('three') });
    expect(updated).toMatchObject({ revision: 3, status: 'draft', friendlyName: 'Hours' });
    expect(bodies(write('Hello'))[1]).toBe(`${CARE}: two`);

    const revisions = await flow.revisions().list();
    expect(revisions.map(({ revision, status, commitMessage }) => [revision, status, commitMessage])).toEqual([
      [3, 'draft', null],
      [2, 'published', 'Go'],
      [1, 'draft', null],
    ]);
    expect((await flows()(flow.sid).revisions('LatestPublished').fetch()).revision).toBe(2);
    expect(await flow.remove()).toBe(true);
    await expect(flows()(flow.sid).fetch()).rejects.toMatchObject({ status: 404 });
    expect(sandbox.world.studioExecutions.size).toBe(0);
  });

  it('are checked before they are published', async () => {
    const definition = flowOf(widget('say', 'send-message', {}, { sent: 'nowhere' }), widget('say', 'sing-song', {}));
    const input = { friendlyName: 'Wrong', status: 'published' as const, definition };
    const errors = [
      { property_path: '#/states/1/transitions/0/next', message: expect.stringContaining('nowhere') as string },
      { property_path: '#/states/2/name', message: expect.stringContaining('unique') as string },
      { property_path: '#/states/2/type', message: expect.any(String) as string },
    ];
    const refused = { status: 400, code: 81022, details: { errors } };
    await expect(flows().create(input)).rejects.toMatchObject(refused);
    await expect(sandbox.twilio.studio.v2.flowValidate.update(input)).rejects.toMatchObject(refused);
    const draft = await flows().create({ ...input, status: 'draft' });
    expect(draft).toMatchObject({ valid: false, errors });
    await expect(draft.update({ status: 'published' })).rejects.toMatchObject(refused);
    expect(await sandbox.twilio.studio.v2.flowValidate.update({ ...input, definition: hello('x') })).toMatchObject({
      valid: true,
    });
  });
});
