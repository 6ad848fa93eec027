import { createHash } from 'node:crypto';

import { addressVariants } from '../../../src/contract/address/variants';

/** A customer and the address of ours that they go by, as Conversations writes them. */
export interface AddressPair {
  address: string;
  proxyAddress: string;
}

/** The pair in every form of the customer's address: what is kept of one of them is of the person. */
export const formsOf = ({ address, proxyAddress }: AddressPair): AddressPair[] =>
  addressVariants(address).map((form) => ({ address: form, proxyAddress }));

/**
 * One document for each pair, since a map of all of them would let 20 questions in a second through for the whole
 * account. A hash, because Sync's names stand in addresses, which logs keep.
 */
export function documentOf(kind: 'opt-out' | 'consent', { address, proxyAddress }: AddressPair): string {
  const hash = createHash('sha256').update(`${address} ${proxyAddress}`).digest('hex');
  return `messaging-controls.${kind}.${hash}`;
}
