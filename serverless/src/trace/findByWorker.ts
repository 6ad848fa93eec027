import type { Twilio } from 'twilio';

import { failure } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { conversationOfEvent, conversationOfTask, THIRTY_DAYS_MINUTES } from './findByTask';
import type { StartFound } from './TraceStart';
import { foundStart, unknownStart } from './TraceStart';

const MOST_RESERVATIONS = 50;
const MOST_EVENTS = 50;
/** An agent has only so many at a time; a trace may make 25 calls in all. */
const MOST_TASKS = 5;
const MOST_CONVERSATIONS = 10;

/** Offered, had, or not quite done with. */
const LIVE = ['pending', 'accepted', 'wrapping'];

/** The conversations that an agent has now, the latest first; where they have none, the last ones that they took. */
export async function findByWorker(twilio: Twilio, { workspaceSid }: FlexConfiguration, workerSid: string): StartFound {
  const workspace = twilio.taskrouter.v1.workspaces(workspaceSid);
  const [reservations, taken] = await Promise.all([
    attempt(() => workspace.workers(workerSid).reservations.list({ limit: MOST_RESERVATIONS })),
    attempt(() =>
      workspace.events.list({
        workerSid,
        eventType: 'reservation.accepted',
        minutes: THIRTY_DAYS_MINUTES,
        limit: MOST_EVENTS,
      }),
    ),
  ]);
  if (!reservations.ok && reservations.error.status !== 404) return failure(twilioError(reservations.error));
  if (!taken.ok) return failure(twilioError(taken.error));
  const live = (reservations.ok ? reservations.value : [])
    .filter(({ reservationStatus }) => LIVE.includes(reservationStatus))
    .sort((one, other) => other.dateCreated.getTime() - one.dateCreated.getTime());
  const tasks = await Promise.all(
    live.slice(0, MOST_TASKS).map(({ taskSid }) => attempt(() => workspace.tasks(taskSid).fetch())),
  );
  const failed = tasks.find((task) => !task.ok && task.error.status !== 404);
  if (failed && !failed.ok) return failure(twilioError(failed.error));
  const now = tasks.flatMap((task) => (task.ok ? (conversationOfTask(task.value.attributes) ?? []) : []));
  const before = [...taken.value]
    .sort((one, other) => other.eventDate.getTime() - one.eventDate.getTime())
    .flatMap(({ eventData }) => conversationOfEvent(eventData) ?? []);
  const [latest, ...others] = [...new Set(now.length > 0 ? now : before)].slice(0, MOST_CONVERSATIONS);
  return latest === undefined ? unknownStart('agent', 'workerIdle', workerSid) : foundStart(latest, others);
}
