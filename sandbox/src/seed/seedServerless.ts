import { namedSid } from '../model/sid';
import type { World } from '../World';

/** The service behind the account's runtime domain, which the Flex configuration names. */
export function seedServerless(world: World): void {
  const now = world.clock.now();
  const dates = { dateCreated: now, dateUpdated: now };
  const environment = {
    sid: namedSid('ZE', 'default'),
    uniqueName: 'production',
    domainSuffix: null,
    domainName: 'sandbox-1234.twil.io',
    variables: new Map(),
    deployments: new Map(),
    logs: [],
    ...dates,
  };
  const sid = namedSid('ZS', 'default');
  world.serverlessServices.set(sid, {
    sid,
    uniqueName: 'default',
    friendlyName: 'Default service',
    includeCredentials: true,
    uiEditable: false,
    domainBase: 'sandbox-1234',
    environments: new Map([[environment.sid, environment]]),
    functions: new Map(),
    assets: new Map(),
    builds: new Map(),
    ...dates,
  });
}
