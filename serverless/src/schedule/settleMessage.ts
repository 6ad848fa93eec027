import type { Twilio } from 'twilio';

import { isOptOutCode, recordOptOut } from '../compliance/optOuts';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { ScheduledMessage } from '../../../src/contract/scheduledMessage';
import { releaseCustomer } from './releaseCustomer';
import type { ScheduleItem } from './scheduleItem';
import { changeItem } from './scheduleItem';

/** What Twilio says became of a message. */
export interface Outcome {
  status: ScheduledMessage['status'];
  twilioCode?: number;
}

/**
 * Keeps what became of a message, once; after a failure the customer is free again. Safe to repeat. Answers the item as
 * it is then. What Twilio tells of a message that stands no more, since a change called it off, is of no interest.
 */
export async function settleMessage(
  twilio: Twilio,
  configuration: FlexConfiguration,
  workerSid: string,
  item: ScheduleItem,
  { status, twilioCode }: Outcome,
): Promise<ScheduleItem> {
  let isNews = false;
  const kept = await changeItem(twilio, workerSid, item.requestId, (standing) => {
    // Twilio's words may come in any order, and at once; a message that failed has not been sent all the same.
    isNews = ![status, 'failed'].includes(standing.status) && status !== 'scheduled';
    isNews &&= standing.messageSid === item.messageSid;
    return isNews ? { ...standing, status, ...(twilioCode === undefined ? {} : { twilioCode }) } : undefined;
  });
  const { address, proxyAddress } = item;
  if (isNews) {
    await Promise.all([
      status === 'sent'
        ? undefined
        : releaseCustomer(twilio, configuration, item, { isCancelled: status === 'cancelled' }),
      twilioCode !== undefined && isOptOutCode(twilioCode)
        ? recordOptOut(twilio, { address, proxyAddress }, twilioCode)
        : undefined,
    ]);
  }
  return (kept.ok && kept.value) || item;
}
