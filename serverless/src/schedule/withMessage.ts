import type { Twilio } from 'twilio';

import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { ScheduleItem } from './scheduleItem';
import { putMessage } from './scheduleItem';
import { findScheduled } from './twilioMessage';

/** The item with Twilio's message, found by its addresses where a function ended before it could keep its SID. */
export async function withMessage(
  twilio: Twilio,
  workerSid: string,
  item: ScheduleItem,
): Promise<Result<ScheduleItem, FunctionError>> {
  if (item.messageSid !== undefined) return success(item);
  const found = await findScheduled(twilio, item);
  if (!found.ok) return failure(twilioError(found.error));
  if (!found.value) return success(item);
  const whole = { ...item, messageSid: found.value.sid };
  await putMessage(twilio, workerSid, whole);
  return success(whole);
}
