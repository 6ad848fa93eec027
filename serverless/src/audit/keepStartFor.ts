import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import type { Owner } from '../routing/startFor';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { keepAudit } from './audit';

/** What came of it: the conversation's SID, and whether an earlier arrival of the request did it. */
interface Started {
  repeated: boolean;
  conversationSid: string;
}

/**
 * Keeps that a supervisor has started a conversation for a colleague, once, and where nobody can tell whether it was done;
 * of whoever starts their own nothing.
 * @param how `now`, `onReply` or `later`
 */
export async function keepStartFor(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  { workerSid: to, startedBy: by }: Owner,
  how: string,
  result: Result<Started, FunctionError>,
): Promise<void> {
  if (by === undefined || (result.ok && result.value.repeated)) return;
  if (!result.ok && result.error.code !== 'LEFT_HALF_DONE') return;
  const { conversationSid } = result.ok ? result.value : result.error;
  await keepAudit(call, configuration, {
    by,
    act: 'startFor',
    ...(conversationSid === undefined ? {} : { conversationSid }),
    of: [],
    to,
    outcome: result.ok ? how : 'uncertain',
  });
}
