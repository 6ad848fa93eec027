import { randomUUID } from 'node:crypto';

import { namedSid } from '../../sandbox/src/model/sid';
import type { InteractionRules } from '../../sandbox/src/model/interactions';
import { createContext, readSetup } from '../../setup/src/readSetup';
import { runSteps } from '../../setup/src/runSteps';
import { until } from '../sandbox/until';
import { Backend, CARE, ORIGIN, SAM } from './backend';

jest.setTimeout(60_000);

const BILLING = namedSid('WQ', 'Billing');

let backend: Backend;
beforeAll(async () => {
  backend = await Backend.start({
    isCold: false,
    settings: {
      contactRequests: { from: CARE, queueSid: BILLING },
      inbound: { keywords: [{ words: ['invoice'], queueSid: BILLING }] },
    },
    variables: { CONTACT_FORM_ORIGINS: ORIGIN },
  });
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const setRules = (rules: Partial<InteractionRules>): void => {
  const { world } = backend.sandbox;
  world.interactionRules = { ...world.interactionRules, ...rules };
};

const samWrites = (body = 'Yes please') =>
  backend.sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: CARE, body });

/** When our functions have nothing more to do. */
async function answered(): Promise<void> {
  await until(() => backend.state().openTasks.length > 0);
  await until(() => backend.sandbox.world.webhookLog.every(({ state }) => state !== 'sending'));
  await backend.proxy.quiet();
}

const outreach = (fields: Record<string, string>) => {
  const { channel, to, from, body = '' } = backend.request();
  return backend.ask('alice', 'outreach', { requestId: randomUUID(), channel, to, from, body, ...fields });
};

const contactRequest = () =>
  backend.post(
    'contact-requests',
    { requestId: randomUUID(), name: 'Sam', number: SAM, message: 'Call me' },
    { origin: ORIGIN },
  );

async function leadToWebhook(): Promise<void> {
  await backend.sandbox.twilio.conversations.v1.addressConfigurations(namedSid('IG', CARE)).update({
    'autoCreation.type': 'webhook',
    'autoCreation.webhookUrl': `${backend.functions.url.replace('127.0.0.1', 'localhost')}/conversation-events`,
    'autoCreation.webhookMethod': 'post',
    'autoCreation.webhookFilters': ['onMessageAdded'],
  });
}

describe.each(['merge', 'replace'] as const)('what Flex Insights reads, where Twilio would %s it', (conversations) => {
  beforeEach(() => setRules({ conversations }));

  const read = () => backend.state().openTasks.map(({ attributes }) => attributes['conversations']);
  /** What Twilio writes by itself. */
  const twilios = () => ({
    communication_channel: 'SMS',
    conversation_id: backend.state().interactions.at(-1)!.sid,
    media: [{ type: 'ChatTranscript', sid: backend.state().conversations.at(-1)!.sid }],
  });

  it('is whole after a start', async () => {
    await backend.send(backend.request());
    expect(read()).toEqual([{ ...twilios(), direction: 'Outbound', initiated_by: 'Agent' }]);
  });

  it('is whole after a customer has written first', async () => {
    await leadToWebhook();
    samWrites();
    await answered();
    expect(read()).toEqual([{ ...twilios(), direction: 'Inbound', initiated_by: 'Customer' }]);
  });

  const noted = () =>
    backend
      .state()
      .openTasks.map(({ attributes }) => (attributes['messagingControls'] as { insights?: object }).insights);

  it('is whole after the reply to an agent’s message, and beside it stands who began', async () => {
    await outreach({ replyTo: 'agent' });
    samWrites();
    await answered();
    expect(read()).toEqual([{ ...twilios(), direction: 'Inbound', initiated_by: 'Customer' }]);
    expect(noted()).toEqual([{ direction: 'Outbound', initiated_by: 'Agent', initiative: 'outreach' }]);
  });

  it('is whole after the reply that Studio takes', async () => {
    const { world } = backend.sandbox;
    const settings = world.uiAttributes['messaging_controls'] as object;
    const [flow] = await installed();
    world.uiAttributes = { messaging_controls: { ...settings, outreach: { studioFlowSid: flow } } };
    await outreach({ replyTo: 'agent' });
    samWrites();
    await answered();
    expect(read()).toEqual([{ ...twilios(), direction: 'Inbound', initiated_by: 'Customer' }]);
    expect(noted()).toEqual([{ direction: 'Outbound', initiated_by: 'Agent', initiative: 'outreach' }]);
  });

  it('is whole after a web form, and beside it stands that it was one', async () => {
    expect(await contactRequest()).toMatchObject({ status: 200 });
    expect(read()).toEqual([{ ...twilios(), direction: 'Inbound', initiated_by: 'API' }]);
    expect(noted()).toEqual([{ direction: 'Inbound', initiated_by: 'Customer', initiative: 'contactRequest' }]);
  });

  it('is whole where an agent goes on in a conversation that rests', async () => {
    const { body } = await backend.send(backend.request());
    if (!body.ok) throw new Error(body.error.code);
    const { interactionSid = '', interactionChannelSid = '', taskSid, conversationSid } = body.started;
    const { world, twilio } = backend.sandbox;
    const reservation = [...world.reservations.values()].find((one) => one.taskSid === taskSid)!;
    world.services.taskrouter.setReservation(reservation.sid, 'accepted');
    const { channels } = twilio.flexApi.v1.interaction(interactionSid);
    await channels(interactionChannelSid).update({ status: 'inactive', routing: { status: 'closed' } });
    await backend.send(backend.request({ body: 'Once more', reuseConversationSid: conversationSid }));
    expect(read()).toEqual([{ ...twilios(), direction: 'Outbound', initiated_by: 'Agent' }]);
  });

  it('is whole for a colleague who joins', async () => {
    const { body } = await backend.send(backend.request());
    if (!body.ok) throw new Error(body.error.code);
    const { taskSid, conversationSid } = body.started;
    const { world } = backend.sandbox;
    const reservation = [...world.reservations.values()].find((one) => one.taskSid === taskSid)!;
    world.services.taskrouter.setReservation(reservation.sid, 'accepted');
    const joined = await backend.ask('bob', 'remedies', { remedy: 'join', conversationSid });
    expect(joined).toMatchObject({ status: 200 });
    const all = { ...twilios(), direction: 'Outbound', initiated_by: 'Agent' };
    expect(read()).toEqual([all, all]);
  });
});

describe.each([false, true])('a queue that was chosen, where Twilio ignores it without a worker: %p', (isIgnored) => {
  beforeEach(async () => {
    setRules({ ignoresQueueWithoutWorker: isIgnored });
    // As the set-up leaves the workflow.
    const setup = { ...readSetup('setup/setup.example.json'), functions: undefined, addresses: [], studioFlows: [] };
    const settings = backend.sandbox.world.uiAttributes['messaging_controls'] as object;
    const context = await createContext(
      backend.sandbox.twilio,
      { ...setup, messagingControls: { ...settings, ...setup.messagingControls } },
      'setup',
    );
    await runSteps(context, { apply: true, tell: () => undefined });
  });

  const queues = () => backend.state().openTasks.map(({ taskQueueSid }) => taskQueueSid);

  it('gets the reply', async () => {
    await outreach({ replyTo: 'queue', queueSid: BILLING });
    samWrites();
    await answered();
    expect(queues()).toEqual([BILLING]);
  });

  it('gets the reply by Studio', async () => {
    const { world } = backend.sandbox;
    const settings = world.uiAttributes['messaging_controls'] as object;
    const [flow] = await installed();
    world.uiAttributes = { messaging_controls: { ...settings, outreach: { studioFlowSid: flow } } };
    await outreach({ replyTo: 'queue', queueSid: BILLING });
    samWrites();
    await answered();
    expect(queues()).toEqual([BILLING]);
  });

  it('gets what a keyword leads to it', async () => {
    await leadToWebhook();
    samWrites('My invoice, please');
    await answered();
    expect(queues()).toEqual([BILLING]);
  });

  it('gets the website’s request', async () => {
    expect(await contactRequest()).toMatchObject({ status: 200 });
    expect(queues()).toEqual([BILLING]);
  });
});

/** The flow on-reply, as the set-up makes it; its SID. */
async function installed(): Promise<string[]> {
  const setup = readSetup('setup/setup.example.json');
  const studioFlows = [{ name: 'On reply', file: 'studio/on-reply.json' }];
  const context = await createContext(
    backend.sandbox.twilio,
    { ...setup, functions: undefined, addresses: [], messagingControls: {}, studioFlows },
    'setup',
  );
  await runSteps(context, { apply: true, tell: () => undefined });
  const flows = await backend.sandbox.twilio.studio.v2.flows.list();
  return flows.filter(({ friendlyName }) => friendlyName === 'On reply').map(({ sid }) => sid);
}
