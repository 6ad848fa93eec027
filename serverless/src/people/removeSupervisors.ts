import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { attemptTwice, twilioError } from '../runtime/twilioFailure';
import type { ActFailure } from './inConversationClaim';
import { refuse } from './inConversationClaim';
import type { InsideSupervisor } from './inside';
import type { Act } from './inviteSomebody';

export const participantsOf = ({ call: { twilio }, configuration: { chatServiceSid }, inside }: Act) =>
  twilio.conversations.v1.services(chatServiceSid).conversations(inside.conversationSid).participants;

/** Takes supervisors out of the conversation, who are in no task of it. */
export async function removeSupervisors(
  act: Act,
  supervisors: readonly InsideSupervisor[],
): Promise<Result<undefined, ActFailure>> {
  const participants = participantsOf(act);
  for (const { participantSid } of supervisors) {
    const removed = await attemptTwice(() => participants(participantSid).remove());
    if (!removed.ok && removed.error.status !== 404) return refuse(twilioError(removed.error));
  }
  return success(undefined);
}
