import type { Twilio } from 'twilio';

import type { Eligibility } from '../../../src/contract/trace';
import { attempt } from '../runtime/twilioFailure';
import type { TaskEvidence } from './Evidence';
import { explain } from './explainExpression';
import { attributesOf } from './readTask';
import { workflowSteps } from './workflowSteps';
import type { WorkflowStep } from './workflowSteps';

/** TaskRouter's largest page: a queue with more workers is told of by these. */
const MOST_WORKERS = 1_000;
/** Of workers who are not in the queue, to say what they lack. */
const MOST_OUTSIDE = 50;
/** Each is one call, and a trace may make 25 in all. */
const MOST_CHANNELS = 5;
const MOST_LISTED = 10;

type Worker = Eligibility['workers'][number];

/** How the last offer of this task to each worker ended. */
function offersOf({ events }: TaskEvidence): Map<string, NonNullable<Worker['offer']>> {
  const offers = new Map<string, NonNullable<Worker['offer']>>();
  // The newest first.
  for (const { type, workerSid } of [...events].reverse()) {
    if (workerSid === undefined) continue;
    if (type === 'reservation.rejected') offers.set(workerSid, 'declined');
    else if (type === 'reservation.timeout') offers.set(workerSid, 'timedOut');
    else if (type === 'reservation.created') offers.set(workerSid, 'rings');
    else if (type.startsWith('reservation.')) offers.delete(workerSid);
  }
  return offers;
}

/** As TaskRouter tells of them. */
interface TwilioWorker {
  sid: string;
  friendlyName: string;
  attributes: string;
  activitySid: string;
  activityName: string;
  available: boolean;
}

/** What an expression sees of a worker: bare attributes, and `worker.…`. https://www.twilio.com/docs/taskrouter/expression-syntax */
function scopeOf({ sid, friendlyName, attributes, activitySid, activityName }: TwilioWorker): Record<string, unknown> {
  const parsed = attributesOf(attributes);
  const names = {
    ...(typeof parsed === 'object' ? parsed : {}),
    ...{ sid, friendly_name: friendlyName, activity_sid: activitySid, activity_name: activityName },
  };
  return { ...names, worker: names };
}

type Told = Pick<Worker, 'lacks' | 'unread' | 'notLists'>;

const lists = ({ lacks = [], unread = [], notLists = [] }: Told): Told => ({
  ...(lacks.length > 0 ? { lacks } : {}),
  ...(unread.length > 0 ? { unread } : {}),
  ...(notLists.length > 0 ? { notLists } : {}),
});

/**
 * Why one whom the queue has does not match the step in which the task waits; where it may be one of several, none of them.
 * Undefined for one who matches; with `unread` alone where nobody can tell.
 */
function outsideStep(
  steps: readonly WorkflowStep[],
  worker: TwilioWorker,
  attributes: unknown,
): ({ why?: 'lacksStep' | 'notNamed' } & Told) | undefined {
  const scope = { ...scopeOf(worker), task: attributes };
  const told = steps.map(({ expression, named }) => {
    const isNamed = !named || named.sid === worker.sid || named.friendlyName === worker.friendlyName;
    return { isNamed, ...explain(expression, scope) };
  });
  const possible = told.filter(({ isNamed, holds }) => isNamed && holds !== false);
  if (possible.some(({ holds }) => holds === true)) return undefined;
  if (possible.length > 0) return lists({ unread: possible.flatMap(({ unread }) => unread) });
  const own = told.filter(({ isNamed }) => isNamed);
  if (own.length === 0) return { why: 'notNamed' };
  // Of several steps, what each lacks would do.
  const lacks = own.length === 1 ? own[0]!.lacks : [own.map((one) => one.lacks.flatMap(([first = []]) => first))];
  return { why: 'lacksStep', ...lists({ lacks, notLists: own.flatMap(({ notLists }) => notLists) }) };
}

/**
 * Why nobody of a task's queue has it, worker by worker, as it is now; undefined where Twilio did not tell. Who is
 * available comes first, for theirs is the reason that counts. At most nine calls.
 */
export async function readEligibility(
  twilio: Twilio,
  workspaceSid: string,
  task: TaskEvidence & { queueSid: string },
  at: Date,
): Promise<Eligibility | undefined> {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid);
  const { workflowSid, queueSid } = task;
  const [inQueue, workflow] = await Promise.all([
    attempt(() => workspace.workers.list({ taskQueueSid: queueSid, limit: MOST_WORKERS, pageSize: MOST_WORKERS })),
    workflowSid === undefined ? undefined : attempt(() => workspace.workflows(workflowSid).fetch()),
  ]);
  if (!inQueue.ok) return undefined;
  const offers = offersOf(task);
  const withOffer = (worker: Worker): Worker => {
    const offer = offers.get(worker.sid);
    return offer === undefined ? worker : { ...worker, offer };
  };
  if (inQueue.value.length === 0) {
    const outside = await lackingWorkers(twilio, workspaceSid, queueSid);
    return told({ fits: 0, available: 0 }, outside.map(withOffer));
  }
  const steps = workflow?.ok ? stepsOf(workflow.value.configuration, task, at) : [];
  const all = inQueue.value.map((worker) => ({ worker, outside: outsideStep(steps, worker, task.attributes) }));
  const inStep = all.filter(({ outside }) => outside?.why === undefined);
  const available = inStep.filter(({ worker }) => worker.available);
  const rooms = await Promise.all(
    available.slice(0, MOST_CHANNELS).map(({ worker }) => roomOf(twilio, workspaceSid, worker.sid, task.channel)),
  );
  const workers = [
    ...available.map(({ worker: { sid }, outside }, index): Worker => ({
      ...outside,
      sid,
      why: rooms[index] ?? 'notAsked',
    })),
    ...inStep
      .filter(({ worker }) => !worker.available)
      .map(({ worker: { sid, activityName }, outside }): Worker => ({
        ...outside,
        ...{ sid, why: 'activity', activity: activityName },
      })),
    ...[...all]
      .sort((one, other) => Number(other.worker.available) - Number(one.worker.available))
      .flatMap(({ worker: { sid }, outside }): Worker[] =>
        outside?.why === undefined ? [] : [{ ...outside, why: outside.why, sid }],
      ),
  ].map(withOffer);
  const isDemanding = steps.some(({ expression, named }) => named !== undefined || expression !== '');
  const isNamed = isDemanding && steps.every(({ named }) => named !== undefined);
  return told(
    {
      fits: all.length,
      available: all.filter(({ worker }) => worker.available).length,
      ...(isDemanding ? { step: { fits: inStep.length, available: available.length, isNamed } } : {}),
    },
    workers,
  );
}

/** In which it waits now, or did when it was cancelled. */
function stepsOf(configuration: string, task: TaskEvidence & { queueSid: string }, at: Date): WorkflowStep[] {
  const { queueSid, attributes, events, enteredAt, status } = task;
  const until = status === undefined ? (events[0]?.at ?? at) : at;
  const filter = events.find(({ type, filter: name }) => type === 'workflow.target-matched' && name)?.filter;
  const milliseconds = enteredAt ? until.getTime() - enteredAt.getTime() : 0;
  return workflowSteps(configuration, { queueSid, filter, attributes, milliseconds });
}

async function roomOf(
  twilio: Twilio,
  workspaceSid: string,
  workerSid: string,
  taskChannel: string | undefined,
): Promise<Worker['why']> {
  const listed = await attempt(() =>
    twilio.taskrouter.v1.workspaces(workspaceSid).workers(workerSid).workerChannels.list({ limit: 50 }),
  );
  const channel = listed.ok && listed.value.find(({ taskChannelUniqueName }) => taskChannelUniqueName === taskChannel);
  if (!channel) return 'notAsked';
  if (!channel.available) return 'channelOff';
  return channel.assignedTasks >= channel.configuredCapacity ? 'full' : 'free';
}

/** Those who are on duty first: they could have it, had they what the queue demands. */
async function lackingWorkers(twilio: Twilio, workspaceSid: string, queueSid: string): Promise<Worker[]> {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid);
  const [queue, workers] = await Promise.all([
    attempt(() => workspace.taskQueues(queueSid).fetch()),
    attempt(() => workspace.workers.list({ limit: MOST_OUTSIDE, pageSize: MOST_OUTSIDE })),
  ]);
  if (!queue.ok || !workers.ok) return [];
  const { targetWorkers } = queue.value;
  return [...workers.value]
    .sort((one, other) => Number(other.available) - Number(one.available))
    .map((worker) => ({ ...lists(explain(targetWorkers, scopeOf(worker))), sid: worker.sid, why: 'lacks' }));
}

/** The first of them by name, the rest by counts. */
function told(counts: Omit<Eligibility, 'workers' | 'others'>, workers: readonly Worker[]): Eligibility {
  // A stable order: who was offered it before who was not, within those on duty, those who are not, and the rest.
  const group = ({ why }: Worker): number =>
    why === 'activity' ? 2 : why === 'lacksStep' || why === 'notNamed' ? 4 : 0;
  const rank = (worker: Worker): number => group(worker) + (worker.offer === undefined ? 1 : 0);
  const ordered = [...workers].sort((one, other) => rank(one) - rank(other));
  const rest = ordered.slice(MOST_LISTED);
  const others = [...new Set(rest.map(({ why }) => why))].map((why) => ({
    why,
    count: rest.filter((worker) => worker.why === why).length,
  }));
  return { ...counts, workers: ordered.slice(0, MOST_LISTED), others };
}
