import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type CustomerTimeStringTable = Record<keyof typeof en, string>;
export type CustomerTimeTranslate = Translate<keyof typeof en>;

const TABLES: Record<ReturnType<typeof languageOf>, CustomerTimeStringTable> = { en, es, pt: ptBR };

/** Those of the customer's time, which come with it: what every screen loads stays small. */
export const customerTimeTranslate = (localeTag: string): CustomerTimeTranslate =>
  createTranslate(TABLES[languageOf(localeTag)]);
