import { wrapUpRequest } from '../../../src/contract/wrapUp';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { changeInsights } from '../wrap-up/insightsOfTask';

const AT_WORK: readonly string[] = ['accepted', 'wrapping'];

/** `POST /wrap-up`: an agent says what came of a conversation, on their own task, before it is completed. */
export const handler = defineFunction({
  route: 'wrap-up',
  input: wrapUpRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act({ twilio, log }, { input, principal: agent, read: configuration }) {
    const { taskSid, disposition, note } = input;
    log.about = taskSid;
    const { wrapUp } = configuration.settings;
    const isKnown = disposition === '' || wrapUp?.dispositions.some(({ name }) => name === disposition);
    if (!wrapUp || !isKnown) return failure({ code: 'REQUEST_INVALID' });
    const { reservations } = twilio.taskrouter.v1.workspaces(configuration.workspaceSid).tasks(taskSid);
    const listed = await attempt(() => reservations.list({ workerSid: agent.workerSid }));
    if (!listed.ok) return failure(listed.error.status === 404 ? { code: 'NOT_INSIDE' } : twilioError(listed.error));
    const isTheirs = listed.value.some(({ reservationStatus }) => AT_WORK.includes(reservationStatus));
    if (!isTheirs) return failure({ code: 'NOT_INSIDE' });
    const said = {
      ...(wrapUp.dispositions.length > 0 && { outcome: disposition || undefined }),
      ...(wrapUp.note !== 'off' && { content: note || undefined }),
    };
    const written = await changeInsights(twilio, configuration, taskSid, (insights) => ({ ...insights, ...said }));
    return written.ok ? success({ status: 200, body: { ok: true } }) : failure(twilioError(written.error));
  },
});
