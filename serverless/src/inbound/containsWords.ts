/** Lower case, without accents, each run of anything but letters and digits as one space; `*` stays where it is kept. */
const plain = (text: string, kept: '*' | '' = ''): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(new RegExp(`[^\\p{L}\\p{N}\\p{M}${kept}]+`, 'gu'), ' ')
    .trim();

/**
 * Whether the text has one of these words or phrases, whole words each; `*` in them stands for any letters of a word.
 * Case, accents and punctuation do not count.
 */
export function containsWords(text: string, words: readonly string[]): boolean {
  const padded = ` ${plain(text)} `;
  return words.some((word) => {
    const wanted = plain(word, '*').replace(/\*+/g, '*');
    if (!/[^* ]/.test(wanted)) return false;
    // All that a pattern consists of by now are letters, digits, spaces and the star.
    return wanted.includes('*')
      ? new RegExp(` ${wanted.replaceAll('*', '[^ ]*')} `, 'u').test(padded)
      : padded.includes(` ${wanted} `);
  });
}
