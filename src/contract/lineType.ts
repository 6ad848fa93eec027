/** Kinds of telephone line. https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence#type-property-values */
export const LINE_TYPES = [
  'mobile',
  'landline',
  'fixedVoip',
  'nonFixedVoip',
  'personal',
  'tollFree',
  'premium',
  'sharedCost',
  'uan',
  'voicemail',
  'pager',
  'unknown',
] as const;
export type LineType = (typeof LINE_TYPES)[number];
