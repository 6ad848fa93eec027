import type { SilenceState } from '../../../src/contract/silence';
import { silenceRequest } from '../../../src/contract/silence';
import { findTask, isOf, readInside } from '../people/inside';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { readSilence } from '../silence/keptSilence';
import { noteActivity, seeToSilence } from '../silence/seeToSilence';
import { keepAct } from '../trace/acts';

/**
 * `POST /silence`: the browser of an agent whose customer waits too long says that they are at work on it, or asks what is
 * due, which the janitor would find a few minutes later. Whether anything is, the messages tell, and not the browser.
 */
export const handler = defineFunction({
  route: 'silence',
  input: silenceRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    const answer = (state: SilenceState) => success({ status: 200, body: { ok: true as const, state } });
    const task = await findTask(call.twilio, configuration, input.taskSid);
    if (!task.ok) return failure(twilioError(task.error));
    const own = task.value?.conversationSid === input.conversationSid ? task.value : undefined;
    call.log.about = own?.conversationSid;
    const inside = own && (await readInside(call.twilio, configuration, own));
    if (inside && !inside.ok) return failure(twilioError(inside.error));
    if (!own || !inside?.value.agents.some(isOf(agent))) {
      const kept = await readSilence(call.twilio, input.conversationSid);
      if (!kept.ok) return failure(twilioError(kept.error));
      return kept.value?.former?.includes(agent.workerSid) ? answer('taken') : failure({ code: 'NOT_INSIDE' });
    }
    const janitor = { call, configuration };
    if (input.activeSecondsAgo !== undefined) {
      const noted = await noteActivity(janitor, own, input.activeSecondsAgo);
      if (!noted.ok) return noted;
      if (noted.value === 'atWork') return answer('atWork');
    }
    const seen = await seeToSilence(janitor, own);
    if (!seen.ok) return seen;
    const { state, done } = seen.value;
    if (done) {
      await keepAct(call, configuration, own.conversationSid, { by: 'janitor', act: 'silent', outcome: done });
    }
    return answer(state);
  },
});
