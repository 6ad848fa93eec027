import { messagingAddress } from '../../../../src/contract/address/messagingAddress';
import type { Step } from '../../Step';
import { exists, note, wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** Whether customers can write to what agents write from, and whether messages can be scheduled from it. */
export async function senders({ twilio, settings, addressConfigurations }: DoctorAccount): Promise<Step[]> {
  if (!settings) return [];
  if (settings.senders.length === 0) {
    return [
      wrong('senders', 'The settings have none, so agents can’t start conversations. Add them to the set-up file.'),
    ];
  }
  const steps = settings.senders.map(({ channel, address, name }): Step => {
    const what = `sender ${name}, ${channel}`;
    const written = messagingAddress(channel, address);
    if (addressConfigurations.some((one) => one.address === written)) return exists(what);
    return note(what, `${written} is no address of Conversations: a customer who writes to it first reaches nobody.`);
  });
  const { scheduling } = settings;
  if (!scheduling) return steps;
  const { messagingServiceSid } = scheduling;
  const services = await twilio.messaging.v1.services.list();
  const scheduled = services.some(({ sid }) => sid === messagingServiceSid)
    ? exists('Messaging Service for scheduling')
    : wrong('Messaging Service for scheduling', `The account has no ${messagingServiceSid}. Correct "scheduling".`);
  return [...steps, scheduled];
}
