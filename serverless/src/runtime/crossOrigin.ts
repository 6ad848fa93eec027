const FLEX_ORIGIN = 'https://flex.twilio.com';

/** The origins of a variable, comma separated. */
export const originsOf = (setting: string | undefined): string[] =>
  (setting ?? '')
    .split(',')
    .map((origin) => origin.trim().replace(/\/$/, ''))
    .filter(Boolean);

/** The origins of ALLOWED_ORIGINS; Flex's own where there are none. */
export function allowedOrigins(setting: string | undefined): string[] {
  const origins = originsOf(setting);
  return origins.length > 0 ? origins : [FLEX_ORIGIN];
}

/** Headers that let a page of an allowed origin read the answer. Others get none, and their browser keeps it from them. */
export function crossOriginHeaders(origin: string | undefined, allowed: readonly string[]): Record<string, string> {
  const known = allowed.find((one) => one === origin);
  if (known === undefined) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': known,
    'Access-Control-Allow-Methods': 'POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Content-Type',
  };
}
