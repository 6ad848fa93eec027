import type { Twilio } from 'twilio';

import { isOptOutCode, recordOptOut } from '../compliance/optOuts';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { ScheduledMessage } from '../../../src/contract/schedule';
import { releaseCustomer } from './releaseCustomer';
import type { ScheduleItem } from './scheduleItem';
import { putItem } from './scheduleItem';

/** What Twilio says became of a message. */
export interface Outcome {
  status: ScheduledMessage['status'];
  twilioCode?: number;
}

/** Keeps what became of a message, once; after a failure the customer is free again. Safe to repeat. */
export async function settleMessage(
  twilio: Twilio,
  configuration: FlexConfiguration,
  workerSid: string,
  item: ScheduleItem,
  { status, twilioCode }: Outcome,
): Promise<ScheduleItem> {
  // Twilio's words may come in any order; a message that failed has not been sent all the same.
  if (item.status === status || item.status === 'failed' || status === 'scheduled') return item;
  const settled: ScheduleItem = { ...item, status, ...(twilioCode === undefined ? {} : { twilioCode }) };
  const { address, proxyAddress } = item;
  await Promise.all([
    putItem(twilio, workerSid, settled),
    status === 'sent' ? undefined : releaseCustomer(twilio, configuration, item),
    twilioCode !== undefined && isOptOutCode(twilioCode)
      ? recordOptOut(twilio, { address, proxyAddress }, twilioCode)
      : undefined,
  ]);
  return settled;
}
