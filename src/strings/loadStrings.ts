import { languageOf } from './language';
import type { StringTable } from './StringTable';

/** All the strings for a locale tag: a chunk for each language. Rejects as `import()` does. */
export async function loadStrings(localeTag: string): Promise<StringTable> {
  switch (languageOf(localeTag)) {
    case 'en':
      return (await import(/* webpackChunkName: "en" */ './en')).en;
    case 'es':
      return (await import(/* webpackChunkName: "es" */ './es')).es;
    case 'pt':
      return (await import(/* webpackChunkName: "pt-BR" */ './ptBR')).ptBR;
  }
}
