import type { Router } from 'express';

import { TwilioError } from '../../http/TwilioError';
import { page } from '../../http/page';
import { parametersOf } from '../../http/parameters';
import type { ServerlessDeployment, ServerlessEnvironment, ServerlessVariable } from '../../model/serverless';
import { activeDeployment } from '../../model/serverless';
import type { World } from '../../World';
import { buildOf } from './buildRoutes';
import { newDates } from './dates';
import { environmentOf, memberOf, serviceAt } from './find';
import { conflict, refusal } from './rules';
import { deploymentJson, environmentJson, logJson, variableJson } from './serverlessJson';

const UNIQUE_NAME = /^[a-zA-Z0-9-]{1,100}$/;
const DOMAIN_SUFFIX = /^[a-z0-9-]{1,16}$/;
const LONGEST_KEY = 128;
const LARGEST_VALUE_BYTES = 450;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Environments with their variables, deployments and logs. https://www.twilio.com/docs/serverless/api/resource/environment */
export function environmentRoutes(world: World, router: Router): void {
  const environments = '/v1/Services/:service/Environments';
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
      sid: world.random.sid('ZE'),
      uniqueName,
      domainSuffix,
      domainName: `${[service.domainBase, domainSuffix].filter(Boolean).join('-')}.twil.io`,
      variables: new Map(),
      deployments: new Map(),
      logs: [],
      ...newDates(world),
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
    const { service, environment } = place(world, request.params);
    response.json(environmentJson(world, service, environment));
  });
  router.delete(`${environments}/:environment`, (request, response) => {
    const { service, environment } = place(world, request.params);
    service.environments.delete(environment.sid);
    response.sendStatus(204);
  });
  variableRoutes(world, router, `${environments}/:environment/Variables`);
  deploymentRoutes(world, router, `${environments}/:environment/Deployments`);
  logRoutes(world, router, `${environments}/:environment/Logs`);
}

interface Place {
  service: string;
  environment: string;
}

function place(world: World, params: Place) {
  const service = serviceAt(world, params.service);
  return { service, environment: environmentOf(service, params.environment) };
}

/** https://www.twilio.com/docs/serverless/api/resource/variable */
function variableRoutes(
  world: World,
  router: Router,
  variables: `${string}/:service/Environments/:environment/Variables`,
) {
  const variableOf = ({ sid, variables: all }: ServerlessEnvironment, variable: string): ServerlessVariable =>
    memberOf(all, variable, `/Environments/${sid}/Variables/${variable}`);
  const checked = (environment: ServerlessEnvironment, change: { key: string; value: string; sid: string }) => {
    const { key, value, sid } = change;
    if (key.length > LONGEST_KEY) throw TwilioError.invalid('Key');
    if (Buffer.byteLength(value) > LARGEST_VALUE_BYTES) throw TwilioError.invalid('Value');
    const isTaken = [...environment.variables.values()].some((other) => other.key === key && other.sid !== sid);
    if (isTaken) throw conflict(`Variable ${key}`);
    return change;
  };
  router.post(variables, (request, response) => {
    const parameters = parametersOf(request);
    const { service, environment } = place(world, request.params);
    const [key, value] = [parameters.required('Key'), parameters.required('Value')];
    const variable = { ...checked(environment, { sid: world.random.sid('ZV'), key, value }), ...newDates(world) };
    environment.variables.set(variable.sid, variable);
    response.status(201).json(variableJson(world, service, environment, variable));
  });
  router.get(variables, (request, response) => {
    const { service, environment } = place(world, request.params);
    const all = [...environment.variables.values()];
    response.json(page(request, 'variables', all, (one) => variableJson(world, service, environment, one)));
  });
  router.get(`${variables}/:sid`, (request, response) => {
    const { service, environment } = place(world, request.params);
    response.json(variableJson(world, service, environment, variableOf(environment, request.params.sid)));
  });
  router.post(`${variables}/:sid`, (request, response) => {
    const parameters = parametersOf(request);
    const { service, environment } = place(world, request.params);
    const variable = variableOf(environment, request.params.sid);
    const [key, value] = [parameters.text('Key') ?? variable.key, parameters.text('Value') ?? variable.value];
    Object.assign(variable, checked(environment, { sid: variable.sid, key, value }));
    variable.dateUpdated = world.clock.now();
    response.json(variableJson(world, service, environment, variable));
  });
  router.delete(`${variables}/:sid`, (request, response) => {
    const { environment } = place(world, request.params);
    environment.variables.delete(variableOf(environment, request.params.sid).sid);
    response.sendStatus(204);
  });
}

/** https://www.twilio.com/docs/serverless/api/resource/deployment */
function deploymentRoutes(
  world: World,
  router: Router,
  deployments: `${string}/:service/Environments/:environment/Deployments`,
) {
  router.post(deployments, (request, response) => {
    const { service, environment } = place(world, request.params);
    const buildSid = parametersOf(request).text('BuildSid') || null;
    const build = buildSid === null ? undefined : buildOf(service, buildSid);
    if (build && build.status !== 'completed') throw refusal(`Build ${build.sid} is ${build.status}, not completed`);
    if ((activeDeployment(environment)?.buildSid ?? null) === buildSid) {
      throw new TwilioError(409, 20409, 'Environment already has requested deployment.');
    }
    const deployment: ServerlessDeployment = { sid: world.random.sid('ZD'), buildSid, ...newDates(world) };
    environment.deployments.set(deployment.sid, deployment);
    environment.dateUpdated = world.clock.now();
    response.status(201).json(deploymentJson(world, service, environment, deployment));
  });
  router.get(deployments, (request, response) => {
    const { service, environment } = place(world, request.params);
    const newestFirst = [...environment.deployments.values()].reverse();
    response.json(page(request, 'deployments', newestFirst, (one) => deploymentJson(world, service, environment, one)));
  });
  router.get(`${deployments}/:sid`, (request, response) => {
    const { service, environment } = place(world, request.params);
    const path = `/Environments/${environment.sid}/Deployments/${request.params.sid}`;
    const deployment = memberOf(environment.deployments, request.params.sid, path);
    response.json(deploymentJson(world, service, environment, deployment));
  });
}

/** What Functions wrote to the console, newest first. https://www.twilio.com/docs/serverless/api/resource/logs */
function logRoutes(world: World, router: Router, logs: `${string}/:service/Environments/:environment/Logs`) {
  router.get(logs, (request, response) => {
    const parameters = parametersOf(request);
    const { service, environment } = place(world, request.params);
    const moment = (name: string, otherwise: number): number => {
      const given = parameters.text(name);
      const time = given === undefined ? otherwise : Date.parse(given);
      if (Number.isNaN(time)) throw TwilioError.invalid(name);
      return time;
    };
    const now = world.clock.now().getTime();
    const [start, end] = [moment('StartDate', now - DAY_MS), moment('EndDate', now)];
    const functionSid = parameters.text('FunctionSid');
    const newestFirst = environment.logs
      .filter((log) => log.dateCreated.getTime() >= start && log.dateCreated.getTime() <= end)
      .filter((log) => !functionSid || log.functionSid === functionSid)
      .reverse();
    response.json(page(request, 'logs', newestFirst, (log) => logJson(world, service, environment, log)));
  });
  router.get(`${logs}/:sid`, (request, response) => {
    const { service, environment } = place(world, request.params);
    const log = environment.logs.find(({ sid }) => sid === request.params.sid);
    if (!log) throw TwilioError.notFound(`/Environments/${environment.sid}/Logs/${request.params.sid}`);
    response.json(logJson(world, service, environment, log));
  });
}
