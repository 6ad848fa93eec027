import { checksRequest } from '../../../src/contract/checks';
import type { Checks } from '../../../src/contract/checks';
import { missingConsent } from '../compliance/givenConsent';
import { isRefused, lineType } from '../compliance/lineType';
import { isOpenAt } from '../compliance/messagingWindow';
import { customerTimes, quietHoursAt } from '../compliance/quietHours';
import { checkAddresses } from '../interactions/checkAddresses';
import { customerOpenConversation, readCustomer } from '../interactions/readCustomer';
import { checkPermissions } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';

/** `POST /checks`: what stands in the way of a message to this customer. Changes nothing. */
export const handler = defineFunction({
  route: 'checks',
  input: checksRequest,
  guard: agentToken,

  read: ({ twilio }, input) => readCustomer({ twilio }, input),

  async act(call, { input, principal: agent, read: customer }) {
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
    const times = await customerTimes([{ channel, number }, ...others], at);
    const quietHours = quietHoursAt(channel, times, settings.quietHours);
    const { optedOut, windowClosesAt } = compliance;
    // Where they are opted out, that is what stands in the way.
    const consent = optedOut ? success(undefined) : await missingConsent(call.twilio, settings, channel, customer);
    if (!consent.ok) return failure(twilioError(consent.error));
    const line = input.lookUp ? await lineType(call, settings, channel, number) : undefined;
    const open = customerOpenConversation(customer);
    const checks: Checks = {
      optedOut,
      ...(consent.value ? { consentMissing: consent.value } : {}),
      customerTimes: times,
      ...(quietHours ? { quietHours } : {}),
      ...(windowClosesAt === undefined
        ? {}
        : { windowClosesAt: isOpenAt(windowClosesAt, at) ? windowClosesAt!.toISOString() : null }),
      ...(line ? { line: { type: line, isRefused: isRefused(line, settings) } } : {}),
      ...(open ? { openConversationSid: open.sid } : {}),
    };
    return success({ status: 200, body: { ok: true, checks } });
  },
});
