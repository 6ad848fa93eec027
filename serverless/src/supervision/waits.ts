import type { Twilio } from 'twilio';

import { isPhoneNumber, plainAddress } from '../../../src/contract/address/messagingAddress';
import type { SupervisionWait } from '../../../src/contract/supervision';
import { conversationCustomer } from '../inbound/conversationCustomer';
import type { Janitor } from '../janitor/Janitor';
import { authorKind } from '../remedies/authorKind';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** Whoever has written more without an answer waits at least since the first of these. */
const LATEST_MESSAGES = 20;
/** Asked side by side. */
const GROUP = 10;
/** What a group takes where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_GROUP = 2_000;

/**
 * Since when the customers of these conversations wait: one call for each, and one more where nobody in it has an address.
 * What cannot be read is left out.
 */
export async function readWaits(
  { call, configuration }: Pick<Janitor, 'call' | 'configuration'>,
  conversationSids: readonly string[],
): Promise<SupervisionWait[]> {
  const { twilio, http, log } = call;
  const waits: SupervisionWait[] = [];
  for (let at = 0; at < conversationSids.length && http.workLeft >= MILLISECONDS_FOR_GROUP; at += GROUP) {
    const group = conversationSids.slice(at, at + GROUP);
    const read = await Promise.all(group.map((sid) => customerWaitsSince(twilio, configuration, sid)));
    for (const [index, since] of read.entries()) {
      const conversationSid = group[index]!;
      if (!since.ok) log.addWarning(`a wait could not be read (${since.error.status})`);
      else if (!since.value) waits.push({ conversationSid });
      else {
        const { first, unanswered } = since.value;
        waits.push({ conversationSid, seconds: secondsSince(twilio, first), unanswered });
      }
    }
  }
  return waits;
}

/** By this clock: the browser's may be wrong. */
const secondsSince = (twilio: Twilio, date: Date): number =>
  Math.max(0, Math.round((now(twilio).getTime() - date.getTime()) / 1_000));

/** Of a customer whom no agent has answered. */
export interface CustomersWait {
  first: Date;
  unanswered: number;
  /** Where in the conversation each of those messages stands. */
  indexes: number[];
  /** The customer's address or identity. */
  customer: string | undefined;
}

/** When the customer first wrote what no agent has answered, and how often since. Bots and automatic texts answer nobody. */
export async function customerWaitsSince(
  twilio: Twilio,
  configuration: FlexConfiguration,
  conversationSid: string,
): Promise<Result<CustomersWait | undefined, TwilioFailure>> {
  const { chatServiceSid, settings } = configuration;
  const listed = await attempt(() =>
    twilio.conversations.v1
      .services(chatServiceSid)
      .conversations(conversationSid)
      .messages.list({ order: 'desc', limit: LATEST_MESSAGES }),
  );
  if (!listed.ok) return listed.error.status === 404 ? success(undefined) : listed;
  const messages = listed.value;
  const isCustomers = (author: string): boolean =>
    (isPhoneNumber(author) || plainAddress(author) !== author) &&
    !settings.senders.some(({ address }) => address === plainAddress(author));
  let customer = messages.find(({ author }) => isCustomers(author))?.author;
  if (customer === undefined && messages.length > 0) {
    // A guest of a website has no address to be known by.
    const found = await conversationCustomer(twilio, chatServiceSid, conversationSid);
    if (!found.ok) return found;
    customer = found.value?.address;
  }
  let first: Date | undefined;
  const indexes: number[] = [];
  for (const { author, dateCreated, index } of messages) {
    const kind = authorKind(author, customer ?? '', configuration);
    if (kind === 'agent') break;
    if (kind !== 'customer') continue;
    first = dateCreated;
    indexes.push(index);
  }
  return success(first && { first, unanswered: indexes.length, indexes, customer });
}
