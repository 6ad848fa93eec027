import { plainAddress } from '../../../src/contract/address/messagingAddress';
import { masked } from '../../../src/contract/supervision';
import type { Unowned, UnownedConversation, UnownedList } from '../../../src/contract/supervision';
import { readParked } from '../conversations/parked';
import { awaitsReply, readStartRecord } from '../conversations/startRecord';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { decide } from '../inbound/decide';
import type { Janitor, Open } from '../janitor/Janitor';
import { isOfOurSenders } from '../janitor/isOfOurSenders';
import { readReports, readSweptAt } from '../janitor/report';
import { conversationsInTasks, openConversations } from '../janitor/sweep';
import { isAmong } from '../routing/permissions';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** What is younger may be on its way to an agent. */
const YOUNG_MILLISECONDS = 60_000;
/** By then a lease, which is one of a minute, is over, and has been lifted. */
const LEASE_MILLISECONDS = 2 * 60_000;
/** Looked at side by side, with two calls each. */
const GROUP = 10;
const MOST_LOOKED_AT = 50;
/** What a group takes where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_GROUP = 2_500;
const MOST_REPORTS = 20;

/** Who needs somebody first. */
const ORDER: readonly Unowned[] = ['unanswered', 'halfMade', 'answered', 'awaitsReply', 'parked'];

const MEND: Partial<Record<Unowned, NonNullable<UnownedConversation['mend']>>> = {
  unanswered: 'answer',
  halfMade: 'rest',
  answered: 'close',
};

type Hands = Pick<Janitor, 'call' | 'configuration'>;

/**
 * The open conversations that no agent has and none is offered, as the janitor finds them. What their own record tells
 * costs no call; of the others the 50 oldest are looked at.
 */
export async function readUnowned(hands: Hands, agent: Agent): Promise<Result<UnownedList, FunctionError>> {
  const { call, configuration } = hands;
  const { twilio, http, log } = call;
  const [tasks, active, resting, reports, sweptAt] = await Promise.all([
    conversationsInTasks(twilio, configuration),
    openConversations(twilio, configuration, 'active', false),
    openConversations(twilio, configuration, 'inactive', false),
    readReports(call, MOST_REPORTS),
    readSweptAt(call),
  ]);
  for (const listed of [tasks, active, resting]) if (!listed.ok) return failure(twilioError(listed.error));
  if (!tasks.ok || !active.ok || !resting.ok) return failure({ code: 'INTERNAL' });
  if (!reports.ok) return reports;
  if (!sweptAt.ok) return sweptAt;

  const open = [...active.value, ...resting.value].filter(({ sid }) => !tasks.value.has(sid));
  const conversations: UnownedConversation[] = [];
  const others: Open[] = [];
  for (const one of open) {
    const known = knownByRecord(hands, one);
    if (known === 'look') others.push(one);
    else if (known) conversations.push(known);
  }
  others.sort((one, other) => one.dateUpdated.getTime() - other.dateUpdated.getTime());
  let isComplete = others.length <= MOST_LOOKED_AT;
  for (let at = 0; at < Math.min(others.length, MOST_LOOKED_AT); at += GROUP) {
    if (http.workLeft < MILLISECONDS_FOR_GROUP) {
      isComplete = false;
      break;
    }
    const group = others.slice(at, Math.min(at + GROUP, MOST_LOOKED_AT));
    for (const found of await Promise.all(group.map((one) => lookAt(hands, one)))) {
      if (!found.ok) {
        log.addWarning(`a conversation could not be looked at (${found.error.code})`);
        isComplete = false;
      } else if (found.value) conversations.push(found.value);
    }
  }
  const mayMend =
    isAmong(configuration.settings.trace.see, agent.roles) && isAmong(configuration.settings.trace.mend, agent.roles);
  return success({
    conversations: conversations.sort(inOrder).map((one) => {
      const mend = mayMend ? MEND[one.why] : undefined;
      return mend ? { ...one, mend } : one;
    }),
    isComplete,
    ...(sweptAt.value === undefined ? {} : { sweptAt: sweptAt.value }),
    reports: reports.value,
  });
}

const inOrder = (one: UnownedConversation, other: UnownedConversation): number =>
  ORDER.indexOf(one.why) - ORDER.indexOf(other.why) || one.since.localeCompare(other.since);

const shown = ({ settings }: FlexConfiguration, address: string): string =>
  settings.supervision.masksCustomers ? masked(plainAddress(address)) : plainAddress(address);

/** Undefined for what is under way; `look` for what only its messages tell of. */
function knownByRecord(
  { call: { twilio }, configuration }: Hands,
  conversation: Open,
): UnownedConversation | 'look' | undefined {
  const { sid: conversationSid, attributes, state, dateUpdated } = conversation;
  const record = readStartRecord(attributes);
  const about = {
    conversationSid,
    ...ownerOf(record),
    ...(record?.customer && {
      channel: record.customer.channel,
      customer: shown(configuration, record.customer.address),
    }),
  };
  const parked = readParked(attributes);
  if (parked) return { ...about, owner: parked.workerSid, why: 'parked', since: parked.at };
  const isAwaited = awaitsReply(record);
  if (record && record.settledAt === undefined) {
    const age = now(twilio).getTime() - Date.parse(record.startedAt);
    if (age >= LEASE_MILLISECONDS) return { ...about, why: 'halfMade', since: record.startedAt };
    if (!isAwaited) return undefined;
  }
  if (record && isAwaited) return { ...about, why: 'awaitsReply', since: record.startedAt };
  if (state === 'inactive') return { ...about, why: 'parked', since: dateUpdated.toISOString() };
  return now(twilio).getTime() - dateUpdated.getTime() < YOUNG_MILLISECONDS ? undefined : 'look';
}

const ownerOf = (record: ReturnType<typeof readStartRecord>): { owner?: string } => {
  const owner = record?.workerSid ?? record?.system;
  return owner === undefined ? {} : { owner };
};

/** Of our senders alone: the others' conversations are somebody else's. Nor what the settings leave without a task. */
async function lookAt(
  { call: { twilio }, configuration }: Hands,
  { sid: conversationSid, attributes }: Open,
): Promise<Result<UnownedConversation | undefined, FunctionError>> {
  const { chatServiceSid, settings } = configuration;
  const [latest, customer] = await Promise.all([
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(conversationSid)
        .messages.list({ order: 'desc', limit: 1 }),
    ),
    conversationCustomer(twilio, chatServiceSid, conversationSid),
  ]);
  if (!latest.ok) return failure(twilioError(latest.error));
  if (!customer.ok) return failure(twilioError(customer.error));
  const [message] = latest.value;
  const who = customer.value;
  if (!message || !who || !isOfOurSenders(configuration, who)) return success(undefined);
  const age = now(twilio).getTime() - message.dateCreated.getTime();
  if (age < YOUNG_MILLISECONDS) return success(undefined);
  const record = readStartRecord(attributes);
  const isUnanswered = message.author === who.address;
  if (isUnanswered && !record && decide(settings.inbound, message.body ?? '', now(twilio)).kind !== 'task') {
    return success(undefined);
  }
  return success({
    conversationSid,
    why: isUnanswered ? 'unanswered' : 'answered',
    since: message.dateCreated.toISOString(),
    ...ownerOf(record),
    channel: who.channel,
    customer: shown(configuration, who.address),
  });
}
