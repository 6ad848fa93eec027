import type { Sid } from './sid';

/** One request to somebody's backend, with what came back; the retries belong to it. */
export interface WebhookDelivery {
  /** Counts up from 1. */
  id: number;
  /** Which of Twilio's products sent it, such as `conversations` or `taskrouter`. */
  kind: string;
  /** Twilio's name of the event where it has one, such as `onMessageAdded`. */
  eventType: string | null;
  /** As it was configured, with its fragment. */
  url: string;
  method: 'GET' | 'POST';
  parameters: Record<string, string>;
  /** `I-Twilio-Idempotency-Token`: the same for all tries. */
  idempotencyToken: string;
  /** The world's time at which it was first sent. */
  dateSent: Date;
  tries: number;
  /** Milliseconds of this computer's time for all tries. */
  duration: number;
  state: 'sending' | 'succeeded' | 'failed';
  /** HTTP status of the last try; null where no answer came. */
  responseStatus: number | null;
  responseType: string | null;
  /** At most 64 KB. */
  responseBody: string;
  /** Twilio's code for what went wrong: 11100, 11205 or 11217. */
  errorCode: number | null;
  errorMessage: string | null;
}

/**
 * What the account, or one Conversation Service, tells of all its conversations.
 * https://www.twilio.com/docs/conversations-classic/api/webhook-configuration-resource
 */
export interface ConversationsWebhooks {
  preWebhookUrl: string | null;
  postWebhookUrl: string | null;
  method: 'GET' | 'POST';
  filters: string[];
  target: 'webhook' | 'flex';
}

export const INTERACTION_EVENTS = [
  'onInteractionCreated',
  'onChannelCreated',
  'onChannelCreateFailed',
  'onChannelStatusUpdated',
  'onParticipantJoined',
  'onParticipantLeft',
  'onParticipantUpdated',
] as const;

export type InteractionEventName = (typeof INTERACTION_EVENTS)[number];

/** https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks */
export interface InteractionWebhook {
  /** `flex_interactionwebhook_…`. */
  ttid: string;
  /** All interactions, or those made with this webhook's `ttid`. */
  type: 'global' | 'interaction';
  url: string;
  method: 'GET' | 'POST';
  events: string[];
  friendlyName: string | null;
  instanceSid: Sid;
}
