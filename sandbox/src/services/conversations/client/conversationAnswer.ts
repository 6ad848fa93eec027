import { TwilioError } from '../../../http/TwilioError';
import type { Conversation, MessagingBinding } from '../../../model/conversations';
import type { TwilsockAnswer, TwilsockRequest } from '../../../wire/twilsock/TwilsockConnection';
import { objectNames } from '../ConversationProjection';
import { messagingType } from '../ParticipantRegistry';
import { methodNotAllowed, page, text } from './clientAnswers';
import type { ClientContext } from './clientAnswers';

export const conversationJson = ({ json }: ClientContext, conversation: Conversation): Record<string, unknown> => ({
  ...json.conversation(conversation),
  created_by: conversation.createdBy,
  messages_count: conversation.messages.length,
  participants_count: conversation.participants.size,
  sync_objects: {
    conversation: objectNames.conversation(conversation.sid),
    messages: objectNames.messages(conversation.sid),
    roster: objectNames.participants(conversation.sid),
  },
});

/** `Conversations/…`: conversations with their participants and messages. */
export function conversationAnswer(context: ClientContext, request: TwilsockRequest, path: string[]): TwilsockAnswer {
  const { conversations, access } = context;
  const { from, method } = request;
  const [id, part, ...rest] = path;
  if (id === undefined) {
    if (method !== 'POST') throw methodNotAllowed();
    const conversation = conversations.create({
      friendlyName: text(request, 'friendly_name'),
      uniqueName: text(request, 'unique_name'),
      attributes: text(request, 'attributes'),
      createdBy: from.identity,
    });
    return { status: 201, body: conversationJson(context, conversation) };
  }

  const conversation = conversations.fetch(id);
  access.checkRead(from, conversation);
  switch (part) {
    case undefined:
      return singleConversation(context, request, conversation);
    case 'Participants':
      return participantsAnswer(context, request, conversation, rest[0]);
    case 'Messages':
      return messagesAnswer(context, request, conversation, rest);
    case 'MessageRecipients':
      // Only e-mail has recipients; Flex asks for every conversation and fails without an answer.
      return page(request, 'message_recipients', []);
    default:
      throw TwilioError.notFound(`/${request.path.join('/')}`);
  }
}

function singleConversation(
  context: ClientContext,
  request: TwilsockRequest,
  conversation: Conversation,
): TwilsockAnswer {
  if (request.method !== 'GET') context.access.checkWrite(request.from, conversation);
  if (request.method === 'DELETE') {
    context.conversations.remove(conversation.sid);
    return { status: 204 };
  }
  if (request.method === 'POST') {
    context.conversations.update(conversation.sid, {
      friendlyName: text(request, 'friendly_name'),
      uniqueName: text(request, 'unique_name'),
      attributes: text(request, 'attributes'),
    });
  }
  return { body: conversationJson(context, conversation) };
}

function participantsAnswer(
  context: ClientContext,
  request: TwilsockRequest,
  conversation: Conversation,
  id: string | undefined,
): TwilsockAnswer {
  const { participants, access, json } = context;
  const { from, method } = request;
  if (id === undefined) {
    if (method === 'GET') {
      return page(request, 'participants', participants.list(conversation), (one) => json.participant(one));
    }
    // Whoever made a conversation is not in it yet, and may join.
    if (conversation.createdBy !== from.identity) access.checkWrite(from, conversation);
    const participant = participants.add(conversation.sid, {
      identity: text(request, 'identity'),
      messagingBinding: messagingBinding(request),
      attributes: text(request, 'attributes'),
    });
    return { status: 201, body: json.participant(participant) };
  }

  const participant = participants.fetch(conversation, id);
  if (method === 'GET') return { body: json.participant(participant) };
  access.checkWrite(from, conversation);
  if (method === 'DELETE') {
    participants.remove(conversation.sid, participant.sid);
    return { status: 204 };
  }
  participants.update(conversation, participant.sid, { attributes: text(request, 'attributes') });
  return { body: json.participant(participant) };
}

function messagingBinding({ body }: TwilsockRequest): MessagingBinding | undefined {
  const binding = body['messaging_binding'] as { address?: string; proxy_address?: string } | undefined;
  if (!binding?.address) return undefined;
  return {
    type: messagingType(binding.address),
    address: binding.address,
    proxyAddress: binding.proxy_address ?? '',
  };
}

function messagesAnswer(
  context: ClientContext,
  request: TwilsockRequest,
  conversation: Conversation,
  [id, part]: string[],
): TwilsockAnswer {
  const { messages, media, access, json } = context;
  const { from, method, body } = request;
  if (id === undefined) {
    if (method === 'GET') return page(request, 'messages', conversation.messages, (one) => json.message(one));
    const { sid } = access.checkWrite(from, conversation);
    const message = messages.add(conversation.sid, {
      author: request.changed?.['author'] ?? from.identity,
      participantSid: sid,
      body: text(request, 'body') ?? null,
      attributes: text(request, 'attributes'),
      media: media.forMessage((body['media_sids'] as string[] | undefined) ?? []),
      contentSid: text(request, 'content_sid'),
      contentVariables: text(request, 'content_variables'),
    });
    return { status: 201, body: json.message(message) };
  }

  const message = messages.fetch(conversation, id);
  if (part === 'Receipts') {
    return page(request, 'delivery_receipts', message.receipts, (receipt) => json.receipt(message, receipt));
  }
  // The SDK takes this code for "none", and asks again after any other.
  if (part === 'ChannelMetadata') throw new TwilioError(404, 50530, 'Message channel metadata not found');
  if (method === 'GET') return { body: json.message(message) };
  access.checkWrite(from, conversation);
  if (message.author !== from.identity) throw new TwilioError(403, 20403, 'Only the author may change a message');
  if (method === 'DELETE') {
    messages.remove(conversation, message.sid);
    return { status: 204 };
  }
  messages.update(conversation, message.sid, {
    author: request.changed?.['author'],
    body: text(request, 'body'),
    attributes: text(request, 'attributes'),
  });
  return { body: json.message(message) };
}
