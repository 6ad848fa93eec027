import { OFFER_EVENTS, SCHEDULE_EVENTS } from '../../../src/contract/trace';
import type { CustomerTimeline } from '../../../src/contract/trace';
import { isOptedOut, readOptOut } from '../compliance/optOuts';
import { customerConversations } from '../conversations/conversations';
import type { CustomerConversation } from '../conversations/conversations';
import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import { addressVariants } from '../../../src/contract/address/variants';
import type { Channel } from '../../../src/contract/Channel';
import { latestFirst, readRecord } from '../interactions/interactionDocument';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { customersOf } from './findStart';
import { deliveryOf } from './gather';

const MOST_CONVERSATIONS = 20;
/** Each costs three calls. */
const MOST_IN_DETAIL = 5;
const MOST_SENDERS = 6;
const MOST_MESSAGES = 20;
const MOST_PARTICIPANTS = 50;

type Call = Pick<FunctionCall, 'twilio'>;
type Told = CustomerTimeline['conversations'][number];
type Customer = { channel: Channel; address: string };

/** All that went on with one customer, by all forms of their address: at most 35 calls, side by side. */
export async function customerTimeline(
  call: Call,
  configuration: FlexConfiguration,
  what: string,
): Promise<Result<CustomerTimeline, FunctionError>> {
  const { twilio } = call;
  const customers = await customersOf(configuration, what);
  const [lists, optOuts, scheduled] = await Promise.all([
    Promise.all(
      customers.map(async ({ channel, address }) => {
        const listed = await customerConversations(twilio, channel, address);
        return listed.ok ? success(listed.value.map((one) => ({ channel, ...one }))) : listed;
      }),
    ),
    optOutsOf(call, configuration, customers),
    scheduledFor(call, customers),
  ]);
  const failed = lists.find((one) => !one.ok);
  if (failed && !failed.ok) return failure(twilioError(failed.error));
  const conversations = lists
    .flatMap((one) => (one.ok ? one.value : []))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, MOST_CONVERSATIONS);
  const told = await Promise.all(
    conversations.map((one, index) => describe(call, configuration, one, index < MOST_IN_DETAIL)),
  );
  return success({
    conversations: told,
    ...(optOuts ? { optOuts } : {}),
    ...(scheduled === undefined ? {} : { scheduled }),
  });
}

async function describe(
  { twilio }: Call,
  { chatServiceSid }: FlexConfiguration,
  { sid, channel, state, createdAt, updatedAt, address }: CustomerConversation & { channel: Channel },
  isInDetail: boolean,
): Promise<Told> {
  const told: Told = { sid, channel, state, createdAt, updatedAt };
  if (!isInDetail) return told;
  const resource = twilio.conversations.v1.services(chatServiceSid).conversations(sid);
  // What Twilio does not tell is left out: the conversation itself can be traced all the same.
  const [messages, participants, kept] = await Promise.all([
    attempt(() => resource.messages.list({ order: 'desc', limit: 1 })),
    attempt(() => resource.participants.list({ limit: MOST_PARTICIPANTS })),
    readRecord(twilio, sid),
  ]);
  const [last] = messages.ok ? messages.value : [];
  if (last) {
    const isCustomer = last.author === address || last.participantSid === customerSid(participants);
    const by = isCustomer ? 'customer' : 'agent';
    told.lastMessage = { at: last.dateCreated.toISOString(), by, delivery: deliveryOf(last.delivery) };
  }
  if (participants.ok) {
    told.agents = participants.value.filter((one) => !one.messagingBinding && one.identity).length;
  }
  const acts = kept.ok ? kept.value.acts.filter(({ act }) => TOLD.includes(act)) : [];
  if (acts.length > 0) told.acts = latestFirst(acts).slice(0, MOST_ACTS);
  return told;
}

/** Whom it was offered to, and what came of messages for later: the rest is in the conversation's own trace. */
const TOLD: readonly string[] = [...OFFER_EVENTS, 'taskCanceled', 'taskDeleted', ...SCHEDULE_EVENTS];
const MOST_ACTS = 10;

function customerSid(participants: Result<{ sid: string; messagingBinding: unknown }[], unknown>): string | undefined {
  return participants.ok ? participants.value.find(({ messagingBinding }) => messagingBinding)?.sid : undefined;
}

/** From which of our senders they want nothing; undefined where that could not be asked. */
async function optOutsOf(
  { twilio }: Call,
  { settings: { senders } }: FlexConfiguration,
  customers: readonly Customer[],
): Promise<CustomerTimeline['optOuts']> {
  const pairs = customers
    .flatMap(({ channel, address }) =>
      channel === 'chat'
        ? []
        : senders
            .filter((sender) => sender.channel === channel)
            .map((sender) => ({
              sender,
              pair: { address, proxyAddress: messagingAddress(channel, sender.address) },
            })),
    )
    .slice(0, MOST_SENDERS);
  const found = await Promise.all(
    pairs.map(async ({ sender, pair }) => {
      const kept = await readOptOut(twilio, pair);
      const isOut = kept.ok ? await isOptedOut(twilio, pair, kept.value, undefined) : kept;
      if (!isOut.ok) return undefined;
      return isOut.value ? [{ channel: sender.channel, sender: sender.name }] : [];
    }),
  );
  return found.includes(undefined) ? undefined : found.flatMap((one) => one ?? []);
}

/** How many messages to them wait for their time; undefined where that could not be asked. */
async function scheduledFor({ twilio }: Call, customers: readonly Customer[]): Promise<number | undefined> {
  const lists = await Promise.all(
    customers
      .filter(({ channel }) => channel === 'sms' || channel === 'whatsapp')
      .flatMap(({ address }) => addressVariants(address))
      .map((to) => attempt(() => twilio.messages.list({ to, limit: MOST_MESSAGES }))),
  );
  if (lists.some(({ ok }) => !ok)) return undefined;
  return lists.flatMap((one) => (one.ok ? one.value : [])).filter(({ status }) => status === 'scheduled').length;
}
