import type * as v from 'valibot';

import type { People } from '../../../src/contract/people';
import { peopleRequest } from '../../../src/contract/people';
import { keepAudit } from '../audit/audit';
import { auditOfAct } from '../audit/auditOfAct';
import { answerCall } from '../notes/answerCall';
import { describePeople, maySupervise } from '../people/describePeople';
import type { ActFailure } from '../people/inConversationClaim';
import { inConversationClaim, refuse } from '../people/inConversationClaim';
import type { OwnTask } from '../people/inside';
import { findTask, isOf, readInside } from '../people/inside';
import { readInvitation } from '../people/invitation';
import type { Act } from '../people/inviteSomebody';
import { inviteSomebody, nameOfAsking } from '../people/inviteSomebody';
import { end, handOverNow, leave, removeAgent, wait, withdraw } from '../people/leave';
import { listQueues } from '../people/listQueues';
import { settleJoined } from '../people/settleInvites';
import { join, leaveAsSupervisor, reassign, tellWhy } from '../people/supervise';
import type { Agent } from '../runtime/agentToken';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { readFlexConfiguration } from '../settings/flexConfiguration';

type Input = v.InferOutput<typeof peopleRequest>;
type Changing = Exclude<Input, { act: 'list' | 'queues' | 'join' }> | { act: 'join'; taskSid: string };

interface Asked {
  call: FunctionCall;
  configuration: FlexConfiguration;
  agent: Agent;
}

/**
 * `POST /people`: who is in a conversation; invites, leaves, puts aside, removes, ends. Whoever is inside may, and supervisors from
 * outside, by the settings.
 */
export const handler = defineFunction({
  route: 'people',
  input: peopleRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    const asked = { call, configuration, agent };
    const task = await findTask(call.twilio, configuration, input.taskSid);
    if (!task.ok) return failure(twilioError(task.error));
    if (!task.value) return failure({ code: 'NOT_INSIDE' });
    call.log.about = task.value.conversationSid;
    const done = await answer(asked, task.value, input);
    return done.ok ? success({ status: 200, body: { ok: true, ...done.value } }) : done;
  },
});

type Answer = Promise<Result<{ people?: People; queues?: { sid: string; name: string }[] }, FunctionError>>;

async function answer(asked: Asked, task: OwnTask, input: Input): Answer {
  const { call, configuration, agent } = asked;
  if (input.act === 'list') return list(asked, task);
  if (input.act === 'queues') {
    const queues = await listQueues(call.twilio, configuration);
    return queues.ok ? success({ queues: queues.value }) : failure(twilioError(queues.error));
  }
  return inConversationClaim(call, task.conversationSid, async () => {
    const inside = await readInside(call.twilio, configuration, task);
    if (!inside.ok) return refuse(twilioError(inside.error));
    // Who has come in is no invite any more, and may have taken this agent's place.
    const settled = await settleJoined(call, configuration, inside.value);
    if (!settled.ok) return refuse(twilioError(settled.error));
    const act: Act = { call, configuration, agent, task, inside: { ...inside.value, invites: settled.value } };
    const isInside = act.inside.agents.some(isOf(agent));
    const supervises = !isInside && maySupervise(configuration, agent);
    if (!isInside && !supervises) return gone(asked, task, input.act as Changing['act']);
    const changed = await (supervises ? changeFromOutside(act, input as Changing) : change(act, input as Changing));
    const mayBeDone = changed.ok || !changed.error.isCertain;
    if (mayBeDone) await keepAudit(call, configuration, auditOfAct(act, input, changed.ok));
    if (!changed.ok) return changed;
    if (supervises && input.act === 'join') await answerAsJoined(act);
    const after = await readInside(call.twilio, configuration, task);
    // It is done, whether or not it can be shown.
    if (!after.ok || !(supervises || after.value.agents.some(isOf(agent)))) return success({});
    const people = await describePeople(call, configuration, agent, after.value);
    return success(people.ok ? { people: people.value } : {});
  });
}

async function change(act: Act, input: Changing): Promise<Result<unknown, ActFailure>> {
  switch (input.act) {
    case 'invite': {
      const invited = await inviteSomebody(act, input);
      return invited.ok && input.handOver === 'now' ? handOverNow(act) : invited;
    }
    case 'withdraw':
      return withdraw(act, input.inviteId);
    case 'leave':
      return leave(act, input.then);
    case 'wait':
      return wait(act, input);
    case 'remove':
      return removeAgent(act, input.workerSid);
    case 'end':
      return end(act);
    // Who is inside invites and hands over.
    case 'join':
    case 'reassign':
      return refuse({ code: 'ALREADY_INSIDE' });
  }
}

/** What a supervisor does, who is in none of the conversation's tasks. Those whose work it changes are told why. */
async function changeFromOutside(act: Act, input: Changing): Promise<Result<unknown, ActFailure>> {
  switch (input.act) {
    case 'join':
      return join(act);
    case 'leave':
      return leaveAsSupervisor(act);
    case 'withdraw':
      return withdraw(act, input.inviteId);
    case 'reassign':
      return reassign(act, input);
    case 'remove':
      return tellWhy(act, [input.workerSid], input.reason, () => removeAgent(act, input.workerSid));
    case 'end':
      return tellWhy(act, workersInside(act), input.reason, () => end(act));
    case 'invite':
    case 'wait':
      return refuse({ code: 'NOT_INSIDE' });
  }
}

/** Who asked for help has it: the supervisor is there. */
async function answerAsJoined(act: Act): Promise<void> {
  const name = await nameOfAsking(act);
  if (name.ok) await answerCall(act, name.value);
  else act.call.log.addWarning('a call for help could not be answered');
}

const workersInside = ({ inside }: Act): string[] => inside.agents.map(({ workerSid }) => workerSid);

/** Asked again, an act after which the agent was out is done. */
async function gone(
  { call: { twilio }, configuration, agent }: Asked,
  task: OwnTask,
  act: Changing['act'],
): Promise<Result<object, ActFailure>> {
  if (act === 'withdraw' || act === 'remove') return refuse({ code: 'NOT_INSIDE' });
  if (act === 'join' || act === 'reassign') return refuse({ code: 'SUPERVISOR_ONLY' });
  const { reservations } = twilio.taskrouter.v1.workspaces(configuration.workspaceSid).tasks(task.sid);
  const listed = await attempt(() => reservations.list({ workerSid: agent.workerSid }));
  if (!listed.ok) return refuse(twilioError(listed.error));
  const wasInside = listed.value.some(({ reservationStatus }) => ['wrapping', 'completed'].includes(reservationStatus));
  return wasInside ? success({}) : refuse({ code: 'NOT_INSIDE' });
}

async function list({ call, configuration, agent }: Asked, task: OwnTask): Answer {
  const inside = await readInside(call.twilio, configuration, task);
  if (!inside.ok) return failure(twilioError(inside.error));
  if (inside.value.agents.some(isOf(agent))) {
    const people = await describePeople(call, configuration, agent, inside.value);
    return people.ok ? success({ people: people.value }) : failure(twilioError(people.error));
  }
  const invitation = await readInvitation(call, configuration, agent, { task, inside: inside.value });
  if (!invitation.ok) return failure(twilioError(invitation.error));
  if (invitation.value) return success({ people: invitation.value });
  if (!maySupervise(configuration, agent)) return failure({ code: 'NOT_INSIDE' });
  const people = await describePeople(call, configuration, agent, inside.value);
  return people.ok ? success({ people: people.value }) : failure(twilioError(people.error));
}
