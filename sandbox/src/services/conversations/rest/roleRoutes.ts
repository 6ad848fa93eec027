import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import { TwilioError } from '../../../http/TwilioError';
import { restDate } from '../ResourceJson';
import type { DatedRole } from '../RoleRegistry';
import type { RestContext } from './RestContext';

const permissionsOf = (parameters: Parameters): string[] => {
  const permissions = parameters.list('Permission');
  if (!permissions) throw TwilioError.missing('Permission');
  return permissions;
};

/** https://www.twilio.com/docs/conversations-classic/api/role-resource */
export function roleRoutes({ router, json, roles, world }: RestContext): void {
  const roleJson =
    (base: string) =>
    (role: DatedRole): Record<string, unknown> => ({
      sid: role.sid,
      account_sid: world.account.sid,
      chat_service_sid: world.chatServiceSid,
      friendly_name: role.friendlyName,
      type: role.type,
      permissions: role.permissions,
      date_created: restDate(role.dateCreated),
      date_updated: restDate(role.dateUpdated),
      url: `${base}/Roles/${role.sid}`,
    });

  router.post('/Roles', (request, response) => {
    const parameters = parametersOf(request);
    const role = roles.create(
      parameters.required('FriendlyName'),
      parameters.required('Type'),
      permissionsOf(parameters),
    );
    response.status(201).json(roleJson(json(request).base)(role));
  });
  router.get('/Roles', (request, response) => {
    response.json(page(request, 'roles', roles.list(), roleJson(json(request).base)));
  });
  router.get('/Roles/:sid', (request, response) => {
    response.json(roleJson(json(request).base)(roles.fetch(request.params.sid)));
  });
  router.post('/Roles/:sid', (request, response) => {
    const role = roles.update(request.params.sid, permissionsOf(parametersOf(request)));
    response.json(roleJson(json(request).base)(role));
  });
  router.delete('/Roles/:sid', (request, response) => {
    roles.remove(request.params.sid);
    response.sendStatus(204);
  });
}
