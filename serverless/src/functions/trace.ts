import { traceRequest } from '../../../src/contract/trace';
import { mayOverride } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { trace } from '../trace/trace';

/** `POST /trace`: where a customer's message went, or an agent's. For supervisors and administrators. Changes nothing. */
export const handler = defineFunction({
  route: 'trace',
  input: traceRequest,
  guard: agentToken,

  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (!mayOverride(agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const traced = await trace(call, configuration, input.what, input.depth === '1' ? 1 : 2);
    if (!traced.ok) return traced;
    call.log.about = traced.value.conversationSid;
    return success({ status: 200, body: { ok: true, trace: traced.value } });
  },
});
