import type { SentMessage } from '../../flex/conversations';

type Receipt = NonNullable<SentMessage['aggregatedDeliveryReceipt']>;

export type Delivery = 'sent' | 'delivered' | 'read' | 'failed' | 'partlyFailed';

/** How far a message came, over all its recipients. Undefined while nothing is known. */
export function deliveryOf({ total, sent, delivered, read, failed, undelivered }: Receipt): Delivery | undefined {
  if (failed === 'all' || undelivered === 'all') {
    return 'failed';
  }
  if (failed !== 'none' || undelivered !== 'none') {
    return total === 1 ? 'failed' : 'partlyFailed';
  }
  if (read === 'all') {
    return 'read';
  }
  if (delivered === 'all') {
    return 'delivered';
  }
  return sent === 'none' ? undefined : 'sent';
}
