import type { Request } from 'express';

import { TwilioError } from '../../../http/TwilioError';
import { page } from '../../../http/page';
import { parametersOf } from '../../../http/parameters';
import type { Conversation, Participant } from '../../../model/conversations';
import type { ChatUser } from '../UserRegistry';
import type { RestContext } from './RestContext';

interface Membership {
  conversation: Conversation;
  participant: Participant;
  user: ChatUser;
}

const LEVELS = ['default', 'muted'];

/** The conversations of one user, by SID or identity. https://www.twilio.com/docs/conversations-classic/api/user-conversation-resource */
export function userConversationRoutes({ router, json, conversations, participants, users }: RestContext): void {
  const path = '/Users/:userSid/Conversations';
  const membership = ({ params }: Request<{ userSid: string; sid: string }>): Membership => {
    const user = users.fetch(params.userSid);
    const conversation = conversations.fetch(params.sid);
    const participant = participants.byIdentity(conversation, user.identity);
    if (!participant) throw new TwilioError(404, 50432, `User ${user.sid} is not in conversation ${conversation.sid}`);
    return { conversation, participant, user };
  };
  const toJson =
    (request: Request<{ userSid: string }>) =>
    ({ conversation, participant, user }: Membership): Record<string, unknown> =>
      json(request as Request).userConversation(conversation, participant, user);

  router.get(path, (request, response) => {
    const user = users.fetch(request.params.userSid);
    const theirs = conversations.list().flatMap((conversation) => {
      const participant = participants.byIdentity(conversation, user.identity);
      return participant ? [{ conversation, participant, user }] : [];
    });
    response.json(page(request as Request, 'conversations', theirs, toJson(request)));
  });
  router.get(`${path}/:sid`, (request, response) => void response.json(toJson(request)(membership(request))));
  router.post(`${path}/:sid`, (request, response) => {
    const parameters = parametersOf(request);
    const level = parameters.text('NotificationLevel');
    if (level !== undefined && !LEVELS.includes(level)) throw TwilioError.invalid('NotificationLevel');
    const found = membership(request);
    const { conversation, participant, user } = found;
    if (level === 'muted') user.muted.add(conversation.sid);
    if (level === 'default') user.muted.delete(conversation.sid);
    const lastReadMessageIndex = parameters.integer('LastReadMessageIndex');
    if (lastReadMessageIndex !== undefined)
      participants.update(conversation, participant.sid, { lastReadMessageIndex });
    response.json(toJson(request)(found));
  });
  router.delete(`${path}/:sid`, (request, response) => {
    const { conversation, participant } = membership(request);
    participants.remove(conversation.sid, participant.sid);
    response.sendStatus(204);
  });
}
