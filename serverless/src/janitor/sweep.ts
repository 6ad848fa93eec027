import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { JanitorFinding } from '../../../src/contract/janitor';
import { readStartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { takeMessage } from '../inbound/takeMessage';
import { isOver } from '../interactions/Start';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { plainAddress } from '../conversations/messagingAddress';
import { bringToRest } from './bringToRest';

export interface Sweep {
  findings: JanitorFinding[];
  isComplete: boolean;
}

interface Janitor {
  call: FunctionCall;
  configuration: FlexConfiguration;
}

/** Somebody works on it, is offered it or will be, or has just ended it. */
const LIVE = ['pending', 'reserved', 'assigned', 'wrapping'];
const MOST_TASKS = 5_000;
const PAGE = 100;
/** Of each state, the newest first. */
const MOST_CONVERSATIONS = 500;
/** Older than anything that is still under way. */
const OLD_MILLISECONDS = 10 * 60_000;
/** Conversations older than this have been seen by every sweep since. */
const DAYS = 30;
/** What seeing to one conversation takes, where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_ONE = 2_500;

interface Open {
  sid: string;
  state: string;
  attributes: string;
  dateUpdated: Date;
}

/**
 * Finds open conversations that are in no live task, and in which the customer is left alone, and sees to each. The live
 * tasks are listed by their state, which has no such limit as TaskRouter's search.
 */
export async function sweep(
  { call, configuration }: Janitor,
  { isPlan }: { isPlan: boolean },
): Promise<Result<Sweep, FunctionError>> {
  const { twilio, http, log } = call;
  const [tasks, active, resting] = await Promise.all([
    conversationsInTasks(twilio, configuration),
    openConversations(twilio, configuration, 'active'),
    openConversations(twilio, configuration, 'inactive'),
  ]);
  if (!tasks.ok) return failure(twilioError(tasks.error));
  if (!active.ok) return failure(twilioError(active.error));
  if (!resting.ok) return failure(twilioError(resting.error));

  const candidates = [...resting.value, ...active.value].filter(({ sid }) => !tasks.value.has(sid));
  const found: Sweep = { findings: [], isComplete: true };
  for (const conversation of candidates) {
    if (http.workLeft < MILLISECONDS_FOR_ONE) return success({ ...found, isComplete: false });
    const finding = await findingOf({ call, configuration }, conversation);
    if (!finding.ok) {
      log.addWarning(`a conversation could not be looked at (${finding.error.code})`);
      found.isComplete = false;
    } else if (finding.value) {
      const rest = isPlan ? undefined : await see({ call, configuration }, conversation, finding.value);
      if (rest && !rest.ok) log.addWarning(`a conversation could not be seen to (${rest.error.code})`);
      found.findings.push({
        conversationSid: conversation.sid,
        finding: finding.value,
        ...(rest?.ok ? { rest: rest.value } : {}),
      });
    }
  }
  return success(found);
}

const taskAttributes = v.pipe(v.string(), v.parseJson(), v.object({ conversationSid: v.string() }));

/** A task that is moved on between two pages may be missed: each conversation is looked at once more before anything is done. */
async function conversationsInTasks(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
): Promise<Result<Set<string>, TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.taskrouter.v1
      .workspaces(workspaceSid)
      .tasks.list({ assignmentStatus: LIVE, limit: MOST_TASKS, pageSize: 1_000 }),
  );
  if (!listed.ok) return listed;
  const sids = listed.value.flatMap(({ attributes }) => {
    const parsed = v.safeParse(taskAttributes, attributes);
    return parsed.success ? [parsed.output.conversationSid] : [];
  });
  return success(new Set(sids));
}

async function openConversations(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  state: 'active' | 'inactive',
): Promise<Result<Open[], TwilioFailure>> {
  const startDate = new Date(now(twilio).getTime() - DAYS * 86_400_000).toISOString().slice(0, 10);
  return attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations.list({ state, startDate, limit: MOST_CONVERSATIONS, pageSize: PAGE }),
  );
}

/** What is wrong with it; undefined where nothing is, or where it may be under way. */
async function findingOf(
  { call, configuration }: Janitor,
  { sid, state, attributes, dateUpdated }: Open,
): Promise<Result<JanitorFinding['finding'] | undefined, FunctionError>> {
  const { twilio } = call;
  const record = readStartRecord(attributes);
  const isUnsettled = record !== undefined && (record.settledAt === undefined || state === 'inactive');
  if (isUnsettled) return success(isOver(twilio, record.startedAt) ? 'halfMade' : undefined);
  if (now(twilio).getTime() - dateUpdated.getTime() < OLD_MILLISECONDS) return success(undefined);
  const conversation = twilio.conversations.v1.services(configuration.chatServiceSid).conversations(sid);
  const latest = await attempt(() => conversation.messages.list({ order: 'desc', limit: 1 }));
  if (!latest.ok) return failure(twilioError(latest.error));
  const [message] = latest.value;
  if (!message || now(twilio).getTime() - message.dateCreated.getTime() < OLD_MILLISECONDS) return success(undefined);
  const customer = await conversationCustomer(twilio, configuration.chatServiceSid, sid);
  if (!customer.ok) return failure(twilioError(customer.error));
  const isOurs = customer.value !== undefined && isOfOurSenders(configuration, customer.value);
  return success(isOurs && message.author === customer.value?.address ? 'unanswered' : undefined);
}

/** Conversations of addresses that are none of our senders are somebody else's. */
const isOfOurSenders = (
  { settings }: FlexConfiguration,
  { channel, proxyAddress }: { channel: string; proxyAddress: string | undefined },
): boolean =>
  settings.senders.some(
    (sender) =>
      sender.channel === channel && (proxyAddress === undefined || sender.address === plainAddress(proxyAddress)),
  );

async function see(
  { call, configuration }: Janitor,
  { sid, attributes, state }: Open,
  finding: JanitorFinding['finding'],
): Promise<Result<string, FunctionError>> {
  if (finding === 'halfMade' || readStartRecord(attributes)) {
    return bringToRest({ call, configuration }, sid, { isUnanswered: finding === 'unanswered' });
  }
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const [customer, messages] = await Promise.all([
    conversationCustomer(twilio, chatServiceSid, sid),
    attempt(() =>
      twilio.conversations.v1.services(chatServiceSid).conversations(sid).messages.list({ order: 'desc', limit: 1 }),
    ),
  ]);
  if (!customer.ok) return failure(twilioError(customer.error));
  if (!messages.ok) return failure(twilioError(messages.error));
  if (!customer.value) return success('none');
  const text = messages.value[0]?.body ?? '';
  const conversation = { sid, attributes, state, uniqueName: null };
  // By the rules for what comes in: outside of the business hours it may be answered alone.
  const taken = await takeMessage({
    call,
    configuration,
    conversation,
    customer: customer.value,
    text,
    isFirst: false,
  });
  return taken.ok ? success('handedOver') : taken;
}
