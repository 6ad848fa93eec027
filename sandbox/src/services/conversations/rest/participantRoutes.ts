import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { messagingType } from '../ParticipantRegistry';
import type { NewParticipant } from '../ParticipantRegistry';
import type { RestContext } from './RestContext';

/** A participant by identity, by address, or, in a group text, by identity and projected address. */
export function newParticipant(given: {
  identity?: string;
  attributes?: string;
  roleSid?: string;
  address?: string;
  proxyAddress?: string;
  projectedAddress?: string;
}): NewParticipant {
  const { identity, attributes, roleSid, address = '', proxyAddress = '', projectedAddress } = given;
  const bound = address || projectedAddress || proxyAddress;
  return {
    identity,
    attributes,
    roleSid,
    ...(bound && { messagingBinding: { type: messagingType(bound), address, proxyAddress, projectedAddress } }),
  };
}

/** https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource */
export function participantRoutes({ router, json, conversations, participants }: RestContext): void {
  router.post('/Conversations/:conversationSid/Participants', (request, response) => {
    const parameters = parametersOf(request);
    const participant = participants.add(
      request.params.conversationSid,
      newParticipant({
        identity: parameters.text('Identity'),
        attributes: parameters.text('Attributes'),
        roleSid: parameters.text('RoleSid'),
        address: parameters.text('MessagingBinding.Address'),
        proxyAddress: parameters.text('MessagingBinding.ProxyAddress'),
        projectedAddress: parameters.text('MessagingBinding.ProjectedAddress'),
      }),
    );
    response.status(201).json(json(request).participant(participant));
  });
  router.get('/Conversations/:conversationSid/Participants', (request, response) => {
    const all = participants.list(conversations.fetch(request.params.conversationSid));
    response.json(page(request, 'participants', all, (participant) => json(request).participant(participant)));
  });
  router.get('/Conversations/:conversationSid/Participants/:sid', (request, response) => {
    const { conversationSid, sid } = request.params;
    response.json(json(request).participant(participants.fetch(conversations.fetch(conversationSid), sid)));
  });
  router.post('/Conversations/:conversationSid/Participants/:sid', (request, response) => {
    const { conversationSid, sid } = request.params;
    const parameters = parametersOf(request);
    const participant = participants.update(conversations.fetch(conversationSid), sid, {
      attributes: parameters.text('Attributes'),
      roleSid: parameters.text('RoleSid'),
      identity: parameters.text('Identity'),
      lastReadMessageIndex: parameters.integer('LastReadMessageIndex'),
    });
    response.json(json(request).participant(participant));
  });
  router.delete('/Conversations/:conversationSid/Participants/:sid', (request, response) => {
    participants.remove(request.params.conversationSid, request.params.sid);
    response.sendStatus(204);
  });
}
