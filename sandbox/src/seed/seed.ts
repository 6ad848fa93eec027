import type { World } from '../World';
import { seedAddresses } from './seedAddresses';
import { seedContactCentre } from './seedContactCentre';

export interface SeedOptions {
  /** Merged over `ui_attributes` of the Flex configuration. */
  uiAttributes?: Record<string, unknown>;
  /** More task channels than Flex's own, by unique name. */
  taskChannels?: string[];
  plugins?: World['plugins'];
  /** Flex's feature flags that are on, by id, such as `new-transfer-experience`. */
  features?: string[];
}

/** The demo contact centre, the same each time. */
export function seed(world: World, options: SeedOptions): void {
  world.uiAttributes = { ...world.uiAttributes, ...options.uiAttributes };
  world.plugins = options.plugins ?? [];
  for (const feature of options.features ?? []) world.features.add(feature);
  seedContactCentre(world, options.taskChannels ?? []);
  seedAddresses(world);
}
