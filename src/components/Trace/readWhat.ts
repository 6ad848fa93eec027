import { readSid } from '../../contract/traceSid';
import type { SidProblem } from '../../contract/traceSid';

/** Why something cannot be traced: each is a sentence in strings/trace (`what_<problem>`). */
export type WhatProblem = 'empty' | 'number' | SidProblem;

/** A flow's is before its execution's. */
const SID = /^(?:FW[0-9a-f]{32}\/)?[A-Z]{2}[0-9a-f]{32}$/;
export const isSid = (what: string): boolean => SID.test(what);

const NUMBER = /^(?:whatsapp:|sms:|tel:)?\+?[\d\s().-]+$/i;

/** What somebody typed or pasted, as the backend takes it, or why it cannot be traced. */
export function readWhat(text: string): { what: string } | { problem: WhatProblem } {
  const typed = text.trim();
  if (typed === '') return { problem: 'empty' };
  const read = readSid(typed);
  if (read) return 'problem' in read ? read : { what: read.sid };
  const digits = typed.replace(/\D/g, '').length;
  // E.164 has 15 at most; a national number is written without its country's.
  if (NUMBER.test(typed) && (digits < 6 || digits > 17)) return { problem: 'number' };
  return { what: typed };
}
