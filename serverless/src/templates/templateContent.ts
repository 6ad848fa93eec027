import * as v from 'valibot';

import type { Template } from '../../../src/contract/templates';

/**
 * The kinds of content, the plainest first: of several in one template WhatsApp gets the last. Conversations refuses those
 * after the card (50542). https://www.twilio.com/docs/content/content-types-overview#channel-support-and-priority-order
 */
const KINDS = [
  ...['twilio/text', 'twilio/media', 'twilio/location', 'twilio/quick-reply', 'twilio/call-to-action'],
  ...['twilio/list-picker', 'twilio/card', 'twilio/carousel', 'twilio/catalog', 'twilio/pay', 'twilio/flows'],
  ...['whatsapp/flows', 'whatsapp/card', 'whatsapp/authentication'],
];

/** Those that Conversations sends and that can be shown here: of a place there is no text. https://www.twilio.com/docs/api/errors/50542 */
const SHOWN = ['text', 'media', 'quick-reply', 'call-to-action', 'list-picker', 'card'].map((kind) => `twilio/${kind}`);

/** A template's kinds of content by their names. */
export const contentTypes = v.record(v.string(), v.record(v.string(), v.unknown()));
type ContentTypes = v.InferOutput<typeof contentTypes>;

const text = v.fallback(v.optional(v.string()), undefined);
const action = v.object({ title: text, url: text, phone: text, code: text });
/** What the kinds of content have in common, as far as a customer reads it. */
const content = v.object({
  title: text,
  body: text,
  subtitle: text,
  /** Of a list. */
  button: text,
  actions: v.fallback(v.array(action), []),
  /** Addresses of pictures and files. */
  media: v.fallback(v.array(v.string()), []),
  /** Of a list. */
  items: v.fallback(v.array(v.object({ item: text, description: text })), []),
});

/** What a customer reads of a template, with its placeholders. */
export type TemplateContent = Pick<Template, 'media' | 'title' | 'body' | 'footer' | 'buttons' | 'items'> & {
  /** The names of its variables, in the order in which a reader meets them. */
  names: string[];
};

const namesIn = (value: string): string[] => [...value.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map(([, name]) => name!);

const given = (value: string | undefined): value is string => value !== undefined && value !== '';

/**
 * The content that WhatsApp's customer gets of these kinds, undefined where it cannot be sent or shown here.
 * @param approved the kind that WhatsApp has approved; of a template with several, another one may go out
 */
export function templateContent(types: ContentTypes, approved?: string | null): TemplateContent | undefined {
  const kinds = Object.keys(types);
  if (kinds.some((kind) => !KINDS.includes(kind))) return undefined;
  const sent = KINDS.findLast((kind) => kinds.includes(kind));
  if (sent === undefined || !SHOWN.includes(sent) || (approved && approved !== sent)) return undefined;
  const kind = types[sent]!;
  const { title, body, subtitle, button, actions, media, items } = v.parse(content, kind);
  const shown = [...media, title, body, subtitle].filter(given);
  return {
    media: media.filter(given),
    ...(given(title) ? { title } : {}),
    body: body ?? '',
    ...(given(subtitle) ? { footer: subtitle } : {}),
    buttons: [
      ...(given(button) ? [{ text: button }] : []),
      ...actions.flatMap(({ title: label, url, phone, code }) => {
        const opens = [url, phone, code].find(given);
        return given(label) ? [{ text: label, ...(opens ? { opens } : {}) }] : [];
      }),
    ],
    items: items.flatMap(({ item, description }) =>
      given(item) ? [{ title: item, ...(given(description) ? { description } : {}) }] : [],
    ),
    // Those of buttons after those of the text.
    names: [...new Set([...namesIn(shown.join('\n')), ...namesIn(JSON.stringify(kind))])],
  };
}
