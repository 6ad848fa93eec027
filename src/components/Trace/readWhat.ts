import { TRACE_SIDS } from '../../contract/trace';

/** Why something cannot be traced: each is a sentence in strings/trace (`what_<problem>`). */
export type WhatProblem = 'empty' | 'sidLength' | 'sidKind' | 'number';

const SID = /^[A-Z]{2}[0-9a-f]{32}$/;
export const isSid = (what: string): boolean => SID.test(what);

/** Two letters and then digits and letters to f alone, as no handle would be. */
const LIKE_SID = /^[a-z]{2}[0-9a-f]{20,}$/i;
const NUMBER = /^(?:whatsapp:|sms:|tel:)?\+?[\d\s().-]+$/i;

/** What somebody typed or pasted, as the backend takes it, or why it cannot be traced. */
export function readWhat(text: string): { what: string } | { problem: WhatProblem } {
  const typed = text.trim();
  if (typed === '') return { problem: 'empty' };
  if (LIKE_SID.test(typed)) {
    const sid = typed.slice(0, 2).toUpperCase() + typed.slice(2).toLowerCase();
    if (!isSid(sid)) return { problem: 'sidLength' };
    return TRACE_SIDS.some((prefix) => sid.startsWith(prefix)) ? { what: sid } : { problem: 'sidKind' };
  }
  const digits = typed.replace(/\D/g, '').length;
  // E.164 has 15 at most; a national number is written without its country's.
  if (NUMBER.test(typed) && (digits < 6 || digits > 17)) return { problem: 'number' };
  return { what: typed };
}
