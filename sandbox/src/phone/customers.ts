import type { World } from '../World';

export interface Customer {
  name: string;
  /** E.164, or WhatsApp's ID of a customer who shows no number. */
  number: string;
}

/** The demo's customers; any other number can be written from as well. */
export const CUSTOMERS: readonly Customer[] = [
  { name: 'Sam Carter', number: '+12025550143' },
  { name: 'Maria Lopez', number: '+34612345678' },
  { name: 'João Silva', number: '+5511912345678' },
];

/** How Apple's IDs of customers begin; Twilio and Apple promise nothing of what follows. */
export const APPLE_ID = 'urn:mbid:';
const ID_OF_A_NUMBER = new RegExp(`^(messenger:|apple:${APPLE_ID})(?=\\d)`);

/**
 * A number without its channel's prefix: `whatsapp:+1…` and `+1…` are one phone. On Messenger and on Apple Messages
 * people have an ID; a customer's is their number without the plus sign.
 */
export const numberOf = (address: string): string => address.replace(ID_OF_A_NUMBER, '+').replace(/^[a-z]+:/, '');

export const customerOf = (number: string): Customer =>
  CUSTOMERS.find((customer) => customer.number === number) ?? { name: number, number };

/** The demo's customers where there is an address that they can write to, and whoever else has written or was written to. */
export function customersOf({ messageLog, addresses }: World): Customer[] {
  const written = messageLog.map(({ direction, from, to }) => numberOf(direction === 'inbound' ? from : to));
  const numbers = new Set([...(addresses.size > 0 ? CUSTOMERS : []).map(({ number }) => number), ...written]);
  return [...numbers].map(customerOf);
}
