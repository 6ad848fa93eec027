import * as v from 'valibot';

import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { Conversation } from '../conversations/conversations';
import type { Customer } from './conversationCustomer';

const preEngagement = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ pre_engagement_data: v.object({ friendlyName: v.pipe(v.string(), v.nonEmpty()) }) }),
);

/** Who has filled in a form before a web chat has given a name there; of the others there is the address. */
export function customerName(
  { attributes }: Pick<Conversation, 'attributes'>,
  { address }: Pick<Customer, 'address'>,
): string {
  const form = v.safeParse(preEngagement, attributes);
  return form.success ? form.output.pre_engagement_data.friendlyName : plainAddress(address);
}
