import type { Conversation } from '../../model/conversations';
import type { Interaction } from '../../model/interactions';
import type { Task, TaskQueue, Worker } from '../../model/taskrouter';
import { hasCapacity, isAvailable } from '../../services/taskrouter/capacity';
import { taskScope, workersOf } from '../../services/taskrouter/scopes';
import { fittingFilter, parseConfiguration } from '../../services/taskrouter/workflowSteps';
import type { World } from '../../World';
import type { Subject } from './relatedTo';
import { whyNoConversation, whyNoInteraction } from './unheard';

/** How one conversation or task stands now. */
export interface Standing {
  /** A sentence. SIDs in it lead to their stories. */
  words: string;
  /** Whoever waits for it waits in vain, or it isn't what the customer's message was. */
  isWrong: boolean;
}

const names = (items: string[]): string => items.join(', ');

/** Why nobody is offered a task that waits. That everybody is away or busy is nobody's fault. */
function waiting(world: World, task: Task): Standing {
  const queue = world.taskQueues.get(task.taskQueueSid ?? '');
  const isWrong = !queue || workersOf(world, queue).length === 0;
  return { words: `The task ${task.sid} waits ${queue ? whyNobody(world, task, queue) : 'in no queue'}`, isWrong };
}

function whyNobody(world: World, task: Task, queue: TaskQueue): string {
  const place = `in the queue “${queue.friendlyName}”`;
  const workers = workersOf(world, queue);
  if (workers.length === 0) return `${place}, and no worker fits it: it wants ${queue.targetWorkers}`;
  const activity = ({ friendlyName, activitySid }: Worker): string =>
    `${friendlyName} is ${world.activities.get(activitySid)?.friendlyName ?? 'away'}`;
  const available = workers.filter((worker) => isAvailable(world, worker));
  if (available.length === 0) return `${place}, and nobody of it is available: ${names(workers.map(activity))}`;
  const free = available.filter((worker) => hasCapacity(world, worker, task));
  if (free.length === 0) {
    const busy = names(available.map(({ friendlyName }) => friendlyName));
    return `${place}, and who is available has no room for another ${task.taskChannelUniqueName} task: ${busy}`;
  }
  return `${place}; ${names(free.map(({ friendlyName }) => friendlyName))} could take it, and didn’t or weren’t asked: see its steps`;
}

/** What a workflow asks of a task that fits none of its filters; undefined where one fits. */
function whyNoFilterFits(world: World, task: Task): string | undefined {
  const workflow = world.workflows.get(task.workflowSid ?? '');
  if (!workflow) return undefined;
  const { filters, defaultFilter } = parseConfiguration(world, workflow.configuration);
  if (defaultFilter || fittingFilter(filters, task)) return undefined;
  const wanted = filters.map(
    ({ filter_friendly_name: name, expression }) => `${name ? `“${name}”: ` : ''}${expression}`,
  );
  const paths = Object.keys(taskScope(task)['task'] as object);
  return `No filter of the workflow “${workflow.friendlyName}” fits the task ${task.sid}, and it has no default filter, so TaskRouter canceled it. Its filters want ${names(wanted)}. The task’s attributes are ${names(paths)}`;
}

function standingOfTask(world: World, task: Task): Standing {
  const { sid, assignmentStatus, reason } = task;
  if (assignmentStatus === 'pending') return waiting(world, task);
  if (assignmentStatus === 'canceled') {
    const unfit = reason === 'Workflow Timeout' ? whyNoFilterFits(world, task) : undefined;
    return { words: unfit ?? `The task ${sid} is canceled: ${reason ?? 'no reason given'}`, isWrong: true };
  }
  const holder = [...world.reservations.values()].filter(({ taskSid }) => taskSid === sid).at(-1);
  const name = world.workers.get(holder?.workerSid ?? '')?.friendlyName ?? 'nobody';
  const is = { reserved: 'offered to', assigned: 'with', wrapping: 'being wrapped up by', completed: 'completed by' };
  return { words: `The task ${sid} is ${is[assignmentStatus]} ${name}`, isWrong: false };
}

/** The interaction that says another channel than the one the customer is on. */
function standingOfChannel({ sid, channel }: Interaction, { participants }: Conversation): Standing | undefined {
  const customer = [...participants.values()].find(({ messagingBinding }) => messagingBinding)?.messagingBinding;
  if (!customer || customer.type === channel.type) return undefined;
  const words = `The interaction ${sid} is made for ${channel.type}, but the customer is on ${customer.type}: agents see a task of the wrong channel. Its channel.type has to be ${customer.type}`;
  return { words, isWrong: true };
}

function standingOfConversation(
  world: World,
  conversation: Conversation,
  { interactions, tasks }: Subject,
): Standing[] {
  const { sid, messages, participants } = conversation;
  const own = interactions.filter(({ channel }) => channel.mediaSid === sid);
  const said = messages.at(-1);
  const isCustomers = [...participants.values()].some(
    ({ messagingBinding }) => messagingBinding?.address === said?.author,
  );
  if (own.length === 0 && said && isCustomers) {
    const open = tasks.filter((task) => !isOver(task));
    return [{ words: whyNoInteraction(world, conversation, said, open), isWrong: true }];
  }
  return own.flatMap((interaction) => standingOfChannel(interaction, conversation) ?? []);
}

/** The customer's latest message, where no conversation took it. */
function standingOfMessage(world: World, { sids }: Subject): Standing[] {
  const latest = world.messageLog.filter(({ sid, direction }) => direction === 'inbound' && sids.has(sid)).at(-1);
  const words = latest && whyNoConversation(world, latest);
  return words ? [{ words, isWrong: true }] : [];
}

const isOver = ({ assignmentStatus }: Task): boolean => ['completed', 'canceled'].includes(assignmentStatus);

/** How everything of a story stands now: what is open, and the latest task. */
export const standingOf = (world: World, subject: Subject): Standing[] => [
  ...standingOfMessage(world, subject),
  ...subject.conversations
    .filter(({ state }) => state !== 'closed')
    .flatMap((conversation) => standingOfConversation(world, conversation, subject)),
  ...subject.tasks
    .filter((task, index, tasks) => !isOver(task) || index === tasks.length - 1)
    .map((task) => standingOfTask(world, task)),
];
