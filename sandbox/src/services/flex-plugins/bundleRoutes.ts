import { Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { activeDeployment, environmentAt } from '../../model/serverless';
import type { ServerlessVersion } from '../../model/serverless';
import type { World } from '../../World';
import { pluginAt, versionAt } from './find';

/** Bundles of private plugins, whose Assets are protected, as Flex's own host passes them on to the browser. */
export function bundleRoutes(world: World): Router {
  const router = Router({ caseSensitive: true });
  router.get('/plugins/v1/:plugin/:version/:file', (request, response) => {
    const { plugin, version, file } = request.params;
    const { pluginUrl } = versionAt(pluginAt(world, plugin), version);
    const asset = deployedAsset(world, new URL(file, pluginUrl));
    if (!asset) throw TwilioError.notFound(request.path);
    response.type(asset.contentType).send(Buffer.from(asset.content));
  });
  return router;
}

function deployedAsset({ serverlessServices }: World, { hostname, pathname }: URL): ServerlessVersion | undefined {
  const found = environmentAt(serverlessServices, hostname);
  const build = found?.service.builds.get(activeDeployment(found.environment)?.buildSid ?? '');
  return build?.assetVersions.find(({ path }) => path === pathname);
}
