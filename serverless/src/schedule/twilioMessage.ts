import type { Twilio } from 'twilio';

import type { ScheduledMessage } from '../../../src/contract/scheduledMessage';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { ScheduleItem } from './scheduleItem';

/** The function that hears what became of a message. */
export const STATUS_ROUTE = 'message-status';

type Status = ScheduledMessage['status'];

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
const STATUS: Readonly<Record<string, Status>> = {
  scheduled: 'scheduled',
  accepted: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'sent',
  partially_delivered: 'sent',
  read: 'sent',
  failed: 'failed',
  undelivered: 'failed',
  canceled: 'cancelled',
};

/** Undefined for a status of Twilio's that says nothing about a scheduled message. */
export const statusOf = (twilioStatus: string): Status | undefined => STATUS[twilioStatus];

const MOST_MESSAGES = 20;

/**
 * Asks Twilio to send the message at its time.
 * https://www.twilio.com/docs/messaging/features/message-scheduling
 */
export function askForMessage(
  twilio: Twilio,
  item: ScheduleItem,
  { messagingServiceSid, statusCallback }: { messagingServiceSid: string; statusCallback: string },
): Promise<Result<{ sid: string }, TwilioFailure>> {
  const { address, proxyAddress, text, contentSid, contentVariables, sendsAt } = item;
  return attempt(() =>
    twilio.messages.create({
      to: address,
      from: proxyAddress,
      messagingServiceSid,
      scheduleType: 'fixed',
      sendAt: new Date(sendsAt),
      ...(contentSid ? { contentSid, ...(contentVariables ? { contentVariables } : {}) } : { body: text }),
      statusCallback,
    }),
  );
}

/** Twilio's word on what its `askForMessage` refused. */
export function refusalOf(error: TwilioFailure): FunctionError {
  // The sender is not in the Messaging Service: https://www.twilio.com/docs/api/errors/21711
  if (error.code === 21711 || error.code === 21712) return { code: 'SENDER_NOT_SCHEDULABLE', field: 'from' };
  // https://www.twilio.com/docs/api/errors/35114
  if (error.code === 35111 || error.code === 35114) return { code: 'SEND_TIME_INVALID', field: 'sendAt' };
  return twilioError(error);
}

/**
 * The message that was asked for, where its answer was lost; it may have gone by now. Since then only our conversation
 * writes between these addresses, and not before it.
 */
export async function findScheduled(
  twilio: Twilio,
  { address, proxyAddress, askedAt, isTemplate, text }: ScheduleItem,
): Promise<Result<{ sid: string } | undefined, TwilioFailure>> {
  const listed = await attempt(() => twilio.messages.list({ to: address, from: proxyAddress, limit: MOST_MESSAGES }));
  if (!listed.ok) return listed;
  // Twilio gives whole seconds.
  const since = Math.floor(Date.parse(askedAt) / 1_000) * 1_000;
  // The newest comes first.
  return success(
    listed.value.findLast(
      ({ status, dateCreated, body }) =>
        status !== 'canceled' && dateCreated.getTime() >= since && (isTemplate || body === text),
    ),
  );
}

/** What became of the message, with Twilio's error where it failed. */
export async function readStatus(
  twilio: Twilio,
  messageSid: string,
): Promise<Result<{ status: Status | undefined; twilioCode?: number }, TwilioFailure>> {
  const fetched = await attempt(() => twilio.messages(messageSid).fetch());
  if (!fetched.ok) return fetched;
  const { status, errorCode } = fetched.value;
  return success({ status: statusOf(status), ...(errorCode ? { twilioCode: errorCode } : {}) });
}

/** Calls the message off. `false` where it has gone; only `true` is certain that it never goes. */
export async function callOff(twilio: Twilio, messageSid: string): Promise<Result<boolean, FunctionError>> {
  const cancelled = await attempt(() => twilio.messages(messageSid).update({ status: 'canceled' }));
  if (cancelled.ok) return success(true);
  const now = await readStatus(twilio, messageSid);
  if (!now.ok) return failure(twilioError(now.error));
  if (now.value.status === 'cancelled') return success(true);
  return now.value.status === 'scheduled' ? failure(twilioError(cancelled.error)) : success(false);
}
