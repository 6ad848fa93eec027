import type { Sid } from './sid';

export const CHANNEL_TYPES = ['web', 'sms', 'facebook', 'whatsapp', 'line', 'custom'] as const;
export const INTEGRATION_TYPES = ['studio', 'external', 'task'] as const;

/**
 * An address of Flex as it was before Conversations; nothing comes of it here.
 * https://www.twilio.com/docs/flex/developer/messaging/api/flow
 */
export interface FlexFlow {
  sid: Sid;
  friendlyName: string;
  channelType: (typeof CHANNEL_TYPES)[number];
  contactIdentity: string | null;
  enabled: boolean;
  integrationType: (typeof INTEGRATION_TYPES)[number];
  /** As Twilio writes it: `{"flow_sid": "FW…"}`. */
  integration: Record<string, unknown>;
  longLived: boolean;
  janitorEnabled: boolean;
  dateCreated: Date;
  dateUpdated: Date;
}
