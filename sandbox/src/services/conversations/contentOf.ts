import { TwilioError } from '../../http/TwilioError';
import type { Conversation } from '../../model/conversations';
import type { World } from '../../World';
import { LONGEST_VALUE, parseContentVariables, typeFor } from '../content/renderContent';
import type { NewMessage } from '../Services';

const CONTENT_SID = /^HX[0-9a-f]{32}$/;

/** https://www.twilio.com/docs/api/errors/50542 */
const SUPPORTED_TYPES: readonly string[] = [
  'twilio/text',
  'twilio/media',
  'twilio/location',
  'twilio/quick-reply',
  'twilio/call-to-action',
  'twilio/list-picker',
  'twilio/card',
];

/** What a message made from a template says, and with which variables. Undefined for any other message. */
export function contentOf(
  world: World,
  conversation: Conversation,
  { contentSid, contentVariables }: NewMessage,
): { body: string; variables: Record<string, string> } | undefined {
  if (!contentSid) {
    if (contentVariables) throw new TwilioError(400, 50528, 'Content SID is missing');
    return undefined;
  }
  const { content } = world.services;
  const template = CONTENT_SID.test(contentSid) ? content.find(contentSid) : undefined;
  if (!template) throw new TwilioError(400, 50526, 'Invalid content SID');
  const binding = [...conversation.participants.values()].find(({ messagingBinding }) => messagingBinding);
  const channel = binding?.messagingBinding?.type ?? 'chat';
  if (!SUPPORTED_TYPES.includes(typeFor(template, channel))) {
    throw new TwilioError(400, 50542, 'Unsupported Content Template Type');
  }
  const variables = parseContentVariables(contentVariables);
  const isTooLong = Object.values(variables ?? {}).some((value) => value.length > LONGEST_VALUE);
  const rendered = variables && !isTooLong && content.render(template, variables, channel);
  if (!rendered) throw new TwilioError(400, 50527, 'Invalid content variables format');
  return { body: rendered.body, variables };
}
