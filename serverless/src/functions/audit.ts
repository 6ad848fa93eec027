import { auditRequest } from '../../../src/contract/audit';
import { readAudit } from '../audit/audit';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /audit`: who did what to whose conversation on a day. For whom the settings let see it. Changes nothing. */
export const handler = defineFunction({
  route: 'audit',
  input: auditRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (!isAmong(configuration.settings.audit.see, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    const audit = await readAudit(call, input);
    return audit.ok ? success({ status: 200, body: { ok: true, ...audit.value } }) : failure(twilioError(audit.error));
  },
});
