import type * as Flex from '@twilio/flex-ui';

import type { WorkerState } from './rules';

type Worker = NonNullable<Flex.Manager['workerClient']>;

/** @param accepting Reservations whose acceptance is on its way; they count as accepted. */
export function workerState(worker: Worker, accepting: ReadonlySet<string>): WorkerState {
  const open = [...worker.reservations.values()].filter(
    ({ sid, status }) => status === 'accepted' || (status === 'pending' && accepting.has(sid)),
  );
  const isCall = ({ task }: (typeof open)[number]) => task.taskChannelUniqueName === 'voice';
  const isMessaging = ({ task }: (typeof open)[number]) => {
    const { conversationSid, channelSid } = (task.attributes ?? {}) as Record<string, unknown>;
    return Boolean(conversationSid ?? channelSid);
  };
  const { routing } = (worker.attributes ?? {}) as { routing?: { skills?: unknown } | null };
  return {
    // Where Flex keeps skills: https://www.twilio.com/docs/flex/admin-guide/setup/routing/skills
    skills: Array.isArray(routing?.skills) ? (routing.skills as string[]) : [],
    activity: worker.activity?.name ?? '',
    onACall: open.some(isCall),
    openMessagingTasks: open.filter(isMessaging).length,
  };
}
