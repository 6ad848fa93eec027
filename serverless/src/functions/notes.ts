import type * as v from 'valibot';

import type { AuditEntry } from '../../../src/contract/audit';
import type { Help, Note } from '../../../src/contract/notes';
import { notesRequest } from '../../../src/contract/notes';
import { isBlank } from '../../../src/contract/text';
import { keepAudit } from '../audit/audit';
import { ringInside, ringSupervisors } from '../notes/bells';
import { answerCall } from '../notes/answerCall';
import type { KeptCall } from '../notes/calls';
import { keepCall, readCall, removeCall } from '../notes/calls';
import type { KeptNote } from '../notes/notes';
import { readNotes, writeNote } from '../notes/notes';
import { maySupervise } from '../people/describePeople';
import { findTask, isOf, readInside } from '../people/inside';
import type { Act } from '../people/inviteSomebody';
import { nameOfAsking } from '../people/inviteSomebody';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { readFlexConfiguration } from '../settings/flexConfiguration';
import { keepAct } from '../trace/acts';

type Input = v.InferOutput<typeof notesRequest>;
type Done = Promise<Result<unknown, FunctionError>>;

/** `POST /notes`: what agents and supervisors say to each other in a customer's conversation, which the customer never sees. */
export const handler = defineFunction({
  route: 'notes',
  input: notesRequest,
  guard: agentToken,
  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act(call, { input, principal: agent, read: configuration }) {
    const task = await findTask(call.twilio, configuration, input.taskSid);
    if (!task.ok) return failure(twilioError(task.error));
    if (!task.value) return failure({ code: 'NOT_INSIDE' });
    call.log.about = task.value.conversationSid;
    const inside = await readInside(call.twilio, configuration, task.value);
    if (!inside.ok) return failure(twilioError(inside.error));
    const act: Act = { call, configuration, agent, task: task.value, inside: inside.value };
    const isInside = inside.value.agents.some(isOf(agent));
    const supervises = !isInside && maySupervise(configuration, agent);
    if (!isInside && !supervises) {
      return failure({ code: input.act === 'answerHelp' ? 'SUPERVISOR_ONLY' : 'NOT_INSIDE' });
    }

    const done = await perform(act, input, supervises);
    if (!done.ok) return done;
    const [notes, help] = await Promise.all([
      readNotes(call.twilio, task.value.conversationSid),
      readCall(call.twilio, task.value.conversationSid),
    ]);
    if (!notes.ok) return failure(twilioError(notes.error));
    if (!help.ok) return failure(twilioError(help.error));
    const shownHelp = help.value && shownCall(help.value, agent.workerSid);
    return success({
      status: 200,
      body: { ok: true, notes: notes.value.map(shownTo(agent.workerSid)), ...(shownHelp ? { help: shownHelp } : {}) },
    });
  },
});

const shownTo =
  (workerSid: string) =>
  ({ id, at, by, byName, isSupervisors, text, after }: KeptNote): Note => ({
    id,
    at,
    byName,
    isYours: by === workerSid,
    isSupervisors,
    text,
    after,
  });

const shownCall = ({ at, workerSid: by, name, why, answeredBy }: KeptCall, workerSid: string): Help => ({
  at,
  byName: name,
  isYours: by === workerSid,
  why,
  ...(answeredBy === undefined ? {} : { answeredBy }),
});

function perform(act: Act, input: Input, supervises: boolean): Done {
  switch (input.act) {
    case 'list':
      return Promise.resolve(success(undefined));
    case 'write':
      return write(act, input, supervises);
    case 'askForHelp':
      return supervises ? Promise.resolve(failure({ code: 'NOT_INSIDE' })) : askForHelp(act, input.why);
    case 'withdrawHelp':
      return supervises ? Promise.resolve(failure({ code: 'NOT_INSIDE' })) : withdrawHelp(act);
    case 'answerHelp':
      return supervises ? answerHelp(act) : Promise.resolve(failure({ code: 'SUPERVISOR_ONLY' }));
  }
}

/** In the audit and in the conversation's history, by SIDs alone. */
async function keep({ call, configuration, agent, inside }: Act, act: AuditEntry['act']): Promise<void> {
  const { conversationSid } = inside;
  const by = agent.workerSid;
  const of = inside.agents.filter((one) => !isOf(agent)(one)).map(({ workerSid }) => workerSid);
  await Promise.all([
    keepAudit(call, configuration, { by, act, conversationSid, of }),
    keepAct(call, configuration, conversationSid, { by, act, outcome: '' }),
  ]);
}

async function write(act: Act, { noteId, text, after }: Input & { act: 'write' }, supervises: boolean): Done {
  const { call, configuration, agent, inside } = act;
  const { conversationSid } = inside;
  const written = await readNotes(call.twilio, conversationSid);
  if (!written.ok) return failure(twilioError(written.error));
  // Sent again, because the answer was lost.
  if (written.value.some(({ id }) => id === noteId)) return success(undefined);
  const name = await nameOfAsking(act);
  if (!name.ok) return failure(twilioError(name.error));
  const note: KeptNote = {
    id: noteId,
    at: now(call.twilio).toISOString(),
    by: agent.workerSid,
    byName: name.value,
    isSupervisors: supervises,
    text,
    after,
  };
  const kept = await writeNote(call.twilio, conversationSid, note, configuration.settings.people.keepNotesDays);
  if (!kept.ok) return failure(twilioError(kept.error));
  // A supervisor who writes has seen the call for help.
  const answered = supervises && (await answerCall(act, name.value));
  if (!answered) await ringInside(call, configuration, inside);
  await keep(act, 'note');
  return success(undefined);
}

async function askForHelp(act: Act, why: string): Done {
  const { call, configuration, agent, task, inside } = act;
  const { conversationSid } = inside;
  const standing = await readCall(call.twilio, conversationSid);
  if (!standing.ok) return failure(twilioError(standing.error));
  const name = await nameOfAsking(act);
  if (!name.ok) return failure(twilioError(name.error));
  const isAsked = standing.value !== undefined && standing.value.answeredBy === undefined;
  if (isAsked && (isBlank(why) || standing.value?.why === why)) return success(undefined);
  const kept = await keepCall(call.twilio, {
    conversationSid,
    taskSid: task.sid,
    workerSid: agent.workerSid,
    name: name.value,
    why,
    // Who adds why has waited since they asked.
    at: isAsked && standing.value ? standing.value.at : now(call.twilio).toISOString(),
  });
  if (!kept.ok) return failure(twilioError(kept.error));
  await Promise.all([
    ringSupervisors(call, configuration),
    ringInside(call, configuration, inside),
    keep(act, 'askForHelp'),
  ]);
  return success(undefined);
}

async function withdrawHelp(act: Act): Done {
  const { call, configuration, inside } = act;
  const standing = await readCall(call.twilio, inside.conversationSid);
  if (!standing.ok) return failure(twilioError(standing.error));
  if (!standing.value) return success(undefined);
  const removed = await removeCall(call.twilio, inside.conversationSid);
  if (!removed.ok) return failure(twilioError(removed.error));
  await Promise.all([
    ringSupervisors(call, configuration),
    ringInside(call, configuration, inside),
    standing.value.answeredBy === undefined && keep(act, 'withdrawHelp'),
  ]);
  return success(undefined);
}

async function answerHelp(act: Act): Done {
  const name = await nameOfAsking(act);
  if (!name.ok) return failure(twilioError(name.error));
  return (await answerCall(act, name.value)) ? success(undefined) : failure({ code: 'CONVERSATION_CHANGED' });
}
