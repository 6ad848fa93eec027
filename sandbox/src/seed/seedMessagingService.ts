import { namedSid } from '../model/sid';
import type { World } from '../World';
import { createService, ownSenders } from '../services/messaging/messagingServices';

/**
 * A Messaging Service, from which reminders can be scheduled; the other numbers stand for themselves, but for those
 * that are named. What is none of the account's senders is left out.
 */
export function seedMessagingService(world: World, more: readonly string[] = []): void {
  const service = createService(world, { friendlyName: 'Notifications' }, namedSid('MG', 'Notifications'));
  const own = ownSenders(world);
  for (const address of ['+14155550101', 'whatsapp:+14155550100', ...more.filter((one) => own.includes(one))]) {
    service.senders.set(address, world.clock.now());
  }
}
