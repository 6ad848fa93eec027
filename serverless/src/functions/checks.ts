import { checksRequest } from '../../../src/contract/checks';
import type { Checks } from '../../../src/contract/checks';
import { missingConsent } from '../compliance/givenConsent';
import { readTimeZone } from '../compliance/keptTimeZone';
import type { KnownTimeZone } from '../compliance/knownTimeZone';
import { knownTimeZone } from '../compliance/knownTimeZone';
import { isRefused, lineType } from '../compliance/lineType';
import { isOpenAt } from '../compliance/messagingWindow';
import { customerTimes, quietHoursAt, quietWindowOf } from '../compliance/quietHours';
import { customerNumber } from '../conversations/customerNumber';
import { checkAddresses } from '../interactions/checkAddresses';
import { customerOpenConversation, readCustomer } from '../interactions/readCustomer';
import { findColleague } from '../remedies/colleague';
import { checkPermissions, isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import type { FunctionCall } from '../runtime/FunctionCall';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /checks`: what stands in the way of a message to this customer. Changes nothing. */
export const handler = defineFunction({
  route: 'checks',
  input: checksRequest,
  guard: agentToken,

  async read(call, input) {
    const { channel, to } = input;
    const configuration = readFlexConfiguration(call.twilio);
    const number = await customerNumber(channel, to, () => configuration);
    if (!number.ok) return number;
    const [customer, kept] = await Promise.all([
      readCustomer(call, input, configuration),
      readTimeZone(call, { channel, number: number.value }),
    ]);
    return customer.ok ? success({ customer: customer.value, kept }) : customer;
  },

  async act(call, { input, principal: agent, read: { customer, kept } }) {
    const { channel } = input;
    const { configuration, number, others, compliance } = customer;
    const { settings } = configuration;
    const sender = checkAddresses(input, number, settings.senders);
    if (!sender.ok) return sender;
    const permitted = await checkPermissions(call.twilio, configuration, agent.workerSid, {
      sender: sender.value,
      number,
    });
    if (!permitted.ok) return permitted;

    const at = now(call.twilio);
    const { optedOut, windowClosesAt } = compliance;
    const [known, consent] = await Promise.all([
      knownTimeZone(call, settings, { channel, number }, input.customerTimeZone, Promise.resolve(kept)),
      // Where they are opted out, that is what stands in the way.
      optedOut ? success(undefined) : missingConsent(call.twilio, settings, channel, customer),
    ]);
    if (!known.ok) return failure(twilioError(known.error));
    if (!consent.ok) return failure(twilioError(consent.error));
    const times = await customerTimes([{ channel, number }, ...others], at, known.value);
    const source = known.value && (await describeSource(call, configuration, known.value));
    const quietHours = quietHoursAt(channel, times, settings.quietHours);
    const quietWindow = quietWindowOf(channel, settings.quietHours);
    const line = input.lookUp ? await lineType(call, settings, channel, number) : undefined;
    const open = customerOpenConversation(customer);
    const checks: Checks = {
      optedOut,
      ...(consent.value ? { consentMissing: consent.value } : {}),
      customerTimes: times,
      mayKeepTimeZone: isAmong(settings.customerTime.choose, agent.roles),
      ...(source ? { timeZoneSource: source } : {}),
      ...(quietHours ? { quietHours } : {}),
      ...(quietWindow ? { quietWindow } : {}),
      ...(windowClosesAt === undefined
        ? {}
        : { windowClosesAt: isOpenAt(windowClosesAt, at) ? windowClosesAt!.toISOString() : null }),
      ...(line ? { line: { type: line, isRefused: isRefused(line, settings) } } : {}),
      ...(open ? { openConversationSid: open.sid } : {}),
    };
    return success({ status: 200, body: { ok: true, checks } });
  },
});

/** An agent who has left the contact centre has no name any more. */
async function describeSource(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  configuration: FlexConfiguration,
  { from, isAlone, kept }: KnownTimeZone,
): Promise<Checks['timeZoneSource']> {
  if (!kept) return { from, isAlone };
  const colleague = await findColleague(twilio, configuration, kept.by);
  return { from, isAlone, at: kept.at, ...(colleague.ok ? { name: colleague.value.name } : {}) };
}
