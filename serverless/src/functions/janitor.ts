import { janitorRequest } from '../../../src/contract/janitor';
import { keepReport } from '../janitor/report';
import { sweep } from '../janitor/sweep';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import { systemKey } from '../runtime/systemKey';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { claimDocument } from '../sync/syncStore';

const SLOT_MILLISECONDS = 5 * 60_000;
const SLOT_KEPT_SECONDS = 3_600;

/** `POST /janitor`: sees to customers who are left alone in an open conversation. */
export const handler = defineFunction({
  route: 'janitor',
  input: janitorRequest,
  guard: agentOrSystem,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input: { action }, read: configuration }) {
    const { twilio } = call;
    const isPlan = action === 'plan';
    if (!isPlan) {
      const at = now(twilio);
      const slot = Math.floor(at.getTime() / SLOT_MILLISECONDS);
      const data = { attempt: randomUuid(twilio) };
      const claim = await claimDocument(twilio, `messaging-controls-sweep-${slot}`, data, SLOT_KEPT_SECONDS);
      if (!claim.ok) return failure(twilioError(claim.error));
      if (claim.value === 'taken') {
        return success({ status: 200, body: { ok: true, isSwept: false, findings: [], isComplete: true } });
      }
    }
    const swept = await sweep({ call, configuration }, { isPlan });
    if (!swept.ok) return swept;
    if (!isPlan) await keepReport(call, swept.value);
    return success({ status: 200, body: { ok: true, isSwept: true, ...swept.value } });
  },
});

/** Anybody who is signed in, or a system with the key for it: neither decides about what, or sees whose it is. */
function agentOrSystem(call: FunctionCall): Result<unknown, FunctionError> | Promise<Result<unknown, FunctionError>> {
  const { authorization } = call.event.request.headers;
  return authorization === undefined ? agentToken(call) : systemKey('janitor')(call);
}
