import { findTask } from '../people/inside';
import { isPending } from '../people/invites';
import { lookAtInvite } from '../people/settleInvites';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomBelow } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { dueOf, readDueSilence } from '../silence/dueSilence';
import type { KeptSilence } from '../silence/keptSilence';
import { listSilences, removeSilence } from '../silence/keptSilence';
import { seeToSilence } from '../silence/seeToSilence';
import { customerWaitsSince } from '../supervision/waits';
import type { Found, Janitor } from './Janitor';

/** Looked at side by side, mostly with one call each. */
const GROUP = 10;

interface How {
  isPlan: boolean;
  nextCall: () => Janitor['call'] | undefined;
}

/**
 * Conversations whose agent neither answers the customer nor shows any activity. The agents' own browsers ask for theirs on
 * time: here are those whose browser is closed, or asleep. From any place on, so that where the time never suffices for all,
 * no one is always the last.
 */
export async function silentFindings(
  { call, configuration }: Janitor,
  tasks: ReadonlyMap<string, string | undefined>,
  { isPlan, nextCall }: How,
): Promise<Result<{ found: Found[]; isComplete: boolean }, FunctionError>> {
  const found: Found[] = [];
  if (!configuration.settings.silence.isOn) return success({ found, isComplete: true });
  const { twilio } = call;
  const listed = await listSilences(twilio);
  if (!listed.ok) return failure(twilioError(listed.error));
  const kept = new Map(listed.value.map((one) => [one.conversationSid, one]));
  // It is in no task any more.
  for (const { conversationSid, told } of isPlan ? [] : listed.value) {
    if (told && !tasks.has(conversationSid)) await removeSilence(twilio, conversationSid);
  }

  const withAgent = [...tasks].flatMap(([sid, taskSid]) => (taskSid === undefined ? [] : [{ sid, taskSid }]));
  const start = randomBelow(twilio, withAgent.length);
  const inOrder = [...withAgent.slice(start), ...withAgent.slice(0, start)];
  let isComplete = true;
  for (let at = 0; at < inOrder.length; at += GROUP) {
    const eyes = nextCall();
    if (!eyes) return success({ found, isComplete: false });
    const janitor = { call: eyes, configuration };
    const group = inOrder.slice(at, at + GROUP);
    const due = await Promise.all(group.map((one) => isDue(janitor, one, kept.get(one.sid))));
    for (const [index, isSilent] of due.entries()) {
      const { sid, taskSid } = group[index]!;
      if (!isSilent.ok) {
        call.log.addWarning(`a conversation could not be looked at (${isSilent.error.code})`);
        isComplete = false;
      } else if (isSilent.value) found.push(silent(sid, taskSid));
    }
  }
  return success({ found, isComplete });
}

async function isDue(
  janitor: Janitor,
  { sid, taskSid }: { sid: string; taskSid: string },
  kept: KeptSilence | undefined,
): Promise<Result<boolean, FunctionError>> {
  const { call, configuration } = janitor;
  const { twilio } = call;
  const since = await customerWaitsSince(twilio, configuration, sid);
  if (!since.ok) return failure(twilioError(since.error));
  if (dueOf(configuration, now(twilio), { since: since.value?.first, kept }) === 'nothing') return success(false);
  // Most are answered in time: only of the others it is read who has them, and since when.
  const task = await findTask(twilio, configuration, taskSid);
  if (!task.ok) return failure(twilioError(task.error));
  if (!task.value) return success(false);
  const silence = await readDueSilence(janitor, task.value);
  if (!silence.ok) return failure(twilioError(silence.error));
  const { due, inside } = silence.value;
  if (due !== 'giveBack') return success(due === 'over' || (due === 'tellSupervisor' && !silence.value.kept?.told));
  const offered = inside.invites.find(({ id }) => id === silence.value.kept?.inviteId);
  if (!offered) return success(true);
  const seen = await lookAtInvite(call, configuration, sid, offered);
  return seen.ok ? success(!isPending(seen.value)) : failure(twilioError(seen.error));
}

const silent = (conversationSid: string, taskSid: string): Found => ({
  conversationSid,
  finding: 'silent',
  async mend(janitor) {
    const task = await findTask(janitor.call.twilio, janitor.configuration, taskSid);
    if (!task.ok) return failure(twilioError(task.error));
    if (!task.value) return success('none');
    const seen = await seeToSilence(janitor, task.value);
    if (!seen.ok) return seen;
    return success(seen.value.done ?? (seen.value.state === 'atWork' ? 'atWork' : 'served'));
  },
});
