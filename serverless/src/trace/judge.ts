import { readSnapshot } from '../../../src/contract/queueSnapshot';
import { SCHEDULE_EVENTS } from '../../../src/contract/trace';
import type { Eligibility, TraceAct, TraceCause, TraceStep } from '../../../src/contract/trace';
import type { Evidence, TaskEvidence } from './Evidence';
import { UNDER_WAY_MILLISECONDS, isYoung } from './isYoung';
import { taskOf } from './taskActs';

/** A customer who wrote last and waits for longer than this, while their agent is not available. */
const SILENT_MILLISECONDS = 300_000;

/** By then a lease, which is one of a minute, is over, and has been lifted. */
const LEASE_MILLISECONDS = 120_000;

const LIVE = ['pending', 'reserved', 'assigned', 'transferring', 'wrapping'];

type Found = Omit<TraceStep, 'step'>;

/** What each step of the way came to. Those after the one that broke are left out, but for an answer that was lost too. */
export function judge(evidence: Evidence): TraceStep[] {
  const steps: TraceStep[] = [];
  let isOver = false;
  for (const [step, look] of WAY) {
    const found = look(evidence);
    const isTold = !isOver || (step === 'answer' && found?.state === 'broken');
    if (found && isTold) steps.push({ step, ...found });
    isOver ||= found?.state === 'broken' || found?.state === 'underWay';
  }
  return steps;
}

const iso = (date: Date | undefined): { at?: string } => (date ? { at: date.toISOString() } : {});

const lastBy = ({ messages }: Evidence, whose: 'customer' | 'agent') => messages.find(({ by }) => by === whose);

/** Whether the customer waits for an answer. */
export const isUnanswered = ({ messages }: Evidence): boolean => messages[0]?.by === 'customer';

const broken = (evidence: Evidence, since: Date | undefined, cause: TraceCause, more: Partial<Found> = {}): Found => ({
  state: isYoung(evidence.at, since) ? 'underWay' : 'broken',
  cause,
  isCertain: true,
  sids: [],
  ...iso(since),
  ...more,
});

const liveTask = ({ tasks = [] }: Evidence): TaskEvidence | undefined =>
  tasks.find(({ status }) => status !== undefined && LIVE.includes(status));

export const hasLiveTask = (evidence: Evidence): boolean => liveTask(evidence) !== undefined;

/** Our own function makes their reply a task; of one that has come a while ago it has not. */
const waitsForReply = (evidence: Evidence): boolean => {
  const { reply } = evidence.conversation.record ?? {};
  return reply !== undefined && reply.repliedAt === undefined && !isUnanswered(evidence);
};

/** It has come to Flex, whether or not Twilio has told by which interaction. */
const hasHadTask = ({ interaction, tasks = [], acts }: Evidence): boolean =>
  interaction !== undefined || tasks.length > 0 || acts.some((act) => taskOf(act) !== undefined);

const hears = ({ webhooks }: Evidence): boolean => webhooks.some(({ hearsMessages }) => hearsMessages);

function message(evidence: Evidence): Found | undefined {
  const [last] = evidence.messages;
  return last && { state: 'fine', ...iso(last.at), status: last.by, sids: [last.sid] };
}

function conversation(evidence: Evidence): Found {
  const { sid, state, createdAt, closesAt } = evidence.conversation;
  const about = { status: state, sids: [sid] };
  if (state === 'closed') {
    const closed = closing(evidence);
    // A message for later that is called off is taken out, and its conversation closed.
    const isCalledOff = latestForLater(evidence)?.act === 'scheduledCancelled';
    const isEmpty = evidence.messages.length === 0 && !evidence.interaction && !isCalledOff;
    // One of ours that we have closed again: a start that did not succeed is taken back.
    const isUndone = evidence.conversation.record !== undefined && /^closed( API)?$/.test(closed.status ?? 'closed');
    if (isEmpty && !isUndone) return broken(evidence, createdAt, 'closedAtOnce', about);
    return { state: 'fine', cause: isEmpty ? 'undone' : 'closed', ...about, ...closed };
  }
  const half = halfMade(evidence);
  if (half) return half;
  if (evidence.isElsewhere) return broken(evidence, createdAt, 'customerElsewhere', about);
  if (!evidence.customer) return broken(evidence, createdAt, 'customerOutside', about);
  return { state: 'fine', ...iso(createdAt), ...about, ...(closesAt === undefined ? {} : { closesAt }) };
}

/** When it was closed, and what Twilio says by what: it tells only at that moment. */
function closing({ acts }: Evidence): Partial<Found> {
  const closed = acts.find(({ act, outcome }) => act === 'state' && outcome.startsWith('closed'));
  return closed ? { at: closed.at, status: closed.outcome } : {};
}

/** A start or an outreach lets others wait for two minutes at most: one that is unsettled after that was cut off. */
function halfMade(evidence: Evidence): Found | undefined {
  const { sid, state, record, isUnsettled } = evidence.conversation;
  if (!record || !isUnsettled || state === 'closed') return undefined;
  // One that is in a task is served all the same, and so is one whose reply is heard.
  if (hasLiveTask(evidence) || (hasHadTask(evidence) && !evidence.tasks)) return undefined;
  if (waitsForReply(evidence) && evidence.customer && evidence.messages.length > 0 && hears(evidence)) return undefined;
  const startedAt = new Date(record.startedAt);
  const isOld = evidence.at.getTime() - startedAt.getTime() > LEASE_MILLISECONDS;
  return broken(evidence, startedAt, 'halfMade', {
    ...(isOld ? {} : { state: 'underWay' as const }),
    status: state,
    sids: [sid],
  });
}

const isClosed = ({ conversation: { state } }: Evidence): boolean => state === 'closed';

const isByRule = (evidence: Evidence): boolean =>
  evidence.isLeftByRule && isUnanswered(evidence) && !evidence.interaction;

/** Only a customer who has written, and has no interaction, needs one of these. */
function webhook(evidence: Evidence): Found | undefined {
  if (hasHadTask(evidence) || isClosed(evidence) || waitsForReply(evidence)) return undefined;
  const wrote = lastBy(evidence, 'customer');
  if (!wrote) return undefined;
  if (isByRule(evidence)) return { state: 'fine', cause: 'byRule', sids: [] };
  const [alert] = evidence.alerts ?? [];
  if (alert && alert.at.getTime() >= wrote.at.getTime() - UNDER_WAY_MILLISECONDS) {
    return broken(evidence, wrote.at, 'webhookFailed', { code: alert.code, sids: [alert.sid] });
  }
  if (evidence.webhooks.length === 0) return broken(evidence, wrote.at, 'webhookMissing');
  if (!hears(evidence)) {
    return broken(evidence, wrote.at, 'webhookDeaf', { sids: evidence.webhooks.map(({ sid }) => sid) });
  }
  // Not asked yet, or not told.
  if (!evidence.alerts) return evidence.executions && { state: 'unknown', cause: 'notReached', sids: [] };
  return { state: 'fine', sids: evidence.webhooks.map(({ sid }) => sid) };
}

function flow(evidence: Evidence): Found | undefined {
  if (hasHadTask(evidence) || isClosed(evidence)) return undefined;
  if (!evidence.webhooks.some(({ isStudio }) => isStudio) || !evidence.executions) return undefined;
  const wrote = lastBy(evidence, 'customer');
  const [latest] = [...evidence.executions].sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
  if (!latest) return { state: 'unknown', cause: 'forgotten', sids: [] };
  const about = { status: latest.status, sids: [latest.sid, latest.flowSid] };
  if (latest.status === 'active' && !isUnanswered(evidence)) return { state: 'fine', cause: 'waitsForReply', ...about };
  // One alone runs for a contact: an old one that is active lets no other begin.
  if (latest.status === 'active') {
    return broken(evidence, wrote?.at ?? latest.startedAt, 'flowStuck', { ...about, isCertain: false });
  }
  return broken(evidence, latest.startedAt, 'flowFailed', { ...about, isCertain: false });
}

function interaction(evidence: Evidence): Found | undefined {
  const { channel } = evidence;
  const sids = evidence.interaction ? Object.values(evidence.interaction) : [];
  if (!evidence.interaction) {
    if (waitsForReply(evidence)) return { state: 'fine', cause: 'waitsForReply', sids: [] };
    const wrote = lastBy(evidence, 'customer');
    if (isClosed(evidence) || !wrote || isByRule(evidence)) return undefined;
    // Where Twilio told of no task, all tasks were searched.
    const isAlone = evidence.tasks?.length === 0 && isUnanswered(evidence) && !hasHadTask(evidence);
    if (isAlone && !evidence.webhooks.some(({ isStudio }) => isStudio)) {
      return broken(evidence, wrote.at, 'nothingMade', { sids: evidence.webhooks.map(({ sid }) => sid) });
    }
    // What Twilio has not told our webhook of, or longer ago than it is kept, is not known.
    return { state: 'unknown', cause: 'forgotten', sids };
  }
  if (channel === undefined) return undefined;
  if (channel === 'gone') return { state: 'unknown', cause: 'forgotten', sids };
  const about = { status: channel.status, sids };
  if (channel.status === 'failed') {
    const code = channel.code === undefined ? {} : { code: channel.code };
    return broken(evidence, evidence.conversation.createdAt, 'interactionFailed', { ...about, ...code });
  }
  const aside = putAside(evidence);
  if (aside) return { ...aside, sids: [...sids, ...aside.sids] };
  if (channel.status === 'inactive') return unheard(evidence, about) ?? { state: 'fine', cause: 'left', ...about };
  return { state: 'fine', ...about };
}

/** An agent has left it for now, and what the customer has written since has woken nobody. */
function unheard(evidence: Evidence, about: Partial<Found>): Found | undefined {
  const [latest] = evidence.tasks ?? [];
  if (!latest || isClosed(evidence) || hasLiveTask(evidence) || !isUnanswered(evidence)) return undefined;
  const end = latest.events.find(({ type }) => ENDS.includes(type));
  const wrote = evidence.messages[0]!.at;
  const isSince = end !== undefined && wrote.getTime() - end.at.getTime() > UNDER_WAY_MILLISECONDS;
  return isSince ? broken(evidence, wrote, 'notWoken', { ...about, isCertain: false }) : undefined;
}

/** An agent waits for the reply or for a date, and at either it comes back by itself. */
function putAside(evidence: Evidence): Found | undefined {
  const { parked } = evidence.conversation;
  if (!parked || isClosed(evidence) || hasLiveTask(evidence)) return undefined;
  const { workerSid, waitsFor, until, at } = parked;
  const wrote = isUnanswered(evidence) ? evidence.messages[0]!.at : undefined;
  const repliedAt = waitsFor !== 'date' && wrote && wrote.getTime() > Date.parse(at) ? wrote : undefined;
  // Its clock is Twilio's, which takes whole minutes.
  const ringsBy = until === undefined ? undefined : new Date(Date.parse(until) + UNDER_WAY_MILLISECONDS);
  const dueAt = ringsBy && ringsBy <= evidence.at ? ringsBy : undefined;
  const about = { sids: [workerSid], waits: { for: waitsFor, ...(until === undefined ? {} : { until }) } };
  const late = repliedAt ?? dueAt;
  if (late) return broken(evidence, late, 'notBroughtBack', about);
  return { state: 'fine', cause: 'parked', at, ...about };
}

/** An open conversation whose interaction is open too has a task, or what the customer writes reaches nobody. */
function task(evidence: Evidence): Found | undefined {
  const { tasks, channel } = evidence;
  if (evidence.interaction ? channel === undefined : !hasHadTask(evidence) || !tasks) return undefined;
  if (!tasks) return { state: 'unknown', cause: 'notReached', sids: [] };
  const live = liveTask(evidence);
  if (live) return { state: 'fine', ...iso(live.createdAt), status: live.status!, sids: [live.sid] };
  const [latest] = tasks;
  // Its task was over when the agent put it aside.
  if (evidence.conversation.parked && latest) return { state: 'fine', status: 'completed', sids: [latest.sid] };
  // Whether an agent has parked it, nobody can tell.
  if (!channel && !isClosed(evidence))
    return { state: 'unknown', cause: 'forgotten', sids: tasks.map(({ sid }) => sid) };
  if (isClosed(evidence) || channel === 'gone' || channel?.status !== 'active') {
    return latest && { state: 'fine', status: latest.status ?? 'completed', sids: [latest.sid] };
  }
  if (!latest) return broken(evidence, lastBy(evidence, 'customer')?.at, 'taskEnded', { isCertain: false });
  const [end] = latest.events.filter(({ type }) => ENDS.includes(type));
  const offer = latest.events.find(({ type }) => OFFERS.includes(type));
  return broken(evidence, end?.at, hasNotJoined(latest) ? 'joinFailed' : causeOf(end, offer), {
    ...(end?.reason === undefined ? {} : { status: end.reason }),
    ...whoCould(evidence, latest),
    sids: [latest.sid],
  });
}

const ENDS = [
  'task.canceled',
  'task.completed',
  'task.deleted',
  'task.system-deleted',
  'workflow.timeout',
  'workflow.skipped',
];
const OFFERS = ['reservation.timeout', 'reservation.rejected'];

/** Accepted, and taken away again: a reservation that rings is cancelled with its task. */
const hasNotJoined = ({ events }: TaskEvidence): boolean =>
  events.some(
    ({ type, reservationSid }) =>
      type === 'reservation.failed' ||
      (type === 'reservation.canceled' &&
        events.some((other) => other.type === 'reservation.accepted' && other.reservationSid === reservationSid)),
  );

function causeOf(
  end: TaskEvidence['events'][number] | undefined,
  offer: TaskEvidence['events'][number] | undefined,
): TraceCause {
  if (end?.type === 'task.system-deleted') return 'taskDeleted';
  if (end?.type === 'task.completed') return 'allLeft';
  if (end?.type.startsWith('workflow')) return 'workflowTimedOut';
  if (/workflow/i.test(end?.reason ?? '')) return 'workflowTimedOut';
  if (/TTL|timeout|timed out/i.test(end?.reason ?? '')) return 'taskTimedOut';
  if (end?.type === 'task.canceled' && offer?.type === 'reservation.rejected') return 'offerDeclined';
  if (end?.type === 'task.canceled' && offer?.type === 'reservation.timeout') return 'offerTimedOut';
  return 'taskEnded';
}

function queue(evidence: Evidence): Found | undefined {
  const live = liveTask(evidence);
  if (live?.status !== 'pending') return passedQueue(live ?? evidence.tasks?.[0]);
  const sids = live.queueSid ? [live.queueSid] : [];
  const queue = live.queueName === undefined ? {} : { queue: live.queueName };
  if (!live.queueSid) return broken(evidence, live.createdAt, 'notQueued', { sids: [live.sid] });
  if (!live.eligibility) return { state: 'unknown', cause: 'notReached', sids, ...queue };
  const { workers, others } = live.eligibility;
  const isUnread = workers.some(({ why, unread }) => why !== 'lacks' && unread !== undefined);
  const isUnsure = isUnread || [...workers, ...others].some(({ why }) => why === 'free' || why === 'notAsked');
  const cause = whyNobody(live.eligibility);
  return broken(evidence, live.createdAt, cause, { sids, ...queue, isCertain: !isUnsure, ...whoCould(evidence, live) });
}

/** Those whom the queue has first, then those of them whom the workflow's step takes. */
function whyNobody({ fits, available, step }: Eligibility): TraceCause {
  if (fits === 0) return 'nobodyFits';
  if (step?.isNamed && step.available === 0) return 'namedAway';
  if (step?.fits === 0) return 'stepFitsNobody';
  return (step?.available ?? available) === 0 ? 'nobodyOnDuty' : 'allBusy';
}

/** Of a task that waited in its queue to the end. */
const timedOutInQueue = ({ events }: TaskEvidence): boolean =>
  !events.some(({ type }) => type === 'reservation.accepted') &&
  ['taskTimedOut', 'workflowTimedOut'].includes(
    causeOf(
      events.find(({ type }) => ENDS.includes(type)),
      undefined,
    ),
  );

/** The task of which it matters who could have it: one that waits in a queue, or the last one, if it timed out there. */
export function waitingTask(evidence: Evidence): TaskEvidence | undefined {
  const live = liveTask(evidence);
  if (live) return live.status === 'pending' ? live : undefined;
  const [latest] = evidence.tasks ?? [];
  const isOpen = !isClosed(evidence) && evidence.channel !== 'gone' && evidence.channel?.status === 'active';
  return latest && isOpen && timedOutInQueue(latest) ? latest : undefined;
}

/** Now, and when it entered its queue, as far as either is known. */
function whoCould({ acts }: Evidence, { sid, eligibility }: TaskEvidence): Partial<Found> {
  const kept = acts.find((act) => readSnapshot(act) && act.outcome.endsWith(sid));
  const counts = kept && readSnapshot(kept);
  return {
    ...(eligibility ? { eligibility } : {}),
    ...(counts ? { entered: { at: kept.at, ...counts } } : {}),
  };
}

/** The queue that a task has left again, or that its agent has it from. */
function passedQueue(task: TaskEvidence | undefined): Found | undefined {
  const entered = task?.events.find(({ type }) => type === 'task-queue.entered');
  if (!entered) return undefined;
  const matched = task?.events.find(({ type, filter }) => type === 'workflow.target-matched' && filter);
  const sids = [entered.queueSid, entered.workflowSid].flatMap((sid) => sid ?? []);
  const queue = task?.queueName === undefined ? {} : { queue: task.queueName };
  return { state: 'fine', ...iso(entered.at), ...queue, ...(matched?.filter ? { filter: matched.filter } : {}), sids };
}

/** The offer that was accepted, or the last one; of a task that is over too. */
function offer(evidence: Evidence): Found | undefined {
  const live = liveTask(evidence);
  const task = live ?? evidence.tasks?.[0];
  if (!task || task.status === 'pending') return undefined;
  const offers = task.events.filter(({ type }) => type.startsWith('reservation.'));
  const latest = live ? offers[0] : (offers.find(({ type }) => type === 'reservation.accepted') ?? offers[0]);
  // A task that was cancelled in its queue was offered to nobody; of one of which nothing is known, nobody can tell.
  if (!latest) {
    return task.events.length > 0 ? undefined : { state: 'unknown', cause: 'offersNotKept', sids: [task.sid] };
  }
  const transfer = task.events.find(({ type }) => type.startsWith('task.transfer-'));
  if (live?.status === 'transferring' && transfer) {
    return broken(evidence, transfer.at, 'transferHangs', { sids: [live.sid] });
  }
  const sids = [latest.reservationSid, latest.workerSid].flatMap((sid) => sid ?? []);
  const status = latest.type.slice('reservation.'.length);
  return { state: live?.status === 'reserved' ? 'underWay' : 'fine', ...iso(latest.at), status, sids };
}

/** Of a task that is over, when an agent had come in. */
function hasJoined({ acts }: Evidence): Found | undefined {
  const joined = acts.find(({ act }) => act === 'agentJoined');
  return joined && { state: 'fine', at: joined.at, sids: [joined.outcome] };
}

function agent(evidence: Evidence): Found | undefined {
  const live = liveTask(evidence);
  if (!live && evidence.tasks) return hasJoined(evidence);
  if (live?.status !== 'assigned' || isClosed(evidence)) return undefined;
  const accepted = live.events.find(({ type }) => type === 'reservation.accepted');
  const sids = [live.sid, ...(live.worker ? [live.worker.sid] : [])];
  if (evidence.agents.length === 0) return broken(evidence, accepted?.at, 'agentOutside', { sids });
  if (evidence.isMuted) return broken(evidence, accepted?.at, 'agentMuted', { sids });
  const wrote = isUnanswered(evidence) ? evidence.messages[0] : undefined;
  const isLate = wrote && evidence.at.getTime() - wrote.at.getTime() > SILENT_MILLISECONDS;
  if (isLate && live.worker?.isAvailable === false) return broken(evidence, wrote.at, 'agentSilent', { sids });
  return { state: 'fine', ...iso(accepted?.at), sids };
}

/** The code of a receipt that Twilio has told of. */
function keptCode({ acts }: Evidence, messageSid: string): number | undefined {
  const kept = acts.find(({ act, outcome }) => act === 'notDelivered' && outcome.endsWith(messageSid));
  return kept && (Number.parseInt(kept.outcome, 10) || undefined);
}

const latestForLater = ({ acts }: Evidence): TraceAct | undefined =>
  acts.find((one) => SCHEDULE_EVENTS.some((name) => name === one.act));

/** A message that Twilio sends at its time, outside of the conversation: undefined where an agent has written since. */
function forLater(evidence: Evidence, wroteAt: Date | undefined): Found | undefined {
  const act = latestForLater(evidence);
  if (!act || (wroteAt !== undefined && wroteAt.getTime() > Date.parse(act.at))) return undefined;
  const words = act.outcome.split(' ');
  const sids = words.filter((word) => /^(SM|MM)/.test(word));
  const code = Number(words[0]) || undefined;
  const about = { at: act.at, sids };
  switch (act.act as (typeof SCHEDULE_EVENTS)[number]) {
    case 'scheduled':
      return { state: 'fine', cause: 'scheduled', at: words[0]!, sids };
    case 'scheduledSent':
      return { state: 'fine', status: 'sent', ...about };
    case 'scheduledCancelled':
      return { state: 'fine', cause: 'calledOff', ...about };
    case 'scheduledFailed':
      return { state: 'broken', cause: 'notDelivered', isCertain: true, ...(code ? { code } : {}), ...about };
  }
}

function answer(evidence: Evidence): Found | undefined {
  const last = lastBy(evidence, 'agent');
  const later = forLater(evidence, last?.at);
  if (later) return later;
  // Guests of a web chat get no receipts.
  if (!last || evidence.customer?.proxyAddress === undefined) return undefined;
  const about = { ...iso(last.at), status: last.delivery, sids: [last.sid] };
  if (last.delivery === 'failed' || last.delivery === 'undelivered') {
    const code = evidence.receipt?.code ?? keptCode(evidence, last.sid);
    return {
      state: 'broken',
      cause: 'notDelivered',
      isCertain: true,
      ...(code === undefined ? {} : { code }),
      ...about,
    };
  }
  if (last.delivery === 'delivered' || last.delivery === 'read') return { state: 'fine', ...about };
  if (isYoung(evidence.at, last.at)) return { state: 'underWay', ...about };
  // A carrier that is silent: not a failure.
  return { state: 'unknown', cause: 'noReceipt', ...about };
}

const WAY: readonly [TraceStep['step'], (evidence: Evidence) => Found | undefined][] = [
  ['message', message],
  ['conversation', conversation],
  ['webhook', webhook],
  ['flow', flow],
  ['interaction', interaction],
  ['task', task],
  ['queue', queue],
  ['offer', offer],
  ['agent', agent],
  ['answer', answer],
];
