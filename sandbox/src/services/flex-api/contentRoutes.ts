import { page } from '../../http/page';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';

/** Message templates: the account has none. https://www.twilio.com/docs/content/content-api-resources */
export function contentRoutes(world: World): void {
  const router = restRouter(world);
  const lists = ['/v1/Content', '/v1/ContentAndApprovals', '/v2/Content', '/v2/ContentAndApprovals'];
  router.get(lists, (request, response) => void response.json(page(request, 'contents', [], () => ({}))));
  world.routes.push({ host: 'content.twilio.com', router });
}
