import { plainAddress } from '../../../src/contract/address/messagingAddress';
import type { Parked } from '../conversations/parked';
import { readParked } from '../conversations/parked';
import { awaitsReply, readStartRecord } from '../conversations/startRecord';
import { customerName } from '../inbound/customerName';
import { openConversation } from '../inbound/openConversation';
import { customerTaskClaim } from '../interactions/claimCustomerTask';
import { readInteraction } from '../interactions/interactionDocument';
import { findLiveTask } from '../interactions/openCustomerTask';
import { inClaim } from '../janitor/inClaim';
import type { Rest } from '../janitor/bringToRest';
import type { Janitor } from '../janitor/Janitor';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { removeDocument } from '../sync/syncStore';
import { bringBack } from './bringBack';
import { hasReplied } from './hasReplied';
import { isUnheard } from './isUnheard';
import { lookAtParked } from './lookAtParked';
import { putEntry } from './waitingIndex';

type Outcome = Promise<Result<Rest, FunctionError>>;

/**
 * A conversation whose task is gone, with a customer who has their answer: it waits for what they write next, as if the
 * agent who began it had put it aside. Its interaction stands, so that Twilio would refuse the reply another, and Flex would
 * not wake it by itself. `none` where it is not so. Safe to repeat, and side by side.
 */
export const waitInstead = (janitor: Janitor, conversationSid: string): Outcome =>
  inClaim(janitor, conversationSid, () => waitInClaim(janitor, conversationSid));

/** The same, for who holds the claim on bringing it to rest. */
export async function waitInClaim(janitor: Janitor, conversationSid: string): Outcome {
  const { call, configuration } = janitor;
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const [open, kept, live] = await Promise.all([
    openConversation(twilio, chatServiceSid, conversationSid),
    readInteraction(twilio, conversationSid),
    findLiveTask(twilio, configuration, { conversationSid, isUncertain: true }),
  ]);
  for (const one of [open, kept, live]) if (!one.ok) return failure(twilioError(one.error));
  if (!open.ok || !kept.ok || !live.ok) return success('none');
  if (live.value) return success('served');
  const interaction = kept.value;
  if (!open.value || !interaction) return success('none');
  const { conversation, customer, message } = open.value;
  const { attributes } = conversation;
  const record = readStartRecord(attributes);
  const workerSid = record?.workerSid;
  const isAnswered = message.author !== customer.address;
  if (readParked(attributes) || workerSid === undefined || awaitsReply(record) || !isAnswered) return success('none');
  const unheard = await isUnheard(twilio, chatServiceSid, conversationSid, { customer, interaction });
  if (!unheard.ok) return failure(twilioError(unheard.error));
  if (!unheard.value) return success('none');

  const { channel, address: bound } = customer;
  const address = plainAddress(bound);
  const name = customerName(conversation, customer);
  const since = now(twilio).toISOString();
  const id = randomUuid(twilio);
  const parked: Parked = { id, workerSid, waitsFor: 'reply', at: since, lastIndex: message.index, ...interaction };
  const entry = { conversationSid, kind: 'parked', channel, address, waitsFor: 'reply', since } as const;
  const prepared = await Promise.all([
    // Of an earlier reply in this conversation, which the next one would be taken for.
    removeDocument(twilio, customerTaskClaim('reply', conversationSid)),
    putEntry(twilio, workerSid, {
      ...entry,
      ...(name === address ? {} : { customerName: name }),
      note: '',
      hasWritten: false,
    }),
  ]);
  for (const one of prepared) if (!one.ok) return failure(twilioError(one.error));
  const stands = await lookAtParked(janitor, { conversation, parked });
  if (!stands.ok || stands.value !== 'waits') return stands;
  // Before the webhook stood.
  const written = await hasReplied(twilio, chatServiceSid, conversationSid, parked);
  if (!written.ok) return failure(twilioError(written.error));
  if (!written.value) return stands;
  const back = await bringBack(call, configuration, { conversationSid, id, backFor: 'reply' });
  return back.ok ? success(back.value === 'opened' ? 'handedOver' : 'waits') : back;
}
