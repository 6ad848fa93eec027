import { createHash } from 'node:crypto';

import type { Twilio } from 'twilio';

import { UNIQUE_NAME_TAKEN, findFirstMessage, sendFirstMessage } from '../conversations/conversations';
import { insist } from '../interactions/insist';
import { mayTakeOver } from '../routing/permissions';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { findColleague } from './colleague';
import type { Entrance } from './entrance';
import { liveTasks } from './liveTasks';

/** By their SIDs in order, so that two agents have one conversation, whoever wrote first. */
const uniqueNameOf = (...workerSids: [string, string]): string =>
  `messaging-controls-colleagues-${workerSids.sort().join('-')}`;

/** https://www.twilio.com/docs/api/errors/50377 */
const CLOSED = 50377;
const MOST_CONVERSATIONS = 5;
const SAME_NOTE_MILLISECONDS = 600_000;

const COLLEAGUES = JSON.stringify({ messagingControls: { colleagues: true } });

/**
 * A note to the agent who works on the conversation, within Flex: a message in a conversation of the two agents alone,
 * which no address, interaction or task belongs to. Its attributes name the customer's conversation.
 */
export async function messageOwner(entrance: Entrance, text: string): Promise<Result<undefined, FunctionError>> {
  const owner = await findOwner(entrance);
  return owner.ok ? tellColleague(entrance, owner.value.workerSid, text) : owner;
}

/**
 * Asks the browser of the agent who works on the conversation whether they are writing: it answers by a message of its
 * own in the same place, which both browsers have. For whoever may take over alone.
 */
export async function askOwner(entrance: Entrance, askId: string): Promise<Result<undefined, FunctionError>> {
  const { call, configuration, agent } = entrance;
  const owner = await findOwner(entrance);
  if (!owner.ok) return owner;
  const allowed = await mayTakeOver(call.twilio, configuration, agent, owner.value.queueSid);
  if (!allowed.ok) return allowed;
  if (!allowed.value) return failure({ code: 'TAKE_OVER_NOT_ALLOWED' });
  return tellColleague(entrance, owner.value.workerSid, '…', { act: 'asks', askId });
}

async function findOwner({
  call: { twilio },
  configuration,
  agent,
  conversationSid,
}: Entrance): Promise<Result<{ workerSid: string; queueSid: string }, FunctionError>> {
  const tasks = await liveTasks(twilio, configuration, { conversationSid });
  if (!tasks.ok) return failure(twilioError(tasks.error));
  const task = tasks.value.find((one) => one.isAccepted && one.workerSid !== agent.workerSid);
  if (task?.workerSid === undefined) return failure({ code: 'CONVERSATION_CHANGED' });
  return success({ workerSid: task.workerSid, queueSid: task.queueSid });
}

/** What a note is beside its text: what the one who writes is about to do, or wants to know. */
export type Meaning = Record<never, string> | { act: 'takesOver' } | { act: 'asks'; askId: string };

/** Writes to another agent about a customer's conversation. The same within ten minutes is written once. */
export async function tellColleague(
  { call, configuration, agent, conversationSid }: Entrance,
  workerSid: string,
  text: string,
  meaning: Meaning = {},
): Promise<Result<undefined, FunctionError>> {
  const { twilio } = call;
  const [owner, author] = await Promise.all([
    findColleague(twilio, configuration, workerSid),
    findColleague(twilio, configuration, agent.workerSid),
  ]);
  if (!owner.ok) return failure(twilioError(owner.error));
  if (!author.ok) return failure(twilioError(author.error));
  if (owner.value.identity === undefined) return failure({ code: 'WORKER_UNKNOWN' });

  const note = {
    id: noteId(conversationSid, agent.workerSid, text, ...Object.values(meaning)),
    meaning,
    from: { identity: agent.identity, name: author.value.name },
    to: owner.value.identity,
    uniqueName: uniqueNameOf(agent.workerSid, workerSid),
    conversationSid,
    text,
  };
  for (let round = 1; round <= MOST_CONVERSATIONS; round += 1) {
    const named = round === 1 ? note : { ...note, uniqueName: `${note.uniqueName}-${round}` };
    const sent = await sendNote(call, configuration, named);
    if (sent.ok) return success(undefined);
    // Somebody has closed it, or Twilio's timer has: it takes no more notes, and keeps its name.
    if (sent.error.code !== CLOSED) return failure(twilioError(sent.error));
  }
  return failure({ code: 'CONVERSATION_CHANGED' });
}

interface Note {
  id: string;
  from: { identity: string; name: string };
  /** The colleague's identity. */
  to: string;
  uniqueName: string;
  /** What it is about. */
  conversationSid: string;
  text: string;
  meaning: Meaning;
}

async function sendNote(
  { twilio, http }: Entrance['call'],
  { chatServiceSid }: FlexConfiguration,
  { id, from, to, uniqueName, conversationSid, text, meaning }: Note,
): Promise<Result<unknown, TwilioFailure>> {
  const earlier = await findFirstMessage(twilio, chatServiceSid, uniqueName, id);
  if (earlier.ok && earlier.value && isRecent(twilio, earlier.value.dateCreated)) return earlier;
  if (!earlier.ok && earlier.error.status !== 404) return earlier;
  if (!earlier.ok) {
    const participant = [from.identity, to].map((identity) => JSON.stringify({ identity }));
    const made = await attempt(() =>
      twilio.conversations.v1
        .services(chatServiceSid)
        .conversationWithParticipants.create({ uniqueName, attributes: COLLEAGUES, participant }),
    );
    if (!made.ok && !made.error.uncertain && made.error.code !== UNIQUE_NAME_TAKEN) return made;
  }
  const sent = await sendFirstMessage(twilio, chatServiceSid, uniqueName, {
    author: from.identity,
    message: { body: text },
    requestId: id,
    about: { aboutConversationSid: conversationSid, authorName: from.name, ...meaning },
  });
  if (sent.ok || !sent.error.uncertain) return sent;
  const found = await insist(http, () => findFirstMessage(twilio, chatServiceSid, uniqueName, id));
  return found.ok && found.value ? found : sent;
}

/** The same words about the same customer are the same note: an agent who saw an error sends them again. */
const noteId = (...parts: string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const isRecent = (twilio: Twilio, sentAt: Date): boolean =>
  now(twilio).getTime() - sentAt.getTime() < SAME_NOTE_MILLISECONDS;
