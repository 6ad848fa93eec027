import type { Daily, SCHEDULE_EVENTS } from '../../../src/contract/trace';
import { isSaved } from '../janitor/bringToRest';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import type { DayAct } from './dayActs';
import { readDay } from './dayActs';

const DAY_MILLISECONDS = 86_400_000;
const WEEK_MILLISECONDS = 7 * DAY_MILLISECONDS;
/** Whoever has waited for less may be on the way to an agent. */
const WAITING_MILLISECONDS = 10 * 60_000;
/** Webhooks overtake one another. */
const OVERTAKEN_MILLISECONDS = 60_000;
const MOST_CONVERSATIONS = 20;
/** Days that are read side by side, with four calls each. */
const GROUP = 5;
/** What a group takes where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_GROUP = 2_000;
const MOST_TO_MEND = 3;
/** Fewer waits have no median that tells anything. */
const LEAST_WAITS = 5;

interface Period {
  from: Date;
  until: Date;
}

/** How a time went, by what is kept of each day: started, answered, failed, left waiting, saved, and what to mend first. */
export async function daily(
  call: Pick<FunctionCall, 'twilio' | 'http'>,
  { from, until }: Period,
  /** However long it takes. */
  isPatient = false,
): Promise<Result<Daily, FunctionError>> {
  const at = now(call.twilio);
  // An agent may come to a customer of the last hours on the next day.
  const own = await readDays(call, from, new Date(until.getTime() + DAY_MILLISECONDS), isPatient);
  if (!own.ok) return own;
  const before = { from: new Date(from.getTime() - WEEK_MILLISECONDS), until: from };
  const earlier = own.value.isComplete
    ? await readDays(call, before.from, new Date(from.getTime() - 1), isPatient)
    : undefined;
  if (earlier && !earlier.ok) return earlier;
  const { acts } = own.value;
  const told = count(acts, { from, until }, at);
  // Of a week that is not all known there is no median; nor is it needed for the rest.
  const waitsBefore = earlier?.value.isComplete
    ? count([...earlier.value.acts, ...acts], before, at).waits
    : ([] as number[]);
  const [waitSeconds, waitSecondsBefore] = [median(told.waits), median(waitsBefore)];
  const { waits, ...counts } = told;
  const isSlower =
    Math.min(waits.length, waitsBefore.length) >= LEAST_WAITS &&
    waitSeconds! > waitSecondsBefore! * 1.5 &&
    waitSeconds! > waitSecondsBefore! + 30;
  return success({
    ...counts,
    ...(waitSeconds === undefined ? {} : { waitSeconds }),
    ...(waitSecondsBefore === undefined ? {} : { waitSecondsBefore }),
    toMend: toMend(counts, isSlower),
    isComplete: own.value.isComplete,
  });
}

/** The days of UTC of a time, the first one first. */
function daysOf(from: Date, until: Date): string[] {
  const days = [];
  const day = new Date(from.toISOString().slice(0, 10));
  for (; day < until; day.setTime(day.getTime() + DAY_MILLISECONDS)) days.push(day.toISOString().slice(0, 10));
  return days;
}

/** The latest days first, as long as there is time. */
async function readDays(
  { twilio, http }: Pick<FunctionCall, 'twilio' | 'http'>,
  from: Date,
  until: Date,
  isPatient: boolean,
): Promise<Result<{ acts: DayAct[]; isComplete: boolean }, FunctionError>> {
  const days = daysOf(from, new Date(Math.min(until.getTime(), now(twilio).getTime() + 1))).reverse();
  const acts: DayAct[] = [];
  let isComplete = true;
  for (let at = 0; at < days.length; at += GROUP) {
    if (!isPatient && http.workLeft < MILLISECONDS_FOR_GROUP) return success({ acts, isComplete: false });
    const read = await Promise.all(days.slice(at, at + GROUP).map((day) => readDay(twilio, day)));
    for (const day of read) {
      if (!day.ok) return failure(twilioError(day.error));
      acts.push(...day.value.acts);
      isComplete &&= day.value.isAll;
    }
  }
  return success({ acts, isComplete });
}

type Counts = Pick<
  Daily,
  'started' | 'answered' | 'waiting' | 'waitingConversations' | 'failed' | 'saved' | 'scheduled'
>;

const time = ({ at }: DayAct): number => Date.parse(at);

/** Of what is in the period; what befell these conversations afterwards counts too. */
function count(acts: readonly DayAct[], { from, until }: Period, now: Date): Counts & { waits: number[] } {
  const isWithin = (act: DayAct): boolean => time(act) >= from.getTime() && time(act) < until.getTime();
  const within = once(acts.filter(isWithin));
  const ofTwilio = (name: string, of: readonly DayAct[] = within) =>
    of.filter(({ by, act }) => by === 'twilio' && act === name);
  const joined = grouped(ofTwilio('agentJoined', acts));
  const failedLater = grouped(ofTwilio('interactionFailed', acts));
  const begun = grouped(ofTwilio('interaction', once(acts)));
  const started = ofTwilio('interaction');

  const waits: number[] = [];
  const waiting: DayAct[] = [];
  for (const start of started) {
    const { conversationSid } = start;
    const next = Math.min(...(begun.get(conversationSid) ?? []).map(time).filter((one) => one > time(start)));
    const isOfStart = (act: DayAct): boolean => time(act) >= time(start) - OVERTAKEN_MILLISECONDS && time(act) < next;
    const first = Math.min(...(joined.get(conversationSid) ?? []).filter(isOfStart).map(time));
    if (Number.isFinite(first)) waits.push(Math.max(0, Math.round((first - time(start)) / 1_000)));
    else if (failedLater.get(conversationSid)?.some(isOfStart)) continue;
    else if (now.getTime() - time(start) >= WAITING_MILLISECONDS) waiting.push(start);
  }
  waiting.sort((one, other) => time(other) - time(one));

  const failed = new Map<string, Daily['failed'][number]>();
  for (const name of ['notDelivered', 'scheduledFailed', 'interactionFailed'] as const) {
    const what = name === 'interactionFailed' ? 'interaction' : 'message';
    for (const { outcome } of ofTwilio(name)) {
      const code = Number(/^\d+(?= |$)/.exec(outcome)?.[0]) || undefined;
      const key = `${what} ${code}`;
      failed.set(key, { what, ...(code === undefined ? {} : { code }), count: (failed.get(key)?.count ?? 0) + 1 });
    }
  }
  const scheduled = (name: (typeof SCHEDULE_EVENTS)[number]): number => within.filter(({ act }) => act === name).length;
  const by = (isOf: (who: string) => boolean): number =>
    within.filter((act) => isOf(act.by) && isSaved(act.outcome)).length;
  return {
    started: started.length,
    answered: waits.length,
    waiting: waiting.length,
    waitingConversations: [...new Set(waiting.map(({ conversationSid }) => conversationSid))].slice(
      0,
      MOST_CONVERSATIONS,
    ),
    failed: [...failed.values()].sort((one, other) => other.count - one.count),
    saved: {
      net: by((who) => who === 'net'),
      janitor: by((who) => who === 'janitor'),
      people: by((who) => who.startsWith('WK')),
    },
    scheduled: {
      sent: scheduled('scheduledSent'),
      failed: scheduled('scheduledFailed'),
      cancelled: scheduled('scheduledCancelled'),
    },
    waits,
  };
}

/** Twilio tells of a thing more than once now and then. */
const once = (acts: readonly DayAct[]): DayAct[] => [
  ...new Map(
    acts.map((act) => {
      const { conversationSid, by, act: name, outcome, at } = act;
      return [[conversationSid, by, name, outcome, by === 'twilio' ? '' : at].join(' '), act];
    }),
  ).values(),
];

function grouped(acts: readonly DayAct[]): Map<string, DayAct[]> {
  const groups = new Map<string, DayAct[]>();
  for (const act of acts) groups.set(act.conversationSid, [...(groups.get(act.conversationSid) ?? []), act]);
  return groups;
}

function median(waits: readonly number[]): number | undefined {
  return [...waits].sort((one, other) => one - other)[Math.floor(waits.length / 2)];
}

/** What concerns most customers first. */
function toMend({ answered, waiting, failed, saved }: Counts, isSlower: boolean): Daily['toMend'] {
  const all: Daily['toMend'] = [
    { mend: 'waiting', count: waiting },
    ...failed.map(({ what, ...of }) => ({
      mend: what === 'message' ? ('messageFailed' as const) : ('interactionFailed' as const),
      ...of,
    })),
    { mend: 'saved', count: saved.net + saved.janitor + saved.people },
    // Half of them waited for longer than the median.
    { mend: 'slower', count: isSlower ? Math.ceil(answered / 2) : 0 },
  ];
  return all
    .filter((one) => one.count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, MOST_TO_MEND);
}
