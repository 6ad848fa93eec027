import type { World } from '../World';
import { PEOPLE, seedNewWorkspace } from './seedContactCentre';

const NUMBER = '+14155550100';

/** A Flex account on its first day: nothing but what Twilio makes, one agent, and a number that leads nowhere yet. */
export function seedFreshAccount(world: World): void {
  seedNewWorkspace(world, PEOPLE.slice(0, 1));
  const now = world.clock.now();
  const bought = { phoneNumber: NUMBER, friendlyName: '(415) 555-0100', dateCreated: now, dateUpdated: now };
  world.phoneNumbers.set(NUMBER, bought);
}
