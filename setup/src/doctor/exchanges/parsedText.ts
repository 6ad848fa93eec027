/** What a text that is a JSON object or list says; undefined where it is none. */
export function parsedText(text: string): object | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    // It only looks like JSON: a text like any other.
    return undefined;
  }
}
