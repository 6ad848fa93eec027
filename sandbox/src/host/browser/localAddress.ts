const TWILIO_ADDRESS =
  /^(https?|wss?):\/\/((?:[a-z0-9-]+\.)+(?:twilio\.com|twiliocdn\.com|twil\.io))(?::\d+)?([/?#].*)?$/is;

/** Twilio's sites for people, which Flex links to and which nothing here stands in for. */
const SITES = new Set(['www.twilio.com', 'console.twilio.com', 'support.twilio.com', 'help.twilio.com']);

/**
 * Where the page at `origin` reaches what lives at this address: `https://flex-api.twilio.com/v1/x` becomes
 * `<origin>/flex-api.twilio.com/v1/x`, and `wss:` becomes `ws:` where the page itself is plain http.
 * Every other address is returned as it was.
 */
export function localAddress(address: string, origin: string): string {
  const [, scheme, host, rest = '/'] = TWILIO_ADDRESS.exec(address) ?? [];
  if (!scheme || !host || SITES.has(host.toLowerCase())) return address;
  const base = scheme.toLowerCase().startsWith('ws') ? origin.replace(/^http/, 'ws') : origin;
  return `${base}/${host.toLowerCase()}${rest.startsWith('/') ? rest : `/${rest}`}`;
}
