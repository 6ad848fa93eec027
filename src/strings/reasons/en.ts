/** Why a supervisor changes somebody else's work: the codes of the audit, in the form and in the list. */
export const en = {
  reason_shift: 'Shift or break',
  reason_overload: 'Too many conversations',
  reason_absence: 'Agent doesn’t answer',
  reason_expertise: 'Other skills needed',
  reason_complaint: 'Customer complaint',
  reason_quality: 'Quality',
  reason_other: 'Other',
} as const;
