import type { Twilio } from 'twilio';

import { hasWindow } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { Message } from '../conversations/Message';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { twilioError } from '../runtime/twilioFailure';
import { mayOverride } from '../routing/permissions';
import type { KnownTimeZone } from './knownTimeZone';
import { isOpenAt, lastMessage, windowClosing } from './messagingWindow';
import { isOptedOut, readOptOut } from './optOuts';
import { customerTimes, quietHoursAt } from './quietHours';
import { isTemplateApproved } from './templateApproval';

/** What Twilio knows of a customer and a message, on which it depends whether the message may go. */
export interface ComplianceFacts {
  optedOut: boolean;
  /** On channels with a 24-hour window; null where the customer never wrote. */
  windowClosesAt?: Date | null;
  /** The form of the customer's address that they last wrote from, where that was asked. */
  lastAddress?: string;
  /** Of the WhatsApp template, where the message is one. */
  isTemplateApproved?: boolean;
}

const nothingToAsk = success(undefined);

/**
 * Asks for the facts, all at once; needs no settings, so that it runs beside their being read. Addresses are as
 * Conversations writes them. About a chat identity there is nothing to ask.
 */
export async function readCompliance(
  twilio: Twilio,
  message: { channel: Channel; address: string; proxyAddress: string | undefined; contentSid?: string | undefined },
): Promise<Result<ComplianceFacts, FunctionError>> {
  const { channel, address, proxyAddress, contentSid } = message;
  if (channel === 'chat' || proxyAddress === undefined) return success({ optedOut: false });
  const pair = { address, proxyAddress };
  const [optOut, last, approved] = await Promise.all([
    readOptOut(twilio, pair),
    hasWindow(channel) ? lastMessage(twilio, pair) : nothingToAsk,
    channel === 'whatsapp' && contentSid ? isTemplateApproved(twilio, contentSid) : nothingToAsk,
  ]);
  if (!optOut.ok) return failure(twilioError(optOut.error));
  if (!last.ok) return failure(twilioError(last.error));
  if (!approved.ok) return failure(twilioError(approved.error));
  const optedOut = await isOptedOut(twilio, pair, optOut.value, last.value);
  if (!optedOut.ok) return failure(twilioError(optedOut.error));
  return success({
    optedOut: optedOut.value,
    ...(last.value === undefined ? {} : { windowClosesAt: last.value && windowClosing(last.value.at) }),
    ...(last.value ? { lastAddress: last.value.address } : {}),
    ...(approved.value === undefined ? {} : { isTemplateApproved: approved.value }),
  });
}

/**
 * Why the message must not go at `now`, which is the time of its sending; undefined where it may. A reason given by a
 * supervisor lets it through quiet hours, and through nothing else.
 */
export async function checkCompliance(
  facts: ComplianceFacts,
  request: {
    settings: Pick<Settings, 'quietHours'>;
    channel: Channel;
    /** The customer's, without a prefix. */
    number: string;
    /** Others of theirs, where it may be another time. */
    others?: readonly { channel: Channel; number: string }[];
    /** Where they are known to be; asked where quiet hours are set. */
    timeZone: () => Promise<Result<KnownTimeZone | undefined, TwilioFailure>>;
    message: Message;
    overrideReason?: string | undefined;
    /** Of who asks. */
    roles: readonly string[];
    now: Date;
  },
): Promise<FunctionError | undefined> {
  const { settings, channel, number, others = [], timeZone, message, overrideReason, roles, now } = request;
  if (facts.optedOut) return { code: 'OPTED_OUT', field: 'to' };
  const overrides = Boolean(overrideReason);
  if (overrides && !mayOverride(roles)) return { code: 'SUPERVISOR_ONLY', field: 'overrideReason' };
  if (settings.quietHours && !overrides) {
    const known = await timeZone();
    if (!known.ok) return twilioError(known.error);
    const times = await customerTimes([{ channel, number }, ...others], now, known.value);
    const quietHours = quietHoursAt(channel, times, settings.quietHours);
    if (quietHours) return { code: 'QUIET_HOURS', quietHours };
  }
  // Within the window as well: a template that is sent later may find it shut.
  if (facts.isTemplateApproved !== undefined) {
    return facts.isTemplateApproved ? undefined : { code: 'TEMPLATE_NOT_APPROVED', field: 'contentSid' };
  }
  const { windowClosesAt } = facts;
  if (windowClosesAt === undefined || isOpenAt(windowClosesAt, now)) return undefined;
  return { code: 'WINDOW_CLOSED', ...('body' in message ? { field: 'body' } : {}) };
}
