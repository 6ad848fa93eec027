import { languageOf } from '../language';
import type { Translate } from '../translate';
import { createTranslate } from '../translate';
import { en } from './en';
import { es } from './es';
import { ptBR } from './ptBR';

export type ConversationsStringKey = keyof typeof en;
export type ConversationsStringTable = Record<ConversationsStringKey, string>;

const TABLES: Record<ReturnType<typeof languageOf>, ConversationsStringTable> = { en, es, pt: ptBR };

/** Those of the view "Conversations", which come with it: what every screen loads stays small. */
export const conversationsTranslate = (localeTag: string): Translate<ConversationsStringKey> =>
  createTranslate(TABLES[languageOf(localeTag)]);
