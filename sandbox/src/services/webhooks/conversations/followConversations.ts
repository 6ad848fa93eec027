import type { Conversation, Message } from '../../../model/conversations';
import type { World } from '../../../World';
import {
  conversationParameters,
  deliveryParameters,
  messageParameters,
  participantParameters,
} from './conversationParameters';
import type { Parameters } from './conversationParameters';
import { configuredTargets, conversationsRequest, scopedTargets } from './webhookTargets';

/**
 * Post-event webhooks: of the account, of the service, and of the conversation itself. A REST request is told of only
 * where it asks for it; a delivery receipt is Twilio's own doing and is told of always.
 * https://www.twilio.com/docs/conversations-classic/conversations-webhooks
 */
export function followConversations(world: World): void {
  const { events } = world;
  const now = (): string => world.clock.now().toISOString();

  const tell = (
    eventType: string,
    conversation: Conversation | undefined,
    parameters: Parameters,
    message?: Message,
  ): void => {
    const targets = [
      ...configuredTargets(world, eventType, 'post'),
      ...(conversation ? scopedTargets(conversation, eventType, message?.body ?? '') : []),
    ];
    for (const target of targets) {
      void world.services.webhooks.deliver(conversationsRequest(world, target, eventType, parameters));
    }
  };
  const follow = (eventType: string, conversation: Conversation, parameters: Parameters, message?: Message): void => {
    if (world.origin.current.firesWebhooks) tell(eventType, conversation, parameters, message);
  };

  events.on('conversation.added', ({ conversation }) => {
    const { address, proxyAddress } = world.origin.current.binding ?? {};
    follow('onConversationAdded', conversation, {
      ...conversationParameters(conversation),
      'MessagingBinding.Address': address,
      'MessagingBinding.ProxyAddress': proxyAddress,
    });
  });
  events.on('conversation.updated', ({ conversation }) =>
    follow('onConversationUpdated', conversation, conversationParameters(conversation)),
  );
  events.on('conversation.removed', ({ conversation }) =>
    follow('onConversationRemoved', conversation, { ...conversationParameters(conversation), DateRemoved: now() }),
  );
  events.on('conversation.stateUpdated', ({ conversation, from, reason }) =>
    follow('onConversationStateUpdated', conversation, {
      ConversationSid: conversation.sid,
      MessagingServiceSid: conversation.messagingServiceSid,
      StateUpdated: conversation.dateUpdated.toISOString(),
      StateFrom: from,
      StateTo: conversation.state,
      Reason: reason,
    }),
  );
  events.on('participant.added', ({ conversation, participant }) =>
    follow('onParticipantAdded', conversation, participantParameters(participant)),
  );
  events.on('participant.updated', ({ conversation, participant }) =>
    follow('onParticipantUpdated', conversation, participantParameters(participant)),
  );
  events.on('participant.removed', ({ conversation, participant }) =>
    follow('onParticipantRemoved', conversation, { ...participantParameters(participant), DateRemoved: now() }),
  );
  events.on('message.added', ({ conversation, message }) =>
    follow('onMessageAdded', conversation, messageParameters(conversation, message), message),
  );
  events.on('message.updated', ({ conversation, message }) =>
    follow('onMessageUpdated', conversation, messageParameters(conversation, message)),
  );
  events.on('message.removed', ({ conversation, message }) =>
    follow('onMessageRemoved', conversation, { ...messageParameters(conversation, message), DateRemoved: now() }),
  );
  events.on('delivery.updated', ({ conversation, message, receipt }) =>
    // The configured webhooks alone are told of receipts.
    tell('onDeliveryUpdated', undefined, deliveryParameters(conversation, message, receipt)),
  );
  events.on('conversation.webhookAdded', ({ conversation, webhook }) => {
    const { replayAfter } = webhook.configuration;
    if (replayAfter === undefined) return;
    for (const message of conversation.messages) {
      if (message.index < replayAfter) continue;
      const alone = { ...conversation, webhooks: new Map([[webhook.sid, webhook]]) };
      for (const target of scopedTargets(alone, 'onMessageAdded', message.body ?? '')) {
        const parameters = messageParameters(conversation, message);
        void world.services.webhooks.deliver(conversationsRequest(world, target, 'onMessageAdded', parameters));
      }
    }
  });
}
