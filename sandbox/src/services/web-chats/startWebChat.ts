import { TwilioError } from '../../http/TwilioError';
import type { AddressConfiguration, Conversation } from '../../model/conversations';
import type { World } from '../../World';
import type { WebChats } from '../Services';

const LARGEST_PRE_ENGAGEMENT_BYTES = 16 * 1024;

/**
 * A conversation with the guest in it, their pre-engagement data in its attributes under `pre_engagement_data`. The
 * guest's name becomes that of their chat user. No task is made yet: the address's flow or webhook, which becomes the
 * conversation's own, hears the guest's first message.
 */
export function startWebChat(
  world: World,
  input: Parameters<WebChats['start']>[0],
): { conversation: Conversation; identity: string } {
  const { conversations } = world.services;
  const address = chatAddress(world, input.addressSid);
  const attributes = attributesOf(input.preEngagementData);
  const identity = input.identity || world.random.hex(16);
  const conversation = conversations.create({ friendlyName: input.chatFriendlyName, attributes, createdBy: 'system' });
  if (input.customerFriendlyName) conversations.setName(identity, input.customerFriendlyName);
  attachFlow(world, conversation, address);
  conversations.addParticipant(conversation.sid, { identity });
  return { conversation, identity };
}

/** Throws with Twilio's own codes: https://www.twilio.com/docs/api/errors/45744 and those beside it. */
function chatAddress(world: World, sid: string): AddressConfiguration {
  const address = world.addresses.get(sid);
  if (!address) throw new TwilioError(404, 45744, `Failed to create webchat conversation. ${sid} could not be found`);
  if (address.type !== 'chat') throw new TwilioError(400, 45745, `The address ${sid} is not of type chat`);
  if (!address.autoCreation.enabled) {
    throw new TwilioError(400, 45761, 'Failed to validate address configuration. Auto create not enabled');
  }
  return address;
}

function attachFlow(world: World, { sid }: Conversation, { autoCreation }: AddressConfiguration): void {
  const { type, studioFlowSid, webhookUrl, webhookMethod, webhookFilters } = autoCreation;
  const { conversations } = world.services;
  if (type === 'studio' && studioFlowSid) conversations.addWebhook(sid, 'studio', { flowSid: studioFlowSid });
  if (type !== 'webhook' || !webhookUrl) return;
  const filters = webhookFilters ?? ['onMessageAdded'];
  conversations.addWebhook(sid, 'webhook', { url: webhookUrl, method: webhookMethod ?? 'POST', filters });
}

function attributesOf(preEngagementData: string | undefined): string | undefined {
  if (!preEngagementData) return undefined;
  if (Buffer.byteLength(preEngagementData) > LARGEST_PRE_ENGAGEMENT_BYTES) {
    throw new TwilioError(400, 45731, 'Failed to create webchat conversation. Pre-engagement data too large');
  }
  try {
    return JSON.stringify({ pre_engagement_data: JSON.parse(preEngagementData) as unknown });
  } catch {
    throw new TwilioError(400, 45745, 'Parameter PreEngagementData is not valid JSON');
  }
}
