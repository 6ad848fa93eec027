import { messagingAddress, plainAddress } from '../../../src/contract/address/messagingAddress';
import { consentRequest } from '../../../src/contract/consent';
import type { ConsentRequest } from '../../../src/contract/consent';
import type { Channel } from '../../../src/contract/Channel';
import { keepAudit } from '../audit/audit';
import type { Asked } from '../compliance/consent';
import { describeConsent, lift, mayChange, optOut, record } from '../compliance/consent';
import { customerNumber } from '../conversations/customerNumber';
import { conversationCustomer } from '../inbound/conversationCustomer';
import { checkAddresses } from '../interactions/checkAddresses';
import { checkPermissions } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /consent`: whether a customer wants messages from a sender; agents opt them out, supervisors in again. */
export const handler = defineFunction({
  route: 'consent',
  input: consentRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    const found = await whomOf(call, configuration, input);
    if (!found.ok) return found;
    const { channel, address, from } = found.value;
    const number = plainAddress(address);
    const sender = checkAddresses({ channel, from }, number, configuration.settings.senders);
    if (!sender.ok) return sender;
    const permitted = await checkPermissions(call.twilio, configuration, agent.workerSid, {
      sender: sender.value,
      number,
    });
    if (!permitted.ok) return permitted;

    const asked: Asked = {
      configuration,
      agent,
      sender: sender.value,
      pair: { address, proxyAddress: messagingAddress(channel, from) },
    };
    if (input.act !== 'read') {
      if (!mayChange(asked)[input.act]) return failure({ code: 'SUPERVISOR_ONLY' });
      const why = { by: agent.workerSid, reason: input.reason };
      const done = await (input.act === 'record'
        ? record(call, asked, { ...why, kind: input.kind })
        : { optOut, lift }[input.act](call, asked, why));
      if (!done.ok) return done;
      const { act, conversationSid, reason } = input;
      const about = conversationSid === undefined ? {} : { conversationSid };
      await keepAudit(call, configuration, { by: agent.workerSid, act, ...about, of: [], reason });
    }
    const consent = await describeConsent(call, asked);
    return consent.ok ? success({ status: 200, body: { ok: true, consent: consent.value } }) : consent;
  },
});

interface Whom {
  channel: Channel;
  /** As Conversations writes it. */
  address: string;
  /** The sender's, without a prefix. */
  from: string;
}

/** A conversation's own customer counts, whatever else the request says. */
async function whomOf(
  { twilio, log }: Pick<FunctionCall, 'twilio' | 'log'>,
  configuration: FlexConfiguration,
  { conversationSid, channel, to, from }: ConsentRequest,
): Promise<Result<Whom, FunctionError>> {
  if (conversationSid === undefined) {
    if (channel === undefined || channel === 'chat' || to === undefined || from === undefined) {
      return failure({ code: 'REQUEST_INVALID' });
    }
    const number = await customerNumber(channel, to, () => Promise.resolve(success(configuration)));
    return number.ok ? success({ channel, address: messagingAddress(channel, number.value), from }) : number;
  }
  log.about = conversationSid;
  const customer = await conversationCustomer(twilio, configuration.chatServiceSid, conversationSid);
  if (!customer.ok) return failure(twilioError(customer.error));
  const { value } = customer;
  // A customer of chat comes by themselves.
  if (value?.proxyAddress === undefined) return failure({ code: 'SENDER_NOT_ALLOWED' });
  return success({ channel: value.channel, address: value.address, from: plainAddress(value.proxyAddress) });
}
