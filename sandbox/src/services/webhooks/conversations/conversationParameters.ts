import type { Conversation, DeliveryReceipt, Media, Message, Participant } from '../../../model/conversations';

/** Parameters of one kind of thing. What there is none of is left out. */
export type Parameters = Record<string, string | null | undefined>;

/** https://www.twilio.com/docs/conversations-classic/conversations-webhooks#webhook-bodies-by-event-type */
export const conversationParameters = (conversation: Conversation): Parameters => ({
  ConversationSid: conversation.sid,
  DateCreated: conversation.dateCreated.toISOString(),
  DateUpdated: conversation.dateUpdated.toISOString(),
  FriendlyName: conversation.friendlyName,
  UniqueName: conversation.uniqueName,
  Attributes: conversation.attributes,
  MessagingServiceSid: conversation.messagingServiceSid,
  State: conversation.state,
});

export const participantParameters = ({ messagingBinding: binding, ...participant }: Participant): Parameters => ({
  ConversationSid: participant.conversationSid,
  ParticipantSid: participant.sid,
  DateCreated: participant.dateCreated.toISOString(),
  DateUpdated: participant.dateUpdated.toISOString(),
  Identity: participant.identity,
  RoleSid: participant.roleSid,
  Attributes: participant.attributes,
  'MessagingBinding.ProxyAddress': binding?.proxyAddress || undefined,
  'MessagingBinding.Address': binding?.address || undefined,
  'MessagingBinding.ProjectedAddress': binding?.projectedAddress,
  'MessagingBinding.Type': (binding?.type ?? 'chat').toUpperCase(),
  LastReadMessageIndex: participant.lastReadMessageIndex?.toString(),
});

const mediaJson = (media: Media[]): string =>
  JSON.stringify(
    media.map(({ sid, filename, contentType, size, category }) => ({
      Sid: sid,
      Filename: filename,
      ContentType: contentType,
      Size: size,
      Category: category,
    })),
  );

export const messageParameters = (conversation: Conversation, message: Message): Parameters => ({
  ConversationSid: conversation.sid,
  MessageSid: message.sid,
  MessagingServiceSid: conversation.messagingServiceSid,
  Index: String(message.index),
  DateCreated: message.dateCreated.toISOString(),
  DateUpdated: message.dateUpdated.toISOString(),
  Body: message.body ?? '',
  Author: message.author,
  ParticipantSid: message.participantSid,
  Attributes: message.attributes,
  Media: message.media.length > 0 ? mediaJson(message.media) : undefined,
});

export const deliveryParameters = (
  conversation: Conversation,
  message: Message,
  receipt: DeliveryReceipt,
): Parameters => ({
  ConversationSid: conversation.sid,
  MessageSid: message.sid,
  DeliveryReceiptSid: receipt.sid,
  ChannelMessageSid: receipt.channelMessageSid,
  ParticipantSid: receipt.participantSid,
  Status: receipt.status,
  ErrorCode: String(receipt.errorCode),
  DateCreated: receipt.dateCreated.toISOString(),
  DateUpdated: receipt.dateUpdated.toISOString(),
});
