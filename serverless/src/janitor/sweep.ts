import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { JanitorFinding } from '../../../src/contract/janitor';
import { isUnsettled } from '../conversations/startRecord';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomBelow } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { keepAct } from '../trace/acts';
import type { Found, Janitor, Open } from './Janitor';
import { leftOvers } from './leftOvers';
import { openFinding } from './openFinding';
import { silentFindings } from './silentFindings';

export interface Sweep {
  findings: JanitorFinding[];
  isComplete: boolean;
}

interface How {
  isPlan: boolean;
  /** Everything, however long it takes: all open conversations, and what only clutters the account. */
  isThorough?: boolean;
  /** What the next conversation is looked at, or seen to, with; undefined where there is no time for it. */
  nextCall?: () => Janitor['call'] | undefined;
}

/** Somebody works on it, is offered it or will be, or has just ended it. */
const LIVE = ['pending', 'reserved', 'assigned', 'wrapping'];
const MOST_TASKS = 5_000;
const PAGE = 100;
/** Of each state, the newest first. */
const MOST_CONVERSATIONS = 500;
/** Conversations older than this have been seen by every sweep since. */
const DAYS = 30;
/** What seeing to one conversation takes, where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_ONE = 2_500;
/** Looked at side by side. */
const GROUP = 5;

/**
 * Finds open conversations that are in no live task, and in which the customer is left alone, and sees to each; then those
 * whose agent is silent. The live tasks are listed by their state, which has no such limit as TaskRouter's search.
 */
export async function sweep(
  { call, configuration }: Janitor,
  { isPlan, isThorough = false, nextCall = () => (call.http.workLeft < MILLISECONDS_FOR_ONE ? undefined : call) }: How,
): Promise<Result<Sweep, FunctionError>> {
  const { twilio, log } = call;
  const [tasks, active, resting] = await Promise.all([
    conversationsInTasks(twilio, configuration),
    openConversations(twilio, configuration, 'active', isThorough),
    openConversations(twilio, configuration, 'inactive', isThorough),
  ]);
  if (!tasks.ok) return failure(twilioError(tasks.error));
  if (!active.ok) return failure(twilioError(active.error));
  if (!resting.ok) return failure(twilioError(resting.error));

  const swept: Sweep = { findings: [], isComplete: true };
  /** False where there is no time left. */
  const seeTo = async (found: Found): Promise<boolean> => {
    const { conversationSid, finding, mend } = found;
    const hands = nextCall();
    if (!hands) return false;
    const mended = isPlan ? undefined : await mend({ call: hands, configuration });
    if (mended?.ok === false) log.addWarning(`a conversation could not be seen to (${mended.error.code})`);
    if (mended?.ok) {
      await keepAct(hands, configuration, conversationSid, { by: 'janitor', act: finding, outcome: mended.value });
    }
    const outcome = mended && (mended.ok ? { rest: mended.value } : { error: mended.error.code });
    swept.findings.push({ conversationSid, finding, ...outcome });
    return true;
  };

  const open = [...resting.value, ...active.value];
  const candidates = inOrder(
    twilio,
    open.filter(({ sid }) => !tasks.value.has(sid)),
  );
  for (let at = 0; at < candidates.length; at += GROUP) {
    const eyes = nextCall();
    if (!eyes) return success({ ...swept, isComplete: false });
    const group = candidates.slice(at, at + GROUP);
    for (const found of await Promise.all(group.map((one) => openFinding({ call: eyes, configuration }, one)))) {
      if (!found.ok) {
        log.addWarning(`a conversation could not be looked at (${found.error.code})`);
        swept.isComplete = false;
      } else if (found.value && !(await seeTo(found.value))) return success({ ...swept, isComplete: false });
    }
  }
  const silent = await silentFindings({ call, configuration }, tasks.value, { isPlan, nextCall });
  if (!silent.ok) return failure(silent.error);
  swept.isComplete &&= silent.value.isComplete;
  for (const found of silent.value.found) if (!(await seeTo(found))) return success({ ...swept, isComplete: false });
  if (!isThorough) return success(swept);

  const inUse = new Set([...tasks.value.keys(), ...open.map(({ sid }) => sid)]);
  const left = await leftOvers({ call, configuration }, (sid) => inUse.has(sid));
  if (!left.ok) {
    log.addWarning(`what is left behind could not be looked for (${left.error.code})`);
    return success({ ...swept, isComplete: false });
  }
  for (const found of left.value) if (!(await seeTo(found))) return success({ ...swept, isComplete: false });
  return success(swept);
}

/**
 * Those that cost no call first; the others from any place on, so that where the time never suffices for all, no one is
 * always the last.
 */
function inOrder(twilio: Twilio, conversations: Open[]): Open[] {
  const others = conversations.filter((one) => !isUnsettled(one));
  const start = randomBelow(twilio, others.length);
  return [...conversations.filter(isUnsettled), ...others.slice(start), ...others.slice(0, start)];
}

const taskAttributes = v.pipe(v.string(), v.parseJson(), v.object({ conversationSid: v.string() }));

/**
 * Each with the task by which an agent has it, if one has. A task that is moved on between two pages may be missed: each
 * conversation is looked at once more before anything is done.
 */
export async function conversationsInTasks(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
): Promise<Result<Map<string, string | undefined>, TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.taskrouter.v1
      .workspaces(workspaceSid)
      .tasks.list({ assignmentStatus: LIVE, limit: MOST_TASKS, pageSize: 1_000 }),
  );
  if (!listed.ok) return listed;
  const found = new Map<string, string | undefined>();
  for (const { sid, assignmentStatus, attributes } of listed.value) {
    const parsed = v.safeParse(taskAttributes, attributes);
    if (!parsed.success) continue;
    const { conversationSid } = parsed.output;
    found.set(conversationSid, assignmentStatus === 'assigned' ? sid : found.get(conversationSid));
  }
  return success(found);
}

export async function openConversations(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  state: 'active' | 'inactive',
  isThorough: boolean,
): Promise<Result<Open[], TwilioFailure>> {
  const startDate = new Date(now(twilio).getTime() - DAYS * 86_400_000).toISOString().slice(0, 10);
  const some = { startDate, limit: MOST_CONVERSATIONS };
  return attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations.list({ state, pageSize: PAGE, ...(isThorough ? {} : some) }),
  );
}
