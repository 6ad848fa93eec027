import { plainAddress } from '../../../src/contract/address/messagingAddress';
import { rememberRecent } from '../recents/recents';
import type { FirstMessage } from './Start';

/** Counts the customer among those whom the agent wrote to lately. Its failure is in the log; it takes nothing from the start. */
export async function remember({
  call,
  record,
  channel,
  address,
  customerName,
}: Pick<FirstMessage, 'call' | 'record' | 'channel' | 'address' | 'customerName'>): Promise<void> {
  const { workerSid, startedAt } = record;
  // A system has nobody to remember for.
  if (workerSid === undefined) return;
  const name = customerName === undefined ? {} : { name: customerName };
  await rememberRecent(call.twilio, workerSid, { channel, to: plainAddress(address), ...name, at: startedAt });
}
