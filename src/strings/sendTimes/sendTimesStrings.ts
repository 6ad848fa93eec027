import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type SendTimesStringTable = Record<keyof typeof en, string>;

const TABLES: Record<ReturnType<typeof languageOf>, SendTimesStringTable> = { en, es, pt: ptBR };

/** Those of suggested send times, which come with them. */
export const sendTimesTranslate = (localeTag: string): Translate<keyof typeof en> =>
  createTranslate(TABLES[languageOf(localeTag)]);
