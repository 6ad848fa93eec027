import * as v from 'valibot';

import type { Conversation, CustomerConversation } from '../conversations/conversations';
import { sendFirstMessage } from '../conversations/conversations';
import { openConversation } from '../conversations/openConversation';
import { readStartRecord } from '../conversations/startRecord';
import type { StartRecord } from '../conversations/startRecord';
import { admitCustomer, claimEmptyConversation } from '../interactions/conversationWithNote';
import { readInteraction } from '../interactions/interactionDocument';
import { findInteraction, isLive } from '../interactions/interactions';
import { inTurn, isOfRequest, latestAttempt } from '../interactions/inTurn';
import { clearAway, leftHalfDone, undo } from '../interactions/undo';
import { inClaim } from '../janitor/inClaim';
import { takeReply } from '../outreach/takeReply';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import { isOver } from '../runtime/isOver';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt, attemptTwice, twilioError } from '../runtime/twilioFailure';
import type { ContactRequest } from './openRequest';
import { inviteForRequest, openRequest, requestAttributes } from './openRequest';

type Outcome = Result<undefined, FunctionError>;

const done = success(undefined);

/**
 * Conversation → in it the request's text, and then the customer → interaction: an agent sees what was written, and
 * nothing goes out before the agent writes. Where the customer is in a conversation already, it goes to whoever has that one.
 * @param conversations the customer's, closed ones too
 */
export async function takeRequest(
  request: ContactRequest,
  conversations: readonly CustomerConversation[],
): Promise<Outcome> {
  const { call, requestId, address, proxyAddress } = request;
  const uniqueName = `messaging-controls-contact-${requestId}`;
  const record = {
    requestId,
    system: 'website',
    attempt: randomUuid(call.twilio),
    startedAt: now(call.twilio).toISOString(),
    customer: { channel: 'sms' as const, address, proxyAddress },
  };
  const wanted: Wanted = { ...request, channel: 'sms', uniqueName, record, isNote: true };
  const open = openConversation(
    conversations.filter((one) => !isOfRequest(wanted, one)),
    proxyAddress,
  );
  const own = latestAttempt(wanted, conversations);
  if (request.isRepeat && !own) {
    const told = await isTold(request);
    if (!told.ok) return failure(twilioError(told.error));
    if (told.value) return done;
  }
  if (open) return (own && (await repeat(wanted, own))) ?? addToConversation(request, open);
  const checked = () => Promise.resolve(undefined);
  return inTurn(wanted, { known: conversations, checked, claim: claimEmptyConversation, finish, repeat });
}

/**
 * Whether it stands in a task beside a conversation, which may have ended since; as long as TaskRouter remembers the task.
 * A search, of which TaskRouter takes three in a second: for repeats alone.
 */
function isTold({ call, configuration, requestId }: ContactRequest): Promise<Result<boolean, TwilioFailure>> {
  const evaluateTaskAttributes = `messagingControls.contactRequestIds HAS "${requestId}"`;
  const { tasks } = call.twilio.taskrouter.v1.workspaces(configuration.workspaceSid);
  return attempt(async () => (await tasks.list({ evaluateTaskAttributes, limit: 1 })).length > 0);
}

interface Wanted extends ContactRequest {
  channel: 'sms';
  uniqueName: string;
  isNote: true;
  record: StartRecord & { system: string };
}

async function finish(wanted: Wanted, conversationSid: string): Promise<Outcome> {
  const { call, configuration, requestId, website, message } = wanted;
  const { chatServiceSid } = configuration;
  // Neither the customer nor an agent: whoever knows a number can fill in a form.
  const note = { author: website, message: { body: message }, requestId, about: { website } };
  const written = await sendFirstMessage(call.twilio, chatServiceSid, conversationSid, note);
  if (!written.ok) return undo(wanted, conversationSid, undefined, twilioError(written.error));
  const admitted = await admitCustomer(wanted, conversationSid);
  if (!admitted.ok) {
    const undone = await undo(wanted, conversationSid, undefined, admitted.error);
    const { code, conversationSid: openSid } = undone.error;
    // They came into another one at this very moment.
    return code === 'CONVERSATION_OPEN' && openSid ? addToConversation(wanted, { sid: openSid }) : undone;
  }
  const opened = await openRequest(wanted, conversationSid);
  if (opened.ok) return done;
  const { cause, isCertain } = opened.error;
  if (isCertain) return undo(wanted, conversationSid, undefined, cause);
  return failure(await leftHalfDone(wanted, conversationSid, cause));
}

/** Answers a request that has come before; undefined where it failed and nothing of it is left. */
async function repeat(wanted: Wanted, conversation: Conversation): Promise<Outcome | undefined> {
  const { call, configuration } = wanted;
  const { sid: conversationSid, attributes, state } = conversation;
  const record = readStartRecord(attributes);
  if (state === 'closed') return record?.isUndone ? undefined : done;
  const found = await findInteraction(call.twilio, configuration, { conversationSid, attributes });
  if (!found.ok) return failure(twilioError(found.error));
  if (found.value) return done;
  if (!record?.leftHalfDone && !isOver(call.twilio, record?.startedAt)) return failure({ code: 'REQUEST_IN_PROGRESS' });
  // A conversation whose task Twilio has forgotten has had its agent: Twilio lets no second interaction stand on it.
  const obstacle = await clearAway(wanted, conversationSid, undefined);
  return obstacle && failure(obstacle);
}

/**
 * The customer is in a conversation: whatever is written there goes out to them, unless it is theirs, and a website's form
 * is no word of theirs. So the request goes beside it, to the agent alone, in the attributes of the task: the one that is
 * live, or the one that a reply would make, or else one of its own.
 */
async function addToConversation(
  request: ContactRequest,
  conversation: Pick<CustomerConversation, 'sid'> & Partial<CustomerConversation>,
): Promise<Outcome> {
  const { call, configuration } = request;
  const { sid, attributes = '{}', state = 'active', uniqueName = null } = conversation;
  const task = await findInteraction(call.twilio, configuration, { conversationSid: sid, attributes });
  if (!task.ok) return failure(twilioError(task.error));
  if (task.value && isLive(task.value)) return tellAgent(request, task.value.taskSid);
  const reply = readStartRecord(attributes)?.reply;
  if (reply && reply.repliedAt === undefined) {
    const waiting = { sid, attributes, state, uniqueName };
    const taken = await takeReply(call, configuration, waiting, reply.address, { instead: requestAttributes(request) });
    if (!taken.ok) return taken;
    return taken.value === 'standing' ? joinInClaim(request, sid) : done;
  }
  const opened = await openRequest(request, sid);
  if (!opened.ok) return failure(opened.error.cause);
  if (opened.value === 'opened') return done;
  return joinInClaim(request, sid);
}

async function joinInClaim(request: ContactRequest, conversationSid: string): Promise<Outcome> {
  const joined = await inClaim(request, conversationSid, () => joinInteraction(request, conversationSid));
  // The form is sent again, and finds what came of it.
  return joined.ok && joined.value === 'atWork' ? failure({ code: 'REQUEST_IN_PROGRESS' }) : (joined as Outcome);
}

/** An interaction stands on the conversation: it rests without a task, or its task has been made a moment ago. */
async function joinInteraction(request: ContactRequest, conversationSid: string): Promise<Outcome> {
  const { call, configuration } = request;
  const { twilio } = call;
  const [task, kept] = await Promise.all([
    findInteraction(twilio, configuration, { conversationSid, isUncertain: true }),
    readInteraction(twilio, conversationSid),
  ]);
  if (!task.ok) return failure(twilioError(task.error));
  if (!kept.ok) return failure(twilioError(kept.error));
  if (task.value && isLive(task.value)) return tellAgent(request, task.value.taskSid);
  const interaction = kept.value ?? task.value;
  if (!interaction) return failure({ code: 'REQUEST_IN_PROGRESS' });
  const invited = await inviteForRequest(twilio, request, interaction);
  return invited.ok ? done : failure(twilioError(invited.error));
}

/** Characters of all the requests that one task shows: its attributes go to every screen that shows it. */
const MOST_TEXT = 2_000;

const noted = v.object({
  messagingControls: v.optional(
    v.looseObject({ contactRequest: v.optional(v.string()), contactRequestIds: v.optional(v.array(v.string())) }),
  ),
});

/** Adds the request to what the agent sees beside the task that they have, or are offered. */
async function tellAgent(request: ContactRequest, taskSid: string): Promise<Outcome> {
  const { call, configuration, requestId, message } = request;
  const task = call.twilio.taskrouter.v1.workspaces(configuration.workspaceSid).tasks(taskSid);
  const fetched = await attempt(() => task.fetch());
  if (!fetched.ok) return failure(twilioError(fetched.error));
  const attributes = v.safeParse(
    v.pipe(v.string(), v.parseJson(), v.looseObject(noted.entries)),
    fetched.value.attributes,
  );
  if (!attributes.success) return failure({ code: 'TWILIO_UNAVAILABLE' });
  const { contactRequest, contactRequestIds = [], ...others } = attributes.output.messagingControls ?? {};
  if (contactRequestIds.includes(requestId)) return done;
  const text = contactRequest === undefined ? message : `${contactRequest}\n\n${message}`;
  if (text.length > MOST_TEXT) return failure({ code: 'TOO_MANY_REQUESTS' });
  const changed = {
    ...attributes.output,
    messagingControls: {
      ...others,
      ...requestAttributes(request),
      contactRequest: text,
      contactRequestIds: [...contactRequestIds, requestId],
    },
  };
  // With the same text once more it is the same: safe to repeat.
  const updated = await attemptTwice(() => task.update({ attributes: JSON.stringify(changed) }));
  return updated.ok ? done : failure(twilioError(updated.error));
}
