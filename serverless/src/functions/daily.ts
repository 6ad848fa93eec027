import { dailyRequest } from '../../../src/contract/trace';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { daily } from '../trace/daily';

/** `POST /daily`: how a day went. For whom the settings let trace messages. Changes nothing. */
export const handler = defineFunction({
  route: 'daily',
  input: dailyRequest,
  guard: agentToken,

  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (!isAmong(configuration.settings.trace.see, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const told = await daily(call, { from: new Date(input.from), until: new Date(input.until) });
    return told.ok ? success({ status: 200, body: { ok: true, daily: told.value } }) : told;
  },
});
