import { languageOf } from './language';
import { en } from './start/en';
import { es } from './start/es';
import { ptBR } from './start/ptBR';
import type { StartStringTable } from './StringTable';

const TABLES: Record<ReturnType<typeof languageOf>, StartStringTable> = { en, es, pt: ptBR };

/** What is there from the start, for a locale tag such as `es-MX` or `pt-BR`. */
export const startStringsFor = (localeTag: string): StartStringTable => TABLES[languageOf(localeTag)];
