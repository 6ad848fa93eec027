import type { Sid } from './sid';

export type ConversationState = 'initializing' | 'active' | 'inactive' | 'closed';

/** Kinds of address that reach a participant who is not a chat identity. */
export type MessagingType = 'sms' | 'whatsapp' | 'messenger' | 'gbm' | 'apple' | 'rcs' | 'email';

export interface MessagingBinding {
  type: MessagingType;
  /** The customer's address: E.164 number, `whatsapp:+…`, `messenger:…`. */
  address: string;
  /** Our own address that the customer writes to. */
  proxyAddress: string;
  projectedAddress?: string;
}

export interface Participant {
  sid: Sid;
  conversationSid: Sid;
  identity: string | null;
  messagingBinding: MessagingBinding | null;
  /** JSON text, as Twilio keeps it. */
  attributes: string;
  roleSid: Sid;
  lastReadMessageIndex: number | null;
  lastReadTimestamp: Date | null;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Media {
  sid: Sid;
  filename: string | null;
  contentType: string;
  size: number;
  category: 'media' | 'body' | 'history';
}

export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered';

export interface DeliveryReceipt {
  sid: Sid;
  participantSid: Sid;
  /** The SM or MM of the message as it left. */
  channelMessageSid: Sid;
  status: DeliveryStatus;
  errorCode: number;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Message {
  sid: Sid;
  conversationSid: Sid;
  index: number;
  author: string;
  body: string | null;
  media: Media[];
  attributes: string;
  participantSid: Sid | null;
  contentSid: Sid | null;
  contentVariables?: Record<string, string>;
  receipts: DeliveryReceipt[];
  dateCreated: Date;
  dateUpdated: Date;
}

/** A webhook that belongs to one conversation. */
export interface ScopedWebhook {
  sid: Sid;
  conversationSid: Sid;
  target: 'webhook' | 'studio' | 'trigger';
  configuration: {
    url?: string;
    method?: 'GET' | 'POST';
    filters?: string[];
    triggers?: string[];
    flowSid?: Sid;
    replayAfter?: number;
  };
  dateCreated: Date;
  dateUpdated: Date;
}

export interface Conversation {
  sid: Sid;
  friendlyName: string | null;
  uniqueName: string | null;
  attributes: string;
  state: ConversationState;
  messagingServiceSid: Sid | null;
  createdBy: string;
  timers: { inactive?: Date; closed?: Date };
  participants: Map<Sid, Participant>;
  messages: Message[];
  webhooks: Map<Sid, ScopedWebhook>;
  dateCreated: Date;
  dateUpdated: Date;
}

/** What becomes of a message that opens a new conversation on this address. https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource */
export interface AddressConfiguration {
  sid: Sid;
  type: MessagingType | 'chat';
  address: string;
  friendlyName: string;
  addressCountry: string | null;
  autoCreation: {
    enabled: boolean;
    type: 'webhook' | 'studio' | 'default';
    conversationServiceSid: Sid;
    webhookUrl: string | null;
    webhookMethod: 'GET' | 'POST' | null;
    webhookFilters: string[] | null;
    studioFlowSid: Sid | null;
    studioRetryCount: number | null;
  };
  dateCreated: Date;
  dateUpdated: Date;
}
