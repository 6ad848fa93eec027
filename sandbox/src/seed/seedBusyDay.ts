import type { World } from '../World';
import type { Worker } from '../model/taskrouter';

const CONVERSATIONS = 50;
const MINUTE_MS = 60_000;
const PAUSE_MS = 5000;
const QUESTIONS = [
  'Hello, where is my order?',
  'I cannot sign in to my account.',
  'Can I change the delivery address?',
  'I was charged twice this month.',
  'Are you open on Sunday?',
];

/**
 * An hour of work that is behind us when the sandbox starts: a customer each minute, all of them with an agent now.
 * `begin` makes the contact centre itself.
 */
export function seedBusyDay(world: World, begin: () => void): void {
  const { clock } = world;
  clock.startAhead(-(CONVERSATIONS + 1) * MINUTE_MS);
  begin();
  const available = world.services.taskrouter.activityByName('Available');
  const agents = [...world.people.values()].filter(({ roles }) => roles.includes('agent'));
  for (const { workerSid } of agents) world.services.taskrouter.setActivity(workerSid, available?.sid ?? '');
  const [own] = [...world.addresses.values()].filter(({ type }) => type === 'sms');
  for (let count = 0; count < CONVERSATIONS; count += 1) {
    customerWrites(world, `+1202555${String(1000 + count)}`, own?.address ?? '', QUESTIONS[count % QUESTIONS.length]!);
    clock.advance(PAUSE_MS);
    agentsAnswer(world);
    clock.advance(MINUTE_MS - PAUSE_MS);
  }
  clock.advance(Math.max(0, -clock.ahead));
}

/** The interaction is made here and not by a Studio flow, which may take a detour by other programs. */
function customerWrites(world: World, from: string, to: string, body: string): void {
  const { conversations, interactions, messaging } = world.services;
  const conversation = conversations.create({ createdBy: 'system' });
  conversations.addParticipant(conversation.sid, {
    messagingBinding: { type: 'sms', address: from, proxyAddress: to },
  });
  messaging.receive({ channel: 'sms', from, to, body });
  const [workflow] = world.workflows.values();
  interactions.create({
    channel: { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: conversation.sid } },
    routing: { properties: { workspace_sid: world.workspace.sid, workflow_sid: workflow?.sid } },
  });
}

function agentsAnswer(world: World): void {
  const { taskrouter, conversations, interactions } = world.services;
  for (const reservation of [...world.reservations.values()].filter(({ status }) => status === 'pending')) {
    taskrouter.setReservation(reservation.sid, 'accepted');
    const identity = identityOf(world, world.workers.get(reservation.workerSid));
    const conversation = [...world.conversations.values()].find((one) =>
      [...(interactions.channelOf(one.sid)?.invites.values() ?? [])].some(
        ({ taskSid }) => taskSid === reservation.taskSid,
      ),
    );
    if (conversation && identity) {
      conversations.addMessage(conversation.sid, { author: identity, body: 'Hello, let me look into this.' });
    }
  }
}

const identityOf = (world: World, worker: Worker | undefined): string | undefined =>
  [...world.people.values()].find(({ workerSid }) => workerSid === worker?.sid)?.identity;
