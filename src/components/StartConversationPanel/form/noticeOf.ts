import type { ClientError } from '../../../backend/ClientError';
import type { StringKey } from '../../../strings/StringTable';
import type { Translate } from '../../../strings/translate';
import { errorSentence } from '../../shared/errorSentence';
import type { Notice } from '../../shared/NoticeCallout';
import type { outcomeOf } from './outcomeOf';
import type { StateName } from './panelState';

/**
 * What the form says of an error, in one message. Where it may have been carried out, that is its point: that the outcome
 * is not known, that a repeat does no harm, and what the error itself adds to it.
 */
export function noticeOf(
  t: Translate,
  error: ClientError,
  outcome: ReturnType<typeof outcomeOf>,
  state: StateName,
): Notice {
  const sentence = errorSentence(t, error);
  if (outcome === 'unclear') {
    const key = `uncertain_${error.code}`;
    return { variant: 'warning', text: t.has(key) ? t(key as StringKey) : `${sentence} ${t('uncertain')}` };
  }
  // The tries before this one may still have been carried out.
  const isStillUnclear = outcome === 'tryRefused' && state === 'sendingAgain';
  return { variant: 'error', text: isStillUnclear ? `${sentence} ${t('uncertainBefore')}` : sentence };
}
