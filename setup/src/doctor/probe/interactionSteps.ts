import { DOUBTED_TYPES, NO_TYPE } from './literals';
import type { Interaction, Probe, ProbeStep } from './Probe';
import { need, refusalOf, Untried, watch } from './Probe';
import { told } from './conversationSteps';
import { closeInteraction } from './sweep';

const NOBODY = 'There is no queue that reaches nobody.';
const NONE = 'There is no conversation with the phone.';
const NO_INTERACTION = 'There is no interaction.';

/** What Flex Insights reads of an outbound task; Twilio keeps keys of its own there. */
export const INSIGHTS = { direction: 'Outbound', initiated_by: 'Agent', initiative: 'outbound' };

export const routingOf = ({ configuration, made }: Probe) => ({
  workspace_sid: configuration.taskrouter_workspace_sid,
  workflow_sid: need(made.workflowSid, NOBODY),
  task_channel_unique_name: 'sms',
});

/** https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions#agent-initiated-outbound-contact */
const byAgent = (probe: Probe) => ({
  channel: {
    type: 'sms',
    initiated_by: 'agent',
    properties: { media_channel_sid: need(probe.made.conversationSid, NONE) },
  },
  routing: {
    properties: {
      ...routingOf(probe),
      queue_sid: need(probe.made.queueSid, NOBODY),
      worker_sid: need(probe.made.workerSid, NOBODY),
      attributes: { direction: 'outbound', conversations: INSIGHTS },
    },
  },
});

export function madeOf({ sid, channel, routing }: { sid: string; channel: unknown; routing: unknown }): Interaction {
  const { sid: channelSid } = (channel ?? {}) as { sid?: string };
  const { properties } = (routing ?? {}) as { properties?: { sid?: string } };
  if (!channelSid || !properties?.sid) throw new Error('The answer doesn’t name the channel and its task.');
  return { sid, channelSid, taskSid: properties.sid };
}

export const taskOf = ({ twilio, configuration }: Probe, { taskSid }: Interaction) =>
  twilio.taskrouter.v1.workspaces(configuration.taskrouter_workspace_sid).tasks(taskSid).fetch();

const LONGEST_SETUP_MS = 20_000;

export const interactionSteps: readonly ProbeStep[] = [
  {
    id: 'interaction-types',
    what: 'which types Interactions knows, by requests that cannot succeed',
    async run(probe) {
      const answers = new Map<string, string>();
      for (const type of [NO_TYPE, 'sms', ...DOUBTED_TYPES]) answers.set(type, await dryAnswer(probe, type));
      const [unknown, known] = [answers.get(NO_TYPE), answers.get('sms')];
      if (unknown === known) {
        throw new Untried('A type that there is not is answered as SMS is, so the others tell nothing either.');
      }
      const verdict = (answer: string | undefined): string => {
        if (answer === unknown) return 'refused';
        return answer === known ? 'taken' : `neither, with ${answer}`;
      };
      return { findings: Object.fromEntries(DOUBTED_TYPES.map((type) => [type, verdict(answers.get(type))])) };
    },
  },
  {
    id: 'interaction',
    what: 'an interaction of an agent on the conversation',
    async run(probe) {
      probe.made.interaction = madeOf(await probe.twilio.flexApi.v1.interaction.create(byAgent(probe)));
      return {};
    },
  },
  {
    id: 'channel-status',
    what: 'the status of its channel after that answer',
    async run(probe) {
      const { sid, channelSid } = need(probe.made.interaction, NO_INTERACTION);
      let failure = '';
      const { seen, milliseconds } = await watch(
        probe,
        async () => {
          const channel = await probe.twilio.flexApi.v1.interaction(sid).channels(channelSid).fetch();
          if (channel.status === 'failed') failure = ` (error ${channel.errorCode}: ${channel.errorMessage})`;
          return channel.status;
        },
        (status) => status !== 'setup',
        LONGEST_SETUP_MS,
      );
      return { told: [`${seen.join(', then ')}${failure}; ${milliseconds} ms after the first look.`] };
    },
  },
  {
    id: 'second-interaction',
    what: 'a second interaction on the same conversation, which has to be refused',
    async run(probe) {
      need(probe.made.interaction, NO_INTERACTION);
      const interaction = byAgent(probe);
      return told(await refusalOf(() => probe.twilio.flexApi.v1.interaction.create(interaction)));
    },
  },
  {
    id: 'task-attributes',
    what: 'whether Twilio keeps its attributes of a task beside those that it is given',
    async run(probe) {
      const { attributes } = await taskOf(probe, need(probe.made.interaction, NO_INTERACTION));
      return { findings: insightsIn(attributes) };
    },
  },
];

/** What has become of the attributes `conversations` of a task that was given `INSIGHTS`. */
export function insightsIn(taskAttributes: string): Record<string, string> {
  const attributes = JSON.parse(taskAttributes) as { conversations?: Record<string, unknown> };
  const { conversations = {} } = attributes;
  const ours = Object.entries(INSIGHTS).filter(([name, value]) => conversations[name] === value);
  return {
    'of the attributes "conversations" that were given, kept': names(ours.map(([name]) => name)),
    'added to them by Twilio': names(Object.keys(conversations).filter((name) => !(name in INSIGHTS))),
    'other attributes': names(Object.keys(attributes).filter((name) => name !== 'conversations')),
  };
}

const names = (all: string[]): string => all.sort().join(', ') || 'none';

/** Refused in any case: there is no such conversation, and no such workflow that could route a task. */
async function dryAnswer({ twilio, configuration }: Probe, type: string): Promise<string> {
  let made: { sid: string; channel: unknown; routing: unknown } | undefined;
  const refusal = await refusalOf(async () => {
    made = await twilio.flexApi.v1.interaction.create({
      channel: { type, initiated_by: 'customer', properties: { media_channel_sid: `CH${'0'.repeat(32)}` } },
      routing: {
        properties: {
          workspace_sid: configuration.taskrouter_workspace_sid,
          workflow_sid: `WW${'0'.repeat(32)}`,
          task_channel_unique_name: 'sms',
        },
      },
    });
  });
  if (refusal) return `${refusal.status} (error ${refusal.code}): ${refusal.message.replaceAll(type, '<type>')}`;
  // Taken all the same: whatever comes of it must reach nobody.
  if (made) await closeInteraction(twilio, madeOf(made));
  return '200';
}
