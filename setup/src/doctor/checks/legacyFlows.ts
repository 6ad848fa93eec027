import { addressOf, listOf } from '../../migrate';
import type { Step } from '../../Step';
import { wrong } from '../../Step';
import type { DoctorAccount } from '../DoctorAccount';

/** A legacy Flex Flow takes the messages of an address a second time. */
export async function legacyFlows({ twilio, addresses }: DoctorAccount): Promise<Step[]> {
  const flows = (await listOf(() => twilio.flexApi.v1.flexFlow.list())) ?? [];
  return flows
    .filter(({ enabled }) => enabled)
    .flatMap((flow) => {
      const address = addressOf(flow);
      if (!address || !addresses.some((one) => one.address === address)) return [];
      return [
        wrong(
          `Flex Flow ${flow.friendlyName} (${flow.sid})`,
          `It takes the messages to ${address} too, so customers are answered twice.`,
          'Remove it in the Console under Flex > Manage > Messaging > Legacy.',
        ),
      ];
    });
}
