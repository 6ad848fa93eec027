import React from 'react';

import { Box } from '@twilio-paste/core/box';

import type { Eligibility } from '../../contract/trace';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';

interface EligibilityListProps {
  tt: TraceTranslate;
  eligibility: Eligibility;
  nameOf: (sid: string) => string;
}

/** Who of the queue could have the task, and why they have not. */
export const EligibilityList = ({ tt, eligibility, nameOf }: EligibilityListProps): React.ReactElement => {
  const { fits, available, workers, others } = eligibility;
  return (
    <Box>
      <Box>{fits === 0 ? tt('eligibleNone') : tt('eligible', { fits, available })}</Box>
      {workers.length === 0 ? null : (
        <Box as="ul" aria-label={tt('workers')} margin="space0" paddingLeft="space60">
          {workers.map((worker) => (
            <li key={worker.sid}>{`${nameOf(worker.sid)}: ${whyOf(tt, worker)}`}</li>
          ))}
          {others.map(({ why, count }) => (
            <li key={why}>{tt(`others_${why}`, { count })}</li>
          ))}
        </Box>
      )}
    </Box>
  );
};

/** In words. */
export function whyOf(
  tt: TraceTranslate,
  { why, activity = '', lacks = [], offer }: Eligibility['workers'][number],
): string {
  const reason =
    why === 'lacks' && lacks.length > 0
      ? tt('why_lacksThis', { lacks: lacks.join(', ') })
      : tt(`why_${why}`, { activity });
  return [reason, offer && tt(`offer_${offer}`)].filter(Boolean).join('; ');
}
