import type { Twilio } from 'twilio';

import { messagingAddress, plainAddress } from '../../../src/contract/address/messagingAddress';
import type { CountryCode } from '../../../src/contract/address/readAddress';
import { addressVariants } from '../../../src/contract/address/variants';
import type { Channel } from '../../../src/contract/Channel';
import type { TraceCause, TraceStep } from '../../../src/contract/trace';
import { readSid } from '../../../src/contract/traceSid';
import type { TraceSid } from '../../../src/contract/traceSid';
import { customerConversations } from '../conversations/conversations';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { conversationOfRun, findByExecution } from './findByExecution';
import { findByInteraction, findByLiveTask, findByTask } from './findByTask';
import { findByWorker } from './findByWorker';
import type { StartFound as Outcome, TraceStart } from './TraceStart';
import { foundStart, unknownStart } from './TraceStart';
import { isYoung } from './isYoung';

const MOST_OTHERS = 10;

/** Of an address, what opening it mends. */
export const OPENABLE: readonly TraceCause[] = ['addressMissing', 'addressNotOpen', 'addressElsewhere'];

/**
 * The conversation that a number, another address or a SID leads to; in a link, the SID that is in it.
 * @param within conversations in which a message of Conversations may be
 */
export function findStart(
  twilio: Twilio,
  configuration: FlexConfiguration,
  what: string,
  within: readonly string[] = [],
): Outcome {
  const read = readSid(what);
  const sid = read && 'sid' in read ? read.sid : undefined;
  if (sid === undefined) return byAddress(twilio, configuration, what);
  switch (sid.slice(0, 2) as TraceSid | 'FW') {
    case 'CH':
      return Promise.resolve(success({ conversationSid: sid, otherConversations: [], steps: [] }));
    case 'SM':
    case 'MM':
      return byMessage(twilio, configuration, sid);
    case 'KD':
      return findByInteraction(twilio, configuration, sid);
    case 'UO':
    case 'KG':
      return findByLiveTask(twilio, configuration, sid);
    case 'WT':
    case 'WR':
      return findByTask(twilio, configuration, sid);
    case 'WK':
      return findByWorker(twilio, configuration, sid);
    case 'FN':
    case 'FW':
      return byExecution(twilio, configuration, sid);
    case 'IM':
      return withinConversations(twilio, configuration, sid, within);
  }
}

/** Its path needs the conversation's. */
async function withinConversations(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  sid: string,
  within: readonly string[],
): Outcome {
  const { conversations } = twilio.conversations.v1.services(chatServiceSid);
  const looks = await Promise.all(within.map((one) => attempt(() => conversations(one).messages(sid).fetch())));
  const at = looks.findIndex(({ ok }) => ok);
  if (at >= 0) return foundStart(within[at]!);
  const failed = looks.find((look) => !look.ok && look.error.status !== 404);
  if (failed && !failed.ok) return failure(twilioError(failed.error));
  return unknownStart('message', 'messageAlone', sid);
}

/** A run that began outside of conversations tells of whom. */
async function byExecution(twilio: Twilio, configuration: FlexConfiguration, sid: string): Outcome {
  const run = await findByExecution(twilio, sid);
  if (!run.ok) return run;
  if (!('contact' in run.value)) return success(run.value);
  const [named, start] = await Promise.all([
    conversationOfRun(twilio, run.value),
    byAddress(twilio, configuration, run.value.contact),
  ]);
  if (!named.ok) return named;
  if (named.value !== undefined) return foundStart(named.value);
  // What such a customer has not written is nobody's fault.
  const hasNone = start.ok && start.value.conversationSid === undefined;
  return hasNone ? unknownStart('flow', 'runAlone', run.value.sid) : start;
}

async function byMessage(twilio: Twilio, configuration: FlexConfiguration, sid: string): Outcome {
  const fetched = await attempt(() => twilio.messages(sid).fetch());
  if (!fetched.ok) {
    if (fetched.error.status !== 404) return failure(twilioError(fetched.error));
    return unknownStart('message', 'forgotten', sid);
  }
  const { direction, from, to, status, errorCode, dateCreated } = fetched.value;
  const isInbound = direction === 'inbound';
  const isLost = status === 'failed' || status === 'undelivered';
  const message: TraceStep = {
    step: 'message',
    state: isLost ? 'broken' : 'fine',
    ...(isLost ? { cause: 'notDelivered' as const, isCertain: true } : {}),
    ...(errorCode ? { code: errorCode } : {}),
    at: dateCreated.toISOString(),
    status,
    sids: [sid],
  };
  const pair = isInbound ? { address: from, proxyAddress: to } : { address: to, proxyAddress: from };
  const start = await byAddress(twilio, configuration, pair.address, pair.proxyAddress);
  if (!start.ok) return start;
  // What else the customer has written has no part in what was written to them.
  const others = isInbound ? start.value.steps.filter(({ step }) => step !== 'message') : [];
  if (!isInbound && start.value.conversationSid === undefined) {
    others.push({ step: 'conversation', state: 'fine', cause: 'sentElsewhere', sids: [] });
  }
  return success({ ...start.value, steps: [message, ...others] });
}

/** Of whom a text tells: a number alone may be written by SMS and by WhatsApp. */
export async function customersOf(
  { settings: { defaultCountry } }: FlexConfiguration,
  what: string,
): Promise<{ channel: Channel; address: string }[]> {
  const id = /^(messenger|apple):/.exec(what)?.[1] as Channel | undefined;
  if (id) return [{ channel: id, address: what }];
  // The tables of numbers take longer to load than all the rest of a function.
  const { readAddress } = await import('../../../src/contract/address/readAddress');
  const read = (text: string) => readAddress(text, 'sms', defaultCountry as CountryCode | undefined);
  const asWritten = read(what);
  // As databases keep it, without the plus sign.
  const reading = asWritten.kind === 'none' && /^\d/.test(what) ? read(`+${what}`) : asWritten;
  if (reading.kind !== 'address') return [{ channel: 'chat', address: what }];
  const channels = reading.channel === 'sms' ? (['sms', 'whatsapp'] as const) : [reading.channel];
  return channels.map((channel) => ({ channel, address: messagingAddress(channel, reading.address) }));
}

async function byAddress(
  twilio: Twilio,
  configuration: FlexConfiguration,
  what: string,
  proxyAddress?: string,
): Outcome {
  const customers = await customersOf(configuration, what);
  const [lists, received] = await Promise.all([
    Promise.all(customers.map(({ channel, address }) => customerConversations(twilio, channel, address))),
    latestReceived(twilio, customers),
  ]);
  const failed = lists.find((one) => !one.ok);
  if (failed && !failed.ok) return failure(twilioError(failed.error));
  const conversations = lists
    .flatMap((one) => (one.ok ? one.value : []))
    .filter((one) => [proxyAddress, one.proxyAddress].includes(undefined) || one.proxyAddress === proxyAddress)
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  const best = conversations.find(({ state }) => state !== 'closed') ?? conversations[0];
  const steps = await beforeConversation(twilio, configuration, received, best && new Date(best.updatedAt));
  const otherConversations = conversations
    .map(({ sid }) => sid)
    .filter((sid) => sid !== best?.sid)
    .slice(0, MOST_OTHERS);
  return success({
    conversationSid: best?.sid,
    otherConversations,
    steps,
    ...(received.ok && received.value ? { received: received.value } : {}),
    ...closedAddressOf(configuration, received, steps),
  });
}

/** What is none of our senders, nobody of ours has an interest in. */
function closedAddressOf(
  { settings }: FlexConfiguration,
  received: Result<Received | undefined, TwilioFailure>,
  steps: readonly TraceStep[],
): Pick<TraceStart, 'closedAddress'> {
  const closed = steps.find(({ cause }) => cause !== undefined && OPENABLE.includes(cause));
  if (!closed || !received.ok || !received.value) return {};
  const { to: address } = received.value;
  const type = address.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
  const sender = settings.senders.find((one) => one.channel === type && one.address === plainAddress(address));
  const sid = closed.sids.find((one) => one.startsWith('IG'));
  return sender ? { closedAddress: { address, sid, type, name: sender.name } } : {};
}

interface Received {
  sid: string;
  at: Date;
  to: string;
  messagingServiceSid: string | null;
}

/** The customer's latest message that Twilio has taken. Channels of Meta and Apple are not among Twilio's messages. */
async function latestReceived(
  twilio: Twilio,
  customers: readonly { channel: Channel; address: string }[],
): Promise<Result<Received | undefined, TwilioFailure>> {
  const lists = await Promise.all(
    customers
      .filter(({ channel }) => channel !== 'chat')
      .flatMap(({ address }) => addressVariants(address))
      .map((from) => attempt(() => twilio.messages.list({ from, limit: 1 }))),
  );
  const failed = lists.find((one) => !one.ok);
  if (failed && !failed.ok) return failed;
  const [latest] = lists
    .flatMap((one) => (one.ok ? one.value : []))
    .filter(({ direction }) => direction === 'inbound')
    .sort((one, other) => other.dateCreated.getTime() - one.dateCreated.getTime());
  if (!latest) return success(undefined);
  const { sid, dateCreated, to, messagingServiceSid } = latest;
  return success({ sid, at: dateCreated, to, messagingServiceSid });
}

/** A message of theirs that is in no conversation is looked for at the address that it went to. */
async function beforeConversation(
  twilio: Twilio,
  { chatServiceSid }: FlexConfiguration,
  received: Result<Received | undefined, TwilioFailure>,
  heardAt: Date | undefined,
): Promise<TraceStep[]> {
  if (!received.ok) return [{ step: 'message', state: 'unknown', cause: 'notReached', sids: [] }];
  const { value: latest } = received;
  if (!latest) {
    return heardAt ? [] : [{ step: 'message', state: 'broken', cause: 'nothingReceived', isCertain: true, sids: [] }];
  }
  const at = { at: latest.at.toISOString() };
  const message: TraceStep = { step: 'message', state: 'fine', ...at, status: 'received', sids: [latest.sid] };
  // A conversation that has changed since then has heard it.
  if (heardAt && heardAt.getTime() >= latest.at.getTime() - 1_000) return [message];
  const fetched = await attempt(() => twilio.conversations.v1.addressConfigurations(latest.to).fetch());
  if (!fetched.ok && fetched.error.status !== 404) {
    return [message, { step: 'address', state: 'unknown', cause: 'notReached', sids: [] }];
  }
  const broken = (cause: TraceStep['cause'], sids: string[], isCertain = true): TraceStep[] => [
    message,
    { step: 'address', state: 'broken', cause, isCertain, sids },
  ];
  if (!fetched.ok) {
    return latest.messagingServiceSid
      ? broken('serviceSwallows', [latest.messagingServiceSid], false)
      : broken('addressMissing', []);
  }
  const { sid } = fetched.value;
  const creation = fetched.value.autoCreation as { enabled?: boolean; conversation_service_sid?: string } | null;
  if (creation?.enabled !== true) return broken('addressNotOpen', [sid]);
  const service = creation.conversation_service_sid;
  if (service && service !== chatServiceSid) return broken('addressElsewhere', [sid, service]);
  if (latest.messagingServiceSid) return broken('serviceSwallows', [latest.messagingServiceSid], false);
  const address: TraceStep = { step: 'address', state: 'fine', sids: [sid] };
  return heardAt ? [message, address] : [message, address, refused(now(twilio), latest)];
}

/** Twilio has taken it, and it is in no conversation. */
export const refused = (at: Date, received: NonNullable<TraceStart['received']>, sids: string[] = []): TraceStep => ({
  ...{ step: 'conversation', state: isYoung(at, received.at) ? 'underWay' : 'broken', cause: 'refused' },
  ...{ isCertain: false, at: received.at.toISOString(), sids: [received.sid, ...sids] },
});
