import type { AddressConfiguration } from '../model/conversations';
import { namedSid } from '../model/sid';
import type { World } from '../World';
import { sendToFlexState, triggerState } from './seedFlows';

const ADDRESSES: Pick<AddressConfiguration, 'type' | 'address' | 'friendlyName'>[] = [
  { type: 'sms', address: '+14155550100', friendlyName: 'Customer care' },
  { type: 'sms', address: '+14155550101', friendlyName: 'Orders' },
  { type: 'whatsapp', address: 'whatsapp:+14155550100', friendlyName: 'Customer care' },
  { type: 'rcs', address: 'rcs:customer_care_agent', friendlyName: 'Customer care' },
  { type: 'messenger', address: 'messenger:104155550100', friendlyName: 'Customer care' },
  { type: 'apple', address: 'apple:3f6c2a88-51d0-4e7b-9c1e-2b7a0d4e9f11', friendlyName: 'Customer care' },
  { type: 'chat', address: 'Web chat', friendlyName: 'Web chat' },
];

/** The flow that Twilio gives a new Flex account for messaging: whatever comes in goes to Flex. */
function messagingFlow(world: World): Record<string, unknown> {
  return {
    description: 'Messaging flow',
    initial_state: 'Trigger',
    flags: { allow_concurrent_calls: true },
    states: [triggerState('send_to_flex'), sendToFlexState(world, 'send_to_flex', 250, '{}')],
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
    commitMessage: null,
    dateCreated: now,
    dateUpdated: now,
  });
  for (const { type, address, friendlyName } of ADDRESSES) {
    const configuration: AddressConfiguration = {
      sid: namedSid('IG', address),
      type,
      address,
      friendlyName,
      addressCountry: type === 'sms' || type === 'whatsapp' ? 'US' : null,
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
