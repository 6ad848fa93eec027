import type { StartRecord } from '../conversations/startRecord';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { cancelMessage, oneAtATime } from './changeMessage';
import { findItem } from './scheduleItem';

/**
 * Calls off the message for later that this conversation waits for: its customer has written first, and whoever answers
 * them writes what fits now. Safe to repeat. Where it fails, the message stays in its agent's list as it is: scheduled.
 */
export async function overtake(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  { workerSid, requestId }: Pick<StartRecord, 'workerSid' | 'requestId'>,
): Promise<void> {
  if (workerSid === undefined || !configuration.settings.scheduling?.cancelsOnReply) return;
  const scheduled = async () => {
    const found = await findItem(call.twilio, workerSid, requestId);
    return found.ok && found.value?.status !== 'scheduled' ? success(undefined) : found;
  };
  const seen = await scheduled();
  // Most replies are to a message that has gone: those cost no claim.
  if (seen.ok && !seen.value) return;
  const overtaken = await oneAtATime(
    { call, workerSid },
    requestId,
    async (): Promise<Result<unknown, FunctionError>> => {
      const found = await scheduled();
      if (!found.ok || !found.value) return found;
      return cancelMessage({ call, configuration, workerSid, item: found.value }, { isOvertaken: true });
    },
  );
  // One that has gone in this moment is a message like others.
  if (!overtaken.ok && overtaken.error.code !== 'NOT_SCHEDULED') {
    call.log.addWarning(`a scheduled message was not called off for a reply (${overtaken.error.code})`);
  }
}
