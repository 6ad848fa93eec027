/**
 * Unsubscribed, blocked, or a number that can never get it: the same message would fail again, and to an unsubscribed
 * customer it may not be sent. https://www.twilio.com/docs/api/errors
 */
const FINAL: readonly number[] = [21211, 21610, 21614, 30004, 30005, 30006, 63003, 63014, 63024, 63106];

export const isFinalFailure = (code: number | undefined): boolean => code !== undefined && FINAL.includes(code);
