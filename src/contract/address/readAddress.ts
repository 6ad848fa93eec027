import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';

import { isByNumber } from '../Channel';
import type { Channel } from '../Channel';
import { E164, isUserId } from './messagingAddress';
import { addressVariants, personOf } from './variants';

export type { CountryCode };

/** Somebody who can be written to. */
export interface Address {
  kind: 'address';
  /** The channel that the text itself names (`whatsapp:`, a wa.me link), else the one that was asked for. */
  channel: Channel;
  /** Without the channel's prefix: E.164, an ID of the channel, or a chat identity. */
  address: string;
  /** As people write it: `+1 415 555 0143`. */
  readable: string;
  /** Undefined where there is no number, or several countries share its code and the rest does not tell. */
  country: CountryCode | undefined;
  /**
   * Why a message may not arrive; whether it does is Twilio's to say. `unassigned`: no numbering plan that we know has
   * given the number out; the plans change faster than tables of them.
   */
  doubt?: 'unassigned';
  /** What stood in the text and cannot be written to. */
  dropped?: { extension: string };
}

export type AddressReading =
  | Address
  /** More than one customer, E.164: nobody but the writer knows which one is meant. */
  | { kind: 'several'; numbers: readonly string[] }
  | { kind: 'none' };

const NONE: AddressReading = { kind: 'none' };

/** Characters that nobody sees: of format and direction, soft hyphens, and what makes emoji of digits. */
// Each character of it by itself.
// oxlint-disable-next-line no-misleading-character-class
const UNSEEN = /[\p{Cf}\u034f\u115f\u1160\u20e3\u3164\ufe00-\ufe0f]/gu;

/** https://faq.whatsapp.com/5913398998672934, and the addresses that it leads to. */
const WHATSAPP_LINK =
  /(?:https?:\/\/)?(?:www\.)?(?:wa\.me\/(?:c\/)?|(?:(?:api|web|chat)\.)?whatsapp\.com\/send\/?\?\S*?phone=|whatsapp:\/\/send\/?\?\S*?phone=)(?:\+|%2b)?(?:00)?(\d(?:%20|[\d().-])*)\S*/giu;
/** WhatsApp's own name of an account, or of one of its devices: `12025550143:23@s.whatsapp.net`. */
const WHATSAPP_ACCOUNT = /\+?(\d+)(?::\d+)?@(?:c\.us|s\.whatsapp\.net)\b/giu;
/** Their digits are an ID, or part of a name. A link with a plus sign has a number: `https://t.me/+1…`. */
const FOREIGN = /(?<![\w.+-])(?:mailto:)?[\w.+-]*[a-z_][\w.+-]*@[\w-]+\.[\w.-]+|https?:\/\/(?!\S*(?:\+|%2b))\S+/giu;
/** A spreadsheet's number: `1.2025550143E+10`, `12025550143.0`. */
const ROUNDED = /(?<!\d)(\d)[.,](\d+)e\+?(\d+)(?!\d)/giu;
const WITH_CENTS = /(\d{10})[.,]0{1,2}(?!\d)/gu;
const SCHEMES: readonly [RegExp, Channel | undefined][] = [
  [/\bwhatsapp:/iu, 'whatsapp'],
  [/\brcs:/iu, 'rcs'],
  [/\b(?:sms|smsto|mms|mmsto):/iu, 'sms'],
  [/\b(?:tel|callto|facetime(?:-audio)?):/iu, undefined],
];

const SPACE = String.raw`[^\S\n\r\t]`;
/** What stands between the digits of one number; a comma, a letter, a tab or a new line stand between numbers. */
const BETWEEN = String.raw`${SPACE}|[().\-\u2010-\u2015\u2212\u30fb\u30fc~·•*/\\_[\]]`;
const EXTENSION_WORDS =
  'ext(?:ensi[oó]n|ens[aã]o|n)?|xtn|anexo|interno|int|ramal|poste|durchwahl|dw|toestel|wew|local|доб|内線|分机|x|#';
const EXTENSION = String.raw`${SPACE}*(?:,(?=\d{1,6}(?!\d))|,(?:${SPACE}*,)+${SPACE}*|;ext=|[;,/-]?${SPACE}*(?:${EXTENSION_WORDS})\.?${SPACE}*[:=]?${SPACE}*)(\d{1,9})(?!\d)`;
const NUMBER = new RegExp(String.raw`((?:\+(?:${BETWEEN})*)?\d(?:(?:${BETWEEN})*\d)*)(?:${EXTENSION})?`, 'giu');

/** Of a number without its country's code: fewer are a house's number, or a year, where there is another number. */
const FEWEST_BESIDE_ANOTHER = 7;

/**
 * Reads whom a text means, in whatever form people paste it: with invisible marks, as a link, out of a spreadsheet, with a
 * name around it. One reader for everybody, so that what one part takes no other refuses.
 * @param country of a number that is written without its country's code; without it such a number is none
 */
export function readAddress(text: string, channel: Channel, country?: CountryCode): AddressReading {
  const seen = text.replace(UNSEEN, '').trim();
  if (!isByNumber(channel)) return readId(seen, channel);
  const plain = seen
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/➕/gu, '+');
  const named = unwrapped(decoded(plain));
  const userId = named.replace(/^whatsapp:/iu, '');
  if (isUserId(userId) && (channel === 'whatsapp' || userId !== named)) {
    return { kind: 'address', channel: 'whatsapp', address: userId, readable: userId, country: undefined };
  }
  const linked = decoded(plain.replace(WHATSAPP_LINK, '\nwhatsapp:+$1\n').replace(WHATSAPP_ACCOUNT, '\nwhatsapp:+$1\n'))
    .replace(FOREIGN, '\n')
    .replace(ROUNDED, (_, first: string, rest: string, places: string) =>
      rest.length === Number(places) ? first + rest : '\n',
    )
    .replace(WITH_CENTS, '$1')
    // Of WhatsApp there are numbers with their country's code alone.
    .replace(/(whatsapp:\s*)(?=[1-9])/giu, '$1+');
  const byScheme = SCHEMES.find(([scheme]) => scheme.test(linked))?.[1] ?? channel;
  const found = numbersIn(withContext(linked), country);
  const likely = found.filter(({ digits }) => digits >= FEWEST_BESIDE_ANOTHER);
  // One person may stand there in two forms.
  const persons = new Map((likely.length > 0 ? likely : found).map((one) => [personOf(one.e164), one]));
  const [number, ...others] = [...persons.values()];
  if (!number) return NONE;
  if (others.length > 0) return { kind: 'several', numbers: [number, ...others].map(({ e164 }) => e164) };
  const doubt = doubtOf(number);
  return {
    kind: 'address',
    channel: byScheme,
    address: number.e164,
    readable: number.e164 === number.parsed.number ? number.parsed.formatInternational() : number.e164,
    country: number.parsed.country,
    ...(doubt ? { doubt } : {}),
    ...(number.extension ? { dropped: { extension: number.extension } } : {}),
  };
}

/** An ID out of a spreadsheet. */
const unwrapped = (text: string): string => text.replace(/^(?:="|['"<])|["'>]$/gu, '');

function readId(text: string, channel: Channel): AddressReading {
  const address = unwrapped(text).replace(new RegExp(`^${channel}:`, 'iu'), '');
  const id = { kind: 'address', channel, address, readable: address, country: undefined } as const;
  // Apple's IDs are opaque: `urn:mbid:…`.
  if (channel === 'apple') return /^[\w:.+/=-]{5,256}$/u.test(address) ? id : NONE;
  if (channel === 'messenger') return /^\d{5,30}$/u.test(address) ? id : NONE;
  return /^[\w@.+~%-]{1,256}$/u.test(address) ? id : NONE;
}

/** Unicode keeps the ten digits of a script side by side, in their order. */
function asciiDigit(digit: string): string {
  const point = digit.codePointAt(0)!;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

/** What a link encodes of a number: its punctuation. */
const decoded = (text: string): string =>
  text.replace(/%(2[\da-f]|3a)/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/**
 * The code that a `tel:` link gives beside its number, and nothing of its other parameters, nor of those of a contact's card.
 * https://www.rfc-editor.org/rfc/rfc3966, https://www.rfc-editor.org/rfc/rfc6350#section-6.4.1
 */
function withContext(text: string): string {
  const context = /;phone-context=(\+[\d-]+)/iu.exec(text)?.[1];
  const parametersGone = text
    .replace(/;(?!ext=)[a-z-]+=[^;:\s]*/giu, '')
    // A message's text after its number: `sms:+1…?body=…`.
    .replace(/((?:sms|smsto|mms|mmsto|tel):[^?&\s]*)[?&]\S.*$/isu, '$1');
  return context ? parametersGone.replace(/(^|(?:tel|sms):)(?=[\d(])/iu, `$1${context}`) : parametersGone;
}

interface FoundNumber {
  e164: string;
  /** How many of them were written. */
  digits: number;
  parsed: PhoneNumber;
  extension: string | undefined;
}

function numbersIn(text: string, country: CountryCode | undefined): FoundNumber[] {
  return [...text.matchAll(NUMBER)].flatMap(([, digits, extension]) => {
    const number = numberOf(digits!, country);
    if (number) return [{ ...number, extension }];
    // Two that somebody has put side by side: `202 555 0143 / 202 555 0144`.
    const parts = digits!.split(/[/\\]/u);
    return parts.length < 2
      ? []
      : parts.flatMap((part) => {
          const one = numberOf(part, country);
          return one ? [{ ...one, extension: undefined }] : [];
        });
  });
}

function numberOf(text: string, country: CountryCode | undefined): Omit<FoundNumber, 'extension'> | undefined {
  const digits = text.replace(/\D/gu, '');
  // No country's code begins with 0: that is what one dials before it.
  if (text.startsWith('+')) return international(digits.replace(/^0(?:0|11)/u, ''));
  const abroad = digits.startsWith('00') ? international(digits.slice(2)) : undefined;
  if (country === undefined || (abroad && isAssigned(abroad))) return abroad;
  const national = possible(digits, country);
  if (national) return abroad && !isAssigned(national) ? abroad : national;
  // As databases keep it, without the plus sign: only what is a number beyond doubt.
  const whole = international(digits);
  return whole && isAssigned(whole) ? whole : undefined;
}

const international = (digits: string) => possible(`+${digits}`);

/** Ways to dial a number that the tables have forgotten, or that stand for two others at once. */
const DIALLED: readonly [RegExp, CountryCode, string][] = [
  // Mexico until 2019, from a landline to a mobile, and to another town.
  [/^(?:\+52)?(?:01|04[45])(\d{10})$/, 'MX', '$1'],
  // Argentina: with the 9 from abroad and the 15 from within.
  [/^\+5490?(\d{12})$/, 'AR', '0$1'],
];

function possible(digits: string, country?: CountryCode): Omit<FoundNumber, 'extension'> | undefined {
  const given = parse(digits, country);
  if (given) return given;
  const dialled = DIALLED.find(([form, where]) => form.test(digits) && (country ?? where) === where);
  return dialled && parse(digits.replace(dialled[0], dialled[2]), dialled[1]);
}

function parse(digits: string, country?: CountryCode): Omit<FoundNumber, 'extension'> | undefined {
  const parsed = parsePhoneNumberFromString(digits, {
    ...(country ? { defaultCountry: country } : {}),
    extract: false,
  });
  if (!parsed) return undefined;
  const e164 = parsed.number;
  // A form that Twilio delivers may be none of the numbering plan.
  const isPossible = parsed.isPossible() || addressVariants(e164).some((one) => isPlanned(one));
  return isPossible && E164.test(e164) ? { e164, digits: digits.length, parsed } : undefined;
}

const isPlanned = (e164: string): boolean => parsePhoneNumberFromString(e164)?.isValid() === true;

const isAssigned = ({ e164 }: Pick<FoundNumber, 'e164'>): boolean => addressVariants(e164).some(isPlanned);

const doubtOf = (number: FoundNumber): Address['doubt'] => (isAssigned(number) ? undefined : 'unassigned');
