import type { Sid } from './sid';

/**
 * An address of Flex as it was before Conversations; nothing comes of it here.
 * https://www.twilio.com/docs/flex/developer/messaging/api/flow
 */
export interface FlexFlow {
  sid: Sid;
  friendlyName: string;
  channelType: 'web' | 'sms' | 'facebook' | 'whatsapp' | 'line' | 'custom';
  contactIdentity: string | null;
  enabled: boolean;
  integrationType: 'studio' | 'external' | 'task';
  /** As Twilio writes it: `{"flow_sid": "FW…"}`. */
  integration: Record<string, unknown>;
  longLived: boolean;
  janitorEnabled: boolean;
  dateCreated: Date;
  dateUpdated: Date;
}
