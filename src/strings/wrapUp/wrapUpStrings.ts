import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type WrapUpStringKey = keyof typeof en;
export type WrapUpStringTable = Record<WrapUpStringKey, string>;

const TABLES: Record<ReturnType<typeof languageOf>, WrapUpStringTable> = { en, es, pt: ptBR };

/** Those of the wrap-up form, which come with it. */
export const wrapUpTranslate = (localeTag: string): Translate<WrapUpStringKey> =>
  createTranslate(TABLES[languageOf(localeTag)]);
