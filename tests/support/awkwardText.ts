import fc from 'fast-check';

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

/** What breaks quoting, JSON, Liquid, forms, links, HTML, expressions and formats. */
const SYNTAX = [
  ...[
    '"',
    "'",
    '\\',
    '\\\\',
    '\\"',
    '\\n',
    '\\u0041',
    '{',
    '}',
    '{{',
    '}}',
    '{%',
    '%}',
    '${1}',
    '`',
    '<b>',
    '&amp;',
    '&',
    '#',
  ],
  ...[
    '%',
    '%00',
    '%s',
    '+',
    '=',
    ';',
    '?',
    '$&',
    '$1',
    '|',
    '[',
    ']',
    '--',
    '/*',
    '://',
    '@',
    ' HAS ',
    '“',
    '”',
    '’',
    '«',
    'ﬁ',
  ],
];

/** Every character of the ranges of Unicode in which texts go wrong; halves of pairs are none. https://www.unicode.org/reports/tr44/ */
const RANGES = [
  ...[range(0x00, 0x1f), range(0x7f, 0xa0), range(0x300, 0x36f), range(0x1ab0, 0x1aff), range(0x20d0, 0x20ff)],
  ...[range(0x200b, 0x200f), range(0x2028, 0x202e), range(0x2060, 0x206f), range(0x2000, 0x200a)],
  ...[['\u00ad', '\u034f', '\u061c', '\u115f', '\u1160', '\u17b4', '\u180e', '\u2800', '\u3000', '\u3164', '\uffa0']],
  ...[range(0xfe00, 0xfe0f), ['\ufeff', '\ufffe', '\uffff', '\ufffc', '\ufffd'], range(0xfdd0, 0xfdef)],
  ...[
    range(0x5d0, 0x5ea),
    range(0x627, 0x64a),
    range(0x1f3fb, 0x1f3ff),
    range(0x1f1e6, 0x1f1ff),
    range(0xe000, 0xe010),
  ],
  ...[
    range(0xe0020, 0xe007f),
    range(0xe0100, 0xe0110),
    ['\u{1fffe}', '\u{1ffff}', '\u{10fffe}', '\u{10ffff}', '\u{f0000}'],
  ],
];

const CLUSTERS = [
  ...['👩‍👩‍👧', '👩🏽‍🚀', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', '🇲🇽', '❤️‍🔥', '1️⃣', 'e\u0301', 'é', 'Å'],
  ...['\r\n', '\n\r', 'क्षि', '각', '각', 'นี่', '\u202e1234\u202c', '\u2067אב\u2069', 'İi', 'ß', 'ǆ', '𝒳', '𠮷', '﷽'],
];

/** As long as a name may be, with a letter at both ends. */
const LONGEST = 195;

/** Texts that together have every one of them. */
export const EVERY_AWKWARD_TEXT: readonly string[] = [...RANGES.flat(), ...SYNTAX, ...CLUSTERS].reduce<string[]>(
  (texts, one) => {
    const last = texts.at(-1) ?? '';
    return last.length + one.length > LONGEST ? [...texts, one] : [...texts.slice(0, -1), last + one];
  },
  [],
);

/** Any of them in any order, and any other character of Unicode. */
export const awkwardText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...RANGES.flat()),
    fc.constantFrom(...SYNTAX, ...CLUSTERS),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});
