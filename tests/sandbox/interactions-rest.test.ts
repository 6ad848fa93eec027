import WebSocket from 'ws';

import type { InteractionRules } from '../../sandbox/src/model/interactions';
import { startSandbox } from './startSandbox';
import type { RunningSandbox } from './startSandbox';
import { until } from './until';

const SAM = '+14155550143';
const OUR_NUMBER = '+14155550100';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
afterEach(() => sandbox.reset());

const person = (identity: string) => sandbox.world.people.get(identity)!;
const named = <T extends { friendlyName: string }>(all: ReadonlyMap<string, T>, name: string): T =>
  [...all.values()].find(({ friendlyName }) => friendlyName === name)!;

function goAvailable(...identities: string[]): void {
  const { taskrouter } = sandbox.world.services;
  const available = taskrouter.activityByName('Available')!;
  for (const identity of identities) taskrouter.setActivity(person(identity).workerSid, available.sid);
}

async function conversationWithSam() {
  const conversation = await sandbox.twilio.conversations.v1.conversations.create();
  await conversation
    .participants()
    .create({ 'messagingBinding.address': SAM, 'messagingBinding.proxyAddress': OUR_NUMBER });
  return conversation;
}

const routing = (more: Record<string, unknown> = {}) => ({
  properties: {
    workspace_sid: sandbox.world.workspace.sid,
    workflow_sid: named(sandbox.world.workflows, 'Assign to Anyone').sid,
    ...more,
  },
});
const toWorker = (identity: string, more: Record<string, unknown> = {}) =>
  routing({
    queue_sid: named(sandbox.world.taskQueues, 'Everyone').sid,
    worker_sid: person(identity).workerSid,
    ...more,
  });

const interactionApi = () => sandbox.twilio.flexApi.v1.interaction;
interface CreatedInteraction {
  sid: string;
  channel: { sid: string };
  routing: { properties: Record<string, string> };
}
const create = async (channel: object, routed: object) =>
  (await interactionApi().create({ channel, routing: routed })) as CreatedInteraction;
const attributesOf = ({ routing: { properties } }: CreatedInteraction) =>
  JSON.parse(properties['attributes']!) as Record<string, unknown> & { conversationSid: string };
const inbound = (mediaChannelSid: string, attributes: Record<string, unknown> = {}) =>
  interactionApi().create({
    channel: { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: mediaChannelSid } },
    routing: routing({ attributes }),
  });

interface Bridged {
  status: number;
  payload: Record<string, unknown>;
  code?: number;
}
/** What the browser of this person asks through its worker connection. */
async function bridge(
  identity: string,
  url: string,
  method: 'GET' | 'POST' = 'GET',
  params: object = {},
): Promise<Bridged> {
  const response = await fetch(`${sandbox.url}/event-bridge.twilio.com/v1/wschannels`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', apiVersion: 'v2' },
    body: JSON.stringify({ url, method, params, token: sandbox.token(identity) }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Bridged, 'status'>) };
}

interface Pushed {
  event_type: string;
  payload: Record<string, unknown>;
}
/** The event bridge's websocket of this person, with what it brought. */
async function listen(identity: string) {
  const url = `${sandbox.url.replace('http', 'ws')}/event-bridge.twilio.com/v1/wschannels?token=${sandbox.token(identity)}`;
  const socket = new WebSocket(url);
  const events: Pushed[] = [];
  socket.on('message', (data) => {
    const text = (data as Buffer).toString().trim();
    if (text) events.push(JSON.parse(text) as Pushed);
  });
  await until(() => events.length > 0);
  return {
    count: (type: string) => events.filter(({ event_type }) => event_type === type).length,
    payload: (type: string) => events.find(({ event_type }) => event_type === type)?.payload,
    close: () => socket.close(),
  };
}

interface Offer {
  channelUrl: string;
  taskSid: string;
  reservationSid: string;
  attributes: Record<string, string>;
}
/** What this person is offered: the newest pending reservation. */
const offerTo = (identity: string): Promise<Offer> =>
  until(() => {
    const { reservations, tasks } = sandbox.world;
    const reservation = [...reservations.values()].find(
      ({ status, workerSid }) => status === 'pending' && workerSid === person(identity).workerSid,
    );
    const task = reservation && tasks.get(reservation.taskSid);
    if (!task) return undefined;
    const attributes = task.attributes as Record<string, string>;
    const channelUrl = `v1/Interactions/${attributes['flexInteractionSid']}/Channels/${attributes['flexInteractionChannelSid']}`;
    return { channelUrl, taskSid: task.sid, reservationSid: reservation.sid, attributes };
  });

const answer = (identity: string, offer: Offer, action: 'accept' | 'decline') =>
  bridge(identity, `${offer.channelUrl}/Invites/${offer.attributes['flexChannelInviteSid']}`, 'POST', {
    action,
    routing: { type: 'taskrouter', reservation: { sid: offer.reservationSid } },
  });
const reservationIs = (offer: Offer, status: string) =>
  until(() => sandbox.world.reservations.get(offer.reservationSid)?.status === status);
async function accept(identity: string): Promise<Offer> {
  const offer = await offerTo(identity);
  expect((await answer(identity, offer, 'accept')).status).toBe(200);
  await reservationIs(offer, 'accepted');
  return offer;
}

const identities = (conversationSid: string) =>
  [...sandbox.world.conversations.get(conversationSid)!.participants.values()].flatMap(
    ({ identity }) => identity ?? [],
  );
const stateOf = (conversationSid: string) => sandbox.world.conversations.get(conversationSid)!.state;
const participantsOf = async (identity: string, { channelUrl }: Offer, params: object = {}) =>
  (await bridge(identity, `${channelUrl}/Participants`, 'GET', params)).payload['participants'] as {
    sid: string;
    type: string;
    status: string;
    routing_properties: { task_sid: string; worker_sid: string } | null;
    media_properties: Record<string, unknown>;
  }[];
const agentOf = async (identity: string, offer: Offer) => {
  const all = await participantsOf(identity, offer, { status: 'all', taskSid: offer.taskSid });
  return all.find(({ routing_properties }) => routing_properties?.task_sid === offer.taskSid)!;
};
const samWrites = (body: string) =>
  sandbox.world.services.messaging.receive({ channel: 'sms', from: SAM, to: OUR_NUMBER, body });

describe('creating an interaction', () => {
  it('of an agent makes an outbound task for that agent, on the given conversation', async () => {
    const conversation = await conversationWithSam();
    const interaction = await create(
      { type: 'sms', initiated_by: 'agent', properties: { media_channel_sid: conversation.sid } },
      toWorker('alice', { attributes: { customerName: 'Sam', from: 'Sam', conversations: { case: '7' } } }),
    );
    const { properties } = interaction.routing;
    const { workerSid } = person('alice');
    expect(properties).toMatchObject({ routing_target: workerSid, task_channel_unique_name: 'sms', timeout: 86400 });
    const attributes = attributesOf(interaction);
    expect(attributes).toMatchObject({
      conversationSid: conversation.sid,
      flexInteractionSid: interaction.sid,
      flexInteractionChannelSid: interaction.channel.sid,
      flexChannelInviteSid: expect.stringMatching(/^KG[0-9a-f]{32}$/) as string,
      channelType: 'sms',
      direction: 'outbound',
      initiatedBy: 'agent',
      customerAddress: SAM,
      proxyAddress: OUR_NUMBER,
      from: 'Sam',
      customerName: 'Sam',
      conversations: { initiated_by: 'Agent', conversation_id: interaction.sid, case: '7' },
    });
    const task = await sandbox.twilio.taskrouter.v1
      .workspaces(sandbox.world.workspace.sid)
      .tasks(properties['sid']!)
      .fetch();
    expect(JSON.parse(task.attributes)).toEqual(attributes);

    const channels = await interactionApi()(interaction.sid).channels.list();
    expect(channels.map(({ type, errorCode }) => [type, errorCode])).toEqual([['sms', 0]]);
    const channel = () => interactionApi()(interaction.sid).channels(channels[0]!.sid).fetch();
    await until(async () => (await channel()).status === 'active');
    const fetched = (await interactionApi()(interaction.sid).fetch()) as CreatedInteraction;
    expect(fetched.routing).toEqual(interaction.routing);
    const participants = await interactionApi()(interaction.sid).channels(channels[0]!.sid).participants.list();
    expect(participants.map(({ type }) => type)).toEqual(['customer']);
  });

  it('makes the conversation from participants, for an agent or a system', async () => {
    for (const [initiatedBy, direction, address] of [
      ['agent', 'outbound', SAM],
      ['api', 'inbound', '+14155550144'],
    ]) {
      const participant = { address, proxy_address: OUR_NUMBER, name: 'Sam' };
      const interaction = await create(
        { type: 'whatsapp', initiated_by: initiatedBy, participants: [participant] },
        initiatedBy === 'agent' ? toWorker('alice') : routing(),
      );
      const attributes = attributesOf(interaction);
      expect(attributes).toMatchObject({
        direction,
        customerAddress: `whatsapp:${address}`,
        from: `whatsapp:${address}`,
        customerName: 'Sam',
      });
      expect(interaction.routing.properties['task_channel_unique_name']).toBe('chat');
      const participants = await sandbox.twilio.conversations.v1
        .conversations(attributes.conversationSid)
        .participants.list();
      expect(participants.map(({ messagingBinding }) => messagingBinding as object)).toEqual([
        expect.objectContaining({
          type: 'whatsapp',
          address: `whatsapp:${address}`,
          proxy_address: `whatsapp:${OUR_NUMBER}`,
        }),
      ]);
    }
  });

  it('silently leaves out a customer who is in another conversation', async () => {
    await conversationWithSam();
    const interaction = await create(
      { type: 'sms', initiated_by: 'agent', participants: [{ address: SAM, proxy_address: OUR_NUMBER }] },
      toWorker('alice'),
    );
    const { conversationSid } = attributesOf(interaction);
    expect(sandbox.world.conversations.get(conversationSid)!.participants.size).toBe(0);
  });

  it('is refused a second time on a conversation, until the first has ended', async () => {
    const { sid } = await conversationWithSam();
    const first = await inbound(sid);
    await expect(inbound(sid)).rejects.toMatchObject({ status: 409 });
    const [channel] = await interactionApi()(first.sid).channels.list();
    await channel!.update({ status: 'closed', routing: { status: 'closed' } });
    const again = await conversationWithSam();
    await expect(inbound(again.sid)).resolves.toHaveProperty('sid');
  });

  it('is refused, and leaves nothing behind, where something is missing', async () => {
    const empty = await sandbox.twilio.conversations.v1.conversations.create();
    const { sid } = await conversationWithSam();
    const onSam = { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: sid } };
    const refused: [string, object, object][] = [
      ['media_channel_sid is required', { type: 'sms', initiated_by: 'customer' }, routing()],
      ['not a participant', { ...onSam, properties: { media_channel_sid: empty.sid } }, routing()],
      ['worker_sid is required', { ...onSam, initiated_by: 'agent' }, routing()],
      ['queue_sid is required', { ...onSam, initiated_by: 'agent' }, routing({ worker_sid: person('bob').workerSid })],
      ['participants are required', { type: 'sms', initiated_by: 'agent' }, toWorker('alice')],
      ['workspace_sid is required', onSam, { properties: {} }],
      ['workflow_sid WW0 was not found', onSam, routing({ workflow_sid: 'WW0' })],
      ['task_channel_unique_name fax', onSam, routing({ task_channel_unique_name: 'fax' })],
      ['fax is not supported', { ...onSam, type: 'fax' }, routing()],
      ['initiated_by', { ...onSam, initiated_by: 'nobody' }, routing()],
      ['address', { type: 'sms', initiated_by: 'api', participants: [{ address: SAM }] }, routing()],
      ['', { type: 'sms', initiated_by: 'api', participants: [{ address: 'x', proxy_address: 'y' }] }, routing()],
    ];
    const conversations = sandbox.world.conversations.size;
    for (const [message, channel, routed] of refused) {
      await expect(interactionApi().create({ channel, routing: routed })).rejects.toMatchObject({
        status: 400,
        message: expect.stringContaining(message) as string,
      });
    }
    const unknown = { ...onSam, properties: { media_channel_sid: `CH${'0'.repeat(32)}` } };
    await expect(interactionApi().create({ channel: unknown, routing: routing() })).rejects.toMatchObject({
      status: 404,
    });
    expect(sandbox.world.conversations.size).toBe(conversations);
    expect([sandbox.world.interactions.size, sandbox.world.tasks.size]).toEqual([0, 0]);
  });
});

describe('an account that differs from the usual one', () => {
  const setRules = (rules: Partial<InteractionRules>): void => {
    sandbox.world.interactionRules = { ...sandbox.world.interactionRules, ...rules };
  };

  it('refuses types, and leaves nothing behind', async () => {
    setRules({ refusedTypes: ['rcs'] });
    const { sid } = await conversationWithSam();
    const channel = { type: 'rcs', initiated_by: 'customer', properties: { media_channel_sid: sid } };
    await expect(create(channel, routing())).rejects.toMatchObject({ status: 400, code: 45366 });
    expect([sandbox.world.interactions.size, sandbox.world.tasks.size]).toEqual([0, 0]);
    await expect(create({ ...channel, type: 'web' }, routing())).resolves.toHaveProperty('sid');
  });

  it.each(['merge', 'replace'] as const)('may %s what a request says for Insights', async (conversations) => {
    setRules({ conversations });
    const { sid } = await conversationWithSam();
    const given = { conversations: { initiative: 'mine', direction: 'Sideways' } };
    const channel = { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: sid } };
    const { conversations: read } = attributesOf(await create(channel, routing({ attributes: given })));
    const own = { communication_channel: 'SMS', initiated_by: 'Customer', media: [{ type: 'ChatTranscript', sid }] };
    if (conversations === 'merge') expect(read).toMatchObject({ ...own, ...given.conversations });
    else expect(read).toEqual(given.conversations);
  });

  it.each([false, true])('ignores a queue without a worker: %p', async (ignoresQueueWithoutWorker) => {
    setRules({ ignoresQueueWithoutWorker });
    const { sid } = await conversationWithSam();
    const [billing, everyone] = ['Billing', 'Everyone'].map((name) => named(sandbox.world.taskQueues, name).sid);
    const channel = { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: sid } };
    const { routing: made } = await create(channel, routing({ queue_sid: billing }));
    expect(made.properties['queue_sid']).toBe(ignoresQueueWithoutWorker ? everyone : billing);
  });

  it('takes an interaction, and fails its channel then: nobody is offered it', async () => {
    goAvailable('alice');
    const { host, path } = { host: 'flex-api', path: '/v1/Interactions' };
    sandbox.world.faults.add({ host, method: 'POST', path, channelFails: 45354, next: 1 });
    const { sid } = await conversationWithSam();
    const failing = await inbound(sid);
    const { channels } = interactionApi()(failing.sid);
    const [channel] = await until(async () => {
      const all = await channels.list();
      return all[0]?.status === 'failed' && all;
    });
    expect(channel).toMatchObject({ errorCode: 45354, errorMessage: expect.stringMatching(/./) as string });
    expect([...sandbox.world.tasks.values()].map(({ assignmentStatus }) => assignmentStatus)).toEqual(['canceled']);
    expect(sandbox.world.reservations.size).toBe(0);
    // It holds the conversation no longer, and the rule is over.
    const next = await inbound(sid);
    await until(() => sandbox.world.reservations.size > 0);
    await until(async () => (await interactionApi()(next.sid).channels.list())[0]?.status === 'active');
  });
});

describe('an agent at work', () => {
  it('accepts once, however many tabs ask, and is in the conversation by then', async () => {
    goAvailable('alice');
    const browser = await listen('alice');
    const { sid } = await conversationWithSam();
    await inbound(sid);
    const offer = await offerTo('alice');
    const answers = await Promise.all([answer('alice', offer, 'accept'), answer('alice', offer, 'accept')]);
    expect(answers.map(({ status, payload }) => [status, payload['sid']])).toEqual(
      answers.map(() => [200, offer.attributes['flexChannelInviteSid']]),
    );
    expect(identities(sid)).toEqual(['alice']);
    await until(() => browser.count('participant.added') > 0);
    await reservationIs(offer, 'accepted');
    expect((await answer('alice', offer, 'accept')).status).toBe(200);
    expect((await participantsOf('alice', offer)).map(({ type }) => type)).toEqual(['customer', 'agent']);
    expect([browser.count('participant.added'), browser.count('reservation.accepted')]).toEqual([1, 1]);
    browser.close();
  });

  it('shows who is inside as Conversations knows them, in lists and in events', async () => {
    goAvailable('alice');
    const browser = await listen('alice');
    const { sid } = await conversationWithSam();
    await inbound(sid);
    const offer = await accept('alice');
    const members = await sandbox.twilio.conversations.v1.conversations(sid).participants.list();
    const { account, chatServiceSid } = sandbox.world;
    const shared = {
      account_sid: account.sid,
      chat_service_sid: chatServiceSid,
      conversation_sid: sid,
      friendly_name: null,
      chatbot_configuration: null,
      last_read_message_index: null,
    };
    const sam = {
      ...shared,
      sid: members.find(({ identity }) => identity === null)!.sid,
      identity: null,
      messaging_binding: {
        type: 'sms',
        address: SAM,
        proxy_address: OUR_NUMBER,
        projected_address: null,
        name: null,
        level: null,
      },
    };
    const alice = { ...shared, sid: members.find(({ identity }) => identity === 'alice')!.sid, identity: 'alice' };
    const [customer, agent] = await participantsOf('alice', offer);
    expect(customer!.media_properties).toMatchObject(sam);
    expect(agent!.media_properties).toMatchObject({ ...alice, messaging_binding: null });
    await until(() => browser.count('participant.added') > 0);
    const event = { type: 'agent', channel_type: 'sms', participant_sid: agent!.sid, media_properties: alice };
    expect(browser.payload('participant.added')).toMatchObject(event);
    // Flex reads these of a task that has ended, when its agent is in the conversation no more.
    await sandbox.twilio.conversations.v1.conversations(sid).participants('alice').remove();
    expect((await agentOf('alice', offer)).media_properties).toMatchObject(alice);
    browser.close();
  });

  it('cannot take what is offered to another', async () => {
    goAvailable('alice');
    const { sid } = await conversationWithSam();
    await inbound(sid);
    const offer = await offerTo('alice');
    expect((await answer('bob', offer, 'accept')).status).toBe(403);
    expect(identities(sid)).toEqual([]);
  });

  it('ends and completes: the conversation closes, the task wraps up, then completes', async () => {
    goAvailable('alice');
    const { sid } = await conversationWithSam();
    const { sid: interactionSid } = await inbound(sid);
    const offer = await accept('alice');
    const ended = await bridge('alice', offer.channelUrl, 'POST', { status: 'closed', routing: { status: 'wrapup' } });
    expect(ended.payload).toMatchObject({ status: 'closed', error_code: 0, media_sid: sid });
    await reservationIs(offer, 'wrapping');
    expect(stateOf(sid)).toBe('closed');
    await bridge('alice', offer.channelUrl, 'POST', { status: 'closed', routing: { status: 'closed' } });
    await reservationIs(offer, 'completed');

    const [channel] = await interactionApi()(interactionSid).channels.list();
    expect(channel!.status).toBe('closed');
    await expect(channel!.update({ status: 'closed' })).rejects.toMatchObject({ code: 80906 });
    // One that never was is told of in the debugger too.
    const unknown = `KD${'0'.repeat(32)}`;
    await expect(interactionApi()(unknown).channels(channel!.sid).update({ status: 'closed' })).rejects.toMatchObject({
      status: 404,
    });
    const [alert] = await sandbox.twilio.monitor.v1.alerts.list({ limit: 1 });
    expect(alert).toMatchObject({ errorCode: '80907', logLevel: 'warning', resourceSid: unknown });
  });

  it('declines: the next one is asked by the same invite', async () => {
    goAvailable('alice');
    await inbound((await conversationWithSam()).sid);
    const offer = await offerTo('alice');
    goAvailable('bob');
    expect((await answer('alice', offer, 'decline')).status).toBe(200);
    await reservationIs(offer, 'rejected');
    const next = await accept('bob');
    expect(next.taskSid).toBe(offer.taskSid);
  });

  it('who accepts at TaskRouter itself comes in all the same', async () => {
    goAvailable('alice');
    const { sid } = await conversationWithSam();
    await inbound(sid);
    const offer = await offerTo('alice');
    await sandbox.twilio.taskrouter.v1
      .workspaces(sandbox.world.workspace.sid)
      .tasks(offer.taskSid)
      .reservations(offer.reservationSid)
      .update({ reservationStatus: 'accepted' });
    expect(identities(sid)).toEqual(['alice']);
    expect(await agentOf('alice', offer)).toMatchObject({ type: 'agent', status: 'active' });
  });

  it('loses a task that is cancelled: out of the conversation, which stays', async () => {
    goAvailable('alice');
    const { sid } = await conversationWithSam();
    await inbound(sid);
    const offer = await offerTo('alice');
    await answer('alice', offer, 'accept');
    sandbox.world.services.taskrouter.cancelTask(offer.taskSid);
    await until(() => identities(sid).length === 0);
    expect(stateOf(sid)).toBe('active');
    expect(sandbox.world.services.interactions.channelOf(sid)?.participants.map(({ status }) => status)).toEqual([
      'active',
      'closed',
    ]);
  });
});

describe('several agents', () => {
  async function aliceAndBob() {
    goAvailable('alice');
    const { sid } = await conversationWithSam();
    const { sid: interactionSid } = await inbound(sid, { caseNumber: '7' });
    const alice = await accept('alice');
    const [channel] = await interactionApi()(interactionSid).channels.list();
    goAvailable('bob');
    const invite = await channel!.invites().create({ routing: toWorker('bob', { attributes: { note: 'help' } }) });
    return { sid, interactionSid, alice, channel: channel!, invite };
  }

  it('come by invite, each with a task of their own that has not the attributes of the first', async () => {
    const { sid, channel, invite } = await aliceAndBob();
    const browser = await listen('alice');
    const bob = await accept('bob');
    expect(bob.attributes).toMatchObject({ flexChannelInviteSid: invite.sid, customerAddress: SAM, note: 'help' });
    expect(bob.attributes).not.toHaveProperty('caseNumber');
    expect(identities(sid)).toEqual(['alice', 'bob']);
    await until(() => browser.count('participant.added') === 1);
    expect((await channel.invites().list()).map((one) => one.sid)).toContain(invite.sid);
    browser.close();
  });

  it('go one by one by closing their participant', async () => {
    const { sid, interactionSid, alice, channel } = await aliceAndBob();
    const bob = await accept('bob');
    const browser = await listen('alice');
    const { sid: participantSid } = await agentOf('bob', bob);
    await interactionApi()(interactionSid)
      .channels(channel.sid)
      .participants(participantSid)
      .update({ status: 'closed' });
    await reservationIs(bob, 'completed');
    expect(identities(sid)).toEqual(['alice']);
    await until(() => browser.count('participant.removed') === 1);
    expect(sandbox.world.reservations.get(alice.reservationSid)?.status).toBe('accepted');

    const { sid: last } = await agentOf('alice', alice);
    await bridge('alice', `${alice.channelUrl}/Participants/${last}`, 'POST', {
      status: 'closed',
      closeChannelIfLastParticipant: true,
    });
    await reservationIs(alice, 'completed');
    expect(stateOf(sid)).toBe('closed');
    browser.close();
  });

  it('all wrap up when one ends the conversation, and who is still being asked is asked no more', async () => {
    const { interactionSid, alice, channel } = await aliceAndBob();
    const bob = await offerTo('bob');
    await interactionApi()(interactionSid).channels(channel.sid).update({ status: 'closed' });
    await reservationIs(alice, 'wrapping');
    await reservationIs(bob, 'canceled');
    await bridge('alice', alice.channelUrl, 'POST', { status: 'closed', routing: { status: 'closed' } });
    await reservationIs(alice, 'completed');
  });

  it('hand over by a transfer', async () => {
    goAvailable('alice', 'bob');
    const { sid } = await conversationWithSam();
    await interactionApi().create({
      channel: { type: 'sms', initiated_by: 'agent', properties: { media_channel_sid: sid } },
      routing: toWorker('alice', { attributes: { customerName: 'Sam' } }),
    });
    const alice = await accept('alice');
    const url = `v1/Instances/${sandbox.world.flexInstanceSid}/Interactions/${alice.channelUrl.replace('v1/Interactions/', '')}/Transfers`;
    expect((await bridge('alice', url)).payload).toEqual([]);
    const { sid: from } = await agentOf('alice', alice);
    const to = person('bob').workerSid;
    const made = await bridge('alice', url, 'POST', { type: 'cold', from, to, noteSid: null });
    expect(made.payload).toMatchObject({ type: 'cold', from, to, note_sid: null });
    await reservationIs(alice, 'wrapping');
    expect(identities(sid)).toEqual([]);

    const bob = await accept('bob');
    expect(bob.attributes).toMatchObject({ customerName: 'Sam', direction: 'inbound' });
    expect(identities(sid)).toEqual(['bob']);
    expect((await bridge('bob', url)).payload).toEqual([expect.objectContaining({ status: 'completed' })]);
    const left = { status: 'closed', closeChannelIfLastParticipant: true };
    await bridge('alice', `${alice.channelUrl}/Participants/${from}`, 'POST', left);
    await reservationIs(alice, 'completed');
    expect(stateOf(sid)).toBe('active');
  });
});

describe('a conversation that rests', () => {
  const resting = async (status: 'pause' | 'inactive', ending: 'closed' | 'wrapup' = 'closed') => {
    goAvailable('alice');
    const { sid } = await conversationWithSam();
    await inbound(sid, { customerName: 'Sam' });
    const offer = await accept('alice');
    const left = await bridge('alice', offer.channelUrl, 'POST', { status, routing: { status: ending } });
    expect(left.payload).toMatchObject({ status, error_code: 0 });
    await reservationIs(offer, ending === 'closed' ? 'completed' : 'wrapping');
    expect(identities(sid)).toEqual([]);
    return { sid, offer };
  };
  const paused = async (identity: string) =>
    (await bridge(identity, 'v1/Channels', 'GET', { status: 'pause', pageSize: 60 })).payload['content'] as {
      attributes: string;
    }[];

  it('is in the list of who paused it, and comes back to them', async () => {
    const { sid, offer } = await resting('pause');
    const [card] = await paused('alice');
    expect(JSON.parse(card!.attributes)).toMatchObject({ conversationSid: sid, customerName: 'Sam' });
    expect(await paused('bob')).toEqual([]);
    await bridge('alice', offer.channelUrl, 'POST', { status: 'active' });
    expect(await paused('alice')).toEqual([]);
    const again = await accept('alice');
    expect(again.attributes).toMatchObject({ conversationSid: sid, customerName: 'Sam' });
    expect(identities(sid)).toEqual(['alice']);
  });

  it('survives the completion of a task that wrapped up after it was paused', async () => {
    const { sid, offer } = await resting('pause', 'wrapup');
    const { sid: participantSid } = await agentOf('alice', offer);
    await bridge('alice', `${offer.channelUrl}/Participants/${participantSid}`, 'POST', {
      status: 'closed',
      closeChannelIfLastParticipant: true,
    });
    await reservationIs(offer, 'completed');
    expect([stateOf(sid), (await paused('alice')).length]).toEqual(['active', 1]);
  });

  it('wakes when the customer writes, with one task however much they write', async () => {
    const { sid, offer } = await resting('inactive');
    samWrites('Hello?');
    samWrites('Anybody there?');
    const next = await accept('alice');
    expect(next.attributes).toMatchObject({
      conversationSid: sid,
      flexInteractionSid: offer.attributes['flexInteractionSid'],
    });
    expect(sandbox.world.tasks.size).toBe(2);
  });

  it('is set by the backend only together with the end of its tasks', async () => {
    goAvailable('alice');
    const { sid: interactionSid } = await inbound((await conversationWithSam()).sid);
    const offer = await accept('alice');
    const [channel] = await interactionApi()(interactionSid).channels.list();
    await expect(channel!.update({ status: 'inactive' })).rejects.toMatchObject({ status: 400 });
    await channel!.update({ status: 'inactive', routing: { status: 'closed' } });
    await reservationIs(offer, 'completed');
  });
});
