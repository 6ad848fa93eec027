import { findConversation } from '../conversations/conversations';
import { channelIsOver } from '../interactions/channelState';
import { listInteractions } from '../interactions/interactionDocument';
import type { KeptInteraction } from '../interactions/interactionDocument';
import { closeInteraction } from '../interactions/interactions';
import { findLiveTask } from '../interactions/openCustomerTask';
import { bringUpToDate, isUnlisted } from '../schedule/listSchedule';
import { listItems, listOwners } from '../schedule/scheduleItem';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { Found, Janitor, Mending } from './Janitor';

/** Asked side by side. */
const GROUP = 10;

/**
 * What nobody waits for, and what costs a call for each conversation or agent of the last 30 days: too much for every few
 * minutes.
 * @param isInUse whether a conversation is open, or in a live task
 */
export async function leftOvers(
  janitor: Janitor,
  isInUse: (conversationSid: string) => boolean,
): Promise<Result<Found[], FunctionError>> {
  const channels = await openChannels(janitor, isInUse);
  if (!channels.ok) return channels;
  const messages = await unlistedMessages(janitor);
  return messages.ok ? success([...channels.value, ...messages.value]) : messages;
}

async function openChannels(
  { call: { twilio } }: Janitor,
  isInUse: (conversationSid: string) => boolean,
): Promise<Result<Found[], FunctionError>> {
  const kept = await listInteractions(twilio);
  if (!kept.ok) return failure(twilioError(kept.error));
  const candidates = kept.value.filter(({ conversationSid }) => !isInUse(conversationSid));
  const found: Found[] = [];
  for (let at = 0; at < candidates.length; at += GROUP) {
    const group = candidates.slice(at, at + GROUP);
    const states = await Promise.all(group.map((interaction) => channelIsOver(twilio, interaction)));
    for (const [index, isOver] of states.entries()) {
      if (!isOver.ok) return failure(twilioError(isOver.error));
      const interaction = group[index]!;
      if (isOver.value) continue;
      const { conversationSid } = interaction;
      found.push({ conversationSid, finding: 'channelOpen', mend: (hands) => closeChannel(hands, interaction) });
    }
  }
  return success(found);
}

/** Of a conversation that is closed for good, or gone; a task that an agent is still to end keeps it. */
async function closeChannel({ call: { twilio }, configuration }: Janitor, interaction: KeptInteraction): Mending {
  const { conversationSid } = interaction;
  const [conversation, task] = await Promise.all([
    findConversation(twilio, configuration.chatServiceSid, conversationSid),
    findLiveTask(twilio, configuration, { conversationSid, isUncertain: true }),
  ]);
  if (!conversation.ok) return failure(twilioError(conversation.error));
  if (!task.ok) return failure(twilioError(task.error));
  if (task.value || (conversation.value && conversation.value.state !== 'closed')) return success('served');
  const closed = await closeInteraction(twilio, interaction);
  return closed.ok ? success('closed') : failure(twilioError(closed.error));
}

async function unlistedMessages({ call: { twilio } }: Janitor): Promise<Result<Found[], FunctionError>> {
  const owners = await listOwners(twilio);
  if (!owners.ok) return owners;
  const found: Found[] = [];
  for (const workerSid of owners.value) {
    const items = await listItems(twilio, workerSid);
    if (!items.ok) return items;
    for (const item of items.value.filter((one) => isUnlisted(twilio, one))) {
      const { conversationSid } = item;
      const mend: Found['mend'] = async ({ call, configuration }) => {
        const { messageSid, status } = await bringUpToDate(call, configuration, workerSid, item);
        if (status === 'cancelled') return success('cancelled');
        return messageSid === undefined ? failure({ code: 'TWILIO_UNAVAILABLE' }) : success('listed');
      };
      found.push({ conversationSid, finding: 'unlistedMessage', mend });
    }
  }
  return success(found);
}
