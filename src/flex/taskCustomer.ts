import type { ITask } from '@twilio/flex-ui';

import { deliveredAddress } from '../contract/address/messagingAddress';
import type { Channel } from '../contract/Channel';
import { channelTypeOf } from './channelType';

export interface TaskCustomer {
  /** E.164, or the channel's ID of a customer who has or shows no number. */
  address: string;
  /** Of an ID: the channel that reaches it. */
  only?: Channel | undefined;
  name?: string;
  channelType?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const customerIn = (value: unknown) => deliveredAddress(text(value) ?? '');

/** The customer of a call or a conversation, where they can be written to. */
export function taskCustomer(task: Pick<ITask, 'attributes'> | undefined): TaskCustomer | undefined {
  const attributes = (task?.attributes ?? {}) as Record<string, unknown>;
  const { direction, outbound_to: called, customerAddress, customers, from, caller } = attributes;
  const phone = (customers as { phone?: unknown } | null | undefined)?.phone;
  // In an outbound call `from` and `caller` are our own number.
  const places = direction === 'outbound' && called ? [called] : [customerAddress, phone, from, caller];
  const customer = places.map(customerIn).find(Boolean);
  if (!customer) {
    return undefined;
  }
  const { address, channel } = customer;
  const name = text(attributes.customerName) ?? text(attributes.name);
  return {
    address,
    only: address.startsWith('+') ? undefined : channel,
    name: name && !customerIn(name) ? name : undefined,
    channelType: text(channelTypeOf(attributes)),
  };
}
