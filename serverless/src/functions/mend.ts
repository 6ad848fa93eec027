import { mendRequest } from '../../../src/contract/trace';
import { keepAudit } from '../audit/audit';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepAct } from '../trace/acts';
import { mend } from '../trace/mend';

/** `POST /mend`: gives a customer whom the trace found lost to a person, or closes what nobody waits in. */
export const handler = defineFunction({
  route: 'mend',
  input: mendRequest,
  guard: agentToken,

  read: ({ twilio, log }, { conversationSid }) => {
    log.about = conversationSid;
    return readFlexConfiguration(twilio);
  },

  async act(call, { input, principal: agent, read: configuration }) {
    const { see, mend: who } = configuration.settings.trace;
    if (!isAmong(see, agent.roles) || !isAmong(who, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const mended = await mend({ call, configuration }, input.conversationSid, input.mend);
    if (!mended.ok) return mended;
    const act = { by: agent.workerSid, act: input.mend, outcome: mended.value };
    if (mended.value !== 'served') {
      const { conversationSid, mend: done } = input;
      await Promise.all([
        keepAct(call, configuration, conversationSid, act),
        keepAudit(call, configuration, { ...act, act: done, conversationSid, of: [] }),
      ]);
    }
    return success({ status: 200, body: { ok: true, outcome: mended.value } });
  },
});
