import * as v from 'valibot';

import { hasControls, isBlank } from './text';

/** `POST /templates`: the account's WhatsApp templates that are approved, as far as Conversations sends them. */
export const templatesRequest = v.object({});

export const template = v.object({
  contentSid: v.string(),
  name: v.string(),
  /** As Meta writes it, such as `en` or `pt_BR`. */
  language: v.string(),
  /** What the customer sees, the addresses of its pictures first, with `{{1}}` where a variable stands. */
  body: v.string(),
  /** Every variable of the template, in order, with its example. */
  variables: v.array(v.object({ name: v.string(), example: v.string() })),
  /** Texts of its buttons; of a list's button and its items. */
  buttons: v.array(v.string()),
});

export const templatesResponse = v.object({ ok: v.literal(true), templates: v.array(template) });

export type Template = v.InferOutput<typeof template>;

/**
 * Why Twilio takes no message with this value of a template's variable (21656): it shows nothing, or has a line break, a
 * tab, or more than four spaces in a row. https://www.twilio.com/docs/api/errors/21656
 */
export function variableProblem(value: string): 'blank' | 'format' | undefined {
  if (isBlank(value)) return 'blank';
  return hasControls(value) || / {5}/.test(value) ? 'format' : undefined;
}
