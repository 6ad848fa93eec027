import type { World } from '../../World';
import type { Content } from '../Services';
import { ContentRegistry } from './ContentRegistry';
import { contentRoutes } from './contentRoutes';
import { renderContent } from './renderContent';

/** Message templates with WhatsApp's approval. https://www.twilio.com/docs/content */
export function createContent(world: World): Content {
  contentRoutes(world, new ContentRegistry(world));
  return { find: (sid) => world.contentTemplates.get(sid), render: renderContent };
}
