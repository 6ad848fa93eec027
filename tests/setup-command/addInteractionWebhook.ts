import type { Twilio } from 'twilio';

/** A global webhook of Interactions, for the failures that the Functions want to hear of. */
export const addInteractionWebhook = (twilio: Twilio, flexInstanceSid: string, url: string): Promise<unknown> =>
  twilio.request({
    method: 'post',
    uri: `https://flex-api.twilio.com/v1/Instances/${flexInstanceSid}/InteractionWebhooks`,
    data: {
      Type: 'global',
      WebhookUrl: url,
      WebhookEvents: ['onChannelCreated', 'onChannelCreateFailed', 'onChannelStatusUpdated', 'onParticipantJoined'],
    },
  });
