import * as v from 'valibot';

import type { TraceAct } from '../../../src/contract/trace';
import { seeToLostTask } from '../inbound/lostTask';
import { changeRecord, interactionOf, withAct } from '../interactions/interactionDocument';
import { defineFunction } from '../runtime/defineFunction';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { webhookSignature } from '../runtime/webhookSignature';
import { queueSnapshot } from '../trace/queueSnapshot';
import { actOf, taskEvent } from '../trace/taskActs';

const ROUTE = 'task-events';

const done = success({ status: 204 });

/** How the queue stood is told once: where the same entry is told of again, it was later. */
function withEntry(acts: readonly TraceAct[], act: TraceAct, snapshot: TraceAct | undefined): TraceAct[] {
  const kept = withAct(acts, act);
  return snapshot && kept.at(-1) === act ? withAct(kept, snapshot) : kept;
}

const ofConversation = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    conversationSid: v.pipe(v.string(), v.regex(/^CH[0-9a-f]{32}$/)),
    flexInteractionSid: v.optional(v.string()),
    flexInteractionChannelSid: v.optional(v.string()),
  }),
);

/**
 * `POST /task-events`: TaskRouter tells of a conversation's task: its queue, each offer to an agent and how it ended, and
 * why the task is gone, after which somebody else may have to see to the customer. That is kept for the trace, in the conversation's record and for as long as that; with a queue that
 * it enters, how many workers could have it, unless the settings say otherwise.
 */
export const handler = defineFunction({
  route: ROUTE,
  input: taskEvent,
  guard: webhookSignature(ROUTE),
  read: () => Promise.resolve(success(undefined)),

  async act(call, { input: event }) {
    const { twilio, log } = call;
    const found = actOf(event);
    // Calls have tasks too.
    const attributes = v.safeParse(ofConversation, event.TaskAttributes);
    if (!found || !attributes.success) return done;
    const { conversationSid, flexInteractionSid, flexInteractionChannelSid } = attributes.output;
    log.about = conversationSid;
    const told = new Date(Number(event.TimestampMs ?? NaN));
    const at = (Number.isNaN(told.getTime()) ? now(twilio) : told).toISOString();
    const act = { at, by: 'twilio', ...found };
    const { TaskQueueSid: queueSid, TaskSid: taskSid } = event;
    const isEntry = found.act === 'queued' && queueSid !== undefined && taskSid !== undefined;
    const snapshot = isEntry ? await queueSnapshot({ twilio, log }, { queueSid, taskSid, at }) : undefined;
    // Of which the webhook of interactions has not told.
    const interaction = interactionOf({
      interactionSid: flexInteractionSid,
      interactionChannelSid: flexInteractionChannelSid,
    });
    let acts: TraceAct[] = [];
    const kept = await changeRecord(twilio, conversationSid, (record) => {
      acts = withEntry(record.acts, act, snapshot);
      return { ...interaction, ...record, acts };
    });
    if (!kept.ok) return failure(twilioError(kept.error));
    if (found.act !== 'taskCanceled' && found.act !== 'taskDeleted') return done;
    const seenTo = await seeToLostTask(call, conversationSid, acts);
    return seenTo.ok ? done : seenTo;
  },
});
