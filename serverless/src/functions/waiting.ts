import { waitingRequest } from '../../../src/contract/waiting';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { close, handOver, takeBack } from '../waiting/changeWaiting';
import { listWaiting } from '../waiting/listWaiting';

/** `POST /waiting`: the agent's own conversations that wait for a reply or a date. */
export const handler = defineFunction({
  route: 'waiting',
  input: waitingRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    if (input.act !== 'list') {
      call.log.about = input.conversationSid;
      const done = await { takeBack, handOver, close }[input.act](
        { call, configuration, agent },
        input.conversationSid,
      );
      if (!done.ok) return done;
    }
    const listed = await listWaiting(call, configuration, agent.workerSid);
    return listed.ok ? success({ status: 200, body: { ok: true, waiting: listed.value } }) : listed;
  },
});
