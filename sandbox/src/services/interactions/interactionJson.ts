import type {
  Interaction,
  InteractionChannel,
  InteractionParticipant,
  Invite,
  Transfer,
} from '../../model/interactions';
import type { Task } from '../../model/taskrouter';
import type { World } from '../../World';
import { ResourceJson } from '../conversations/ResourceJson';

type Json = Record<string, unknown>;

const ORIGIN = 'https://flex-api.twilio.com/v1';
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const channelUrl = (channel: InteractionChannel): string =>
  `${ORIGIN}/Interactions/${channel.interactionSid}/Channels/${channel.sid}`;

/** `routing` of an interaction or an invite: its task, times in seconds, attributes as JSON text. */
export const routingJson = (world: World, task: Task): Json => ({
  reservation: null,
  properties: {
    sid: task.sid,
    account_sid: world.account.sid,
    workspace_sid: world.workspace.sid,
    workflow_sid: task.workflowSid,
    workflow_name: world.workflows.get(task.workflowSid ?? '')?.friendlyName ?? null,
    queue_sid: task.taskQueueSid,
    queue_name: world.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName ?? null,
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: task.taskChannelUniqueName,
    assignment_status: task.assignmentStatus,
    attributes: JSON.stringify(task.attributes),
    priority: task.priority,
    timeout: task.timeout,
    reason: task.reason,
    routing_target: task.routingTarget,
    ignore_capacity: task.ignoreCapacity,
    addons: '{}',
    age: 0,
    age_in_queue: 0,
    assignmentCounter: 0,
    date_created: seconds(task.dateCreated),
    date_updated: seconds(task.dateUpdated),
    task_queue_entered_date: task.taskQueueEnteredDate && seconds(task.taskQueueEnteredDate),
    virtual_start_time: task.virtualStartTime && seconds(task.virtualStartTime),
    version: task.version,
  },
});

export const interactionJson = (interaction: Interaction): Json => ({
  sid: interaction.sid,
  channel: { type: interaction.channel.type, sid: interaction.channel.sid },
  routing: interaction.routing,
  interaction_context_sid: interaction.interactionContextSid,
  webhook_ttid: interaction.webhookTtid,
  url: `${ORIGIN}/Interactions/${interaction.sid}`,
  links: { channels: `${ORIGIN}/Interactions/${interaction.sid}/Channels` },
});

export const channelJson = (channel: InteractionChannel): Json => ({
  sid: channel.sid,
  interaction_sid: channel.interactionSid,
  type: channel.type,
  status: channel.status,
  error_code: channel.errorCode,
  error_message: channel.errorMessage,
  url: channelUrl(channel),
  links: {
    participants: `${channelUrl(channel)}/Participants`,
    invites: `${channelUrl(channel)}/Invites`,
    transfers: `${channelUrl(channel)}/Transfers`,
  },
});

/** To the browser a channel names its conversation, and says what its tasks say: Flex shows paused channels by that. */
export const browserChannelJson = (channel: InteractionChannel): Json => ({
  ...channelJson(channel),
  media_sid: channel.mediaSid,
  attributes: JSON.stringify(channel.attributes),
  date_created: channel.dateCreated.toISOString(),
  date_updated: channel.dateUpdated.toISOString(),
});

const routingPropertiesJson = ({ routingProperties }: InteractionParticipant): Json | null =>
  routingProperties && {
    task_sid: routingProperties.taskSid,
    worker_sid: routingProperties.workerSid,
    reservation_sid: routingProperties.reservationSid,
  };

export const participantJson = (channel: InteractionChannel, participant: InteractionParticipant): Json => ({
  sid: participant.sid,
  type: participant.type,
  interaction_sid: channel.interactionSid,
  channel_sid: channel.sid,
  url: `${channelUrl(channel)}/Participants/${participant.sid}`,
  routing_properties: routingPropertiesJson(participant),
});

/**
 * The participant's resource in Conversations, with every field of `ConversationMediaProperties` of `@twilio/flex-sdk`.
 * The browser alone is told of it: the REST API does not document it.
 */
function mediaPropertiesJson(world: World, { mediaSid }: InteractionChannel, { member }: InteractionParticipant): Json {
  const present = world.conversations.get(mediaSid ?? '')?.participants.get(member.sid) ?? member;
  const binding = present.messagingBinding;
  return {
    ...new ResourceJson(world, 'https://conversations.twilio.com/v1').participant(present),
    friendly_name: null,
    chatbot_configuration: null,
    messaging_binding: binding && {
      type: binding.type,
      address: binding.address,
      proxy_address: binding.proxyAddress,
      projected_address: binding.projectedAddress ?? null,
      name: null,
      level: null,
    },
  };
}

export const browserParticipantJson = (
  world: World,
  channel: InteractionChannel,
  participant: InteractionParticipant,
): Json => ({
  ...participantJson(channel, participant),
  status: participant.status,
  media_properties: mediaPropertiesJson(world, channel, participant),
});

/** Payload of `participant.added` and `participant.removed`. */
export const participantEvent = (
  world: World,
  channel: InteractionChannel,
  participant: InteractionParticipant,
): Json => ({
  ...browserParticipantJson(world, channel, participant),
  participant_sid: participant.sid,
  channel_type: channel.type,
});

export const inviteJson = (channel: InteractionChannel, invite: Invite): Json => ({
  sid: invite.sid,
  interaction_sid: channel.interactionSid,
  channel_sid: channel.sid,
  routing: invite.routing,
  url: `${channelUrl(channel)}/Invites/${invite.sid}`,
});

export const transferJson = (world: World, channel: InteractionChannel, transfer: Transfer): Json => ({
  sid: transfer.sid,
  account_sid: world.account.sid,
  instance_sid: world.flexInstanceSid,
  interaction_sid: channel.interactionSid,
  channel_sid: channel.sid,
  execution_sid: null,
  type: transfer.type,
  status: transfer.status,
  from: transfer.from,
  to: transfer.to,
  note_sid: transfer.noteSid,
  summary_sid: transfer.summarySid,
  date_created: transfer.dateCreated.toISOString(),
  date_updated: transfer.dateUpdated.toISOString(),
  url: `${channelUrl(channel)}/Transfers/${transfer.sid}`,
});
