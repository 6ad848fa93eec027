import type { Twilio } from 'twilio';

import type { Eligibility } from '../../../src/contract/trace';
import { attempt } from '../runtime/twilioFailure';
import type { TaskEvidence } from './Evidence';
import { lacking } from './queueExpression';

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

const attributesOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Why nobody of a task's queue has it, worker by worker, as it is now; undefined where Twilio did not tell. Who is
 * available comes first, for theirs is the reason that counts. At most eight calls.
 */
export async function readEligibility(
  twilio: Twilio,
  workspaceSid: string,
  task: TaskEvidence & { queueSid: string },
): Promise<Eligibility | undefined> {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid);
  const inQueue = await attempt(() =>
    workspace.workers.list({ taskQueueSid: task.queueSid, limit: MOST_WORKERS, pageSize: MOST_WORKERS }),
  );
  if (!inQueue.ok) return undefined;
  const offers = offersOf(task);
  const withOffer = (worker: Worker): Worker => {
    const offer = offers.get(worker.sid);
    return offer === undefined ? worker : { ...worker, offer };
  };
  if (inQueue.value.length === 0) {
    const outside = await lackingWorkers(twilio, workspaceSid, task.queueSid);
    return told({ fits: 0, available: 0 }, outside.map(withOffer));
  }
  const available = inQueue.value.filter((worker) => worker.available);
  const rooms = await Promise.all(
    available.slice(0, MOST_CHANNELS).map(({ sid }) => roomOf(twilio, workspaceSid, sid, task.channel)),
  );
  const workers = [
    ...available.map(({ sid }, index): Worker => ({ sid, why: rooms[index] ?? 'notAsked' })),
    ...inQueue.value
      .filter((worker) => !worker.available)
      .map(({ sid, activityName }): Worker => ({ sid, why: 'activity', activity: activityName })),
  ].map(withOffer);
  return told({ fits: inQueue.value.length, available: available.length }, workers);
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
    .map(({ sid, attributes }) => ({ sid, why: 'lacks', lacks: lacking(targetWorkers, attributesOf(attributes)) }));
}

/** The first of them by name, the rest by counts. */
function told(counts: { fits: number; available: number }, workers: readonly Worker[]): Eligibility {
  // A stable order: who was offered it before who was not, within those on duty and those who are not.
  const rank = ({ why, offer }: Worker): number => (why === 'activity' ? 2 : 0) + (offer === undefined ? 1 : 0);
  const ordered = [...workers].sort((one, other) => rank(one) - rank(other));
  const rest = ordered.slice(MOST_LISTED);
  const others = [...new Set(rest.map(({ why }) => why))].map((why) => ({
    why,
    count: rest.filter((worker) => worker.why === why).length,
  }));
  return { ...counts, workers: ordered.slice(0, MOST_LISTED), others };
}
