import type { Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { ServerlessService } from '../../model/serverless';
import type { World } from '../../World';
import { newDates } from './dates';
import { serviceAt } from './find';
import { conflict, named, refusal } from './rules';
import { serviceJson } from './serverlessJson';

const MOST_SERVICES = 50;
const UNIQUE_NAME = /^[a-zA-Z0-9-]{1,50}$/;

/** https://www.twilio.com/docs/serverless/api/resource/service */
export function serviceRoutes(world: World, router: Router): void {
  const services = '/v1/Services';
  router.post(services, (request, response) => {
    const parameters = parametersOf(request);
    const uniqueName = parameters.required('UniqueName');
    if (!UNIQUE_NAME.test(uniqueName)) throw TwilioError.invalid('UniqueName');
    const all = [...world.serverlessServices.values()];
    if (all.some((service) => service.uniqueName === uniqueName)) throw conflict(`Service ${uniqueName}`);
    if (all.length >= MOST_SERVICES) throw refusal(`Services are limited to less than or equal to ${MOST_SERVICES}`);
    const service: ServerlessService = {
      sid: world.random.sid('ZS'),
      uniqueName,
      friendlyName: named(parameters, 'FriendlyName'),
      includeCredentials: parameters.flag('IncludeCredentials') ?? true,
      uiEditable: parameters.flag('UiEditable') ?? false,
      domainBase: `${uniqueName}-${Math.floor(1000 + world.random.fraction() * 9000)}`.toLowerCase(),
      environments: new Map(),
      functions: new Map(),
      assets: new Map(),
      builds: new Map(),
      ...newDates(world),
    };
    world.serverlessServices.set(service.sid, service);
    response.status(201).json(serviceJson(world, service));
  });
  router.get(services, (request, response) => {
    const all = [...world.serverlessServices.values()];
    response.json(page(request, 'services', all, (service) => serviceJson(world, service)));
  });
  router.get(`${services}/:service`, (request, response) => {
    response.json(serviceJson(world, serviceAt(world, request.params.service)));
  });
  router.post(`${services}/:service`, (request, response) => {
    const parameters = parametersOf(request);
    const service = serviceAt(world, request.params.service);
    service.friendlyName = parameters.has('FriendlyName') ? named(parameters, 'FriendlyName') : service.friendlyName;
    service.includeCredentials = parameters.flag('IncludeCredentials') ?? service.includeCredentials;
    service.uiEditable = parameters.flag('UiEditable') ?? service.uiEditable;
    service.dateUpdated = world.clock.now();
    response.json(serviceJson(world, service));
  });
  router.delete(`${services}/:service`, (request, response) => {
    world.serverlessServices.delete(serviceAt(world, request.params.service).sid);
    response.sendStatus(204);
  });
}
