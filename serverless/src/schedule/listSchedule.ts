import type { Twilio } from 'twilio';

import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { isOver } from '../runtime/isOver';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { ScheduleItem } from './scheduleItem';
import { listItems } from './scheduleItem';
import { settleMessage } from './settleMessage';
import { readStatus } from './twilioMessage';
import { withMessage } from './withMessage';

/** Asked about side by side; the others have their turn when the list is read again. */
const MOST_ASKED = 20;

/**
 * The agent's scheduled messages, the next one first. Twilio is asked about those whose time has come while nothing has
 * been heard of them.
 */
export async function listSchedule(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  workerSid: string,
): Promise<Result<ScheduleItem[], FunctionError>> {
  const { twilio } = call;
  const items = await listItems(twilio, workerSid);
  if (!items.ok) return items;
  let asked = 0;
  const settled = await Promise.all(
    items.value.map(async (item) => {
      const isOpen =
        item.status === 'scheduled' &&
        (item.messageSid === undefined || Date.parse(item.sendsAt) <= now(twilio).getTime());
      if (!isOpen || (asked += 1) > MOST_ASKED) return item;
      return bringUpToDate(call, configuration, workerSid, item);
    }),
  );
  return success(settled.sort((one, other) => Date.parse(one.sendsAt) - Date.parse(other.sendsAt)));
}

/** Whether nobody is at work on it any more, and it is not known which of Twilio's messages it is. */
export const isUnlisted = (twilio: Twilio, { status, messageSid, askedAt }: ScheduleItem): boolean =>
  status === 'scheduled' && messageSid === undefined && isOver(twilio, askedAt);

/** Where Twilio cannot tell, it stays as it was. One of which there is no message never goes: it is cancelled. */
export async function bringUpToDate(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  workerSid: string,
  item: ScheduleItem,
): Promise<ScheduleItem> {
  const { twilio } = call;
  // A function is at work on it.
  if (item.messageSid === undefined && !isUnlisted(twilio, item)) return item;
  const known = await withMessage(twilio, workerSid, item);
  if (!known.ok) return item;
  const { messageSid } = known.value;
  if (messageSid === undefined) return settleMessage(call, configuration, workerSid, item, { status: 'cancelled' });
  const outcome = await readStatus(twilio, messageSid);
  const { status, ...rest } = outcome.ok ? outcome.value : {};
  if (status === undefined) return known.value;
  return settleMessage(call, configuration, workerSid, known.value, { status, ...rest });
}
