import type { People } from '../../../src/contract/people';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Inside, OwnTask } from './inside';
import { isPending } from './invites';

const SHOWN_CHARACTERS = 160;
const LATEST_MESSAGES = 20;

/** What an agent is shown at whom an invite rings: who asks, why, and the customer's last words. Undefined for others. */
export async function readInvitation(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { workspaceSid, chatServiceSid }: FlexConfiguration,
  { workerSid }: Agent,
  { task, inside }: { task: OwnTask; inside: Inside },
): Promise<Result<People | undefined, TwilioFailure>> {
  const invite = inside.invites.find((one) => one.taskSid === task.sid && isPending(one));
  if (!invite) return success(undefined);
  const [ringing, messages] = await Promise.all([
    attempt(() =>
      twilio.taskrouter.v1
        .workspaces(workspaceSid)
        .tasks(task.sid)
        .reservations.list({ workerSid, reservationStatus: 'pending' }),
    ),
    attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversations(inside.conversationSid)
        .messages.list({ order: 'desc', limit: LATEST_MESSAGES }),
    ),
  ]);
  if (!ringing.ok) return ringing;
  if (!messages.ok) return messages;
  if (ringing.value.length === 0) return success(undefined);
  const agents = new Set(inside.agents.map(({ identity }) => identity));
  const last = messages.value.find(({ author, participantSid }) => participantSid && !agents.has(author));
  const { byName, note, backFor } = invite;
  const lastMessage = [...(last?.body ?? '')].slice(0, SHOWN_CHARACTERS).join('');
  return success({
    conversationSid: inside.conversationSid,
    agents: [],
    supervisors: [],
    customers: [],
    invites: [],
    may: { remove: false, end: false },
    invitation: { byName, note, lastMessage, ...(backFor === undefined ? {} : { backFor }) },
  });
}
