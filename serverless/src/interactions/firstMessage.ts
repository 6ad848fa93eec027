import type { Channel } from '../../../src/contract/Channel';
import { captionOf, messageOf } from '../conversations/Message';
import type { Reply, StartRecord } from '../conversations/startRecord';
import { now, randomUuid } from '../runtime/Surroundings';
import type { FirstMessage } from './Start';
import type { Customer } from './readCustomer';

/** What every request for a first message says of it. */
interface Input {
  channel: Channel;
  customerName?: string | undefined;
  overrideReason?: string | undefined;
  body?: string;
  contentSid?: string;
  contentVariables?: string;
  mediaSid?: string;
}

/** A first message of this request, as an attempt that begins now. */
export function firstMessage(
  call: FirstMessage['call'],
  input: Input,
  { configuration, address, proxyAddress }: Customer,
  who: Pick<FirstMessage, 'requestId' | 'uniqueName' | 'author'> &
    Pick<StartRecord, 'workerSid' | 'system' | 'startedBy'>,
): FirstMessage {
  const { channel, customerName, overrideReason } = input;
  const { requestId, uniqueName, author, workerSid, system, startedBy } = who;
  return {
    call,
    configuration,
    requestId,
    channel,
    address,
    proxyAddress,
    customerName: customerName === '' ? undefined : customerName,
    author,
    message: messageOf(input),
    caption: captionOf(input),
    uniqueName,
    record: {
      requestId,
      workerSid,
      system,
      ...(startedBy === undefined ? {} : { startedBy }),
      attempt: randomUuid(call.twilio),
      startedAt: now(call.twilio).toISOString(),
      customer: { channel, address, proxyAddress },
      ...(overrideReason ? { overrideReason } : {}),
    },
  };
}

/** What its message tells besides: who began it for whom. The words are the supervisor's, the conversation is the agent's. */
export const aboutStart = ({
  startedBy,
  workerSid,
}: Pick<StartRecord, 'startedBy' | 'workerSid'>): Record<string, string> =>
  startedBy === undefined || workerSid === undefined ? {} : { startedBy, startedFor: workerSid };

/** Who gets the reply to it. */
export const replyOf = (
  { channel, address, proxyAddress, customerName, message }: Omit<FirstMessage, 'message'> & Partial<FirstMessage>,
  { to, queueSid }: Pick<Reply, 'to' | 'queueSid'>,
): Reply => ({
  ...{ to, queueSid, customerName, channel, address, proxyAddress },
  ...(message && 'contentSid' in message ? { contentSid: message.contentSid } : {}),
});
