import { isBlank } from '../../../src/contract/text';
import type { Meaning } from '../remedies/messageOwner';
import { tellColleague } from '../remedies/messageOwner';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { ActFailure } from './inConversationClaim';
import { refuse } from './inConversationClaim';
import type { Act } from './inviteSomebody';
import { inviteSomebody, nameOfAsking } from './inviteSomebody';
import { participantsOf, removeSupervisors } from './removeSupervisors';

type Outcome = Promise<Result<undefined, ActFailure>>;

const done = success(undefined);

/** The identity is in the conversation already. https://www.twilio.com/docs/api/errors/50433 */
const ALREADY_PARTICIPANT = 50433;

/**
 * The supervisor comes into the conversation openly and can write in it: without a task, so that neither a queue nor
 * their capacity has a say, and beside the agents, who keep theirs.
 * https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
 */
export async function join(act: Act): Outcome {
  const { agent, inside } = act;
  if (inside.agents.length === 0) return refuse({ code: 'CONVERSATION_CHANGED' });
  const name = await nameOfAsking(act);
  if (!name.ok) return refuse(twilioError(name.error));
  const { identity } = agent;
  const attributes = JSON.stringify({ messagingControls: { supervisor: name.value } });
  const joined = await attempt(() => participantsOf(act).create({ identity, attributes }));
  if (joined.ok || joined.error.code === ALREADY_PARTICIPANT) return done;
  // Tried again, it finds them there.
  return refuse(twilioError(joined.error));
}

/** The supervisor goes again, who is in no task of it. */
export async function leaveAsSupervisor(act: Act): Outcome {
  const own = act.inside.supervisors.find(({ identity }) => identity === act.agent.identity);
  return own ? removeSupervisors(act, [own]) : done;
}

/**
 * Gives the conversation to somebody else, or to the supervisor. Those who are inside are told, and go when the newcomer
 * has come in: until then the customer has them.
 */
export async function reassign(act: Act, { invitee, reason }: { invitee: string; reason: string }): Outcome {
  const formerWorkerSids = act.inside.agents.map(({ workerSid }) => workerSid);
  return tellWhy(
    act,
    formerWorkerSids,
    reason,
    async () => {
      const invited = await inviteSomebody(act, { invitee, handOver: 'whenJoined', note: reason, formerWorkerSids });
      return invited.ok ? done : failure(invited.error);
    },
    { act: 'takesOver' },
  );
}

/** Does it, and writes the reason to those whose work it changes: nobody's work is taken in silence. */
export async function tellWhy(
  act: Act,
  workerSids: string[],
  reason: string,
  perform: () => Outcome,
  meaning: Meaning = {},
): Outcome {
  if (isBlank(reason)) return refuse({ code: 'REQUEST_INVALID' });
  const performed = await perform();
  if (!performed.ok) return performed;
  const { call, configuration, agent, inside } = act;
  const { conversationSid } = inside;
  for (const workerSid of workerSids) {
    const told = await tellColleague({ call, configuration, agent, conversationSid }, workerSid, reason, meaning);
    // It is done all the same; their Flex shows that.
    if (!told.ok) call.log.addWarning(`An agent was not told why their conversation was changed: ${told.error.code}.`);
  }
  return done;
}
