import * as v from 'valibot';

const invalid = 'REQUEST_INVALID';

/** Acts that are kept: of `POST /people`, `/remedies`, `/consent`, `/customer-time`, `/mend` and `/notes`, and starts for others. */
export const AUDIT_ACTS = [
  'invite',
  'withdraw',
  'leave',
  'remove',
  'end',
  'join',
  'reassign',
  'takeOver',
  'optOut',
  'lift',
  'record',
  'timeZone',
  'startFor',
  'answer',
  'giveBack',
  'requeue',
  'close',
  'rest',
  'note',
  'askForHelp',
  'withdrawHelp',
  'answerHelp',
  'endFlow',
  'addWebhook',
  'sendAnew',
  'openAddress',
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** Who did what to whose conversation, when and why; by SIDs and codes. */
export const auditEntry = v.object({
  /** ISO 8601. */
  at: v.string(),
  /** The worker who did it, or `janitor`. */
  by: v.string(),
  act: v.picklist(AUDIT_ACTS),
  /** Absent for a consent that was changed from outside of a conversation. */
  conversationSid: v.optional(v.string()),
  /** The workers whose conversation it was: those inside, but for the one who acted. */
  of: v.array(v.string()),
  /** The worker or queue that it went to, or that was removed. */
  to: v.optional(v.string()),
  /** A supervisor's: of `REASON_CODES`. */
  reasonCode: v.optional(v.string()),
  /** As it was written; only where the settings keep it, and as long as they do. */
  reason: v.optional(v.string()),
  /** What came of it, where that is not plain. */
  outcome: v.optional(v.string()),
});
export type AuditEntry = v.InferOutput<typeof auditEntry>;

/** `POST /audit`, for supervisors: the acts of one day. */
export const auditRequest = v.object(
  {
    /** Of UTC, such as `2026-03-02`. */
    day: v.pipe(v.string(invalid), v.isoDate(invalid)),
    /** Only what this worker did, or what was done to their conversations. */
    workerSid: v.optional(v.pipe(v.string(invalid), v.regex(/^WK[0-9a-f]{32}$/, invalid))),
    act: v.optional(v.picklist(AUDIT_ACTS, invalid)),
  },
  invalid,
);
export type AuditRequest = v.InferInput<typeof auditRequest>;

export const auditResponse = v.object({
  ok: v.literal(true),
  /** The latest first. */
  entries: v.array(auditEntry),
  /** False where the day has more than can be read. */
  isComplete: v.boolean(),
});
