import type { ServerlessEnvironment, ServerlessService, ServerlessVariable } from '../../model/serverless';
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
    build_sid: null,
    unique_name: environment.uniqueName,
    domain_suffix: environment.domainSuffix,
    domain_name: environment.domainName,
    ...dates(environment),
    url,
    links: { variables: `${url}/Variables`, deployments: `${url}/Deployments`, logs: `${url}/Logs` },
  };
}

export const variableJson = (
  world: World,
  service: ServerlessService,
  environment: ServerlessEnvironment,
  variable: ServerlessVariable,
): Json => ({
  sid: variable.sid,
  account_sid: world.account.sid,
  service_sid: service.sid,
  environment_sid: environment.sid,
  key: variable.key,
  value: variable.value,
  ...dates(variable),
  url: `${BASE}/${service.sid}/Environments/${environment.sid}/Variables/${variable.sid}`,
});
