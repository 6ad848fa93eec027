const EXPRESSION = /\{\{\s*([\w.-]+)\s*(?:\|\s*(to_json)\s*)?\}\}/g;

const valueAt = (variables: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], variables);

const plain = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/**
 * Puts variables into a widget's text: `{{trigger.conversation.ConversationSid}}`, and `{{… | to_json}}` for objects. What
 * is unknown is left empty. https://www.twilio.com/docs/studio/user-guide/liquid-template-language
 */
export const renderTemplate = (template: string, variables: Record<string, unknown>): string =>
  template.replace(EXPRESSION, (_whole, path: string, filter?: string) => {
    const value = valueAt(variables, path);
    return filter === 'to_json' ? JSON.stringify(value ?? null) : plain(value);
  });
