import type { Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { ServerlessBuild, ServerlessResource, ServerlessService, ServerlessVersion } from '../../model/serverless';
import { activeDeployment } from '../../model/serverless';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { newDates } from './dates';
import { memberOf, serviceAt } from './find';
import { dependenciesOf, refusal, runtimeOf } from './rules';
import { buildJson, buildStatusJson } from './serverlessJson';

export const buildOf = (service: ServerlessService, sid: string): ServerlessBuild =>
  memberOf(service.builds, sid, `/Services/${service.sid}/Builds/${sid}`);

/** https://www.twilio.com/docs/serverless/api/resource/build */
export function buildRoutes(world: World, router: Router, begin: (build: ServerlessBuild) => void): void {
  const builds = '/v1/Services/:service/Builds';
  router.post(builds, (request, response) => {
    const parameters = parametersOf(request);
    const service = serviceAt(world, request.params.service);
    const functionVersions = versionsOf(service.functions, parameters.list('FunctionVersions') ?? []);
    const assetVersions = versionsOf(service.assets, parameters.list('AssetVersions') ?? []);
    const all = [...functionVersions, ...assetVersions];
    if (all.length === 0) throw refusal('At least one Function Version or Asset Version is required for Build');
    refuseDuplicates(all);
    const runtime = runtimeOf(parameters, service.builds.values());
    const build: ServerlessBuild = {
      sid: world.random.sid('ZB'),
      status: 'building',
      functionVersions,
      assetVersions,
      dependencies: dependenciesOf(parameters, runtime),
      runtime,
      ...newDates(world),
    };
    service.builds.set(build.sid, build);
    response.status(201).json(buildJson(world, service, build));
    begin(build);
  });
  router.get(builds, (request, response) => {
    const service = serviceAt(world, request.params.service);
    const newestFirst = [...service.builds.values()].reverse();
    response.json(page(request, 'builds', newestFirst, (build) => buildJson(world, service, build)));
  });
  router.get(`${builds}/:sid`, (request, response) => {
    const service = serviceAt(world, request.params.service);
    response.json(buildJson(world, service, buildOf(service, request.params.sid)));
  });
  router.get(`${builds}/:sid/Status`, (request, response) => {
    const service = serviceAt(world, request.params.service);
    const build = buildOf(service, request.params.sid);
    // No answer of Twilio's: this computer is the builder, and it cannot tell whether the build is good.
    if (build.isOffline) throw new TwilioError(503, 20503, build.failure ?? '');
    response.json(buildStatusJson(world, service, build));
  });
  router.delete(`${builds}/:sid`, (request, response) => {
    const service = serviceAt(world, request.params.service);
    const build = buildOf(service, request.params.sid);
    const isDeployed = [...service.environments.values()].some(
      (environment) => activeDeployment(environment)?.buildSid === build.sid,
    );
    if (isDeployed) throw refusal("Cannot delete Build because it's part of an active Deployment.");
    service.builds.delete(build.sid);
    response.sendStatus(204);
  });
}

function versionsOf(resources: ReadonlyMap<Sid, ServerlessResource>, sids: string[]): ServerlessVersion[] {
  const known = new Map([...resources.values()].flatMap(({ versions }) => [...versions]));
  return sids.map((sid) => {
    const version = known.get(sid);
    if (!version) throw refusal(`Version ${sid} could not be found`);
    return version;
  });
}

function refuseDuplicates(versions: ServerlessVersion[]): void {
  const resources = new Set<Sid>();
  const paths = new Set<string>();
  for (const { ofSid, path } of versions) {
    if (resources.has(ofSid)) throw refusal(`Only one version of ${ofSid} can be part of a Build`);
    if (paths.has(path)) throw refusal(`The path ${path} is used more than once in this Build`);
    resources.add(ofSid);
    paths.add(path);
  }
}
