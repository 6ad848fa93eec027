import type { InteractionWebhook } from '../../../model/webhooks';
import type { World } from '../../../World';

/** Tells of interactions. https://www.twilio.com/docs/flex/developer/conversations/register-interactions-webhooks */
export function followInteractions(world: World): void {
  world.events.on('interaction', ({ name, interaction, participant, error }) => {
    const { channel } = interaction;
    const isFor = ({ type, ttid, events }: InteractionWebhook): boolean =>
      events.includes(name) && (type === 'global' || ttid === interaction.webhookTtid);
    const parameters = {
      EventType: name,
      AccountSid: world.account.sid,
      InstanceSid: world.flexInstanceSid,
      InteractionSid: interaction.sid,
      ...(name !== 'onInteractionCreated' && { ChannelSid: channel.sid }),
      ...(channel.mediaSid && { MediaChannelSid: channel.mediaSid }),
      MediaChannelType: channel.type,
      ...(name === 'onChannelStatusUpdated' && { ChannelStatus: channel.status }),
      ...(error && { ErrorCode: String(error.code), ErrorMessage: error.message }),
      ...(participant && { ParticipantSid: participant.sid, ParticipantType: participant.type }),
      ...(participant?.routingProperties && { TaskSid: participant.routingProperties.taskSid }),
    };
    for (const { url, method } of [...world.interactionWebhooks.values()].filter(isFor)) {
      void world.services.webhooks.deliver({ kind: 'interactions', url, method, parameters });
    }
  });
}
