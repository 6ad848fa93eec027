import { customerTimelineRequest } from '../../../src/contract/trace';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { customerTimeline } from '../trace/customerTimeline';

/** `POST /customer-timeline`: a customer's conversations and how they ended. For whom the settings let trace messages. */
export const handler = defineFunction({
  route: 'customer-timeline',
  input: customerTimelineRequest,
  guard: agentToken,

  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (!isAmong(configuration.settings.trace.see, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const told = await customerTimeline(call, configuration, input.what);
    return told.ok ? success({ status: 200, body: { ok: true, timeline: told.value } }) : told;
  },
});
