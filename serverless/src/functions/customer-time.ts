import { customerTimeRequest } from '../../../src/contract/customerTime';
import { keepAudit } from '../audit/audit';
import { forgetTimeZone, keepTimeZone, readTimeZone } from '../compliance/keptTimeZone';
import { customerNumber } from '../conversations/customerNumber';
import { checkAddresses } from '../interactions/checkAddresses';
import { checkPermissions, isAmong, mayOverride } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /customer-time`: an agent keeps where a customer is. */
export const handler = defineFunction({
  route: 'customer-time',
  input: customerTimeRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    const { channel, timeZone } = input;
    const { customerTime, senders } = configuration.settings;
    const number = await customerNumber(channel, input.to, () => Promise.resolve(success(configuration)));
    if (!number.ok) return number;
    const sender = checkAddresses(input, number.value, senders);
    if (!sender.ok) return sender;
    const permitted = await checkPermissions(call.twilio, configuration, agent.workerSid, {
      sender: sender.value,
      number: number.value,
    });
    if (!permitted.ok) return permitted;
    if (!isAmong(customerTime.choose, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });

    const customer = { channel, number: number.value };
    const standing = await readTimeZone(call, customer);
    if (!standing.ok) return failure(twilioError(standing.error));
    const { keepDays } = customerTime;
    const { workerSid: by, roles } = agent;
    const isSame = (standing.value?.timeZone ?? '') === timeZone;
    // Whoever says the same as a supervisor takes nothing back.
    const isAnywhere = mayOverride(roles) || (isSame && standing.value?.isAnywhere === true);
    const done = timeZone
      ? await keepTimeZone(call, customer, { timeZone, by, isAnywhere, keepDays })
      : await forgetTimeZone(call, customer);
    if (!done.ok) return failure(twilioError(done.error));
    // A repeat has been kept by the first.
    if (!isSame || (standing.value && standing.value.by !== by)) {
      await keepAudit(call, configuration, { by, act: 'timeZone', of: [], outcome: timeZone || 'none' });
    }
    return success({ status: 200, body: { ok: true } });
  },
});
