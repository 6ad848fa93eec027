import { supervisionRequest } from '../../../src/contract/supervision';
import { isAmong } from '../routing/permissions';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { readUnowned } from '../supervision/unowned';
import { readWaits } from '../supervision/waits';

/** `POST /supervision`: which customers wait, and which no agent has. For whom the settings let see it. Changes nothing. */
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
    const unowned = await readUnowned({ call, configuration }, agent);
    return unowned.ok ? success({ status: 200, body: { ok: true, unowned: unowned.value } }) : unowned;
  },
});
