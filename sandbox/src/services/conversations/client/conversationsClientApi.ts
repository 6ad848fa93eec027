import { TwilioError } from '../../../http/TwilioError';
import type { TwilsockAnswer, TwilsockRequest } from '../../../wire/twilsock/TwilsockConnection';
import type { ConversationsChange } from '../../Services';
import type { World } from '../../../World';
import { objectNames } from '../ConversationProjection';
import { ResourceJson, restDate } from '../ResourceJson';
import type { ConversationParts } from '../ConversationParts';
import { conversationAnswer } from './conversationAnswer';
import { methodNotAllowed, page, text } from './clientAnswers';
import type { ClientContext } from './clientAnswers';
import { usersAnswer } from './usersAnswer';

export const CLIENT_HOST = 'aim.us1.twilio.com';

/** Seconds that the SDK keeps quiet about typing after it told us once. */
const TYPING_SECONDS = 5;

/** The Conversations SDK's own HTTP interface, host `aim.us1.twilio.com` inside Twilsock. */
export function conversationsClientApi(
  world: World,
  parts: ConversationParts,
): (request: TwilsockRequest) => TwilsockAnswer | Promise<TwilsockAnswer> {
  const base = `/Client/v2/Services/${world.chatServiceSid}`;
  const context: ClientContext = { ...parts, json: new ResourceJson(world, `https://${CLIENT_HOST}${base}`) };
  return (request) => {
    const path = `/${request.path.join('/')}`;
    if (path === '/Client/v2/Configuration') return { body: configuration(context, request) };
    if (path === '/Client/v2/ContentTemplates') return templates(world, request);
    if (path === '/v1/typing') return typing(world, context, request);
    if (!path.startsWith(`${base}/`)) throw TwilioError.notFound(path);
    const [, , , , resource, ...rest] = request.path;
    if (resource !== 'Users' && resource !== 'Conversations') throw TwilioError.notFound(path);
    const origin = { source: 'SDK', clientIdentity: request.from.identity, firesWebhooks: true } as const;
    const carryOn = (asked: TwilsockRequest): TwilsockAnswer =>
      world.origin.run(origin, () =>
        resource === 'Users' ? usersAnswer(context, asked, rest) : conversationAnswer(context, asked, rest),
      );
    if (resource === 'Conversations') {
      const changes = world.origin.run(origin, () => world.services.webhooks.askBefore(changeOf(request, rest)));
      if (changes)
        return changes.then((changed) => carryOn({ ...request, body: { ...request.body, ...changed }, changed }));
    }
    return carryOn(request);
  };
}

/** The SDK names its parameters in lower case, with underscores; the author of a message is whoever signed in. */
const changeOf = (request: TwilsockRequest, path: string[]): ConversationsChange => ({
  method: request.method as ConversationsChange['method'],
  path,
  read: (name) => {
    if (name === 'Author') return path.length === 2 ? request.from.identity : undefined;
    return text(request, name.replace(/(?!^)(?=[A-Z])/g, '_').toLowerCase());
  },
});

function templates(world: World, request: TwilsockRequest): TwilsockAnswer {
  return page(request, 'templates', [...world.contentTemplates.values()], (template) => ({
    sid: template.sid,
    account_sid: world.account.sid,
    friendly_name: template.friendlyName,
    // The SDK parses this one, and only this one, from text.
    variables: JSON.stringify(template.variables),
    variants: template.types,
    date_created: restDate(template.dateCreated),
    date_updated: restDate(template.dateUpdated),
  }));
}

/** What the SDK asks first: who it is, the names of its Sync objects, and the addresses of everything else. */
function configuration({ users, json }: ClientContext, { from }: TwilsockRequest): Record<string, unknown> {
  const user = users.open(from.identity);
  const media = json.base.replace(/^.*\/Services\//, 'https://mcs.us1.twilio.com/v1/Services/');
  return {
    identity: user.identity,
    url: `https://${CLIENT_HOST}/Client/v2/Configuration`,
    sync_objects: {
      my_conversations: objectNames.userConversations(user.sid),
      my_user_info: objectNames.userInfo(user.sid),
    },
    links: {
      my_conversations: `${json.base}/Users/${user.sid}/Conversations`,
      conversations: `${json.base}/Conversations`,
      users: `${json.base}/Users`,
      current_user: `${json.base}/Users/${user.sid}`,
      typing: `https://${CLIENT_HOST}/v1/typing`,
      media_service: `${media}/Media`,
      media_set_service: `${media}/MediaSet`,
      messages_receipts: `${json.base}/Conversations/%s/Messages/%s/Receipts`,
    },
    options: {
      consumption_report_interval: 'PT5S',
      http_cache_interval: 'PT5S',
      user_infos_to_subscribe: 100,
      reachability_enabled: false,
      my_conversations_page_size: 100,
      media_attachments_count_limit: 10,
      media_attachment_size_limit_in_mb: 150,
      media_attachments_total_size_limit_in_mb: 150,
      email_histories_allowed_mime_types: ['text/plain', 'text/html'],
      email_bodies_allowed_mime_types: ['text/plain', 'text/html'],
    },
  };
}

/** Tells the other participants that this one is typing. */
function typing(world: World, { conversations, access }: ClientContext, request: TwilsockRequest): TwilsockAnswer {
  if (request.method !== 'POST') throw methodNotAllowed();
  const { identity } = request.from;
  const conversation = conversations.fetch(new URLSearchParams(request.text).get('ChannelSid') ?? '');
  access.checkWrite(request.from, conversation);
  for (const participant of conversation.participants.values()) {
    if (participant.identity === null || participant.identity === identity) continue;
    world.twilsock.notify(participant.identity, 'twilio.ipmsg.typing_indicator', {
      channel_sid: conversation.sid,
      identity,
      // One second more than the sender's pause, so that the sign does not flicker.
      typing_timeout: TYPING_SECONDS + 1,
    });
  }
  return { body: { typing_timeout: TYPING_SECONDS } };
}
