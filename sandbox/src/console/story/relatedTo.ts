import type { Conversation } from '../../model/conversations';
import type { Interaction } from '../../model/interactions';
import type { Task } from '../../model/taskrouter';
import { numberOf } from '../../phone/customers';
import type { World } from '../../World';
import { mentionsAny } from './mentionsAny';

/** What a story is about. */
export interface Subject {
  conversations: Conversation[];
  interactions: Interaction[];
  tasks: Task[];
  /** Every SID that belongs to it, by which requests and webhooks are known. */
  sids: ReadonlySet<string>;
  /** The customer's number, where that is what was chosen. */
  number?: string;
}

const tasksOf = (interactions: Interaction[]): Set<string> =>
  new Set(interactions.flatMap(({ channel }) => [...channel.invites.values()].map(({ taskSid }) => taskSid)));

/** The conversations that a SID, or a customer's address, is about. */
function conversationsOf(world: World, id: string): Conversation[] {
  const all = [...world.conversations.values()];
  const interactions = [...world.interactions.values()];
  const task = world.tasks.get(id) ?? world.tasks.get(world.reservations.get(id)?.taskSid ?? '');
  const named = new Set([
    id,
    task?.attributes['conversationSid'],
    ...world.messageLog.filter(({ sid }) => sid === id).map(({ conversationSid }) => conversationSid),
    ...interactions
      .filter(
        ({ sid, channel }) =>
          [sid, channel.sid].includes(id) ||
          (task && tasksOf([...interactions.filter((one) => one.sid === sid)]).has(task.sid)),
      )
      .map(({ channel }) => channel.mediaSid),
  ]);
  const isCustomers = ({ participants }: Conversation): boolean =>
    [...participants.values()].some(
      ({ messagingBinding }) => numberOf(messagingBinding?.address ?? '') === numberOf(id),
    );
  return all.filter(
    (conversation) =>
      named.has(conversation.sid) ||
      conversation.participants.has(id) ||
      conversation.messages.some(({ sid }) => sid === id) ||
      isCustomers(conversation),
  );
}

/** What a conversation, message, task, reservation, interaction or customer has to do with; undefined where it is unknown. */
export function relatedTo(world: World, id: string): Subject | undefined {
  const conversations = conversationsOf(world, id);
  const conversationSids = new Set(conversations.map(({ sid }) => sid));
  const interactions = [...world.interactions.values()].filter(
    ({ sid, channel }) => conversationSids.has(channel.mediaSid ?? '') || [sid, channel.sid].includes(id),
  );
  const taskSids = tasksOf(interactions);
  const reserved = world.reservations.get(id)?.taskSid;
  const tasks = [...world.tasks.values()].filter(
    ({ sid, attributes }) =>
      sid === id ||
      sid === reserved ||
      taskSids.has(sid) ||
      conversationSids.has(String(attributes['conversationSid'])),
  );
  const isNumber = id.startsWith('+') || /^[a-z]+:/.test(id);
  const logged = world.messageLog.filter(
    ({ sid, from, to, conversationSid }) =>
      sid === id ||
      conversationSids.has(conversationSid ?? '') ||
      (isNumber && [from, to].some((address) => numberOf(address) === numberOf(id))),
  );
  const isAskedAbout = (): boolean =>
    isNumber &&
    world.timeline.entries.some(
      ({ kind, parameters }) => kind === 'request' && mentionsAny([numberOf(id)], parameters),
    );
  if (conversations.length + interactions.length + tasks.length + logged.length === 0 && !isAskedAbout()) {
    return undefined;
  }
  const sids = new Set([
    ...conversationSids,
    ...conversations.flatMap(({ messages, participants }) => [
      ...messages.map(({ sid }) => sid),
      ...participants.keys(),
    ]),
    ...interactions.flatMap(({ sid, channel }) => [sid, channel.sid]),
    ...taskSids,
    ...tasks.map(({ sid }) => sid),
    ...logged.map(({ sid }) => sid),
  ]);
  return { conversations, interactions, tasks, sids, ...(isNumber && { number: numberOf(id) }) };
}
