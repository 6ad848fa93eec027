import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type PastConversationsStringTable = Record<keyof typeof en, string>;
export type PastConversationsTranslate = Translate<keyof typeof en>;

const TABLES: Record<ReturnType<typeof languageOf>, PastConversationsStringTable> = { en, es, pt: ptBR };

export const pastConversationsTranslate = (localeTag: string): PastConversationsTranslate =>
  createTranslate(TABLES[languageOf(localeTag)]);
