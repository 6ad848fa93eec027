import { namedSid } from '../model/sid';
import type { World } from '../World';
import { createService } from '../services/messaging/messagingServices';

/** A Messaging Service, from which reminders can be scheduled; the other numbers stand for themselves. */
export function seedMessagingService(world: World): void {
  const service = createService(world, { friendlyName: 'Notifications' }, namedSid('MG', 'Notifications'));
  for (const address of ['+14155550101', 'whatsapp:+14155550100']) service.senders.set(address, world.clock.now());
}
