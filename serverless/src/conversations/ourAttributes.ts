/** Our key in the attributes of a conversation. */
export const KEY = 'messagingControls';

export function parseAttributes(attributes: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(attributes);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    // Attributes are whatever was written there; without JSON there is nothing of ours in them.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The attributes (JSON text) with these of ours, and all else as it was. */
export function withOurs(attributes: string, change: object): string {
  const all = parseAttributes(attributes);
  return JSON.stringify({ ...all, [KEY]: { ...(all[KEY] as object | undefined), ...change } });
}
