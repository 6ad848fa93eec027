import type { Prefill } from '../../../actions/openStartConversation';
import { deliveredAddress } from '../../../contract/address/messagingAddress';
import { isTimeZone } from '../../../contract/timeZone';
import type { Settings } from '../../../settings/settingsSchema';
import { emptyDraft, senderOf } from './draft';
import type { Draft } from './draft';

/**
 * A new form with what another part gave. The sender is the one that was named, else the former one, else the first of
 * the channel; one that the agent does not have is left out.
 */
export function prefilledDraft(
  former: Draft,
  prefill: Prefill,
  settings: Pick<Settings, 'senders' | 'defaultCountry'>,
): Draft {
  const { senders } = settings;
  const wanted = prefill.channel ?? deliveredAddress(prefill.to ?? '')?.channel;
  const ofChannel = senders.filter(({ channel }) => wanted === undefined || channel === wanted);
  const formerSender = senderOf(former, ofChannel);
  const sender =
    ofChannel.find(({ address }) => address === prefill.from) ?? formerSender ?? ofChannel[0] ?? senders[0];
  return {
    ...emptyDraft(sender, settings),
    customer: prefill.to ?? '',
    customerName: prefill.customerName ?? '',
    body: prefill.body ?? '',
    queueSid: prefill.queueSid ?? '',
    otherAddresses: listIn(prefill.otherAddresses),
    customerTimeZone: isTimeZone(prefill.customerTimeZone ?? '') ? prefill.customerTimeZone : undefined,
  };
}

/** The text where it is a JSON list. The backend refuses any other, and no agent could do anything about it. */
function listIn(text: string | undefined): string | undefined {
  try {
    return Array.isArray(JSON.parse(text ?? '')) ? text : undefined;
  } catch {
    return undefined;
  }
}
