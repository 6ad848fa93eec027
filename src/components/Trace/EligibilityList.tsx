import React from 'react';

import { Box } from '@twilio-paste/core/box';

import { lacksText } from '../../contract/lacksText';
import type { Eligibility, TraceStep } from '../../contract/trace';
import type { TraceTranslate } from '../../strings/trace/loadTraceStrings';

interface EligibilityListProps {
  tt: TraceTranslate;
  eligibility: Eligibility;
  nameOf: (sid: string) => string;
}

/** Who of the queue could have the task, and why they have not. */
export const EligibilityList = ({ tt, eligibility, nameOf }: EligibilityListProps): React.ReactElement => {
  const { workers, others } = eligibility;
  return (
    <Box>
      {countsOf(tt, eligibility).map((line) => (
        <Box key={line}>{line}</Box>
      ))}
      {workers.length === 0 ? null : (
        <Box
          as="ul"
          aria-label={tt('workers')}
          margin="space0"
          paddingLeft="space60"
          // Flex takes the marks away.
          style={{ listStyle: 'disc' }}
        >
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

/** How many could have had it when it came. */
export const enteredOf = (tt: TraceTranslate, entered: NonNullable<TraceStep['entered']>, at: string): string =>
  entered.fits === 0 ? tt('enteredNone', { at }) : tt('entered', { ...entered, at });

/** How many could have it; that there is nobody, the cause tells. */
export function countsOf(tt: TraceTranslate, { fits, available, step }: Eligibility): string[] {
  if (fits === 0) return [];
  const ofStep =
    step &&
    (step.fits === 0 ? tt('eligibleStepNone') : tt('eligibleStep', { fits: step.fits, available: step.available }));
  return [tt('eligible', { fits, available }), ...(ofStep === undefined ? [] : [ofStep])];
}

/** In words. */
export function whyOf(
  tt: TraceTranslate,
  { why, activity = '', lacks = [], unread, notLists, offer }: Eligibility['workers'][number],
): string {
  const isTold = lacks.length > 0 && (why === 'lacks' || why === 'lacksStep');
  const reason = isTold
    ? tt(`why_${why}This`, { lacks: lacksText(lacks, { and: tt('and'), or: tt('or') }) })
    : tt(`why_${why}`, { activity });
  return [
    reason,
    notLists && tt('notLists', { names: notLists.join(', ') }),
    unread && tt('unreadParts', { parts: unread.join('; ') }),
    offer && tt(`offer_${offer}`),
  ]
    .filter(Boolean)
    .join('; ');
}
