import { remindersRequest } from '../../../src/contract/reminders';
import { sendReminders } from '../reminders/sendReminders';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { systemKey } from '../runtime/systemKey';

/** `POST /reminders`: the business's own systems write to customers; the replies go to queues. */
export const handler = defineFunction({
  route: 'reminders',
  input: remindersRequest,
  guard: systemKey('reminders'),
  read: () => Promise.resolve(success(undefined)),

  async act(call, { input, principal: system }) {
    const results = await sendReminders(call, system, input.reminders);
    return success({ status: 200, body: { ok: true, results } });
  },
});
