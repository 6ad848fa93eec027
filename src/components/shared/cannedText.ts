import type { Channel } from '../../contract/Channel';
import type { CannedText } from '../../settings/settingsSchema';

/** What a canned text may have places for. */
export type PlaceholderValues = Record<'customerName' | 'agentName' | 'senderName', string>;

const PLACEHOLDER = /\{\{\s*(customerName|agentName|senderName)\s*\}\}/g;

/** A place whose value is not known yet stays, so that it is filled in once it is. */
export const fillPlaceholders = (text: string, values: PlaceholderValues): string =>
  text.replace(PLACEHOLDER, (placeholder, name: keyof PlaceholderValues) => values[name] || placeholder);

export const hasPlaceholder = (text: string): boolean => text.search(PLACEHOLDER) !== -1;

export const cannedTextsFor = (channel: Channel, texts: readonly CannedText[]): CannedText[] =>
  texts.filter(({ channels }) => !channels || channels.includes(channel));

/** Where a slash asks for a canned text: from the slash to the caret, with the words behind it. */
export interface Asked {
  from: number;
  to: number;
  words: string;
}

/** A slash within a word, such as that of “and/or”, asks for nothing. */
export function askedBefore(caret: number, body: string): Asked | undefined {
  const words = /(?:^|\s)\/([^/\n]{0,40})$/.exec(body.slice(0, caret))?.[1];
  return words === undefined ? undefined : { from: caret - words.length - 1, to: caret, words };
}

/** Those that have these words in their name or text. */
export const searchCannedTexts = (texts: readonly CannedText[], words: string): CannedText[] =>
  texts.filter(({ name, text }) => `${name}\n${text}`.toLowerCase().includes(words.trim().toLowerCase()));

/** The first place in a text that is not filled in, from its start to its end; the end of the text where there is none. */
export function placeToFill(text: string): readonly [from: number, to: number] {
  const place = /\{\{[^{}]*\}\}/.exec(text);
  return place ? [place.index, place.index + place[0].length] : [text.length, text.length];
}
