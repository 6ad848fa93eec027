import { languageOf } from '../language';
import type { Translate } from '../translate';
import type { en } from './en';

export type TraceStringKey = keyof typeof en;
export type TraceStringTable = Record<TraceStringKey, string>;
export type TraceTranslate = Translate<TraceStringKey>;

/** The strings of the view "Message trace" alone, in a chunk for each language. Rejects as `import()` does. */
export async function loadTraceStrings(localeTag: string): Promise<TraceStringTable> {
  switch (languageOf(localeTag)) {
    case 'en':
      return (await import(/* webpackChunkName: "trace-en" */ './en')).en;
    case 'es':
      return (await import(/* webpackChunkName: "trace-es" */ './es')).es;
    case 'pt':
      return (await import(/* webpackChunkName: "trace-pt-BR" */ './ptBR')).ptBR;
  }
}
