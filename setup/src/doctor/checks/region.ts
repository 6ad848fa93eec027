import type { Step } from '../../Step';
import { exists, note } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

const FLEX_REGION = 'us1';

/** https://www.twilio.com/docs/global-infrastructure/regional-product-and-feature-availability */
export function region({ twilio }: DoctorAccount): Promise<Step[]> {
  const used = twilio.region ?? FLEX_REGION;
  if (used === FLEX_REGION) return Promise.resolve([exists(`region ${used}`)]);
  return Promise.resolve([
    note(
      `region ${used}`,
      'Twilio documents Flex for us1 only. If requests are refused, unset TWILIO_REGION and use credentials of us1.',
    ),
  ]);
}
