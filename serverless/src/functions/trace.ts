import { traceRequest } from '../../../src/contract/trace';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { mayMend } from '../trace/mayMend';
import { trace } from '../trace/trace';

/** `POST /trace`: where a customer's message went, or an agent's. For whom the settings let see it. Changes nothing. */
export const handler = defineFunction({
  route: 'trace',
  input: traceRequest,
  guard: agentToken,

  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (!isAmong(configuration.settings.trace.see, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const traced = await trace(call, configuration, input.what, {
      depth: input.depth === '1' ? 1 : 2,
      within: input.within ?? [],
      mayMend: (mend) => mayMend(configuration, agent, mend),
    });
    if (!traced.ok) return traced;
    call.log.about = traced.value.conversationSid;
    return success({ status: 200, body: { ok: true, trace: traced.value } });
  },
});
