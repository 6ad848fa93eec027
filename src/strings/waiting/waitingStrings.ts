import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type WaitingStringKey = keyof typeof en;
export type WaitingStringTable = Record<WaitingStringKey, string>;

const TABLES: Record<ReturnType<typeof languageOf>, WaitingStringTable> = { en, es, pt: ptBR };

/** Those of the view "Waiting", which come with it. */
export const waitingTranslate = (localeTag: string): Translate<WaitingStringKey> =>
  createTranslate(TABLES[languageOf(localeTag)]);
