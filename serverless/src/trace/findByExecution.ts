import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { TraceStart } from './TraceStart';
import { foundStart, unknownStart } from './TraceStart';

/** Twilio finds an execution under its flow alone; of more flows it is not asked. */
const MOST_FLOWS = 5;

const CONVERSATION = /^CH[0-9a-f]{32}$/;
const named = v.optional(v.object({ ConversationSid: v.optional(v.string()), ChannelSid: v.optional(v.string()) }));
/** What began it. https://www.twilio.com/docs/studio/rest-api/v2/execution-context */
const context = v.object({ trigger: v.object({ conversation: named, message: named }) });

/** Whose run it is, where it is of no conversation itself. */
interface Run {
  sid: string;
  flowSid: string;
  /** A number or another address. */
  contact: string;
}

/**
 * The conversation of a Studio execution, or of whom it is where it began outside of conversations.
 * @param what its SID, after its flow's where that is known: `FW…/FN…`
 */
export async function findByExecution(twilio: Twilio, what: string): Promise<Result<TraceStart | Run, FunctionError>> {
  const [sid = '', known] = what.split('/').reverse();
  const listed =
    known === undefined ? await attempt(() => twilio.studio.v2.flows.list({ limit: MOST_FLOWS + 1 })) : undefined;
  if (listed && !listed.ok) return failure(twilioError(listed.error));
  const flowSids = known === undefined ? (listed?.value ?? []).map((flow) => flow.sid) : [known];
  const executions = await Promise.all(
    flowSids
      .slice(0, MOST_FLOWS)
      .map((flowSid) => attempt(() => twilio.studio.v2.flows(flowSid).executions(sid).fetch())),
  );
  const found = executions.find((execution) => execution.ok);
  if (!found?.ok) {
    const failed = executions.find((execution) => !execution.ok && execution.error.status !== 404);
    if (failed && !failed.ok) return failure(twilioError(failed.error));
    // It may be under a flow that was not asked.
    return unknownStart('flow', flowSids.length > MOST_FLOWS ? 'runAlone' : 'forgotten', sid);
  }
  const { flowSid, contactChannelAddress: contact } = found.value;
  if (CONVERSATION.test(contact)) return foundStart(contact);
  return contact ? success({ sid, flowSid, contact }) : unknownStart('flow', 'runAlone', sid);
}

/** What began it may name the conversation all the same. */
export async function conversationOfRun(
  twilio: Twilio,
  { sid, flowSid }: Run,
): Promise<Result<string | undefined, FunctionError>> {
  const told = await attempt(() => twilio.studio.v2.flows(flowSid).executions(sid).executionContext().fetch());
  if (!told.ok && told.error.status !== 404) return failure(twilioError(told.error));
  const parsed = v.safeParse(context, told.ok ? told.value.context : undefined);
  const { conversation, message } = parsed.success ? parsed.output.trigger : {};
  return success(
    [conversation, message]
      .flatMap((one) => [one?.ConversationSid, one?.ChannelSid])
      .find((one) => one !== undefined && CONVERSATION.test(one)),
  );
}
