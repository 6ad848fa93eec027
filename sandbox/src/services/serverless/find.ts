import { TwilioError } from '../../http/TwilioError';
import type { ServerlessEnvironment, ServerlessService } from '../../model/serverless';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

/** By SID or unique name. Throws a 404. */
export function serviceAt(world: World, id: string): ServerlessService {
  const all = [...world.serverlessServices.values()];
  const service = all.find(({ sid, uniqueName }) => sid === id || uniqueName === id);
  if (!service) throw TwilioError.notFound(`/Services/${id}`);
  return service;
}

/** Throws a 404. */
export function environmentOf(service: ServerlessService, sid: string): ServerlessEnvironment {
  return memberOf(service.environments, sid, `/Services/${service.sid}/Environments/${sid}`);
}

/** Throws a 404 that names the path. */
export function memberOf<T>(members: ReadonlyMap<Sid, T>, sid: string, path: string): T {
  const member = members.get(sid);
  if (!member) throw TwilioError.notFound(path);
  return member;
}
