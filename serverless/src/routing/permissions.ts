import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Sender } from '../../../src/settings/settingsSchema';
import type { Agent } from '../runtime/agentToken';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** Flex's own roles. https://www.twilio.com/docs/flex/admin-guide/core-concepts/users */
export const mayOverride = (roles: readonly string[]): boolean =>
  roles.some((role) => role === 'supervisor' || role === 'admin');

/** Of a setting that names who may do something. */
export const isAmong = (who: 'everyone' | 'supervisors' | 'nobody', roles: readonly string[]): boolean =>
  who === 'everyone' || (who === 'supervisors' && mayOverride(roles));

export interface Queue {
  sid: string;
  name: string;
}

/** What a worker belongs to, as far as it was asked for. */
interface Membership {
  queues: Queue[];
  teams: string[];
  skills: string[];
}

/** TaskRouter's largest page; further pages of queues it does not give. https://www.twilio.com/docs/taskrouter/api/task-queue */
const PAGE = 1_000;

/** Where Flex and its single sign-on write them; whatever else stands there counts as nothing. */
const workerAttributes = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    team: v.fallback(v.optional(v.string()), undefined),
    team_name: v.fallback(v.optional(v.string()), undefined),
    team_id: v.fallback(v.optional(v.string()), undefined),
    routing: v.fallback(v.object({ skills: v.array(v.string()) }), { skills: [] }),
  }),
);

async function queuesOf(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  workerSid: string,
): Promise<Result<Queue[], FunctionError>> {
  const listed = await attempt(() =>
    twilio.taskrouter.v1.workspaces(workspaceSid).taskQueues.list({ workerSid, limit: PAGE, pageSize: PAGE }),
  );
  if (!listed.ok) return failure(twilioError(listed.error));
  return success(listed.value.map(({ sid, friendlyName }) => ({ sid, name: friendlyName })));
}

/** Whether the settings let this agent join or take over what a colleague works on in this queue. */
export async function mayTakeOver(
  twilio: Twilio,
  configuration: FlexConfiguration,
  { workerSid, roles }: Pick<Agent, 'workerSid' | 'roles'>,
  queueSid: string,
): Promise<Result<boolean, FunctionError>> {
  const { takeOver } = configuration.settings.people;
  if (takeOver === 'nobody') return success(false);
  if (takeOver === 'everyone' || mayOverride(roles)) return success(true);
  if (takeOver === 'supervisors') return success(false);
  const queues = await queuesOf(twilio, configuration, workerSid);
  return queues.ok ? success(queues.value.some(({ sid }) => sid === queueSid)) : queues;
}

async function teamsAndSkillsOf(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  workerSid: string,
): Promise<Result<Omit<Membership, 'queues'>, FunctionError>> {
  const fetched = await attempt(() => twilio.taskrouter.v1.workspaces(workspaceSid).workers(workerSid).fetch());
  if (!fetched.ok) return failure(twilioError(fetched.error));
  const parsed = v.safeParse(workerAttributes, fetched.value.attributes);
  if (!parsed.success) return success({ teams: [], skills: [] });
  const { team, team_name, team_id, routing } = parsed.output;
  return success({ teams: [team, team_name, team_id].filter((name) => name !== undefined), skills: routing.skills });
}

/** Asks for no more than these senders and this queue depend on. */
export async function membershipOf(
  twilio: Twilio,
  configuration: FlexConfiguration,
  workerSid: string,
  { senders, needsQueues }: { senders: readonly Sender[]; needsQueues: boolean },
): Promise<Result<Membership, FunctionError>> {
  const byQueue = needsQueues || senders.some(({ queues }) => queues?.length);
  const byAttributes = senders.some(({ teams, skills }) => teams?.length || skills?.length);
  const [queues, attributes] = await Promise.all([
    byQueue ? queuesOf(twilio, configuration, workerSid) : success([]),
    byAttributes ? teamsAndSkillsOf(twilio, configuration, workerSid) : success({ teams: [], skills: [] }),
  ]);
  if (!queues.ok) return queues;
  if (!attributes.ok) return attributes;
  return success({ queues: queues.value, ...attributes.value });
}

/** One of its queues, teams or skills is enough; a sender without any is everybody's. */
export function mayUse({ queues = [], teams = [], skills = [] }: Sender, worker: Membership): boolean {
  if (queues.length + teams.length + skills.length === 0) return true;
  return (
    worker.queues.some(({ sid }) => queues.includes(sid)) ||
    worker.teams.some((team) => teams.includes(team)) ||
    worker.skills.some((skill) => skills.includes(skill))
  );
}

/** Whether a chat identity is a worker's: the conversations that they are in are those of their customers. */
async function isWorker(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  identity: string,
): Promise<Result<boolean, FunctionError>> {
  const targetWorkersExpression = `contact_uri IN ${JSON.stringify([`client:${identity}`])}`;
  const listed = await attempt(() =>
    twilio.taskrouter.v1.workspaces(workspaceSid).workers.list({ targetWorkersExpression, limit: 1 }),
  );
  return listed.ok ? success(listed.value.length > 0) : failure(twilioError(listed.error));
}

/**
 * Whether this worker may write from the sender, on behalf of the queue, to this customer. Asks Twilio only where the
 * sender is limited to some agents or is a chat, or the queue is not the settings' own.
 * @param number the customer's, without a prefix, or their chat identity
 */
export async function checkPermissions(
  twilio: Twilio,
  configuration: FlexConfiguration,
  workerSid: string,
  { sender, number, queueSid }: { sender: Sender; number?: string; queueSid?: string | undefined },
): Promise<Result<undefined, FunctionError>> {
  const needsQueues = Boolean(queueSid) && queueSid !== configuration.taskQueueSid;
  const [worker, isOurs] = await Promise.all([
    membershipOf(twilio, configuration, workerSid, { senders: [sender], needsQueues }),
    sender.channel === 'chat' && number !== undefined ? isWorker(twilio, configuration, number) : success(false),
  ]);
  if (!worker.ok) return worker;
  if (!isOurs.ok) return isOurs;
  if (!mayUse(sender, worker.value)) return failure({ code: 'SENDER_NOT_ALLOWED', field: 'from' });
  if (isOurs.value) return failure({ code: 'NUMBER_IS_OURS', field: 'to' });
  if (needsQueues && !worker.value.queues.some(({ sid }) => sid === queueSid)) {
    return failure({ code: 'QUEUE_NOT_ALLOWED', field: 'queueSid' });
  }
  return success(undefined);
}

/** The senders that this worker may write from, and the queues that they belong to, the settings' own first. */
export async function readPermissions(
  twilio: Twilio,
  configuration: FlexConfiguration,
  workerSid: string,
): Promise<Result<{ senders: Sender[]; queues: Queue[] }, FunctionError>> {
  const { senders } = configuration.settings;
  const worker = await membershipOf(twilio, configuration, workerSid, { senders, needsQueues: true });
  if (!worker.ok) return worker;
  return success({
    senders: senders.filter((sender) => mayUse(sender, worker.value)),
    queues: ownFirst(configuration, worker.value.queues),
  });
}

/** The settings' own queue first. */
export function ownFirst({ taskQueueSid }: FlexConfiguration, queues: readonly Queue[]): Queue[] {
  const isOwn = ({ sid }: Queue): number => Number(sid === taskQueueSid);
  return [...queues].sort((one, other) => isOwn(other) - isOwn(one));
}
