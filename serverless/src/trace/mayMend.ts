import type { TraceMend } from '../../../src/contract/trace';
import { maySupervise } from '../people/describePeople';
import { isAmong } from '../routing/permissions';
import type { Agent } from '../runtime/agentToken';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/**
 * Whether this person may do it: by the settings; what takes a conversation from an agent, only who supervises people;
 * what shows a customer's number, nobody where numbers are masked; what changes the account, administrators alone.
 */
export function mayMend(configuration: FlexConfiguration, agent: Agent, act: TraceMend): boolean {
  const { trace, supervision } = configuration.settings;
  if (!isAmong(trace.see, agent.roles) || !isAmong(trace.mend, agent.roles)) return false;
  if (act === 'requeue') return maySupervise(configuration, agent);
  if (act === 'sendAnew') return !supervision.masksCustomers;
  return act !== 'openAddress' || agent.roles.includes('admin');
}
