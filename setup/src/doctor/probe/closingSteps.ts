import { told } from './conversationSteps';
import { taskOf } from './interactionSteps';
import type { Probe, ProbeStep } from './Probe';
import { need, refusalOf, Untried, watch } from './Probe';

const NO_INTERACTION = 'There is no interaction.';
const NONE = 'There is no conversation with the phone.';

const close = (probe: Probe) => {
  const { sid, channelSid } = need(probe.made.interaction, NO_INTERACTION);
  const channel = probe.twilio.flexApi.v1.interaction(sid).channels(channelSid);
  return () => channel.update({ status: 'closed', routing: { status: 'closed' } });
};

const conversationOf = ({ twilio, configuration, made }: Probe) =>
  twilio.conversations.v1
    .services(configuration.chat_service_instance_sid)
    .conversations(need(made.conversationSid, NONE));

const LONGEST_END_MS = 20_000;
const ENDS = ['task.canceled', 'task.completed', 'task.deleted', 'task.system-deleted'];

export const closingSteps: readonly ProbeStep[] = [
  {
    id: 'close',
    what: 'the interaction’s channel is closed, with its task',
    async run(probe) {
      await close(probe)();
      return {};
    },
  },
  {
    id: 'close-again',
    what: 'it is closed once more, which has to be refused',
    run: async (probe) => told(await refusalOf(close(probe))),
  },
  {
    id: 'conversation-after-closing',
    what: 'the conversation after its channel was closed',
    async run(probe) {
      need(probe.made.interaction, NO_INTERACTION);
      const conversation = conversationOf(probe);
      const { seen, milliseconds } = await watch(
        probe,
        async () => (await conversation.fetch()).state,
        (state) => state === 'closed',
        LONGEST_END_MS,
      );
      return { told: [`${seen.join(', then ')}; ${milliseconds} ms after the first look.`] };
    },
  },
  {
    id: 'closed-conversation',
    what: 'a closed conversation is changed, which has to be refused',
    async run(probe) {
      const conversation = conversationOf(probe);
      if ((await conversation.fetch()).state !== 'closed') throw new Untried('The conversation was not closed.');
      return told(await refusalOf(() => conversation.update({ friendlyName: 'Closed' })));
    },
  },
  {
    id: 'task-after-closing',
    what: 'the task after its channel was closed',
    async run(probe) {
      const interaction = need(probe.made.interaction, NO_INTERACTION);
      let status = '';
      const refusal = await refusalOf(async () => ({ assignmentStatus: status } = await taskOf(probe, interaction)));
      return refusal ? told(refusal) : { told: [`It is ${status}.`] };
    },
  },
  {
    id: 'task-events',
    what: 'the order of TaskRouter’s events about the task',
    async run(probe) {
      const { twilio, configuration } = probe;
      const { taskSid } = need(probe.made.interaction, NO_INTERACTION);
      const { events } = twilio.taskrouter.v1.workspaces(configuration.taskrouter_workspace_sid);
      const { seen } = await watch(
        probe,
        async () => {
          const latest = await events.list({ taskSid, minutes: 15, limit: 50, pageSize: 50 });
          return latest
            .map(({ eventType }) => eventType)
            .reverse()
            .join(', ');
        },
        (types) => ENDS.some((end) => types.includes(end)),
        LONGEST_END_MS,
      );
      const order = seen.at(-1);
      if (!order) throw new Untried('TaskRouter tells of no event of this task yet.');
      return { findings: { order } };
    },
  },
];
