import type { Conversation, DeliveryReceipt, Message, Participant, ScopedWebhook } from '../../model/conversations';
import type { World } from '../../World';
import type { ChatUser } from './UserRegistry';
import { deliverySummary } from './delivery';

type Json = Record<string, unknown>;

/** ISO 8601 in whole seconds, as Twilio's REST APIs write dates. */
export const restDate = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');

const optionalDate = (date: Date | null | undefined): string | null => (date ? restDate(date) : null);

/** The resources as both interfaces answer them, the REST API and the SDK's own; they differ in the base address. */
export class ResourceJson {
  constructor(
    private readonly world: World,
    /** Such as `https://conversations.twilio.com/v1`. */
    readonly base: string,
  ) {}

  conversation(conversation: Conversation): Json {
    const url = `${this.base}/Conversations/${conversation.sid}`;
    return {
      ...this.owners(),
      messaging_service_sid: conversation.messagingServiceSid,
      sid: conversation.sid,
      friendly_name: conversation.friendlyName,
      unique_name: conversation.uniqueName,
      attributes: conversation.attributes,
      state: conversation.state,
      ...dates(conversation),
      timers: timersJson(conversation),
      bindings: {},
      url,
      links: { participants: `${url}/Participants`, messages: `${url}/Messages`, webhooks: `${url}/Webhooks` },
    };
  }

  participant(participant: Participant): Json {
    const { messagingBinding: binding } = participant;
    return {
      ...this.owners(),
      conversation_sid: participant.conversationSid,
      sid: participant.sid,
      identity: participant.identity,
      attributes: participant.attributes,
      messaging_binding: binding && bindingJson(binding),
      role_sid: participant.roleSid,
      last_read_message_index: participant.lastReadMessageIndex,
      last_read_timestamp: optionalDate(participant.lastReadTimestamp),
      ...dates(participant),
      url: `${this.base}/Conversations/${participant.conversationSid}/Participants/${participant.sid}`,
    };
  }

  message(message: Message): Json {
    const url = `${this.base}/Conversations/${message.conversationSid}/Messages/${message.sid}`;
    const media = message.media.map(({ sid, size, contentType, filename, category }) => ({
      sid,
      size,
      content_type: contentType,
      filename,
      category,
    }));
    return {
      ...this.owners(),
      conversation_sid: message.conversationSid,
      sid: message.sid,
      index: message.index,
      author: message.author,
      body: message.body,
      media: media.length > 0 ? media : null,
      attributes: message.attributes,
      participant_sid: message.participantSid,
      content_sid: message.contentSid,
      delivery: deliverySummary(message.receipts) ?? null,
      ...dates(message),
      url,
      links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
    };
  }

  receipt(message: Message, receipt: DeliveryReceipt): Json {
    const messageUrl = `${this.base}/Conversations/${message.conversationSid}/Messages/${message.sid}`;
    return {
      ...this.owners(),
      conversation_sid: message.conversationSid,
      sid: receipt.sid,
      message_sid: message.sid,
      channel_message_sid: receipt.channelMessageSid,
      participant_sid: receipt.participantSid,
      status: receipt.status,
      error_code: receipt.errorCode,
      ...dates(receipt),
      url: `${messageUrl}/Receipts/${receipt.sid}`,
    };
  }

  webhook(webhook: ScopedWebhook): Json {
    const { url, method, filters, triggers, flowSid, replayAfter } = webhook.configuration;
    return {
      ...this.owners(),
      conversation_sid: webhook.conversationSid,
      sid: webhook.sid,
      target: webhook.target,
      configuration: { url, method, filters, triggers, flow_sid: flowSid, replay_after: replayAfter },
      ...dates(webhook),
      url: `${this.base}/Conversations/${webhook.conversationSid}/Webhooks/${webhook.sid}`,
    };
  }

  user(user: ChatUser): Json {
    const url = `${this.base}/Users/${user.sid}`;
    return {
      ...this.owners(),
      sid: user.sid,
      identity: user.identity,
      friendly_name: user.friendlyName,
      attributes: user.attributes,
      role_sid: user.roleSid,
      // Reachability is off, as it is in a new service.
      is_online: null,
      is_notifiable: null,
      ...dates(user),
      url,
      links: { user_conversations: `${url}/Conversations` },
    };
  }

  participantConversation(conversation: Conversation, participant: Participant, user: ChatUser | undefined): Json {
    const url = `${this.base}/Conversations/${conversation.sid}`;
    return {
      ...this.owners(),
      participant_sid: participant.sid,
      participant_user_sid: user?.sid ?? null,
      participant_identity: participant.identity,
      participant_messaging_binding: participant.messagingBinding && bindingJson(participant.messagingBinding),
      conversation_sid: conversation.sid,
      conversation_unique_name: conversation.uniqueName,
      conversation_friendly_name: conversation.friendlyName,
      conversation_attributes: conversation.attributes,
      conversation_date_created: restDate(conversation.dateCreated),
      conversation_date_updated: restDate(conversation.dateUpdated),
      conversation_created_by: conversation.createdBy,
      conversation_state: conversation.state,
      conversation_timers: timersJson(conversation),
      links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
    };
  }

  userConversation(conversation: Conversation, participant: Participant, user: ChatUser): Json {
    const { sid, friendlyName, uniqueName, attributes, state, createdBy, messages } = conversation;
    const { lastReadMessageIndex } = participant;
    const url = `${this.base}/Conversations/${sid}`;
    return {
      ...this.owners(),
      conversation_sid: sid,
      participant_sid: participant.sid,
      user_sid: user.sid,
      friendly_name: friendlyName,
      unique_name: uniqueName,
      attributes,
      conversation_state: state,
      timers: timersJson(conversation),
      created_by: createdBy,
      last_read_message_index: lastReadMessageIndex,
      // Unknown to Twilio as long as the user has read nothing.
      unread_messages_count:
        lastReadMessageIndex === null ? null : messages.filter(({ index }) => index > lastReadMessageIndex).length,
      notification_level: user.muted.has(sid) ? 'muted' : 'default',
      ...dates(conversation),
      url: `${this.base}/Users/${user.sid}/Conversations/${sid}`,
      links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
    };
  }

  private owners(): Json {
    return { account_sid: this.world.account.sid, chat_service_sid: this.world.chatServiceSid };
  }
}

const dates = ({ dateCreated, dateUpdated }: { dateCreated: Date; dateUpdated: Date }): Json => ({
  date_created: restDate(dateCreated),
  date_updated: restDate(dateUpdated),
});

function timersJson({ timers: { inactive, closed } }: Conversation): Json {
  return {
    ...(inactive && { date_inactive: restDate(inactive) }),
    ...(closed && { date_closed: restDate(closed) }),
  };
}

const bindingJson = (binding: NonNullable<Participant['messagingBinding']>): Json => ({
  type: binding.type,
  ...(binding.address && { address: binding.address }),
  ...(binding.proxyAddress && { proxy_address: binding.proxyAddress }),
  ...(binding.projectedAddress && { projected_address: binding.projectedAddress }),
});
