/** The words of a text: lower case, without accents and punctuation. */
export const wordsOf = (text: string, kept: '*' | '' = ''): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(new RegExp(`[^\\p{L}\\p{N}\\p{M}${kept}]+`, 'gu'), ' ')
    .split(' ')
    .filter(Boolean);

/** No pattern is made of a setting: one with several stars would take minutes over a text that is made for it. */
function fits(word: string | undefined, wanted: string): boolean {
  if (word === undefined) return false;
  const letters = wanted.replaceAll('*', '');
  if (wanted.startsWith('*')) return wanted.endsWith('*') ? word.includes(letters) : word.endsWith(letters);
  return wanted.endsWith('*') ? word.startsWith(letters) : word === letters;
}

/**
 * Whether the text has one of these words or phrases, whole words each; `*` where one begins or ends stands for any
 * letters. Case, accents and punctuation do not count.
 */
export function containsWords(text: string, phrases: readonly string[]): boolean {
  const words = wordsOf(text);
  return phrases.some((phrase) => {
    const wanted = wordsOf(phrase, '*');
    if (!wanted.some((word) => /[^*]/.test(word))) return false;
    return words.some((_, at) => wanted.every((one, index) => fits(words[at + index], one)));
  });
}
