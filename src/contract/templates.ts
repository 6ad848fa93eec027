import * as v from 'valibot';

import { MESSAGE_LIMIT } from './messageLimit';
import { hasControls, isBlank } from './text';

/** `POST /templates`: the account's WhatsApp templates that are approved, as far as Conversations sends them. */
export const templatesRequest = v.object({});

/** Every text of it, and every address, has `{{1}}` where a variable stands. */
export const template = v.object({
  contentSid: v.string(),
  name: v.string(),
  /** As Meta writes it, such as `en` or `pt_BR`. */
  language: v.string(),
  /** Addresses of pictures, videos and files, which stand above the text. */
  media: v.array(v.string()),
  /** Of a card, above its text. */
  title: v.optional(v.string()),
  body: v.string(),
  /** Of a card, below its text. */
  footer: v.optional(v.string()),
  /** Every variable of the template, in order, with its example. */
  variables: v.array(v.object({ name: v.string(), example: v.string() })),
  /** `opens`: the address, number or code that the button leads to. A reply has none. */
  buttons: v.array(v.object({ text: v.string(), opens: v.optional(v.string()) })),
  /** What a list's button opens. */
  items: v.array(v.object({ title: v.string(), description: v.optional(v.string()) })),
});

export const templatesResponse = v.object({ ok: v.literal(true), templates: v.array(template) });

export type Template = v.InferOutput<typeof template>;

/**
 * Why Twilio takes no message with this value of a template's variable (21656): it shows nothing, or has a line break, a
 * tab, or more than four spaces in a row; or it is too long (21658). https://www.twilio.com/docs/api/errors/21656
 */
export function variableProblem(value: string): 'blank' | 'format' | 'long' | undefined {
  if (isBlank(value)) return 'blank';
  if (hasControls(value) || / {5}/.test(value)) return 'format';
  return value.length > MESSAGE_LIMIT ? 'long' : undefined;
}
