import type { People } from '../../../src/contract/people';
import { isAmong } from '../routing/permissions';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { Inside } from './inside';
import { isOf } from './inside';
import { isPending } from './invites';
import type { KeptInvite } from './invites';
import { lookAtInvite, settleJoined } from './settleInvites';

const SHOWN_MILLISECONDS = 600_000;

/** Who may do what to others: those who are in the conversation by the settings, supervisors from outside. */
export const permissionsOf = (
  configuration: FlexConfiguration,
  agent: Agent,
  inside: Pick<Inside, 'agents'>,
): People['may'] => {
  if (!inside.agents.some(isOf(agent))) {
    const supervises = maySupervise(configuration, agent);
    return { remove: supervises, end: supervises };
  }
  const { roles } = agent;
  const { people } = configuration.settings;
  return { remove: isAmong(people.remove, roles), end: isAmong(people.endForAll, roles) };
};

/** Who may act in a conversation that they are not in. */
export const maySupervise = ({ settings: { people } }: FlexConfiguration, { roles }: Agent): boolean =>
  isAmong(people.supervise, roles);

/** What who is inside, or supervises, is shown. What an invite waits for is seen to on the way. */
export async function describePeople(
  call: Pick<FunctionCall, 'twilio' | 'log'>,
  configuration: FlexConfiguration,
  agent: Agent,
  inside: Inside,
): Promise<Result<People, TwilioFailure>> {
  const settled = await settleJoined(call, configuration, inside);
  if (!settled.ok) return settled;
  const invites: KeptInvite[] = [];
  for (const invite of settled.value) {
    const seen = await lookAtInvite(call, configuration, inside.conversationSid, invite);
    if (!seen.ok) return seen;
    invites.push(seen.value);
  }
  const shownSince = now(call.twilio).getTime() - SHOWN_MILLISECONDS;
  const isShown = (invite: KeptInvite): boolean =>
    isPending(invite) ||
    // The note of who had put it aside, for as long as it is kept.
    (invite.backFor !== undefined && invite.note !== '') ||
    (invite.endedAt !== undefined && Date.parse(invite.endedAt) >= shownSince);
  return success({
    conversationSid: inside.conversationSid,
    agents: inside.agents.map((one) => ({
      workerSid: one.workerSid,
      name: one.name,
      isYou: isOf(agent)(one),
      isAvailable: one.isAvailable,
      since: one.since.toISOString(),
    })),
    supervisors: inside.supervisors.map(({ name, identity, since }) => ({
      name,
      isYou: identity === agent.identity,
      since: since.toISOString(),
    })),
    customers: inside.customers.map(({ since, ...customer }) => ({ ...customer, since: since.toISOString() })),
    invites: invites.filter(isShown).map(({ id, name, invitee, byName, at, handOver, note, state, backFor }) => ({
      id,
      name,
      isQueue: invitee.startsWith('WQ'),
      byName,
      at,
      handOver,
      note,
      state,
      ...(backFor === undefined ? {} : { backFor }),
    })),
    may: permissionsOf(configuration, agent, inside),
  });
}
