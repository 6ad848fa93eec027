import { startForRequest } from '../../../src/contract/startFor';
import { mayStartFor, readStartFor } from '../routing/startFor';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /start-for`: whether a colleague can be given a conversation, before a supervisor starts one for them. */
export const handler = defineFunction({
  route: 'start-for',
  input: startForRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act({ twilio }, { input, principal: agent, read: configuration }) {
    if (!mayStartFor(configuration, agent)) return failure({ code: 'SUPERVISOR_ONLY' });
    const { workerSid, channel, from } = input;
    const sender = configuration.settings.senders.find((one) => one.channel === channel && one.address === from);
    if (!sender) return failure({ code: 'SENDER_NOT_ALLOWED', field: 'from' });
    const read = await readStartFor(twilio, configuration, workerSid, sender);
    return read.ok ? success({ status: 200, body: { ok: true, ...read.value } }) : read;
  },
});
