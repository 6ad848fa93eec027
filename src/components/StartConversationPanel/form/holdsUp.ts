import type { ClientError } from '../../../backend/ClientError';

/** The customer's own will, which stands beside them with what can be done about it. */
export const HOLDING_UP = ['OPTED_OUT', 'CONSENT_MISSING'] as const;

export const holdsUp = (code: ClientError['code']): code is (typeof HOLDING_UP)[number] =>
  HOLDING_UP.some((one) => one === code);
