import { E164 } from '../../../../src/contract/address/messagingAddress';
import type { DoctorAccount } from '../DoctorAccount';

/** The number of ours that the probe texts from. Throws where there is none. */
export function senderOf({ addresses, settings }: DoctorAccount, from: string | undefined): string {
  const ours = settings?.senders.find(({ channel }) => channel === 'sms')?.address;
  const found = from ?? ours ?? addresses.find(({ type }) => type === 'sms')?.address;
  if (!found) throw new Error('The account has no number to text from: name one with --from.');
  return found;
}

/** Throws with a sentence where a probe can't be made with these. */
export function checkNumbers({ probe, phone, from }: { probe?: boolean; phone?: string; from?: string }): void {
  if (!probe) return;
  if (!phone) throw new Error('--probe needs a phone that may be texted: --phone +1…');
  for (const number of [phone, from]) {
    if (number !== undefined && !E164.test(number)) {
      throw new Error(`${number} is no phone number with its country code, such as +14155550100.`);
    }
  }
  if (phone === from) throw new Error('--phone and --from are the same number. The phone has to be somebody’s own.');
}
