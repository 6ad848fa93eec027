import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type ConsentStringTable = Record<keyof typeof en, string>;
export type ConsentTranslate = Translate<keyof typeof en>;

const TABLES: Record<ReturnType<typeof languageOf>, ConsentStringTable> = { en, es, pt: ptBR };

/** Those of the customer's consent, which come with it: what every screen loads stays small. */
export const consentTranslate = (localeTag: string): ConsentTranslate => createTranslate(TABLES[languageOf(localeTag)]);
