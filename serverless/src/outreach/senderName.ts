import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import type { Channel } from '../../../src/contract/Channel';
import type { Sender } from '../../../src/settings/settingsSchema';

/**
 * What the business calls the sender: the author of messages that no agent wrote. A chat has no address of ours, so
 * that there the first sender of the channel stands for all.
 */
export function senderName(senders: readonly Sender[], channel: Channel, proxyAddress: string | undefined): string {
  const onChannel = senders.filter((sender) => sender.channel === channel);
  const sender = onChannel.find(({ address }) => messagingAddress(channel, address) === proxyAddress);
  return (sender ?? onChannel[0])?.name ?? 'system';
}
