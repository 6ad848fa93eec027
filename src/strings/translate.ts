import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';
import type { StringKey, StringTable } from './StringTable';

const LANGUAGES: Record<string, StringTable> = { en, es, pt: ptBR };

/** The table for a locale tag such as `es-MX` or `pt-BR`; English where there is none. */
export function stringsFor(localeTag: string): StringTable {
  return LANGUAGES[localeTag.slice(0, 2).toLowerCase()] ?? en;
}

/**
 * The language of the sentences, for the dates and names within them: as it is written in the browser's own country,
 * where the browser has the same language.
 */
export function localeOf(t: Translate): string {
  const language = t('language');
  return navigator.languages.find((tag) => tag.slice(0, 2) === language.slice(0, 2)) ?? language;
}

export type Translate = (key: StringKey, values?: Record<string, string | number>) => string;

export function createTranslate(table: StringTable): Translate {
  return (key, values = {}) =>
    table[key].replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
