import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type LineNoteStringTable = Record<keyof typeof en, string>;

const TABLES: Record<ReturnType<typeof languageOf>, LineNoteStringTable> = { en, es, pt: ptBR };

/** Those of a line that may take no message, which come with it. */
export const lineNoteTranslate = (localeTag: string): Translate<keyof typeof en> =>
  createTranslate(TABLES[languageOf(localeTag)]);
