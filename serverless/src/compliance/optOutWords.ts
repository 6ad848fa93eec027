import type { Twilio } from 'twilio';

import { isPhoneNumber } from '../../../src/contract/address/messagingAddress';
import type { Settings } from '../../../src/settings/settingsSchema';
import { wordsOf } from '../inbound/containsWords';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { ConfigurationRead } from '../settings/flexConfiguration';
import type { MessagingEvent, OptOutChange } from './optOutEvents';
import { optOutChange } from './optOutEvents';

/** Unlike Twilio's own words of SMS, none that customers say of an appointment: no "cancel", no "end", no "yes". */
const OPT_OUT = [
  ...['stop', 'stop all', 'stopall', 'unsubscribe', 'opt out', 'optout', 'stop messages', 'no more messages'],
  ...['baja', 'darme de baja', 'dar de baja', 'cancelar suscripción', 'no más mensajes', 'no quiero más mensajes'],
  ...['sair', 'parar', 'descadastrar', 'cancelar inscrição', 'não quero mais mensagens', 'chega de mensagens'],
];
const OPT_IN = ['start', 'unstop', 'opt in', 'subscribe', 'alta', 'darme de alta', 'voltar a receber', 'inscrever'];

/** Characters, above what any of the settings' words may have: a longer message is none, and costs no look. */
const LONGEST = 80;

/** Buttons are pressed on one of the latest. */
const LATEST_MESSAGES = 20;

/** What Twilio posts beside the text of a button or a list's item. https://www.twilio.com/docs/messaging/guides/webhook-request */
const isPressed = ({ ButtonPayload, ButtonText, ListId, ListTitle, ChannelMetadata }: MessagingEvent): boolean =>
  [ButtonPayload, ButtonText, ListId, ListTitle].some(Boolean) ||
  /"(Button(Payload|Text)|List(Id|Title))"/.test(ChannelMetadata ?? '');

/** A customer's own message, on a channel on which Twilio knows no words. Whoever writes in a chat comes by themselves. */
const mayBeWord = (event: MessagingEvent): event is MessagingEvent & { Body: string } => {
  const { EventType, Author, From, Source, Body, OptOutType } = event;
  const isOfCustomer =
    EventType === 'onMessageAdded' ? Source !== 'SDK' && Source !== 'API' : EventType === undefined && !OptOutType;
  const address = EventType === undefined ? From : Author;
  const hasWords = address !== undefined && address.includes(':') && !isPhoneNumber(address);
  return isOfCustomer && hasWords && Boolean(Body) && Body!.length <= LONGEST && !isPressed(event);
};

const plain = (text: string): string => wordsOf(text).join(' ');

/** The whole message is one of them: case, accents and punctuation do not count. */
const isAmong = (text: string, words: readonly string[]): boolean => {
  const said = plain(text);
  return said !== '' && words.some((word) => plain(word) === said);
};

function changeByWord({ consent }: Pick<Settings, 'consent'>, text: string): OptOutChange | undefined {
  const { optOutWords = OPT_OUT, optInWords = OPT_IN } = consent;
  if (isAmong(text, optOutWords)) return { kind: 'record', cause: 'STOP' };
  return isAmong(text, optInWords) ? { kind: 'remove' } : undefined;
}

/**
 * What an event changes about a customer's opt-out: by what Twilio calls one, and on the channels where it knows no words,
 * by those of the settings.
 * @param configuration asked for a short message on such a channel alone
 */
export async function optOutChangeOf(
  twilio: Twilio,
  event: MessagingEvent,
  configuration: () => ConfigurationRead,
): Promise<Result<OptOutChange | undefined, FunctionError>> {
  const change = optOutChange(event);
  if (change || !mayBeWord(event)) return success(change);
  const read = await configuration();
  if (!read.ok) return read;
  const byWord = changeByWord(read.value.settings, event.Body);
  if (!byWord) return success(undefined);
  const button = await isButton(twilio, event);
  if (!button.ok) return failure(twilioError(button.error));
  return success(button.value ? undefined : byWord);
}

/**
 * Whether the text stands on a button that we have sent lately: Conversations tells of no `ButtonPayload`. Asked only of
 * the few messages that are a word.
 */
async function isButton(
  twilio: Twilio,
  { ChatServiceSid, ConversationSid, Body = '' }: MessagingEvent,
): Promise<Result<boolean, TwilioFailure>> {
  if (ChatServiceSid === undefined || ConversationSid === undefined) return success(false);
  const conversation = twilio.conversations.v1.services(ChatServiceSid).conversations(ConversationSid);
  const listed = await attempt(() => conversation.messages.list({ order: 'desc', limit: LATEST_MESSAGES }));
  if (!listed.ok) return listed.error.status === 404 ? success(false) : listed;
  const templates = new Set(listed.value.flatMap(({ contentSid }) => contentSid ?? []));
  const found = await Promise.all([...templates].map((sid) => attempt(() => twilio.content.v1.contents(sid).fetch())));
  for (const template of found) {
    if (!template.ok && template.error.status !== 404) return template;
    if (template.ok && isAmong(Body, titlesIn(template.value.types))) return success(true);
  }
  return success(false);
}

/** The texts of buttons and of a list's items, wherever they stand in a template. */
function titlesIn(types: unknown): string[] {
  if (typeof types !== 'object' || types === null) return [];
  return Object.entries(types).flatMap(([key, value]) => {
    if (typeof value !== 'string') return titlesIn(value);
    return ['title', 'item', 'text'].includes(key) ? [value] : [];
  });
}
