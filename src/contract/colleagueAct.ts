/** Of a note between colleagues that is no mere text: what the one who writes is about to do, or wants to know. */
export const COLLEAGUE_ACTS = ['takesOver', 'asks'] as const;
export type ColleagueAct = (typeof COLLEAGUE_ACTS)[number];
