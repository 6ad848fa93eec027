import { TwilioError } from '../../../http/TwilioError';
import type { Conversation, Participant } from '../../../model/conversations';
import type { TwilsockAnswer, TwilsockRequest } from '../../../wire/twilsock/TwilsockConnection';
import { objectNames } from '../ConversationProjection';
import { methodNotAllowed, page, text } from './clientAnswers';
import type { ClientContext } from './clientAnswers';
import { conversationJson } from './conversationAnswer';

/** `Users/…`: users, and the conversations of the one who asks. */
export function usersAnswer(context: ClientContext, request: TwilsockRequest, path: string[]): TwilsockAnswer {
  const { users, json } = context;
  const [id = '', part, conversationId] = path;
  if (part === 'Conversations') return userConversations(context, request, conversationId);

  const user = users.fetch(id);
  if (request.method === 'POST') {
    if (user.identity !== request.from.identity) throw new TwilioError(403, 20403, 'Forbidden');
    users.update(user.identity, {
      friendlyName: text(request, 'friendly_name'),
      attributes: text(request, 'attributes'),
    });
  }
  return { body: { ...json.user(user), sync_objects: { user_info_map: objectNames.userInfo(user.sid) } } };
}

function userConversations(
  context: ClientContext,
  request: TwilsockRequest,
  conversationId: string | undefined,
): TwilsockAnswer {
  const { conversations, participants, access, users } = context;
  const { from, method, body } = request;
  if (conversationId === undefined) {
    if (method !== 'GET') throw methodNotAllowed();
    const own = conversations.list().flatMap((conversation) => {
      const participant = access.participant(from, conversation);
      return participant ? [{ conversation, participant }] : [];
    });
    return page(request, 'conversations', own, (one) => ownJson(context, one.conversation, one.participant));
  }

  const conversation = conversations.fetch(conversationId);
  const participant = access.participant(from, conversation);
  if (!participant) throw new TwilioError(404, 50432, 'The user is not a participant of the conversation');
  if (method === 'POST') {
    const level = text(request, 'notification_level');
    const { muted } = users.open(from.identity);
    if (level === 'muted') muted.add(conversation.sid);
    if (level === 'default') muted.delete(conversation.sid);
    // Null is a value of its own: everything unread.
    const lastReadMessageIndex = body['last_read_message_index'] as number | null | undefined;
    participants.update(conversation, participant.sid, { lastReadMessageIndex });
  }
  return { body: ownJson(context, conversation, participant) };
}

function ownJson(context: ClientContext, conversation: Conversation, participant: Participant) {
  const { lastReadMessageIndex } = participant;
  const unread = conversation.messages.filter(
    ({ index }) => lastReadMessageIndex === null || index > lastReadMessageIndex,
  );
  const muted = participant.identity !== null && context.users.open(participant.identity).muted.has(conversation.sid);
  return {
    ...conversationJson(context, conversation),
    conversation_sid: conversation.sid,
    participant_sid: participant.sid,
    status: 'joined',
    notification_level: muted ? 'muted' : 'default',
    last_read_message_index: lastReadMessageIndex,
    unread_messages_count: unread.length,
  };
}
