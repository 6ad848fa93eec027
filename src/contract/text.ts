import * as v from 'valibot';

/* oxlint-disable no-control-regex -- they are what is taken out */
/** Control characters, and the separators that break a line as they do. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;
/** Those that no text needs: all but tab and line breaks. */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/* eslint-enable no-control-regex */
/** Half of a pair, which is no character and cannot be sent as one. */
const HALVES = /\p{Surrogate}/gu;
/** They turn what follows around, so that a name shows as another one. https://www.unicode.org/reports/tr9/ */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Beside them the marks that contact lists wrap numbers in. */
const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * What shows nothing: white space, formats, all that Unicode lets a screen leave out, and letters that are drawn as nothing
 * (of Braille, Khitan and hieroglyphs, and a note without a head). https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
// Each character of it by itself.
// oxlint-disable-next-line no-misleading-character-class
const BLANK = /^[\s\p{Cc}\p{Cf}\p{Z}\p{DI}\u2800\u{13441}\u{13442}\u{16fe4}\u{1d159}]*$/u;

/** Whether a reader would see nothing of it. */
export const isBlank = (text: string): boolean => BLANK.test(text);

export const hasControls = (text: string): boolean => CONTROL.test(text);

/** A text of several lines, as it was typed: without control characters, which nobody sees and screens may obey. */
export const lines = (code: string, limit: number, tooLong = code) =>
  v.pipe(
    v.string(code),
    v.maxLength(limit, tooLong),
    v.transform((text) => text.replace(UNSEEN, '').replace(HALVES, '\ufffd')),
  );

/** A text of several lines that says something. */
export const wordedLines = (limit: number) =>
  v.pipe(
    lines('MESSAGE_EMPTY', limit, 'MESSAGE_TOO_LONG'),
    v.trim(),
    v.check((text) => !isBlank(text), 'MESSAGE_EMPTY'),
  );

/** A name or a reason: one line, which shows as it is written. */
export const line = (code: string, limit: number) =>
  v.pipe(
    v.string(code),
    v.maxLength(limit, code),
    v.transform((text) =>
      isBlank(text) ? '' : text.replace(DIRECTIONS, '').replace(CONTROLS, ' ').replace(HALVES, '\ufffd').trim(),
    ),
  );

/** A number, an address or a key: refused with control characters, rather than taken for another one. */
export const address = (code: string, limit: number) =>
  v.pipe(
    v.string(code),
    v.nonEmpty(code),
    v.maxLength(limit, code),
    v.transform((text) => text.replace(INVISIBLE, '').trim()),
    v.check((text) => text !== '' && !hasControls(text), code),
  );
