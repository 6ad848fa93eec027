import { supervisionRequest } from '../../../src/contract/supervision';
import { hearBell } from '../notes/bells';
import { openCalls } from '../notes/calls';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { silentCalls } from '../silence/keptSilence';
import { readUnread } from '../supervision/unread';
import { readUnowned } from '../supervision/unowned';
import { readWaits } from '../supervision/waits';

/**
 * `POST /supervision`: which customers wait, which no agent has, and which agents ask for help. For whom the
 * settings let see it.
 */
export const handler = defineFunction({
  route: 'supervision',
  input: supervisionRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (!isAmong(configuration.settings.supervision.see, agent.roles)) return failure({ code: 'SUPERVISOR_ONLY' });
    if (input.act === 'waits') {
      const waits = await readWaits({ call, configuration }, input.conversationSids);
      return success({ status: 200, body: { ok: true, waits } });
    }
    if (input.act === 'unread') {
      const { conversationSid } = input;
      const unread = await readUnread({ call, configuration }, conversationSid);
      if (!unread.ok) return failure(twilioError(unread.error));
      return success({ status: 200, body: { ok: true, unread: unread.value } });
    }
    if (input.act === 'calls') {
      const [calls, silent, heard] = await Promise.all([
        openCalls(call.twilio),
        silentCalls(call.twilio),
        input.listens && hearBell(call, configuration, agent.identity),
      ]);
      if (!calls.ok) return failure(twilioError(calls.error));
      if (!silent.ok) return failure(twilioError(silent.error));
      // What is called is told all the same, once they ask again.
      if (heard && !heard.ok) call.log.addWarning(`a supervisor’s browser hears no calls (${heard.error.status})`);
      return success({ status: 200, body: { ok: true, calls: [...calls.value, ...silent.value] } });
    }
    const unowned = await readUnowned({ call, configuration }, agent);
    return unowned.ok ? success({ status: 200, body: { ok: true, unowned: unowned.value } }) : unowned;
  },
});
