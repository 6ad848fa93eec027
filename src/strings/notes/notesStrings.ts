import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type NotesStringKey = keyof typeof en;
export type NotesStringTable = Record<NotesStringKey, string>;
export type NotesTranslate = Translate<NotesStringKey>;

const TABLES: Record<ReturnType<typeof languageOf>, NotesStringTable> = { en, es, pt: ptBR };

/** Those of what comes later, notes and calls for help above all: what every screen loads stays small. */
export const notesTranslate = (localeTag: string): NotesTranslate => createTranslate(TABLES[languageOf(localeTag)]);
