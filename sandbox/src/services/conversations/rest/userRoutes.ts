import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { restDate } from '../ResourceJson';
import { ROLES } from '../roles';
import type { Role } from '../roles';
import type { RestContext } from './conversationsRest';

const changeOf = (parameters: Parameters) => ({
  friendlyName: parameters.text('FriendlyName'),
  attributes: parameters.text('Attributes'),
  roleSid: parameters.text('RoleSid'),
});

/** https://www.twilio.com/docs/conversations-classic/api/user-resource and …/role-resource */
export function userRoutes({ router, json, users, world }: RestContext): void {
  router.post('/Users', (request, response) => {
    const parameters = parametersOf(request);
    const user = users.create(parameters.required('Identity'), changeOf(parameters));
    response.status(201).json(json(request).user(user));
  });
  router.get('/Users', (request, response) => {
    response.json(page(request, 'users', users.list(), (user) => json(request).user(user)));
  });
  router.get('/Users/:sid', (request, response) => {
    response.json(json(request).user(users.fetch(request.params.sid)));
  });
  router.post('/Users/:sid', (request, response) => {
    response.json(json(request).user(users.update(request.params.sid, changeOf(parametersOf(request)))));
  });

  const start = restDate(world.clock.now());
  const roleJson = (base: string, role: Role): Record<string, unknown> => ({
    sid: role.sid,
    account_sid: world.account.sid,
    chat_service_sid: world.chatServiceSid,
    friendly_name: role.friendlyName,
    type: role.type,
    permissions: role.permissions,
    date_created: start,
    date_updated: start,
    url: `${base}/Roles/${role.sid}`,
  });
  router.get('/Roles', (request, response) => {
    response.json(page(request, 'roles', ROLES, (role) => roleJson(json(request).base, role)));
  });
  router.get('/Roles/:sid', (request, response) => {
    const role = ROLES.find(({ sid }) => sid === request.params.sid);
    if (!role) throw TwilioError.notFound(request.path);
    response.json(roleJson(json(request).base, role));
  });
}
