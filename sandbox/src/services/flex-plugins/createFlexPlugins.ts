import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';
import { bundleRoutes } from './bundleRoutes';
import { configurationRoutes } from './configurationRoutes';
import { pluginRoutes } from './pluginRoutes';

/**
 * The Plugins API, by which `twilio flex:plugins:deploy`, `release`, `list`, `describe` and `archive` work, and what Flex
 * and that command ask besides. https://www.twilio.com/docs/flex/developer/plugins/api
 */
export function createFlexPlugins(world: World): void {
  const router = restRouter(world);
  router.use('/v1/PluginService', pluginRoutes(world), configurationRoutes(world));
  world.routes.push({ host: 'flex-api.twilio.com', router });
  world.routes.push({ host: 'flex.twilio.com', router: bundleRoutes(world) });

  // `flex:plugins:deploy` has the sources looked at by Twilio before it builds; nothing is found wrong with them here.
  const validator = restRouter(world);
  validator.post('/v1/Plugin/Validate', (request, response) => {
    if (!parametersOf(request).text('plugin_name')) throw TwilioError.missing('plugin_name');
    const report = { api_compatibility: [], version_compatibility: [], dom_manipulation: [], errors: [] };
    response.json({ request_id: world.account.sid, ...report });
  });
  world.routes.push({ host: /^flex-plugin-upload(\.us1)?\.twilio\.com$/, router: validator });
}
