import { Liquid, LiquidError } from 'liquidjs';

const plain = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`;
};

const liquid = new Liquid({ outputEscape: plain, dynamicPartials: false, templates: {} });
liquid.registerFilter('to_json', (value: unknown) => JSON.stringify(value ?? null));

/**
 * Fills in the Liquid of a widget's text: `{{trigger.conversation.ConversationSid}}`, and `{{… | to_json}}` for objects.
 * What is unknown is left empty; a text whose Liquid is broken stays as it is.
 * https://www.twilio.com/docs/studio/user-guide/liquid-template-language
 */
export function renderTemplate(template: string, variables: object): string {
  try {
    return String(liquid.parseAndRenderSync(template, variables));
  } catch (error) {
    if (LiquidError.is(error)) return template;
    throw error;
  }
}
