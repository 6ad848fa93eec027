/** Reads a version of Flex UI 2, such as `2.12.0`. Throws with one sentence. */
export function parseFlexUiVersion(text: string): string {
  if (!/^2\.\d+\.\d+$/.test(text)) throw new Error('Give a version of Flex UI 2 in full, such as 2.12.0.');
  return text;
}
