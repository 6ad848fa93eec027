import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type StartForStringKey = keyof typeof en;
export type StartForStringTable = Record<StartForStringKey, string>;

const TABLES: Record<ReturnType<typeof languageOf>, StartForStringTable> = { en, es, pt: ptBR };

/** Those of a conversation for a colleague, which come with its choice. */
export const startForTranslate = (localeTag: string): Translate<StartForStringKey> =>
  createTranslate(TABLES[languageOf(localeTag)]);
