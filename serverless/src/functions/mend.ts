import { mendRequest } from '../../../src/contract/trace';
import { keepAudit } from '../audit/audit';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepAct } from '../trace/acts';
import { mend } from '../trace/mend';

/** `POST /mend`: mends what the trace found broken, as far as that needs no more than a person's word. */
export const handler = defineFunction({
  route: 'mend',
  input: mendRequest,
  guard: agentToken,

  read: ({ twilio, log }, input) => {
    if ('conversationSid' in input) log.about = input.conversationSid;
    return readFlexConfiguration(twilio);
  },

  async act(call, { input, principal: agent, read: configuration }) {
    const mended = await mend({ call, configuration }, agent, input);
    if (!mended.ok) return mended;
    const { outcome } = mended.value;
    if (outcome !== 'served') {
      const act = { by: agent.workerSid, act: input.mend, outcome };
      const conversationSid = 'conversationSid' in input ? input.conversationSid : undefined;
      await Promise.all([
        conversationSid === undefined ? undefined : keepAct(call, configuration, conversationSid, act),
        keepAudit(call, configuration, {
          ...act,
          ...(conversationSid === undefined ? {} : { conversationSid }),
          act: input.mend,
          of: [],
        }),
      ]);
    }
    return success({ status: 200, body: { ok: true, ...mended.value } });
  },
});
