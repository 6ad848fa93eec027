import type { DeliveryReceipt, DeliveryStatus } from '../../model/conversations';

/** How many of the recipients a message reached: `{total, sent, delivered, read, failed, undelivered}`. */
export interface DeliverySummary {
  total: number;
  sent: Amount;
  delivered: Amount;
  read: Amount;
  failed: Amount;
  undelivered: Amount;
}

type Amount = 'none' | 'some' | 'all';

const PROGRESS: Record<DeliveryStatus, number> = {
  queued: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  failed: 4,
  undelivered: 4,
};

/** Whether a new status is further along; late news of an earlier step is dropped. */
export const isProgress = (from: DeliveryStatus, to: DeliveryStatus): boolean => PROGRESS[to] > PROGRESS[from];

/** Undefined where nothing left by a messaging channel. What was read was delivered, and what was delivered was sent. */
export function deliverySummary(receipts: readonly DeliveryReceipt[]): DeliverySummary | undefined {
  if (receipts.length === 0) return undefined;
  const amount = (...statuses: DeliveryStatus[]): Amount => {
    const count = receipts.filter(({ status }) => statuses.includes(status)).length;
    if (count === 0) return 'none';
    return count === receipts.length ? 'all' : 'some';
  };
  return {
    total: receipts.length,
    sent: amount('sent', 'delivered', 'read'),
    delivered: amount('delivered', 'read'),
    read: amount('read'),
    failed: amount('failed'),
    undelivered: amount('undelivered'),
  };
}
