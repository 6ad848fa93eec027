import { untilReady, withPhone } from './conversationSteps';
import { INSIGHTS, insightsIn, madeOf, routingOf, taskOf } from './interactionSteps';
import { CONVERSATIONS } from './literals';
import type { ProbeStep } from './Probe';
import { need, Untried, watch } from './Probe';
import { closeInteraction } from './sweep';

const LONGEST_ROUTING_MS = 10_000;

/** The workflow leads to one queue, and the request names another and no worker. */
export const queueWithoutWorker: ProbeStep = {
  id: 'queue-without-worker',
  what: 'where a customer’s task goes that names a queue and no worker',
  async run(probe) {
    const { twilio, configuration, made } = probe;
    const otherQueueSid = need(made.otherQueueSid, 'There is no queue that reaches nobody.');
    const { conversations } = twilio.conversations.v1.services(configuration.chat_service_instance_sid);
    // The phone can be in one conversation with the number at a time.
    if (made.conversationSid) await conversations(made.conversationSid).remove();
    const { sid: conversationSid } = await withPhone(probe, CONVERSATIONS.second);
    const { seen: states } = await untilReady(probe, conversationSid);
    if (states.at(-1) !== 'active') throw new Untried(`The conversation is ${states.at(-1)}.`);
    const interaction = madeOf(
      await twilio.flexApi.v1.interaction.create({
        channel: {
          type: 'sms',
          initiated_by: 'customer',
          properties: { media_channel_sid: conversationSid },
        },
        routing: {
          properties: { ...routingOf(probe), queue_sid: otherQueueSid, attributes: { conversations: INSIGHTS } },
        },
      }),
    );
    try {
      let attributes = '{}';
      const { seen } = await watch(
        probe,
        async () => {
          const task = await taskOf(probe, interaction);
          ({ attributes } = task);
          return task.taskQueueSid ?? '';
        },
        (queueSid) => queueSid !== '',
        LONGEST_ROUTING_MS,
      );
      const queue = { [otherQueueSid]: 'the queue that the request names', [made.queueSid!]: 'the workflow’s queue' };
      return { findings: { 'the task goes to': queue[seen.at(-1)!] ?? 'no queue', ...insightsIn(attributes) } };
    } finally {
      await closeInteraction(twilio, interaction);
    }
  },
};
