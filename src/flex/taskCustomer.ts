import type { ITask } from '@twilio/flex-ui';

import { deliveredAddress } from '../contract/address/messagingAddress';
import { channelTypeOf } from './channelType';

export interface TaskCustomer {
  /** E.164, or WhatsApp's ID of a customer who shows no number. */
  address: string;
  name?: string;
  channelType?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const addressIn = (value: unknown): string | undefined => deliveredAddress(text(value) ?? '')?.address;

/** The customer of a call or a conversation, where they can be written to by a telephone number or in its place. */
export function taskCustomer(task: Pick<ITask, 'attributes'> | undefined): TaskCustomer | undefined {
  const attributes = (task?.attributes ?? {}) as Record<string, unknown>;
  const { direction, outbound_to: called, customerAddress, customers, from, caller } = attributes;
  const phone = (customers as { phone?: unknown } | null | undefined)?.phone;
  // In an outbound call `from` and `caller` are our own number.
  const places = direction === 'outbound' && called ? [called] : [customerAddress, phone, from, caller];
  const address = places.map(addressIn).find(Boolean);
  if (!address) {
    return undefined;
  }
  const name = text(attributes.customerName) ?? text(attributes.name);
  return {
    address,
    name: name && addressIn(name) === undefined ? name : undefined,
    channelType: text(channelTypeOf(attributes)),
  };
}
