import type { LoggedMessage } from '../../model/messaging';
import type { World } from '../../World';

/**
 * Tells a message's `StatusCallback` of each status that it reaches.
 * https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function postStatus(world: World, message: LoggedMessage): void {
  const { statusCallback: url, channel, status, errorCode, errorMessage, messagingServiceSid, sid } = message;
  if (!url) return;
  void world.services.webhooks.deliver({
    kind: 'messaging',
    url,
    parameters: {
      AccountSid: world.account.sid,
      ApiVersion: '2010-04-01',
      From: message.from,
      To: message.to,
      MessageSid: sid,
      SmsSid: sid,
      MessageStatus: status,
      SmsStatus: status,
      ...(messagingServiceSid && { MessagingServiceSid: messagingServiceSid }),
      ...(channel !== 'sms' && { ChannelPrefix: channel, ChannelToAddress: message.to }),
      ...(errorCode !== null && { ErrorCode: String(errorCode), ErrorMessage: errorMessage ?? '' }),
    },
  });
}
