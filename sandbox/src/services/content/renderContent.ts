import type { ContentAction, ContentTemplate, ContentType, RenderedContent } from '../../model/content';
import type { MessagingType } from '../../model/conversations';

const PLACEHOLDER = /\{\{\s*([^{}\s]*)\s*\}\}/g;
const MAXIMUM_VARIABLES = 100;
/** Characters of one value. https://www.twilio.com/docs/api/errors/21658 */
export const LONGEST_VALUE = 1600;

/** Channels that show no more than text and files; they take the plainest kind that a template has. */
const PLAIN_CHANNELS: readonly string[] = ['sms', 'email', 'chat'];
const PLAIN_TYPES: readonly string[] = ['twilio/text', 'twilio/media'];

/**
 * `ContentVariables` as a message gives them: JSON text of an object with texts. Undefined where it is something else.
 * https://www.twilio.com/docs/content/using-variables-with-content-api
 */
export function parseContentVariables(text: string | undefined): Record<string, string> | undefined {
  if (!text) return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const isText = (entry: [string, unknown]): entry is [string, string] => isValue(entry[1]);
  return entries.length <= MAXIMUM_VARIABLES && entries.every(isText) ? Object.fromEntries(entries) : undefined;
}

/** A text that shows something, in one line, with no more than four spaces in a row. https://www.twilio.com/docs/api/errors/21656 */
const isValue = (value: unknown): boolean =>
  typeof value === 'string' && /[^\s\p{Cf}]/u.test(value) && !/[\n\r\t]| {5}/.test(value);

/** Of several kinds a channel gets the richest that it shows. https://www.twilio.com/docs/content/content-types-overview#channel-support-and-priority-order */
const BY_RICHNESS: readonly string[] = [
  ...['twilio/text', 'twilio/media', 'twilio/location', 'twilio/quick-reply', 'twilio/call-to-action'],
  ...['twilio/list-picker', 'twilio/card', 'twilio/carousel', 'twilio/catalog', 'twilio/pay', 'twilio/flows'],
  ...['whatsapp/flows', 'whatsapp/card', 'whatsapp/authentication'],
];

/** The kind of a template's content that goes out on this channel. */
export function typeFor({ types }: ContentTemplate, channel: MessagingType | 'chat'): string {
  const names = Object.keys(types);
  const isShown = (name: string): boolean => !PLAIN_CHANNELS.includes(channel) || PLAIN_TYPES.includes(name);
  const fits = BY_RICHNESS.filter((name) => names.includes(name) && isShown(name)).at(-1);
  return fits ?? names[0] ?? 'twilio/text';
}

const textsOf = (type: ContentType, ...keys: string[]): string[] =>
  keys.map((key) => type[key]).filter((value): value is string => typeof value === 'string' && value !== '');

function actionsOf({ actions, items }: ContentType): ContentAction[] {
  const listed = (Array.isArray(items) ? (items as { item?: string; id?: string }[]) : []).map(({ item = '', id }) => ({
    type: 'LIST_ITEM',
    title: item,
    ...(id !== undefined && { id }),
  }));
  const buttons = (Array.isArray(actions) ? (actions as Partial<ContentAction>[]) : []).map((action) => ({
    ...action,
    type: action.type ?? 'QUICK_REPLY',
    title: action.title ?? '',
  }));
  return [...buttons, ...listed];
}

/** The template with its placeholders filled in. Undefined where one of them has neither a value nor a default. */
export function renderContent(
  template: ContentTemplate,
  variables: Record<string, string>,
  channel: MessagingType | 'chat',
): RenderedContent | undefined {
  const values: Record<string, string> = { ...template.variables, ...variables };
  const typeName = typeFor(template, channel);
  let complete = true;
  const fill = (text: string): string =>
    text.replace(PLACEHOLDER, (_all, name: string) => {
      const value = values[name];
      if (!value) complete = false;
      return value ?? '';
    });
  const filled = JSON.parse(JSON.stringify(template.types[typeName]), (_key, value: unknown) =>
    typeof value === 'string' ? fill(value) : value,
  ) as ContentType;
  const media = [filled['media']].flat().filter((url): url is string => typeof url === 'string' && url !== '');
  const rendered: RenderedContent = {
    contentSid: template.sid,
    type: typeName,
    body: textsOf(filled, 'header_text', 'title', 'body', 'subtitle', 'footer').join('\n'),
    mediaUrls: media,
    actions: actionsOf(filled),
  };
  return complete ? rendered : undefined;
}
