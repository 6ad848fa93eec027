import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { ServerlessEnvironment, ServerlessService, ServerlessVariable } from '../../model/serverless';
import { newSid } from '../../model/sid';
import type { World } from '../../World';
import { environmentJson, serviceJson, variableJson } from './serverlessJson';

const UNIQUE_NAME = /^[a-zA-Z0-9-]{1,50}$/;
const DOMAIN_SUFFIX = /^[a-z0-9-]{1,16}$/;

const conflict = (what: string): TwilioError => new TwilioError(409, 20409, `${what} already exists`);

/**
 * Twilio Serverless as far as a program that sets up an account asks for it: services, environments and their
 * variables. No code is uploaded or run. https://www.twilio.com/docs/serverless/api
 */
export function createServerless(world: World): void {
  const router = restRouter(world);
  world.routes.push({ host: 'serverless.twilio.com', router });
  const dates = () => ({ dateCreated: world.clock.now(), dateUpdated: world.clock.now() });

  const services = '/v1/Services';
  router.post(services, (request, response) => {
    const parameters = parametersOf(request);
    const uniqueName = parameters.required('UniqueName');
    if (!UNIQUE_NAME.test(uniqueName)) throw TwilioError.invalid('UniqueName');
    const all = [...world.serverlessServices.values()];
    if (all.some((service) => service.uniqueName === uniqueName)) throw conflict(`Service ${uniqueName}`);
    const service: ServerlessService = {
      sid: newSid('ZS'),
      uniqueName,
      friendlyName: parameters.required('FriendlyName'),
      includeCredentials: parameters.flag('IncludeCredentials') ?? true,
      uiEditable: parameters.flag('UiEditable') ?? false,
      domainBase: `${uniqueName}-${1000 + all.length}`.toLowerCase(),
      environments: new Map(),
      ...dates(),
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
    service.friendlyName = parameters.text('FriendlyName') ?? service.friendlyName;
    service.includeCredentials = parameters.flag('IncludeCredentials') ?? service.includeCredentials;
    service.uiEditable = parameters.flag('UiEditable') ?? service.uiEditable;
    service.dateUpdated = world.clock.now();
    response.json(serviceJson(world, service));
  });
  router.delete(`${services}/:service`, (request, response) => {
    world.serverlessServices.delete(serviceAt(world, request.params.service).sid);
    response.sendStatus(204);
  });

  const environments = `${services}/:service/Environments`;
  router.post(environments, (request, response) => {
    const parameters = parametersOf(request);
    const service = serviceAt(world, request.params.service);
    const uniqueName = parameters.required('UniqueName');
    const domainSuffix = parameters.text('DomainSuffix') || null;
    if (!UNIQUE_NAME.test(uniqueName)) throw TwilioError.invalid('UniqueName');
    if (domainSuffix !== null && !DOMAIN_SUFFIX.test(domainSuffix)) throw TwilioError.invalid('DomainSuffix');
    const isTaken = [...service.environments.values()].some(
      (one) => one.uniqueName === uniqueName || one.domainSuffix === domainSuffix,
    );
    if (isTaken) throw conflict(`Environment ${uniqueName}, or one of its domain suffix,`);
    const environment: ServerlessEnvironment = {
      sid: newSid('ZE'),
      uniqueName,
      domainSuffix,
      domainName: `${[service.domainBase, domainSuffix].filter(Boolean).join('-')}.twil.io`,
      variables: new Map(),
      ...dates(),
    };
    service.environments.set(environment.sid, environment);
    response.status(201).json(environmentJson(world, service, environment));
  });
  router.get(environments, (request, response) => {
    const service = serviceAt(world, request.params.service);
    const all = [...service.environments.values()];
    response.json(page(request, 'environments', all, (one) => environmentJson(world, service, one)));
  });
  router.get(`${environments}/:environment`, (request, response) => {
    const service = serviceAt(world, request.params.service);
    response.json(environmentJson(world, service, environmentOf(service, request.params.environment)));
  });
  router.delete(`${environments}/:environment`, (request, response) => {
    const service = serviceAt(world, request.params.service);
    service.environments.delete(environmentOf(service, request.params.environment).sid);
    response.sendStatus(204);
  });

  const variables = `${environments}/:environment/Variables`;
  const place = (params: { service: string; environment: string }) => {
    const service = serviceAt(world, params.service);
    return { service, environment: environmentOf(service, params.environment) };
  };
  router.post(variables, (request, response) => {
    const parameters = parametersOf(request);
    const { service, environment } = place(request.params);
    const key = parameters.required('Key');
    if ([...environment.variables.values()].some((variable) => variable.key === key)) throw conflict(`Variable ${key}`);
    const variable: ServerlessVariable = {
      sid: newSid('ZV'),
      key,
      value: parameters.required('Value'),
      ...dates(),
    };
    environment.variables.set(variable.sid, variable);
    response.status(201).json(variableJson(world, service, environment, variable));
  });
  router.get(variables, (request, response) => {
    const { service, environment } = place(request.params);
    const all = [...environment.variables.values()];
    response.json(page(request, 'variables', all, (one) => variableJson(world, service, environment, one)));
  });
  router.get(`${variables}/:sid`, (request, response) => {
    const { service, environment } = place(request.params);
    response.json(variableJson(world, service, environment, variableOf(environment, request.params.sid)));
  });
  router.post(`${variables}/:sid`, (request, response) => {
    const parameters = parametersOf(request);
    const { service, environment } = place(request.params);
    const variable = variableOf(environment, request.params.sid);
    variable.key = parameters.text('Key') ?? variable.key;
    variable.value = parameters.text('Value') ?? variable.value;
    variable.dateUpdated = world.clock.now();
    response.json(variableJson(world, service, environment, variable));
  });
  router.delete(`${variables}/:sid`, (request, response) => {
    const { environment } = place(request.params);
    environment.variables.delete(variableOf(environment, request.params.sid).sid);
    response.sendStatus(204);
  });
}

/** By SID or unique name. */
function serviceAt(world: World, id: string): ServerlessService {
  const all = [...world.serverlessServices.values()];
  const service = all.find(({ sid, uniqueName }) => sid === id || uniqueName === id);
  if (!service) throw TwilioError.notFound(`/Services/${id}`);
  return service;
}

function environmentOf(service: ServerlessService, sid: string): ServerlessEnvironment {
  const environment = service.environments.get(sid);
  if (!environment) throw TwilioError.notFound(`/Services/${service.sid}/Environments/${sid}`);
  return environment;
}

function variableOf(environment: ServerlessEnvironment, sid: string): ServerlessVariable {
  const variable = environment.variables.get(sid);
  if (!variable) throw TwilioError.notFound(`/Environments/${environment.sid}/Variables/${sid}`);
  return variable;
}
