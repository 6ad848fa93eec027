import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Parameters } from '../../../http/parameters';
import type { RestContext } from './RestContext';

const changeOf = (parameters: Parameters) => ({
  friendlyName: parameters.text('FriendlyName'),
  attributes: parameters.text('Attributes'),
  roleSid: parameters.text('RoleSid'),
});

/** Who is deleted leaves every conversation. https://www.twilio.com/docs/conversations-classic/api/user-resource */
export function userRoutes({ router, json, users, conversations, participants }: RestContext): void {
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
  router.delete('/Users/:sid', (request, response) => {
    const { identity } = users.fetch(request.params.sid);
    for (const conversation of conversations.list()) {
      const participant = participants.byIdentity(conversation, identity);
      if (participant) participants.remove(conversation.sid, participant.sid);
    }
    users.remove(identity);
    response.sendStatus(204);
  });
}
