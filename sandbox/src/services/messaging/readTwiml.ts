const MESSAGE = /<Message\b[^>]*?(?:\/>|>([\s\S]*?)<\/Message>)/g;
const BODY = /<Body>([\s\S]*?)<\/Body>/;
const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

const plain = (xml: string): string =>
  xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>|&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, ...found: string[]) => {
    const [text, decimal, hexadecimal, name] = found;
    if (text !== undefined) return text;
    if (decimal ?? hexadecimal) return String.fromCodePoint(parseInt(decimal ?? hexadecimal!, decimal ? 10 : 16));
    return CHARACTERS[name!] ?? whole;
  });

/**
 * The texts of the messages that TwiML answers with; other verbs, media and attributes are passed over.
 * https://www.twilio.com/docs/messaging/twiml/message
 */
export const messagesOf = (twiml: string): string[] =>
  [...twiml.matchAll(MESSAGE)]
    .map(([, content = '']) => plain(BODY.exec(content)?.[1] ?? content.replace(/<[A-Z][\s\S]*>/, '')).trim())
    .filter((text) => text !== '');
