import type { RenderedContent } from './content';
import type { MessagingType } from './conversations';
import type { Sid } from './sid';

/** Channels on which each side sees that the other has read a message; by SMS nobody does. */
export const READ_CHANNELS: readonly string[] = ['whatsapp', 'rcs', 'messenger', 'apple'];

export type OptOutType = 'STOP' | 'START' | 'HELP';

/** The button of a template, or the item of its list, by which a customer has written. */
export interface Pressed {
  kind: 'button' | 'item';
  /** The ID that the template gives it. */
  id: string;
}

/** One message between a customer's address and one of ours, as the message log shows it. */
export interface LoggedMessage {
  /** SM, or MM with media. */
  sid: Sid;
  channel: MessagingType;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  /** Empty while a Messaging Service has not chosen a sender yet. */
  from: string;
  to: string;
  body: string;
  mediaUrls: string[];
  /** Of a message that was made from a template. */
  content: RenderedContent | null;
  /** Of a customer's message that was not typed. */
  pressed?: Pressed;
  status:
    | 'received'
    | 'accepted'
    | 'scheduled'
    | 'canceled'
    | 'queued'
    | 'sent'
    | 'delivered'
    | 'read'
    | 'failed'
    | 'undelivered';
  errorCode: number | null;
  errorMessage: string | null;
  messagingServiceSid: Sid | null;
  statusCallback: string | null;
  /** Of a customer's message that is one of the keywords for opting out, opting in and help, and of Twilio's reply to it. */
  optOutType: OptOutType | null;
  conversationSid: Sid | null;
  /** The IM of the conversation's message that this one carries. */
  messageSid: Sid | null;
  /** When a scheduled message is due. */
  sendAt: Date | null;
  dateCreated: Date;
  dateUpdated: Date;
  dateSent: Date | null;
}

/** A pool of senders with settings in common. https://www.twilio.com/docs/messaging/api/service-resource */
export interface MessagingService {
  sid: Sid;
  friendlyName: string;
  inboundRequestUrl: string | null;
  inboundMethod: string;
  fallbackUrl: string | null;
  fallbackMethod: string;
  statusCallback: string | null;
  stickySender: boolean;
  mmsConverter: boolean;
  smartEncoding: boolean;
  scanMessageContent: string;
  fallbackToLongCode: boolean;
  areaCodeGeomatch: boolean;
  synchronousValidation: boolean;
  /** Seconds. */
  validityPeriod: number;
  usecase: string;
  useInboundWebhookOnNumber: boolean;
  /** Addresses of ours, with their channel's prefix, and when each was added. */
  senders: Map<string, Date>;
  dateCreated: Date;
  dateUpdated: Date;
}
