import type { Janitor, Mending } from '../janitor/Janitor';
import { inClaim } from '../janitor/inClaim';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { Evidence } from './Evidence';

/**
 * Ends the Studio executions that let no other begin for this customer. One that has ended meanwhile is fine.
 * https://www.twilio.com/docs/studio/rest-api/v2/execution
 */
export const endFlow = (janitor: Janitor, { conversation, executions = [] }: Evidence): Mending =>
  inClaim(janitor, conversation.sid, async () => {
    const { flows } = janitor.call.twilio.studio.v2;
    for (const { sid, flowSid } of executions.filter(({ status }) => status === 'active')) {
      const ended = await attempt(() => flows(flowSid).executions(sid).update({ status: 'ended' }));
      if (!ended.ok && ended.error.status !== 404) return failure(twilioError(ended.error));
    }
    return success('none' as const);
  });
