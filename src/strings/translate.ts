import type { StartStringKey, StringKey } from './StringTable';

/** Gives the sentence of a key, with its places filled in. */
export interface Translate<Key extends string = StringKey> {
  (key: Key, values?: Record<string, string | number>): string;
  /** Whether there is a sentence of this key. */
  has(key: string): boolean;
}

export type StartTranslate = Translate<StartStringKey>;

export function createTranslate<Key extends string>(table: Record<Key, string>): Translate<Key> {
  const translate = (key: Key, values: Record<string, string | number> = {}) =>
    table[key].replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
  return Object.assign(translate, { has: (key: string) => key in table });
}

/** Knows the sentences of both. */
export const bothOf = <One extends string, Other extends string>(
  one: Translate<One>,
  other: Translate<Other>,
): Translate<One | Other> =>
  Object.assign(
    (key: One | Other, values?: Record<string, string | number>) =>
      one.has(key) ? one(key as One, values) : other(key as Other, values),
    { has: (key: string) => one.has(key) || other.has(key) },
  );

/**
 * The language of the sentences, for the dates and names within them: as it is written in the browser's own country,
 * where the browser has the same language.
 */
export function localeOf(t: Translate): string {
  const language = t('language');
  return navigator.languages.find((tag) => tag.slice(0, 2) === language.slice(0, 2)) ?? language;
}
