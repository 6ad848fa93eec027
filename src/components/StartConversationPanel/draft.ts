import { MESSAGE_LIMIT } from '../../contract/startConversation';
import type { ClientError } from '../../backend/ClientError';
import type { InteractionsRequest } from '../../contract/startConversation';
import type { Sender } from '../../settings/settingsSchema';
import { normalisePhoneNumber } from './phoneNumber';

/** The form as it was typed. */
export interface Draft {
  /** `keyOf` the sender. */
  sender: string;
  customerNumber: string;
  customerName: string;
  body: string;
}

/** The contract's names of the fields. */
export type Field = 'from' | 'to' | 'customerName' | 'body';

/** In the order in which they stand in the form. */
export const FIELDS: readonly Field[] = ['from', 'to', 'customerName', 'body'];

export type FieldErrors = Partial<Record<Field, ClientError['code']>>;

export const keyOf = ({ channel, address }: Sender): string => `${channel}:${address}`;

export const emptyDraft = (sender: string): Draft => ({ sender, customerNumber: '', customerName: '', body: '' });

/** What to send, or what has to be put right first. */
export function checkDraft(
  draft: Draft,
  senders: readonly Sender[],
): { request: Omit<InteractionsRequest, 'requestId'> } | { errors: FieldErrors } {
  const sender = senders.find((item) => keyOf(item) === draft.sender);
  const to = normalisePhoneNumber(draft.customerNumber);
  const body = draft.body.trim();
  if (sender && to && body && body.length <= MESSAGE_LIMIT) {
    const customerName = draft.customerName.trim() || undefined;
    return { request: { channel: sender.channel, from: sender.address, to, customerName, body } };
  }
  const errors: FieldErrors = {};
  if (!sender) {
    errors.from = 'SENDER_NOT_ALLOWED';
  }
  if (!to) {
    errors.to = 'NUMBER_INVALID';
  }
  if (!body) {
    errors.body = 'MESSAGE_EMPTY';
  } else if (body.length > MESSAGE_LIMIT) {
    errors.body = 'MESSAGE_TOO_LONG';
  }
  return { errors };
}
