/** The English of a number's kind of line. */
export const en = {
  /** `kind`: one of those that begin with `lineType_`. */
  lineRefused:
    'This number is {{kind}}, so nothing is sent to it on this channel. Ask for a mobile number, or choose another channel.',
  lineDoubtful: 'This number is {{kind}}. A message may not arrive.',
  lineType_mobile: 'a mobile number',
  lineType_landline: 'a landline',
  lineType_fixedVoip: 'an internet line at a fixed address',
  lineType_nonFixedVoip: 'an internet number (VoIP)',
  lineType_personal: 'a personal number that forwards to another one',
  lineType_tollFree: 'a toll-free number',
  lineType_premium: 'a premium-rate number',
  lineType_sharedCost: 'a shared-cost number',
  lineType_uan: 'a company’s universal number',
  lineType_voicemail: 'a voicemail box',
  lineType_pager: 'a pager',
  lineType_unknown: 'of an unknown kind',
} as const;
