/** Why a supervisor changes somebody else's work, as the audit counts it; the agents read the reason in words. */
export const REASON_CODES = ['shift', 'overload', 'absence', 'expertise', 'complaint', 'quality', 'other'] as const;
export type ReasonCode = (typeof REASON_CODES)[number];
