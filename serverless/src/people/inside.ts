import type { Twilio } from 'twilio';
import type { TaskInstance } from 'twilio/lib/rest/taskrouter/v1/workspace/task';
import * as v from 'valibot';

import { plainAddress } from '../../../src/contract/address/messagingAddress';
import { agentsOfChannel } from '../interactions/agentsOfChannel';
import type { InteractionChannel } from '../interactions/interactionDocument';
import { findColleague } from '../remedies/colleague';
import type { Colleague } from '../remedies/colleague';
import type { Agent } from '../runtime/agentToken';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { KeptInvite } from './invites';
import { readInvites } from './invites';

/** The conversation of a task, as the task's attributes name it. */
export interface Where extends InteractionChannel {
  conversationSid: string;
}

export interface OwnTask extends Where {
  sid: string;
  queueSid: string;
  taskChannelUniqueName: string;
  attributes: Record<string, unknown>;
}

export interface InsideAgent extends Colleague {
  participantSid: string;
  taskSid: string | undefined;
  since: Date;
}

/** A supervisor who has joined openly: in the conversation alone, with no task. */
export interface InsideSupervisor {
  participantSid: string;
  identity: string;
  name: string;
  since: Date;
}

export interface Inside extends Where {
  agents: InsideAgent[];
  supervisors: InsideSupervisor[];
  customers: { address: string; channel: string; since: Date }[];
  invites: KeptInvite[];
  /** The participant who was there first, nearly always the customer: see notes/bells.ts. */
  bell: { participantSid: string; attributes: string } | undefined;
}

/** Of a conversation's participant who is a supervisor: `messagingControls.supervisor` is their name. */
const supervisorAttributes = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ messagingControls: v.object({ supervisor: v.string() }) }),
);

export const isSupervisor = (attributes: string): boolean => v.is(supervisorAttributes, attributes);

const taskAttributes = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({
    flexInteractionSid: v.string(),
    flexInteractionChannelSid: v.string(),
    conversationSid: v.string(),
  }),
);

/** Undefined for a task that Twilio has forgotten, or that is none of a conversation. */
export async function findTask(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  taskSid: string,
): Promise<Result<OwnTask | undefined, TwilioFailure>> {
  const fetched = await attempt(() => twilio.taskrouter.v1.workspaces(workspaceSid).tasks(taskSid).fetch());
  if (!fetched.ok) return fetched.error.status === 404 ? success(undefined) : fetched;
  return success(readTask(fetched.value));
}

function readTask({ sid, taskQueueSid, taskChannelUniqueName, attributes }: TaskInstance): OwnTask | undefined {
  const parsed = v.safeParse(taskAttributes, attributes);
  if (!parsed.success) return undefined;
  const { flexInteractionSid, flexInteractionChannelSid, conversationSid } = parsed.output;
  return {
    sid,
    queueSid: taskQueueSid,
    taskChannelUniqueName,
    attributes: parsed.output,
    conversationSid,
    interactionSid: flexInteractionSid,
    interactionChannelSid: flexInteractionChannelSid,
  };
}

const MOST_PARTICIPANTS = 50;

/**
 * Who is in a conversation. An agent is where both the interaction and the conversation have them: the interaction alone
 * knows their task, and the conversation alone who has left already. What a task's attributes say counts for nothing here.
 */
export async function readInside(
  twilio: Twilio,
  configuration: FlexConfiguration,
  { conversationSid, interactionSid, interactionChannelSid }: Where,
): Promise<Result<Inside, TwilioFailure>> {
  const [participants, members, invites] = await Promise.all([
    attempt(() => twilio.flexApi.v1.interaction(interactionSid).channels(interactionChannelSid).participants.list()),
    attempt(() =>
      twilio.conversations.v1
        .services(configuration.chatServiceSid)
        .conversations(conversationSid)
        .participants.list({ limit: MOST_PARTICIPANTS }),
    ),
    readInvites(twilio, conversationSid),
  ]);
  if (!invites.ok) return invites;
  const where = { conversationSid, interactionSid, interactionChannelSid, invites: invites.value };
  const nobody = { ...where, agents: [], supervisors: [], customers: [], bell: undefined };
  if (!participants.ok) return participants.error.status === 404 ? success(nobody) : participants;
  if (!members.ok) return members.error.status === 404 ? success(nobody) : members;

  const found = await Promise.all(
    agentsOfChannel(participants.value).map(async (one) => ({
      one,
      worker: await findColleague(twilio, configuration, one.workerSid),
    })),
  );
  const agents: InsideAgent[] = [];
  for (const { one, worker } of found) {
    if (!worker.ok) return worker;
    const member = members.value.find(({ identity }) => identity !== null && identity === worker.value.identity);
    const isKnown = agents.some(({ workerSid }) => workerSid === one.workerSid);
    if (!member || isKnown) continue;
    const { participantSid, taskSid } = one;
    agents.push({ ...worker.value, participantSid, taskSid, since: member.dateCreated });
  }
  const supervisors = members.value.flatMap(({ sid, identity, attributes, dateCreated }) => {
    const parsed = v.safeParse(supervisorAttributes, attributes);
    if (!parsed.success || identity === null) return [];
    const name = parsed.output.messagingControls.supervisor;
    return [{ participantSid: sid, identity, name, since: dateCreated }];
  });
  const identities = new Set([...agents, ...supervisors].map(({ identity }) => identity));
  const customers = members.value.flatMap(({ identity, messagingBinding, dateCreated }) => {
    const { type = 'chat', address = identity } = (messagingBinding ?? {}) as { type?: string; address?: string };
    const isCustomer = address && (messagingBinding !== null || !identities.has(identity));
    return isCustomer ? [{ address: plainAddress(address), channel: type, since: dateCreated }] : [];
  });
  const [first] = [...members.value].sort((one, other) => one.dateCreated.getTime() - other.dateCreated.getTime());
  const bell = first && { participantSid: first.sid, attributes: first.attributes };
  return success({ ...where, agents, supervisors, customers, bell });
}

export const isOf =
  ({ workerSid }: Pick<Agent, 'workerSid'>) =>
  (one: { workerSid: string }): boolean =>
    one.workerSid === workerSid;
