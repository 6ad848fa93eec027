import type { AddressConfiguration, MessagingType } from '../model/conversations';
import { namedSid } from '../model/sid';
import type { World } from '../World';

const ADDRESSES: { type: MessagingType; address: string; friendlyName: string }[] = [
  { type: 'sms', address: '+14155550100', friendlyName: 'Customer care' },
  { type: 'sms', address: '+14155550101', friendlyName: 'Orders' },
  { type: 'whatsapp', address: 'whatsapp:+14155550100', friendlyName: 'Customer care' },
];

/** The flow that Twilio gives a new Flex account for messaging: whatever comes in goes to Flex. */
function messagingFlow(world: World): Record<string, unknown> {
  const workflow = [...world.workflows.values()].find(({ friendlyName }) => friendlyName === 'Assign to Anyone');
  const channel = [...world.taskChannels.values()].find(({ uniqueName }) => uniqueName === 'chat');
  return {
    description: 'Messaging flow',
    initial_state: 'Trigger',
    flags: { allow_concurrent_calls: true },
    states: [
      {
        name: 'Trigger',
        type: 'trigger',
        transitions: [
          { event: 'incomingMessage' },
          { event: 'incomingCall' },
          { event: 'incomingConversationMessage', next: 'send_to_flex' },
          { event: 'incomingRequest' },
          { event: 'incomingParent' },
        ],
        properties: { offset: { x: 0, y: 0 } },
      },
      {
        name: 'send_to_flex',
        type: 'send-to-flex',
        transitions: [{ event: 'callComplete' }, { event: 'failedToEnqueue' }, { event: 'callFailure' }],
        properties: {
          offset: { x: 0, y: 250 },
          workflow: workflow?.sid,
          channel: channel?.sid,
          attributes: '{}',
          priority: '0',
          timeout: '3600',
        },
      },
    ],
  };
}

/** Our own numbers, and what becomes of a customer who writes to them. */
export function seedAddresses(world: World): void {
  const now = world.clock.now();
  const flowSid = namedSid('FW', 'messaging');
  world.studioFlows.set(flowSid, {
    sid: flowSid,
    friendlyName: 'Messaging flow',
    status: 'published',
    definition: messagingFlow(world),
    revision: 1,
    dateCreated: now,
    dateUpdated: now,
  });
  for (const { type, address, friendlyName } of ADDRESSES) {
    const configuration: AddressConfiguration = {
      sid: namedSid('IG', address),
      type,
      address,
      friendlyName,
      addressCountry: 'US',
      autoCreation: {
        enabled: true,
        type: 'studio',
        conversationServiceSid: world.chatServiceSid,
        webhookUrl: null,
        webhookMethod: null,
        webhookFilters: null,
        studioFlowSid: flowSid,
        studioRetryCount: 0,
      },
      dateCreated: now,
      dateUpdated: now,
    };
    world.addresses.set(configuration.sid, configuration);
  }
}
