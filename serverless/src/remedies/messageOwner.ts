import type { Result } from '../runtime/Result';
import type { FunctionError } from '../runtime/FunctionError';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { UNIQUE_NAME_TAKEN } from '../conversations/conversations';
import { findColleague } from './colleague';
import type { Entrance } from './entrance';
import { liveTasks } from './liveTasks';

/** By their SIDs in order, so that two agents have one conversation, whoever wrote first. */
const uniqueNameOf = (...workerSids: [string, string]): string =>
  `messaging-controls-colleagues-${workerSids.sort().join('-')}`;

const COLLEAGUES = JSON.stringify({ messagingControls: { colleagues: true } });

/**
 * A note to the agent who works on the conversation, within Flex: a message in a conversation of the two agents alone,
 * which no address, interaction or task belongs to. Its attributes name the customer's conversation.
 */
export async function messageOwner(
  { call, configuration, agent, conversationSid }: Entrance,
  text: string,
): Promise<Result<undefined, FunctionError>> {
  const { twilio } = call;
  const tasks = await liveTasks(twilio, configuration, { conversationSid });
  if (!tasks.ok) return failure(twilioError(tasks.error));
  const workerSid = tasks.value.find((task) => task.isAccepted && task.workerSid !== agent.workerSid)?.workerSid;
  if (workerSid === undefined) return failure({ code: 'CONVERSATION_CHANGED' });
  const [owner, author] = await Promise.all([
    findColleague(twilio, configuration, workerSid),
    findColleague(twilio, configuration, agent.workerSid),
  ]);
  if (!owner.ok) return failure(twilioError(owner.error));
  if (!author.ok) return failure(twilioError(author.error));
  if (owner.value.identity === undefined) return failure({ code: 'WORKER_UNKNOWN' });

  const service = twilio.conversations.v1.services(configuration.chatServiceSid);
  const uniqueName = uniqueNameOf(agent.workerSid, workerSid);
  const participant = [agent.identity, owner.value.identity].map((identity) => JSON.stringify({ identity }));
  const send = () =>
    attempt(() =>
      service.conversations(uniqueName).messages.create({
        author: agent.identity,
        body: text,
        attributes: JSON.stringify({
          messagingControls: { aboutConversationSid: conversationSid, authorName: author.value.name },
        }),
      }),
    );
  const sent = await send();
  if (sent.ok) return success(undefined);
  if (sent.error.status !== 404) return failure(twilioError(sent.error));

  // Their first note.
  const made = await attempt(() =>
    service.conversationWithParticipants.create({ uniqueName, attributes: COLLEAGUES, participant }),
  );
  if (!made.ok && !made.error.uncertain && made.error.code !== UNIQUE_NAME_TAKEN)
    return failure(twilioError(made.error));
  const again = await send();
  return again.ok ? success(undefined) : failure(twilioError(again.error));
}
