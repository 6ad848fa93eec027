import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type TeamsStringKey = keyof typeof en;
export type TeamsStringTable = Record<TeamsStringKey, string>;
export type TeamsTranslate = Translate<TeamsStringKey>;

const TABLES: Record<ReturnType<typeof languageOf>, TeamsStringTable> = { en, es, pt: ptBR };

/** Those of the columns of Teams View, which alone load them. */
export const teamsTranslate = (localeTag: string): TeamsTranslate => createTranslate(TABLES[languageOf(localeTag)]);
