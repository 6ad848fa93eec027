import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type PeopleStringKey = keyof typeof en;
export type PeopleStringTable = Record<PeopleStringKey, string>;
export type PeopleTranslate = Translate<PeopleStringKey>;

const TABLES: Record<ReturnType<typeof languageOf>, PeopleStringTable> = { en, es, pt: ptBR };

/** Those of the people's tab, which come with it: what every screen loads stays small. */
export const peopleTranslate = (localeTag: string): PeopleTranslate => createTranslate(TABLES[languageOf(localeTag)]);
