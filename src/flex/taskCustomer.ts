import type { ITask } from '@twilio/flex-ui';

import { channelTypeOf } from './channelType';

export interface TaskCustomer {
  /** E.164. */
  number: string;
  name?: string;
  channelType?: string;
}

const NUMBER = /^(?:(?:whatsapp|rcs):)?(\+[1-9]\d{7,14})$/;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const numberIn = (value: unknown): string | undefined => NUMBER.exec(text(value) ?? '')?.[1];

/** The customer of a call or a conversation, where they have a telephone number. */
export function taskCustomer(task: Pick<ITask, 'attributes'> | undefined): TaskCustomer | undefined {
  const attributes = (task?.attributes ?? {}) as Record<string, unknown>;
  const { direction, outbound_to: called, customerAddress, customers, from, caller } = attributes;
  const phone = (customers as { phone?: unknown } | null | undefined)?.phone;
  // In an outbound call `from` and `caller` are our own number.
  const places = direction === 'outbound' && called ? [called] : [customerAddress, phone, from, caller];
  const number = places.map(numberIn).find(Boolean);
  if (!number) {
    return undefined;
  }
  const name = text(attributes.customerName) ?? text(attributes.name);
  return {
    number,
    name: name && !NUMBER.test(name) ? name : undefined,
    channelType: text(channelTypeOf(attributes)),
  };
}
