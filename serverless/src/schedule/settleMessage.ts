import { isOptOutCode, readOptOut, recordOptOut } from '../compliance/optOuts';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { ScheduledMessage } from '../../../src/contract/scheduledMessage';
import { releaseCustomer } from './releaseCustomer';
import type { ScheduleItem } from './scheduleItem';
import { changeItem } from './scheduleItem';
import { keepAct } from '../trace/acts';

/** What Twilio says became of a message. */
export interface Outcome {
  status: ScheduledMessage['status'];
  twilioCode?: number | undefined;
}

/**
 * Keeps what became of a message, once; after a failure the customer is free again. Safe to repeat. Answers the item as
 * it is then. What Twilio tells of a message that stands no more, since a change called it off, is of no interest.
 */
export async function settleMessage(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  workerSid: string,
  item: ScheduleItem,
  { status, twilioCode }: Outcome,
): Promise<ScheduleItem> {
  const { twilio } = call;
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
      keepOutcome(call, configuration, item, { status, twilioCode }),
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

const ACTS = { sent: 'scheduledSent', failed: 'scheduledFailed', cancelled: 'scheduledCancelled' } as const;

/** For the trace: what became of it, and why. */
async function keepOutcome(
  call: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  configuration: FlexConfiguration,
  item: ScheduleItem,
  { status, twilioCode }: Outcome,
): Promise<void> {
  if (status === 'scheduled') return;
  const why = status === 'cancelled' ? await whyCancelled(call, item) : twilioCode;
  const outcome = [why, item.messageSid].filter((part) => part !== undefined).join(' ');
  await keepAct(call, configuration, item.conversationSid, { by: 'twilio', act: ACTS[status], outcome });
}

/** Where its agent did not: there never was one, their customer has opted out since, or it was done at Twilio itself. */
async function whyCancelled(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { messageSid, address, proxyAddress }: ScheduleItem,
): Promise<string> {
  if (messageSid === undefined) return 'neverMade';
  const kept = await readOptOut(twilio, { address, proxyAddress });
  return kept.ok && kept.value ? 'optedOut' : 'elsewhere';
}
