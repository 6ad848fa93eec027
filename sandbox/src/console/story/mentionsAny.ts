/** Whether one of these SIDs or numbers stands anywhere in a request, an answer or an event. */
export function mentionsAny(names: readonly string[], value: unknown): boolean {
  const text = JSON.stringify(value) ?? '';
  return names.some((name) => text.includes(name));
}
