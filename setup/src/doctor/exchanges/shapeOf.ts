import { parsedText } from './parsedText';
import { isWorded } from './Scrubber';

/** What stands at one place of a body, in all of the answers that were looked at. */
export interface Place {
  /** Such as `text`, `a number` or `a SID (CH)`. */
  kinds: Set<string>;
  /** Of a field that says what happened: Twilio's words, in their order. */
  words: string[];
}

/** By path, such as `messages[].delivery.sent`; that of the body itself is empty. JSON text counts as what it says. */
export type Shape = Map<string, Place>;

const PLACE = /^(?:[a-z]+:)?<([A-Za-z]+)\d*>$/;
const KINDS: Record<string, string> = {
  date: 'a date',
  number: 'a phone number',
  url: 'an address',
  text: 'text',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  if (typeof value !== 'string') return value === null ? 'null' : 'an object';
  const [, place] = PLACE.exec(value) ?? [];
  if (place) return KINDS[place] ?? `a SID (${place})`;
  return value.startsWith('https:') ? 'an address' : 'text';
}

export function shapeOf(bodies: readonly unknown[]): Shape {
  const shape: Shape = new Map();
  const visit = (path: string, key: string, value: unknown): void => {
    const place = shape.get(path) ?? { kinds: new Set(), words: [] };
    shape.set(path, place);
    const parsed = typeof value === 'string' ? parsedText(value) : undefined;
    place.kinds.add(parsed === undefined ? kindOf(value) : `JSON text of ${kindOf(parsed)}`);
    if (typeof value === 'string' && isWorded(key) && !value.startsWith('<')) place.words.push(value);
    const inside = parsed ?? value;
    if (Array.isArray(inside)) inside.forEach((one) => visit(`${path}[]`, key, one));
    else if (typeof inside === 'object' && inside !== null) {
      for (const [name, field] of Object.entries(inside)) visit(path ? `${path}.${name}` : name, name, field);
    }
  };
  for (const body of bodies) visit('', '', body);
  return shape;
}
