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

/** A canned text behind what has been written already. */
export const addCannedText = (body: string, { text }: CannedText): string =>
  body.trim() ? `${body.trimEnd()}\n${text}` : text;
