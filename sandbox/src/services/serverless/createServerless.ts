import path from 'node:path';

import express from 'express';

import { restRouter } from '../../http/restRouter';
import type { ServerlessBuild, ServerlessEnvironment, ServerlessService } from '../../model/serverless';
import type { World } from '../../World';
import { FunctionRuntimes } from './FunctionRuntimes';
import { buildRoutes } from './buildRoutes';
import { domainRoutes } from './domainRoutes';
import { environmentRoutes } from './environmentRoutes';
import { InstallError, installDependencies } from './installDependencies';
import { hasDefaultDependencies } from './rules';
import { resourceRoutes, uploadRoutes } from './resourceRoutes';
import { serviceRoutes } from './serviceRoutes';

/** Twilio Functions and Assets: uploaded, built, deployed and run. https://www.twilio.com/docs/serverless/api */
export function createServerless(world: World, cache: string): void {
  const ending = new AbortController();
  world.onDispose(() => ending.abort());
  const install = ({ dependencies }: ServerlessBuild): Promise<string> =>
    installDependencies(dependencies, path.join(cache, 'serverless'), ending.signal);

  const runtimes = new FunctionRuntimes(world, install);

  const api = restRouter(world);
  world.routes.push({ host: 'serverless.twilio.com', router: api });
  api.use((_request, response, next) => {
    response.once('finish', () => runtimes.tidy());
    next();
  });
  serviceRoutes(world, api);
  environmentRoutes(world, api);
  resourceRoutes(world, api);
  buildRoutes(world, api, (build) => void carryOut(build));

  const upload = express.Router({ caseSensitive: true });
  world.routes.push({ host: 'serverless-upload.twilio.com', router: upload });
  uploadRoutes(world, upload);

  world.routes.push({ host: /\.twil\.io$/, router: domainRoutes(world, runtimes) });

  world.onRestored(() => {
    for (const service of world.serverlessServices.values()) {
      complete(service);
      for (const build of service.builds.values()) if (build.status === 'building') void carryOut(build);
    }
  });

  async function carryOut(build: ServerlessBuild): Promise<void> {
    try {
      // What has no Functions and names no package, such as a Flex plugin, needs none installed.
      if (build.functionVersions.length > 0 || !hasDefaultDependencies(build)) await install(build);
      build.status = 'completed';
    } catch (error) {
      if (ending.signal.aborted) return;
      build.status = 'failed';
      build.failure = error instanceof Error ? error.message : String(error);
      build.isOffline = error instanceof InstallError && error.isOffline;
      console.error(`Build ${build.sid} failed: ${build.failure}`);
    }
    build.dateUpdated = world.clock.now();
  }
}

/** A state file from before there were Functions goes without their fields. */
function complete(service: ServerlessService): void {
  const nothing: Partial<ServerlessService> = { functions: new Map(), assets: new Map(), builds: new Map() };
  Object.assign(service, { ...nothing, ...service });
  for (const environment of service.environments.values()) {
    const undeployed: Partial<ServerlessEnvironment> = { deployments: new Map(), logs: [] };
    Object.assign(environment, { ...undeployed, ...environment });
  }
}
