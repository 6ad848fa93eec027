import { findConversation } from '../conversations/conversations';
import { letGo } from '../conversations/letGo';
import { readInteraction } from '../interactions/interactionDocument';
import { closeInteraction, findInteraction, isLive } from '../interactions/interactions';
import { INBOUND_ROUTE } from '../inbound/takeMessage';
import { REPLY_ROUTE, removeWebhooks } from '../outreach/replyWebhook';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { Janitor, Mended, Mending, Open } from './Janitor';
import { answerCustomer } from './answerCustomer';
import { inClaim } from './inClaim';
import { restingSince } from './restingSince';
import type { How } from './restingSince';

/**
 * Closes a conversation that nobody has used for as long as the settings say. A customer who writes meanwhile is given to
 * a person instead; one that a person is in stays.
 */
export async function closeResting(janitor: Janitor, { sid }: Pick<Open, 'sid'>, how: How = {}): Mending {
  const closed = await inClaim(janitor, sid, () => close(janitor, sid, how));
  if (!closed.ok || closed.value !== 'unanswered') return closed as Awaited<Mending>;
  return answerCustomer(janitor, sid);
}

async function close(
  janitor: Janitor,
  conversationSid: string,
  how: How,
): Promise<Result<Mended | 'unanswered', FunctionError>> {
  const { call, configuration } = janitor;
  const { twilio } = call;
  const { chatServiceSid } = configuration;
  const [found, task, kept] = await Promise.all([
    findConversation(twilio, chatServiceSid, conversationSid),
    findInteraction(twilio, configuration, { conversationSid, isUncertain: true }),
    readInteraction(twilio, conversationSid),
  ]);
  if (!found.ok) return failure(twilioError(found.error));
  if (!task.ok) return failure(twilioError(task.error));
  if (!kept.ok) return failure(twilioError(kept.error));
  if (!found.value || found.value.state === 'closed') return success('none');
  if (task.value && isLive(task.value)) return success('served');
  const rests = await restingSince(janitor, found.value, how);
  if (!rests.ok) return rests;
  const { value: resting } = rests;
  if (!resting) return success('served');

  const interaction = kept.value ?? task.value;
  const gone = await letGo(twilio, chatServiceSid, conversationSid, {
    chatIdentity: resting.chatIdentity,
    isExpected: ({ index }) => index <= resting.lastIndex,
    beforeClosing: async () => {
      for (const route of [REPLY_ROUTE, INBOUND_ROUTE]) {
        const removed = await removeWebhooks(route, twilio, chatServiceSid, conversationSid);
        if (!removed.ok) return removed;
      }
      return interaction ? closeInteraction(twilio, interaction) : success(undefined);
    },
  });
  if (!gone.ok) return failure(twilioError(gone.error));
  return success(gone.value.hasWritten ? 'unanswered' : 'closed');
}
