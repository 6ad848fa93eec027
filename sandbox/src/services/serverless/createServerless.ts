import path from 'node:path';

import express from 'express';

import { restRouter } from '../../http/restRouter';
import type { ServerlessBuild } from '../../model/serverless';
import type { World } from '../../World';
import { FunctionRuntimes } from './FunctionRuntimes';
import { buildRoutes } from './buildRoutes';
import { domainRoutes } from './domainRoutes';
import { environmentRoutes } from './environmentRoutes';
import { InstallError, installDependencies } from './installDependencies';
import { resourceRoutes, uploadRoutes } from './resourceRoutes';
import { serviceRoutes } from './serviceRoutes';

/** Twilio Functions and Assets: uploaded, built, deployed and run. https://www.twilio.com/docs/serverless/api */
export function createServerless(world: World, cache: string): void {
  const ending = new AbortController();
  world.onDispose(() => ending.abort());
  const install = ({ dependencies }: ServerlessBuild): Promise<string> =>
    installDependencies(dependencies, path.join(cache, 'serverless'), ending.signal);

  const api = restRouter(world);
  world.routes.push({ host: 'serverless.twilio.com', router: api });
  serviceRoutes(world, api);
  environmentRoutes(world, api);
  resourceRoutes(world, api);
  buildRoutes(world, api, (build) => void carryOut(build));

  const upload = express.Router({ caseSensitive: true });
  world.routes.push({ host: 'serverless-upload.twilio.com', router: upload });
  uploadRoutes(world, upload);

  const runtimes = new FunctionRuntimes(world, install);
  world.routes.push({ host: /\.twil\.io$/, router: domainRoutes(world, runtimes) });

  async function carryOut(build: ServerlessBuild): Promise<void> {
    try {
      // Assets alone, such as a Flex plugin, need no packages.
      if (build.functionVersions.length > 0) await install(build);
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
