/**
 * What a trace can begin with, beside an address. Where a link has several, the first of these is the one that leads to
 * its conversation most directly.
 */
export const TRACE_SIDS = ['CH', 'WT', 'WR', 'KD', 'SM', 'MM', 'FN', 'KG', 'UO', 'IM', 'WK'] as const;
export type TraceSid = (typeof TRACE_SIDS)[number];

/** Why something begins no trace. */
export type SidProblem = 'sidLength' | 'sidKind' | 'link';

const SID = /^[A-Z]{2}[0-9a-f]{32}$/;
const SIDS = /(?<![A-Za-z0-9])[A-Z]{2}[0-9a-f]{32}(?![A-Za-z0-9])/g;
/** Two letters and then digits and letters to f alone, as no handle would be. */
const LIKE_SID = /^[a-z]{2}[0-9a-f]{20,}$/i;
const LINK = /^https?:\/\//i;

/**
 * The SID in what was typed or pasted: itself, or in a link of Twilio's Console or of Flex, or in a sentence. A Studio
 * execution is found under its flow alone: where that is there too, the answer is `FW…/FN…`. Undefined where there is no
 * SID, for it is an address then.
 */
export function readSid(text: string): { sid: string } | { problem: SidProblem } | undefined {
  const typed = text.trim();
  const isLikeSid = LIKE_SID.test(typed);
  const told = isLikeSid ? typed.slice(0, 2).toUpperCase() + typed.slice(2).toLowerCase() : typed;
  if (isLikeSid && !SID.test(told)) return { problem: 'sidLength' };
  const sids = told.match(SIDS) ?? [];
  const kind = TRACE_SIDS.find((prefix) => sids.some((one) => one.startsWith(prefix)));
  if (kind === undefined) {
    if (sids.length === 1 && SID.test(told)) return { problem: 'sidKind' };
    return sids.length > 0 || LINK.test(told) ? { problem: 'link' } : undefined;
  }
  const sid = sids.find((one) => one.startsWith(kind))!;
  const flowSid = kind === 'FN' ? sids.find((one) => one.startsWith('FW')) : undefined;
  return { sid: flowSid === undefined ? sid : `${flowSid}/${sid}` };
}
