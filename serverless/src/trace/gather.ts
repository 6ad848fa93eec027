import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { readParked } from '../conversations/parked';
import { isUnsettled, readStartRecord } from '../conversations/startRecord';
import { decide } from '../inbound/decide';
import { agentsOfChannel } from '../interactions/agentsOfChannel';
import { conversationTasks } from '../interactions/conversationTasks';
import { interactionOf, latestFirst, readRecord } from '../interactions/interactionDocument';
import { taskOfInvite } from '../interactions/taskOfInvite';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Evidence, TaskEvidence } from './Evidence';
import { waitingTask } from './judge';
import { readEligibility } from './readEligibility';
import { readTask } from './readTask';
import { taskOf } from './taskActs';

type Call = Pick<FunctionCall, 'twilio' | 'http'>;

export const LATEST_MESSAGES = 20;
const MOST_PARTICIPANTS = 50;
const MOST_TASKS = 3;
const MOST_ALERTS = 100;
const MOST_EXECUTIONS = 100;
/** Studio keeps executions for 30 days. */
const STUDIO_KEEPS_MILLISECONDS = 30 * 86_400_000;
/** What a wave takes where Twilio is slow: it is not begun without. */
const MILLISECONDS_FOR_WAVE = 2_000;

/** What Flex's agents have, and guests have not. https://www.twilio.com/docs/conversations-classic/api/role-resource */
const WRITES = 'sendMessage';
const MOST_ROLES = 50;

const timers = v.object({ date_closed: v.optional(v.pipe(v.string(), v.isoTimestamp())) });
const studio = v.object({ flow_sid: v.string() });
const filtered = v.object({ filters: v.array(v.string()) });
/** Twilio has left out who is in another conversation: https://www.twilio.com/docs/api/errors/80102 */
const ELSEWHERE = '80102';

/** What a failed look-up leaves out is judged as unknown. */
const or = <T, Else>(result: Result<T, TwilioFailure>, otherwise: Else): T | Else =>
  result.ok ? result.value : otherwise;

/**
 * Asks Twilio for all that tells where a conversation's messages went, in waves that go side by side; each has what the
 * one before has found. Undefined where there is no such conversation.
 */
export async function gather(
  call: Call,
  configuration: FlexConfiguration,
  conversationSid: string,
  depth: 1 | 2,
): Promise<Result<{ evidence: Evidence; isComplete: boolean } | undefined, TwilioFailure>> {
  const { twilio, http } = call;
  const begun = await conversationItself(twilio, configuration, conversationSid);
  if (!begun.ok) return begun;
  if (!begun.value) return success(undefined);
  const evidence = begun.value;
  if (depth === 1) return success({ evidence, isComplete: false });
  if (http.workLeft < MILLISECONDS_FOR_WAVE) return success({ evidence, isComplete: false });
  const taskSids = await interactionAndFailures(twilio, configuration, evidence);
  if (!taskSids || http.workLeft < MILLISECONDS_FOR_WAVE) return success({ evidence, isComplete: false });
  const tasks = await Promise.all(taskSids.map((sid) => readTask(twilio, configuration, sid, evidence.acts)));
  const told = tasks.filter((task): task is TaskEvidence => task !== undefined);
  // Of some of them alone nobody can tell that there is no other.
  const isComplete = told.length === tasks.length;
  if (!isComplete) return success({ evidence, isComplete });
  evidence.tasks = told.sort((one, other) => time(other.createdAt) - time(one.createdAt));
  const waiting = waitingTask(evidence);
  const { queueSid } = waiting ?? {};
  if (!waiting || queueSid === undefined) return success({ evidence, isComplete });
  if (http.workLeft < MILLISECONDS_FOR_WAVE) return success({ evidence, isComplete: false });
  const eligibility = await readEligibility(twilio, configuration.workspaceSid, { ...waiting, queueSid }, evidence.at);
  if (eligibility) waiting.eligibility = eligibility;
  return success({ evidence, isComplete: eligibility !== undefined });
}

async function conversationItself(
  twilio: Twilio,
  { chatServiceSid, settings }: FlexConfiguration,
  conversationSid: string,
): Promise<Result<Evidence | undefined, TwilioFailure>> {
  const resource = twilio.conversations.v1.services(chatServiceSid).conversations(conversationSid);
  const [conversation, participants, messages, webhooks, kept] = await Promise.all([
    attempt(() => resource.fetch()),
    attempt(() => resource.participants.list({ limit: MOST_PARTICIPANTS })),
    attempt(() => resource.messages.list({ order: 'desc', limit: LATEST_MESSAGES })),
    attempt(() => resource.webhooks.list({ limit: 10 })),
    readRecord(twilio, conversationSid),
  ]);
  if (!conversation.ok) return conversation.error.status === 404 ? success(undefined) : conversation;
  if (!participants.ok) return participants;
  if (!messages.ok) return messages;
  if (!webhooks.ok) return webhooks;
  if (!kept.ok) return kept;
  const parked = readParked(conversation.value.attributes);
  const interaction = interactionOf(kept.value) ?? interactionOf(parked);
  const record = readStartRecord(conversation.value.attributes);
  const customer = customerOf(participants.value, record?.customer);
  const agents = participants.value.filter(
    ({ identity, messagingBinding }) => messagingBinding === null && identity && identity !== customer?.address,
  );
  const closes = v.safeParse(timers, conversation.value.timers);
  const customers = [customer?.address, record?.customer?.address];
  return success({
    at: now(twilio),
    conversation: {
      sid: conversationSid,
      state: conversation.value.state,
      createdAt: conversation.value.dateCreated,
      closesAt: closes.success ? closes.output.date_closed : undefined,
      record,
      isUnsettled: isUnsettled(conversation.value),
      parked,
    },
    customer,
    agents: agents.map(({ identity, roleSid }) => ({ identity, roleSid })),
    messages: messages.value.map(({ sid, dateCreated, author, delivery }) => ({
      sid,
      at: dateCreated,
      by: customers.includes(author) ? ('customer' as const) : ('agent' as const),
      delivery: deliveryOf(delivery),
    })),
    webhooks: webhooks.value.map(({ sid, target, configuration }) => {
      const parsed = v.safeParse(studio, configuration);
      const hears = v.safeParse(filtered, configuration);
      return {
        sid,
        isStudio: target === 'studio',
        flowSid: parsed.success ? parsed.output.flow_sid : undefined,
        hearsMessages: target !== 'webhook' || (hears.success && hears.output.filters.includes('onMessageAdded')),
      };
    }),
    isLeftByRule: !record && decide(settings.inbound, messages.value[0]?.body ?? '', now(twilio)).kind !== 'task',
    acts: latestFirst(kept.value.acts),
    ...(interaction ? { interaction } : {}),
  });
}

const binding = v.object({ address: v.string(), proxy_address: v.optional(v.string()) });

function customerOf(
  participants: readonly { messagingBinding: unknown; identity: string }[],
  known: { address: string; proxyAddress?: string | undefined } | undefined,
): Evidence['customer'] {
  for (const { messagingBinding } of participants) {
    const parsed = v.safeParse(binding, messagingBinding);
    if (parsed.success) return { address: parsed.output.address, proxyAddress: parsed.output.proxy_address };
  }
  const identity = known?.proxyAddress === undefined ? known?.address : undefined;
  const isInside = identity !== undefined && participants.some((one) => one.identity === identity);
  return isInside ? { address: identity, proxyAddress: undefined } : undefined;
}

const delivery = v.object({
  failed: v.string(),
  undelivered: v.string(),
  delivered: v.string(),
  sent: v.string(),
  read: v.optional(v.string(), 'none'),
});

/** The summary over all receivers. https://www.twilio.com/docs/conversations-classic/delivery-receipts */
export function deliveryOf(summary: unknown): Evidence['messages'][number]['delivery'] {
  const parsed = v.safeParse(delivery, summary);
  if (!parsed.success) return 'none';
  const worst = (['failed', 'undelivered', 'read', 'delivered', 'sent'] as const).find(
    (name) => parsed.output[name] !== 'none',
  );
  return worst ?? 'none';
}

const time = (date: Date | undefined): number => date?.getTime() ?? 0;

/** Answers the SIDs of the conversation's latest tasks; undefined where Twilio did not tell all. */
async function interactionAndFailures(
  twilio: Twilio,
  configuration: FlexConfiguration,
  evidence: Evidence,
): Promise<string[] | undefined> {
  const { chatServiceSid } = configuration;
  const [{ sid }, { interaction }] = [evidence.conversation, evidence];
  const last = evidence.messages.find(({ by }) => by === 'agent');
  const isFailed = last?.delivery === 'failed' || last?.delivery === 'undelivered';
  const flows = evidence.webhooks.flatMap(({ flowSid }) => flowSid ?? []);
  const channel =
    interaction &&
    twilio.flexApi.v1.interaction(interaction.interactionSid).channels(interaction.interactionChannelSid);
  const byRecord = tasksOf(evidence.acts);
  const isOpen = evidence.conversation.state !== 'closed';
  const [searched, state, agents, invites, alerts, receipts, executions, roles, warnings] = await Promise.all([
    // TaskRouter answers three such questions a second: only about a customer who waits, and of whom nothing is known.
    isOpen && !channel && byRecord.length === 0 && evidence.messages[0]?.by === 'customer'
      ? conversationTasks(twilio, configuration, { conversationSid: sid, isUncertain: true })
      : undefined,
    channel && attempt(() => channel.fetch()),
    channel && attempt(() => channel.participants.list()),
    channel && attempt(() => channel.invites.list({ limit: 50 })),
    attempt(() =>
      twilio.monitor.v1.alerts.list({
        startDate: evidence.conversation.createdAt,
        limit: MOST_ALERTS,
        logLevel: 'error',
      }),
    ),
    last && isFailed
      ? attempt(() =>
          twilio.conversations.v1
            .services(chatServiceSid)
            .conversations(sid)
            .messages(last.sid)
            .deliveryReceipts.list({ limit: 10 }),
        )
      : undefined,
    Promise.all(flows.map((flowSid) => executionsOf(twilio, flowSid, evidence))),
    isOpen && evidence.agents.length > 0
      ? attempt(() => twilio.conversations.v1.services(chatServiceSid).roles.list({ limit: MOST_ROLES }))
      : undefined,
    evidence.customer
      ? undefined
      : attempt(() =>
          twilio.monitor.v1.alerts.list({
            startDate: evidence.conversation.createdAt,
            limit: MOST_ALERTS,
            logLevel: 'warning',
          }),
        ),
  ]);
  evidence.isElsewhere =
    warnings?.ok === true &&
    warnings.value.some(
      ({ errorCode, resourceSid }) => errorCode === ELSEWHERE && resourceSid === interaction?.interactionChannelSid,
    );
  if (state) {
    if (state.ok) {
      const { status, errorCode } = state.value;
      evidence.channel = { status, code: errorCode > 0 ? errorCode : undefined };
    } else if (state.error.status === 404) evidence.channel = 'gone';
  }
  if (alerts.ok) {
    const related = [sid, ...evidence.webhooks.map((webhook) => webhook.sid)];
    evidence.alerts = alerts.value
      .filter(({ resourceSid }) => related.includes(resourceSid))
      .map((alert) => ({ sid: alert.sid, code: Number(alert.errorCode), at: alert.dateCreated }));
  }
  if (receipts?.ok) evidence.receipt = { code: receipts.value.find(({ errorCode }) => errorCode > 0)?.errorCode };
  evidence.executions = executions.flat();
  // Of a role that is not told, nobody can tell what it may.
  const muted = or(roles ?? success([]), []).filter(({ permissions }) => !permissions.includes(WRITES));
  evidence.isMuted =
    evidence.agents.length > 0 && evidence.agents.every(({ roleSid }) => muted.some((role) => role.sid === roleSid));
  // What Twilio has forgotten of the interaction, our record tells: what tasks there were.
  if (searched && !searched.ok) return undefined;
  if (searched) byRecord.push(...searched.value.map((task) => task.sid));
  if (!channel || evidence.channel === 'gone') return byRecord.slice(0, MOST_TASKS);
  if (!state?.ok || !agents?.ok || !invites?.ok) return undefined;
  const byInvite = invites.value.flatMap((one) => taskOfInvite(one) ?? []);
  const byAgent = agentsOfChannel(agents.value).flatMap(({ taskSid }) => taskSid ?? []);
  return [...new Set([...byInvite.reverse(), ...byAgent, ...byRecord])].slice(0, MOST_TASKS);
}

const tasksOf = (acts: Evidence['acts']): string[] => [...new Set(acts.flatMap((act) => taskOf(act) ?? []))];

/** A customer's, of any of their conversations: one that is active lets no other begin. */
async function executionsOf(
  twilio: Twilio,
  flowSid: string,
  { conversation, customer }: Evidence,
): Promise<NonNullable<Evidence['executions']>> {
  const dateCreatedFrom = new Date(conversation.createdAt.getTime() - STUDIO_KEEPS_MILLISECONDS);
  const listed = await attempt(() =>
    twilio.studio.v2.flows(flowSid).executions.list({ dateCreatedFrom, limit: MOST_EXECUTIONS }),
  );
  const contacts = [conversation.sid, customer?.address];
  return or(listed, [])
    .filter(({ contactChannelAddress }) => contacts.includes(contactChannelAddress))
    .map(({ sid, status, dateCreated }) => ({ sid, flowSid, status, startedAt: dateCreated }));
}
