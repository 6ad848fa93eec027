import { sendersRequest } from '../../../src/contract/senders';
import { mayOverride, readPermissions } from '../routing/permissions';
import { mayStartFor } from '../routing/startFor';
import { agentToken } from '../runtime/agentToken';
import { defineFunction } from '../runtime/defineFunction';
import { success } from '../runtime/Result';
import { schedulableSenders } from '../schedule/schedulableSenders';
import { readFlexConfiguration } from '../settings/flexConfiguration';

/** `POST /senders`: what the agent who asks may write from. */
export const handler = defineFunction({
  route: 'senders',
  input: sendersRequest,
  guard: agentToken,

  read: ({ twilio }) => readFlexConfiguration(twilio),

  async act({ twilio }, { principal: agent, read: configuration }) {
    const { scheduling } = configuration.settings;
    const [permissions, schedules] = await Promise.all([
      readPermissions(twilio, configuration, agent.workerSid),
      scheduling && schedulableSenders(twilio, scheduling.messagingServiceSid),
    ]);
    if (!permissions.ok) return permissions;
    const senders = permissions.value.senders.map(({ channel, address }) => ({
      channel,
      address,
      schedules: schedules?.({ channel, address }),
    }));
    const { queues } = permissions.value;
    const may = { mayOverride: mayOverride(agent.roles), mayStartFor: mayStartFor(configuration, agent) };
    return success({ status: 200, body: { ok: true, senders, queues, ...may } });
  },
});
