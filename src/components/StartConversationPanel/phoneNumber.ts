/**
 * The number as typed, in E.164: without the marks that people put between digits, `00` in front read as `+`.
 * Undefined when that is not `+` and 8 to 15 digits. Whether it can be reached is the backend's to say.
 */
export function normalisePhoneNumber(typed: string): string | undefined {
  const number = typed
    .trim()
    .replace(/[\s.\-‐-―()[\]/]/g, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{7,14}$/.test(number) ? number : undefined;
}
