import type { World } from '../../World';

/** Of what is made now. */
export const newDates = ({ clock }: World): { dateCreated: Date; dateUpdated: Date } => ({
  dateCreated: clock.now(),
  dateUpdated: clock.now(),
});
