/** Events arrive unordered, interactions are made asynchronously, and searches lag: until then nothing is called broken. */
export const UNDER_WAY_MILLISECONDS = 60_000;

/** @param at now */
export const isYoung = (at: Date, moment: Date | undefined): boolean =>
  moment !== undefined && at.getTime() - moment.getTime() < UNDER_WAY_MILLISECONDS;
