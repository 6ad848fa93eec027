import { languageOf } from '../language';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type SettingsStringTable = Record<keyof typeof en, string>;

const TABLES: Record<ReturnType<typeof languageOf>, SettingsStringTable> = { en, es, pt: ptBR };

/** The sentences about wrong settings, which are loaded where there are some: no screen has room for them. */
export const settingsStringsFor = (localeTag: string): SettingsStringTable => TABLES[languageOf(localeTag)];
