import { randomUUID } from 'node:crypto';

import { variableProblem } from '../../../src/contract/templates';
import { interactionsRequest } from '../../../src/contract/startConversation';
import { isBlank } from '../../../src/contract/text';
import { readFields } from '../../../serverless/src/runtime/readInput';

/** Characters of which a customer would see nothing, by their code points. */
const BLANK: readonly [name: string, ...points: number[]][] = [
  ['space', 0x20],
  ['tab and line breaks', 0x09, 0x0a, 0x0d],
  ['no-break space', 0xa0],
  ['soft hyphen', 0xad],
  ['combining grapheme joiner', 0x34f],
  ['Arabic letter mark', 0x61c],
  ['Hangul choseong filler', 0x115f],
  ['Hangul jungseong filler', 0x1160],
  ['Ogham space', 0x1680],
  ['Khmer inherent vowels', 0x17b4, 0x17b5],
  ['Mongolian variation selectors and vowel separator', 0x180b, 0x180c, 0x180d, 0x180e, 0x180f],
  ['figure space, thin space, hair space', 0x2007, 0x2009, 0x200a],
  ['zero width space', 0x200b],
  ['zero width joiner and non-joiner', 0x200c, 0x200d],
  ['left-to-right and right-to-left mark', 0x200e, 0x200f],
  ['line and paragraph separator', 0x2028, 0x2029],
  ['embeddings and overrides', 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ['narrow no-break space', 0x202f],
  ['word joiner', 0x2060],
  ['invisible operators', 0x2061, 0x2062, 0x2063, 0x2064],
  ['one that is not assigned, and to be ignored', 0x2065],
  ['isolates', 0x2066, 0x2067, 0x2068, 0x2069],
  ['Braille without a dot', 0x2800],
  ['ideographic space', 0x3000],
  ['Hangul filler', 0x3164],
  ['variation selectors', 0xfe00, 0xfe0e, 0xfe0f],
  ['byte order mark', 0xfeff],
  ['halfwidth Hangul filler', 0xffa0],
  ['those beside the annotations', 0xfff0, 0xfff8],
  ['annotations', 0xfff9, 0xfffa, 0xfffb],
  ['hieroglyphs’ blanks', 0x13441, 0x13442],
  ['Khitan filler', 0x16fe4],
  ['shorthand format', 0x1bca0, 0x1bca3],
  ['a note without a head', 0x1d159],
  ['musical beams', 0x1d173, 0x1d17a],
  ['tags', 0xe0001, 0xe0041, 0xe007f],
  ['more variation selectors', 0xe0100, 0xe01ef],
  ['controls', 0x00, 0x07, 0x1b, 0x7f, 0x85, 0x9f],
  ['several of them', 0x20, 0x200b, 0xfeff, 0xa0, 0x2800, 0xe0101],
];

/** Little, and yet to be seen. */
const SEEN = [
  ...[
    '.',
    '-',
    '_',
    '…',
    '0',
    'ا',
    '。',
    '་',
    '👍',
    '👍🏽',
    '❤️',
    '🇲🇽',
    '🏴\u{e0067}\u{e0062}\u{e007f}',
    '◌́',
    'é',
    '⠁',
    '￼',
  ],
  ...['\ufffd', '\u200b.\u200b', '\u202e1', '　い　', '\ue000', '‿', '·', '￥', '\u{1d157}', '\u{13440}', '\u0301'],
];

const request = (body: string) =>
  readFields(interactionsRequest, {
    ...{ requestId: randomUUID(), channel: 'sms', to: '+12025550143', from: '+14155550100', body },
  });

it.each(BLANK)('%s: blank, whatever is repeated of it', (_, ...points) => {
  const one = String.fromCodePoint(...points);
  for (const text of [one, one.repeat(3), ` ${one}\n`]) {
    expect(isBlank(text)).toBe(true);
    expect(variableProblem(text)).toBe('blank');
    expect(request(text)).toMatchObject({ ok: false, error: { code: 'MESSAGE_EMPTY' } });
  }
});

it.each(SEEN)('%j is to be seen', (text) => {
  expect(isBlank(text)).toBe(false);
  expect(request(text)).toMatchObject({ ok: true, value: { body: text } });
});

it('every character of Unicode that may be left out is blank, and no letter, digit or sign', () => {
  const seen: number[] = [];
  for (let point = 0; point <= 0x10ffff; point += 1) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    const one = String.fromCodePoint(point);
    const mayBeSeen = /[\p{L}\p{N}\p{P}\p{S}\p{M}]/u.test(one) && !/\p{Default_Ignorable_Code_Point}/u.test(one);
    if (mayBeSeen && isBlank(one)) seen.push(point);
  }
  expect(seen).toEqual([0x2800, 0x13441, 0x13442, 0x16fe4, 0x1d159]);
});
