import * as v from 'valibot';

import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { WaitingItem } from '../../../src/contract/waiting';
import { waitingItem } from '../../../src/contract/waiting';
import type { Conversation } from '../conversations/conversations';
import { findConversation } from '../conversations/conversations';
import { readParked } from '../conversations/parked';
import { readStartRecord } from '../conversations/startRecord';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { listItems } from '../schedule/scheduleItem';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { WaitingEntry } from './waitingIndex';
import { listEntries, removeEntry } from './waitingIndex';

/** Looked up side by side; of more than these the first are shown. */
const GROUP = 10;
const MOST_SHOWN = 100;

/**
 * What this agent waits for, by the index and the messages that they had scheduled; whether it still waits, each
 * conversation tells. What does not leaves the index.
 */
export async function listWaiting(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { chatServiceSid }: FlexConfiguration,
  workerSid: string,
): Promise<Result<WaitingItem[], FunctionError>> {
  const [entries, scheduled] = await Promise.all([listEntries(twilio, workerSid), listItems(twilio, workerSid)]);
  if (!entries.ok) return failure(twilioError(entries.error));
  if (!scheduled.ok) return scheduled;
  const sent = scheduled.value.filter(
    ({ sendsAt, status }) => status !== 'cancelled' && Date.parse(sendsAt) <= now(twilio).getTime(),
  );
  const known = new Set(entries.value.map(({ conversationSid }) => conversationSid));
  const candidates: WaitingItem[] = [
    ...entries.value.map(toItem),
    ...sent
      .filter(({ conversationSid }) => !known.has(conversationSid))
      .map(({ conversationSid, channel, address, customerName, sendsAt }) => ({
        conversationSid,
        kind: 'outreach' as const,
        channel,
        address: plainAddress(address),
        customerName,
        waitsFor: 'reply' as const,
        since: sendsAt,
        note: '',
        hasWritten: false,
      })),
  ].sort(byUrgency);

  const waiting: WaitingItem[] = [];
  for (let at = 0; at < candidates.length && waiting.length < MOST_SHOWN; at += GROUP) {
    const group = candidates.slice(at, at + GROUP);
    const found = await Promise.all(
      group.map(({ conversationSid }) => findConversation(twilio, chatServiceSid, conversationSid)),
    );
    for (const [index, conversation] of found.entries()) {
      const item = group[index];
      if (!item) continue;
      if (!conversation.ok) return failure(twilioError(conversation.error));
      if (isWaiting(item, conversation.value, workerSid)) waiting.push(item);
      // It may have been begun a moment ago: of that the next list tells.
      else if (isOld(twilio, item)) await removeEntry(twilio, workerSid, item.conversationSid);
    }
  }
  return success(waiting);
}

const MINUTE = 60_000;
const isOld = (twilio: FunctionCall['twilio'], { since }: WaitingItem): boolean =>
  now(twilio).getTime() - Date.parse(since) > MINUTE;

const toItem = (entry: WaitingEntry): WaitingItem => v.parse(waitingItem, entry);

/** What is due next first, then what waits longest. */
const byUrgency = (one: WaitingItem, other: WaitingItem): number =>
  Date.parse(one.until ?? '9999-01-01') - Date.parse(other.until ?? '9999-01-01') ||
  Date.parse(one.since) - Date.parse(other.since);

/** Whether the conversation waits, for this agent. */
export function isWaiting(
  { kind }: Pick<WaitingItem, 'kind'>,
  conversation: Conversation | undefined,
  workerSid: string,
): boolean {
  if (!conversation || conversation.state === 'closed') return false;
  if (kind === 'parked') return readParked(conversation.attributes)?.workerSid === workerSid;
  const record = readStartRecord(conversation.attributes);
  return record?.workerSid === workerSid && record.reply?.to === 'agent' && record.reply.repliedAt === undefined;
}
