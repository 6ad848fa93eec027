import type { MessagingType } from './conversations';
import type { Sid } from './sid';

/** One message between a customer's address and one of ours, as the message log shows it. */
export interface LoggedMessage {
  /** SM, or MM with media. */
  sid: Sid;
  channel: MessagingType;
  direction: 'inbound' | 'outbound-api';
  from: string;
  to: string;
  body: string;
  mediaUrls: string[];
  status: 'received' | 'queued' | 'sent' | 'delivered' | 'read' | 'failed' | 'undelivered';
  errorCode: number | null;
  conversationSid: Sid | null;
  dateCreated: Date;
  dateSent: Date | null;
}
