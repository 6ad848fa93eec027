import { parsedText } from './parsedText';

type Json = Record<string, unknown>;

/** Fields whose values are Twilio's own words, such as `active`, and tell what happened. */
const WORDED = new Set(
  [
    'assignment_status',
    'channel_type',
    'communication_channel',
    'direction',
    'event_type',
    'initiated_by',
    'initiative',
    'reservation_status',
    'resource_type',
    'state',
    'status',
    'task_create_source',
    'type',
  ].flatMap((name) => [name, name.replaceAll('_', '')]),
);
export const isWorded = (key: string): boolean => WORDED.has(key.toLowerCase());
const WORD = /^[a-z][a-z0-9_.-]{0,40}$/i;

/** JSON that is filled by whoever uses the account, even its keys. */
const FREE = /(attributes|^(channel_configs|data|event_data|integrations|outbound_call_flows|variables))$/i;

const SID = /\b[A-Z]{2}[0-9a-f]{32}\b/g;
const ONE_SID = /^([A-Z]{2})[0-9a-f]{32}$/;
const NUMBER = /^([a-z]{2,12}:)?(\+?\d{5,15})$/;
const DATE =
  /^(\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ [+-]\d{4})$/;
const TWILIO_URL = /^https:\/\/([a-z0-9-]+\.)*twilio\.com(\/|$)/;
const FIELD = /^[A-Za-z][A-Za-z0-9_.]{0,60}$/;

/** Longer numbers may be somebody's. */
const LARGEST_NUMBER = 999_999;
/** A shorter value might be a part of any word. */
const SHORTEST_VALUE = 3;

/**
 * Takes people and the account out of exchanges. Field names, Twilio's own words (states, types), short numbers and
 * the texts that the program itself sends stay. Everything else becomes a place, the same one for the same value.
 */
export class Scrubber {
  private readonly places = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  /** @param literals what the program itself sends, and tells of nobody */
  constructor(private readonly literals: ReadonlySet<string> = new Set()) {}

  /** The place of a value that may come up anywhere, and is known beforehand. */
  place(kind: string, value: string): string {
    const known = this.places.get(value);
    if (known) return known;
    const number = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, number);
    const place = `<${kind}${number}>`;
    this.places.set(value, place);
    return place;
  }

  /** The path of a request or of an address of Twilio's. */
  path(path: string): string {
    return path
      .split('/')
      .map((part) => {
        const plain = decodeURIComponent(part);
        const place = this.places.get(plain);
        if (place || this.literals.has(plain)) return place ?? plain;
        const withoutSids = plain.replace(SID, (sid) => this.place(sid.slice(0, 2), sid));
        if (withoutSids !== plain) return withoutSids;
        return /^[A-Za-z0-9_.-]{0,40}$/.test(plain) && !/\d{6}/.test(plain) ? plain : this.place('text', plain);
      })
      .join('/');
  }

  /**
   * The body of an answer, or the parameters of a request.
   * @param keepsKeys whether the JSON that people fill is ours and Twilio's alone here, so that its keys may stay
   */
  json(value: unknown, keepsKeys: boolean, key = ''): unknown {
    if (typeof value === 'string') return this.text(value, keepsKeys, key);
    if (typeof value === 'number') return Math.abs(value) > LARGEST_NUMBER ? 0 : value;
    if (typeof value !== 'object' || value === null) return value ?? null;
    const isFree = FREE.test(key) && !keepsKeys;
    if (Array.isArray(value)) return isFree ? [] : value.map((one) => this.json(one, keepsKeys, key));
    if (isFree) return {};
    const { status, code } = value as Json;
    const isError = typeof status === 'number' && status >= 400 && code !== undefined;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [
          FIELD.test(name) ? name : this.place('key', name),
          isError && name === 'message' ? this.reason(String(field)) : this.json(field, keepsKeys, name),
        ]),
    );
  }

  private text(text: string, keepsKeys: boolean, key: string): string {
    if (text === '' || this.literals.has(text)) return text;
    const parsed = parsedText(text);
    if (parsed) return JSON.stringify(this.json(parsed, keepsKeys, key));
    if (isWorded(key) && WORD.test(text)) return text;
    const [, prefix] = ONE_SID.exec(text) ?? [];
    if (prefix) return this.place(prefix, text);
    const [, channel = '', number] = NUMBER.exec(text) ?? [];
    if (number) return `${channel}${this.place('number', number)}`;
    if (DATE.test(text)) return '<date>';
    if (TWILIO_URL.test(text)) {
      const { origin, pathname } = new URL(text);
      return `${origin}${this.path(pathname)}`;
    }
    return this.place(URL.canParse(text) ? 'url' : 'text', text);
  }

  /** Twilio's words about an error, without what they quote. */
  private reason(message: string): string {
    const values = [...this.places.keys()].filter((value) => value.length >= SHORTEST_VALUE);
    let reason = message;
    for (const value of values.sort((a, b) => b.length - a.length)) {
      if (reason.includes(value)) reason = reason.replaceAll(value, this.places.get(value)!);
    }
    return reason
      .replace(SID, (sid) => this.place(sid.slice(0, 2), sid))
      .replace(/"[^"]*"|'[^']*'|\S+@\S+|\+?\d{6,}/g, (quoted) =>
        this.literals.has(quoted.slice(1, -1)) ? quoted : '<text>',
      );
  }
}
