import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { messagingAddress } from '../../../src/contract/address/messagingAddress';
import { isSamePerson } from '../../../src/contract/address/variants';
import { CHANNELS } from '../../../src/contract/Channel';
import type { Channel } from '../../../src/contract/Channel';
import { address as addressText } from '../../../src/contract/text';
import { hasOptedOut } from '../compliance/optOuts';
import type { CustomerConversation } from '../conversations/conversations';
import { customerConversations } from '../conversations/conversations';
import { customerNumber } from '../conversations/customerNumber';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { ConfigurationRead } from '../settings/flexConfiguration';

const MOST = 5;
const MOST_CHARACTERS = 2_000;

/** A guest of a website's chat is known by no other. */
const claim = v.object({
  channel: v.picklist(CHANNELS.filter((name) => name !== 'chat')),
  to: addressText('REQUEST_INVALID', 256),
});
const list = v.pipe(v.array(v.unknown()), v.maxLength(MOST));

/** What is no address of a channel is left out: nothing hangs on it but more care. Undefined for no list, or a long one. */
function claimsIn(text: string): v.InferOutput<typeof claim>[] | undefined {
  if (text === '') return [];
  if (text.length > MOST_CHARACTERS) return undefined;
  try {
    const parsed = v.safeParse(list, JSON.parse(text));
    if (!parsed.success) return undefined;
    return parsed.output.flatMap((item) => {
      const one = v.safeParse(claim, item);
      return one.success ? [one.output] : [];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What stands at another address of the customer, between it and the same sender of ours. */
export interface OtherAddress {
  channel: Channel;
  /** Without the channel's prefix. */
  number: string;
  optedOut: boolean;
  /** Those that are open. */
  conversations: CustomerConversation[];
}

/**
 * Other addresses that somebody says are the customer's. It is a claim of the browser's or a system's, so that it may only
 * ever hold a message up: what is no address, or the customer's own, is left out. Asks nothing where there are none.
 * @param number the customer's own, without the channel's prefix
 */
export async function otherAddresses(
  twilio: Twilio,
  input: { channel: Channel; from: string; otherAddresses?: string | undefined },
  number: string,
  configuration: ConfigurationRead,
): Promise<Result<OtherAddress[], FunctionError>> {
  const claimed = claimsIn(input.otherAddresses ?? '');
  if (!claimed) return failure({ code: 'REQUEST_INVALID' });
  if (claimed.length === 0) return success([]);
  const read = await configuration;
  if (!read.ok) return read;
  const { senders } = read.value.settings;
  const { channel, from } = input;
  const sender = senders.find((one) => one.channel === channel && one.address === from);
  const others = await Promise.all(
    claimed.map(async (one): Promise<Result<OtherAddress | undefined, FunctionError>> => {
      const other = await customerNumber(one.channel, one.to, () => configuration);
      if (!other.ok || (one.channel === channel && isSamePerson(other.value, number))) return success(undefined);
      const address = messagingAddress(one.channel, other.value);
      // By address or by name it is the same one, on whichever channel.
      const proxyAddresses = senders
        .filter((ours) => ours.channel === one.channel && (ours.address === from || ours.name === sender?.name))
        .map((ours) => messagingAddress(ours.channel, ours.address));
      const [conversations, optOuts] = await Promise.all([
        customerConversations(twilio, one.channel, address),
        Promise.all(proxyAddresses.map((proxyAddress) => hasOptedOut(twilio, { address, proxyAddress }))),
      ]);
      if (!conversations.ok) return failure(twilioError(conversations.error));
      const failed = optOuts.find(({ ok }) => !ok);
      if (failed && !failed.ok) return failure(twilioError(failed.error));
      return success({
        channel: one.channel,
        number: other.value,
        optedOut: optOuts.some((optOut) => optOut.ok && optOut.value),
        conversations: conversations.value.filter(
          ({ state, proxyAddress }) =>
            state !== 'closed' && proxyAddress !== undefined && proxyAddresses.includes(proxyAddress),
        ),
      });
    }),
  );
  const found: OtherAddress[] = [];
  for (const other of others) {
    if (!other.ok) return other;
    if (other.value) found.push(other.value);
  }
  return success(found);
}
