import type { ReminderResult } from '../../../src/contract/reminders';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { System } from '../runtime/systemKey';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keyOf, sendReminder } from './sendReminder';

const AT_A_TIME = 8;

/** Below Twilio's own limits, which a contact centre's agents need at the same time. */
const POSTS_PER_SECOND = 15;

/** What one reminder takes, where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_ONE = 2_000;

/** Sends a batch, each by itself; a result for each, in their order. */
export async function sendReminders(
  call: FunctionCall,
  system: System,
  reminders: readonly unknown[],
): Promise<ReminderResult[]> {
  const { http, log, twilio } = call;
  http.pace(POSTS_PER_SECOND);
  const configuration = readFlexConfiguration(twilio);
  const send = (reminder: unknown): Promise<ReminderResult> =>
    sendReminder(call, system, reminder, configuration).catch((fault: unknown): ReminderResult => {
      log.addFault(fault);
      return { ok: false, ...keyOf(reminder), error: { code: 'INTERNAL' } };
    });
  const results: ReminderResult[] = [];
  const waiting = reminders.entries();
  const work = async (): Promise<void> => {
    for (const [index, reminder] of waiting) {
      results[index] =
        http.workLeft > MILLISECONDS_FOR_ONE
          ? await send(reminder)
          : { ok: false, ...keyOf(reminder), error: { code: 'NOT_BEGUN' } };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}
