import type {
  ServerlessBuild,
  ServerlessDeployment,
  ServerlessEnvironment,
  ServerlessLog,
  ServerlessResource,
  ServerlessService,
  ServerlessVariable,
  ServerlessVersion,
} from '../../model/serverless';
import { activeDeployment } from '../../model/serverless';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

type Json = Record<string, unknown>;

const BASE = 'https://serverless.twilio.com/v1/Services';

const dates = ({ dateCreated, dateUpdated }: { dateCreated: Date; dateUpdated: Date }): Json => ({
  date_created: dateCreated.toISOString(),
  date_updated: dateUpdated.toISOString(),
});

export function serviceJson(world: World, service: ServerlessService): Json {
  const url = `${BASE}/${service.sid}`;
  return {
    sid: service.sid,
    account_sid: world.account.sid,
    friendly_name: service.friendlyName,
    unique_name: service.uniqueName,
    include_credentials: service.includeCredentials,
    ui_editable: service.uiEditable,
    domain_base: service.domainBase,
    ...dates(service),
    url,
    links: {
      environments: `${url}/Environments`,
      functions: `${url}/Functions`,
      assets: `${url}/Assets`,
      builds: `${url}/Builds`,
    },
  };
}

export function environmentJson(world: World, service: ServerlessService, environment: ServerlessEnvironment): Json {
  const url = `${BASE}/${service.sid}/Environments/${environment.sid}`;
  return {
    sid: environment.sid,
    account_sid: world.account.sid,
    service_sid: service.sid,
    build_sid: activeDeployment(environment)?.buildSid ?? null,
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix,
    domain_name: environment.domainName,
    custom_domain_name: null,
    ...dates(environment),
    url,
    links: { variables: `${url}/Variables`, deployments: `${url}/Deployments`, logs: `${url}/Logs` },
  };
}

const inEnvironment = (world: World, service: ServerlessService, environment: ServerlessEnvironment): Json => ({
  account_sid: world.account.sid,
  service_sid: service.sid,
  environment_sid: environment.sid,
});

const urlOf = (service: ServerlessService, environment: ServerlessEnvironment, kind: string, sid: Sid): string =>
  `${BASE}/${service.sid}/Environments/${environment.sid}/${kind}/${sid}`;

export const variableJson = (
  world: World,
  service: ServerlessService,
  environment: ServerlessEnvironment,
  variable: ServerlessVariable,
): Json => ({
  sid: variable.sid,
  ...inEnvironment(world, service, environment),
  key: variable.key,
  value: variable.value,
  ...dates(variable),
  url: urlOf(service, environment, 'Variables', variable.sid),
});

export const deploymentJson = (
  world: World,
  service: ServerlessService,
  environment: ServerlessEnvironment,
  deployment: ServerlessDeployment,
): Json => ({
  sid: deployment.sid,
  ...inEnvironment(world, service, environment),
  build_sid: deployment.buildSid,
  ...dates(deployment),
  url: urlOf(service, environment, 'Deployments', deployment.sid),
});

export const logJson = (
  world: World,
  service: ServerlessService,
  environment: ServerlessEnvironment,
  log: ServerlessLog,
): Json => ({
  sid: log.sid,
  ...inEnvironment(world, service, environment),
  build_sid: log.buildSid,
  deployment_sid: log.deploymentSid,
  function_sid: log.functionSid,
  request_sid: log.requestSid,
  level: log.level,
  message: log.message,
  date_created: log.dateCreated.toISOString(),
  url: urlOf(service, environment, 'Logs', log.sid),
});

/** What differs between Functions and Assets in what is answered. */
export interface ResourceKind {
  /** In paths, and among the fields of the service. */
  plural: 'Functions' | 'Assets';
  singular: 'function' | 'asset';
}

export const FUNCTIONS: ResourceKind = { plural: 'Functions', singular: 'function' };
export const ASSETS: ResourceKind = { plural: 'Assets', singular: 'asset' };

export function resourceJson(
  world: World,
  service: ServerlessService,
  { plural, singular }: ResourceKind,
  resource: ServerlessResource,
): Json {
  const url = `${BASE}/${service.sid}/${plural}/${resource.sid}`;
  return {
    sid: resource.sid,
    account_sid: world.account.sid,
    service_sid: service.sid,
    friendly_name: resource.friendlyName,
    ...dates(resource),
    url,
    links: { [`${singular}_versions`]: `${url}/Versions` },
  };
}

const versionFields = (
  world: World,
  service: ServerlessService,
  { singular }: ResourceKind,
  version: ServerlessVersion,
): Json => ({
  sid: version.sid,
  account_sid: world.account.sid,
  service_sid: service.sid,
  [`${singular}_sid`]: version.ofSid,
  path: version.path,
  visibility: version.visibility,
  date_created: version.dateCreated.toISOString(),
});

const versionUrl = (service: ServerlessService, { plural }: ResourceKind, { ofSid, sid }: ServerlessVersion): string =>
  `${BASE}/${service.sid}/${plural}/${ofSid}/Versions/${sid}`;

export function versionJson(
  world: World,
  service: ServerlessService,
  kind: ResourceKind,
  version: ServerlessVersion,
): Json {
  const url = versionUrl(service, kind, version);
  return {
    ...versionFields(world, service, kind, version),
    url,
    ...(kind === FUNCTIONS && { links: { function_version_content: `${url}/Content` } }),
  };
}

export const contentJson = (world: World, service: ServerlessService, version: ServerlessVersion): Json => ({
  sid: version.sid,
  account_sid: world.account.sid,
  service_sid: service.sid,
  function_sid: version.ofSid,
  content: Buffer.from(version.content).toString('utf8'),
  url: `${versionUrl(service, FUNCTIONS, version)}/Content`,
});

export function buildJson(world: World, service: ServerlessService, build: ServerlessBuild): Json {
  const url = `${BASE}/${service.sid}/Builds/${build.sid}`;
  const versions = (kind: ResourceKind, all: ServerlessVersion[]): Json[] =>
    all.map((version) => {
      const visibility = version.visibility.toUpperCase();
      return { ...versionFields(world, service, kind, version), visibility };
    });
  return {
    sid: build.sid,
    account_sid: world.account.sid,
    service_sid: service.sid,
    asset_versions: versions(ASSETS, build.assetVersions),
    function_versions: versions(FUNCTIONS, build.functionVersions),
    dependencies: build.dependencies,
    runtime: build.runtime,
    status: build.status,
    ...dates(build),
    url,
    links: { build_status: `${url}/Status` },
  };
}

export const buildStatusJson = (world: World, service: ServerlessService, { sid, status }: ServerlessBuild): Json => ({
  sid,
  account_sid: world.account.sid,
  service_sid: service.sid,
  status,
  url: `${BASE}/${service.sid}/Builds/${sid}/Status`,
});
