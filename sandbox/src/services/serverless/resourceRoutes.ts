import type { Router } from 'express';

import { filesOf, formWithFiles } from '../../http/formWithFiles';
import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import { authenticate } from '../../http/restRouter';
import type { ServerlessResource, ServerlessService, ServerlessVersion } from '../../model/serverless';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { newDates } from './dates';
import { memberOf, serviceAt } from './find';
import { LARGEST_ASSET_BYTES, LARGEST_FUNCTION_BYTES, named, pathOf, refusal, visibilityOf } from './rules';
import { ASSETS, FUNCTIONS, contentJson, resourceJson, versionJson } from './serverlessJson';
import type { ResourceKind } from './serverlessJson';

const resourcesOf = (service: ServerlessService, kind: ResourceKind): Map<Sid, ServerlessResource> =>
  kind === FUNCTIONS ? service.functions : service.assets;

const resourceOf = (service: ServerlessService, kind: ResourceKind, sid: string): ServerlessResource =>
  memberOf(resourcesOf(service, kind), sid, `/Services/${service.sid}/${kind.plural}/${sid}`);

/** Functions and Assets, which are alike. https://www.twilio.com/docs/serverless/api/resource/function */
export function resourceRoutes(world: World, router: Router): void {
  for (const kind of [FUNCTIONS, ASSETS]) {
    const resources = `/v1/Services/:service/${kind.plural}` as const;
    router.post(resources, (request, response) => {
      const service = serviceAt(world, request.params.service);
      const resource: ServerlessResource = {
        sid: world.random.sid('ZH'),
        friendlyName: named(parametersOf(request), 'FriendlyName'),
        versions: new Map(),
        ...newDates(world),
      };
      resourcesOf(service, kind).set(resource.sid, resource);
      response.status(201).json(resourceJson(world, service, kind, resource));
    });
    router.get(resources, (request, response) => {
      const service = serviceAt(world, request.params.service);
      const all = [...resourcesOf(service, kind).values()];
      response.json(page(request, kind.plural.toLowerCase(), all, (one) => resourceJson(world, service, kind, one)));
    });
    router.get(`${resources}/:sid`, (request, response) => {
      const service = serviceAt(world, request.params.service);
      response.json(resourceJson(world, service, kind, resourceOf(service, kind, request.params.sid)));
    });
    router.post(`${resources}/:sid`, (request, response) => {
      const service = serviceAt(world, request.params.service);
      const resource = resourceOf(service, kind, request.params.sid);
      resource.friendlyName = named(parametersOf(request), 'FriendlyName');
      resource.dateUpdated = world.clock.now();
      response.json(resourceJson(world, service, kind, resource));
    });
    router.delete(`${resources}/:sid`, (request, response) => {
      const service = serviceAt(world, request.params.service);
      const { sid } = resourceOf(service, kind, request.params.sid);
      const isBuilt = [...service.builds.values()].some(({ functionVersions, assetVersions }) =>
        [...functionVersions, ...assetVersions].some(({ ofSid }) => ofSid === sid),
      );
      if (isBuilt) throw refusal(`Cannot delete ${kind.plural.slice(0, -1)} because it's part of a Build.`);
      resourcesOf(service, kind).delete(sid);
      response.sendStatus(204);
    });

    const versions = `${resources}/:resource/Versions` as const;
    const place = (params: { service: string; resource: string }) => {
      const service = serviceAt(world, params.service);
      return { service, resource: resourceOf(service, kind, params.resource) };
    };
    const versionOf = ({ sid, versions }: ServerlessResource, version: string): ServerlessVersion =>
      memberOf(versions, version, `/${kind.plural}/${sid}/Versions/${version}`);
    router.get(versions, (request, response) => {
      const { service, resource } = place(request.params);
      const all = [...resource.versions.values()];
      const key = `${kind.singular}_versions`;
      response.json(page(request, key, all, (one) => versionJson(world, service, kind, one)));
    });
    router.get(`${versions}/:sid`, (request, response) => {
      const { service, resource } = place(request.params);
      response.json(versionJson(world, service, kind, versionOf(resource, request.params.sid)));
    });
    if (kind === FUNCTIONS) {
      router.get(`${versions}/:sid/Content`, (request, response) => {
        const { service, resource } = place(request.params);
        response.json(contentJson(world, service, versionOf(resource, request.params.sid)));
      });
    }
  }
}

/**
 * Where what a Function or an Asset holds is uploaded, as a new version of it: a multipart form with `Path`,
 * `Visibility` and the file `Content`. https://www.twilio.com/docs/serverless/api/resource/function-version
 */
export function uploadRoutes(world: World, router: Router): void {
  router.use(authenticate(world), formWithFiles(LARGEST_ASSET_BYTES));
  for (const [kind, largest] of [
    [FUNCTIONS, LARGEST_FUNCTION_BYTES],
    [ASSETS, LARGEST_ASSET_BYTES],
  ] as const) {
    const versions = `/v1/Services/:service/${kind.plural}/:resource/Versions` as const;
    router.post(versions, (request, response) => {
      const service = serviceAt(world, request.params.service);
      const resource = resourceOf(service, kind, request.params.resource);
      const parameters = parametersOf(request);
      const [file] = filesOf(request);
      if (!file) throw TwilioError.missing('Content');
      if (file.data.length > largest) throw new TwilioError(413, 20413, 'The file is too large');
      const version: ServerlessVersion = {
        sid: world.random.sid('ZN'),
        ofSid: resource.sid,
        path: pathOf(parameters),
        visibility: visibilityOf(parameters),
        content: file.data,
        contentType: file.contentType,
        dateCreated: world.clock.now(),
      };
      resource.versions.set(version.sid, version);
      response.status(201).json(versionJson(world, service, kind, version));
    });
  }
}
