import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import { PARTICIPANT_CONVERSATIONS_PAGE } from '../limits';
import type { RestContext } from './RestContext';

/**
 * Every conversation that an identity or an address takes part in, whatever its state.
 * https://www.twilio.com/docs/conversations-classic/api/participant-conversation-resource
 */
export function participantConversationRoutes({ router, json, conversations, participants, users }: RestContext): void {
  router.get('/ParticipantConversations', (request, response) => {
    const parameters = parametersOf(request);
    const [identity, address] = [parameters.text('Identity'), parameters.text('Address')];
    if (!identity && !address) throw TwilioError.missing('Identity or Address');
    const found = conversations.list().flatMap((conversation) =>
      participants
        .list(conversation)
        .filter(
          (participant) =>
            (!identity || participant.identity === identity) &&
            (!address || participant.messagingBinding?.address === address),
        )
        .map((participant) => ({ conversation, participant })),
    );
    response.json(
      page(
        request,
        'conversations',
        found,
        ({ conversation, participant }) => {
          const user = participant.identity === null ? undefined : users.find(participant.identity);
          return json(request).participantConversation(conversation, participant, user);
        },
        PARTICIPANT_CONVERSATIONS_PAGE,
      ),
    );
  });
}
