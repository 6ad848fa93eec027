import { waitingRequest } from '../../../src/contract/waiting';
import { listQueues } from '../people/listQueues';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
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
    const asked = { call, configuration, agent };
    if ('conversationSid' in input) {
      const { conversationSid } = input;
      call.log.about = conversationSid;
      const done = await (input.act === 'handOver'
        ? handOver(asked, conversationSid, input.queueSid)
        : { takeBack, close }[input.act](asked, conversationSid));
      if (!done.ok) return done;
    }
    const [listed, queues] = await Promise.all([
      listWaiting(call, configuration, agent.workerSid),
      input.act === 'queues' ? listQueues(call.twilio, configuration) : undefined,
    ]);
    if (!listed.ok) return listed;
    if (queues && !queues.ok) return failure(twilioError(queues.error));
    const named = queues ? { queues: queues.value } : {};
    return success({ status: 200, body: { ok: true, waiting: listed.value, ...named } });
  },
});
