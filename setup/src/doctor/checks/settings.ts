import type { Step } from '../../Step';
import { exists, wrong } from '../../Step';
import { problemSentence } from '../../steps/flexConfiguration';
import type { DoctorAccount } from '../DoctorAccount';

/** https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api */
export function settings({ settings: present, problems }: DoctorAccount): Promise<Step[]> {
  const what = 'settings of Messaging Controls';
  if (!present) {
    return Promise.resolve([wrong(what, 'The Flex Configuration has none. Run the setup: npm run setup -- --plan.')]);
  }
  return Promise.resolve([problems.length > 0 ? wrong(what, ...problems.map(problemSentence)) : exists(what)]);
}
