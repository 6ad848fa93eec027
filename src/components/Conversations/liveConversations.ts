import { plainAddress } from '../../contract/address/messagingAddress';
import { masked } from '../../contract/supervision';
import { channelTypeOf } from '../../flex/channelType';
import type { TaskItem } from '../../flex/liveTasks';

/** In a queue; offered to an agent; an agent has it; being wrapped up. */
export type LiveState = 'queued' | 'offered' | 'withAgent' | 'wrapping';

export interface LiveConversation {
  conversationSid: string;
  taskSid: string;
  /** Of the agent who has it: what Teams View opens. */
  reservationSid: string | undefined;
  workerSids: string[];
  channel: string;
  isOutbound: boolean;
  queue: string;
  customer: string;
  isAutoAccepted: boolean;
  state: LiveState;
  /** ISO 8601. */
  updatedAt: string;
}

const STATES: Record<string, LiveState> = {
  pending: 'queued',
  reserved: 'offered',
  assigned: 'withAgent',
  wrapping: 'wrapping',
};
/** Of several tasks of one conversation, the one that tells most: an invite rings beside the agent who has it. */
const ORDER: readonly LiveState[] = ['withAgent', 'offered', 'queued', 'wrapping'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The conversations of these tasks, each once; other tasks have none. */
export function liveConversations(tasks: readonly TaskItem[], masksCustomers: boolean): LiveConversation[] {
  const groups = new Map<string, TaskItem[]>();
  for (const task of tasks) {
    const sid = text(task.attributes?.conversationSid);
    if (sid.startsWith('CH') && STATES[task.status ?? '']) {
      groups.set(sid, [...(groups.get(sid) ?? []), task]);
    }
  }
  return [...groups].map(([conversationSid, group]) => {
    const rank = ({ status = '' }: TaskItem): number => ORDER.indexOf(STATES[status]!);
    const [task = {}] = [...group].sort((one, other) => rank(one) - rank(other));
    const attributes = task.attributes ?? {};
    const address = text(attributes.customerAddress) || text(attributes.from);
    const name = text(attributes.customerName) || text(attributes.name) || address;
    return {
      conversationSid,
      taskSid: task.task_sid ?? '',
      reservationSid: task.accepted_reservation_sid ?? undefined,
      workerSids: group.flatMap(({ worker_sid: sid, status }) => (sid && status === 'assigned' ? [sid] : [])),
      channel: text(channelTypeOf(attributes)),
      isOutbound: attributes.direction === 'outbound',
      queue: task.queue_name ?? '',
      // Its channel has a column of its own.
      customer: masksCustomers ? masked(address || name) : plainAddress(name),
      isAutoAccepted: ['true', true].includes(attributes.autoAnswer as string | boolean),
      state: STATES[task.status ?? ''] ?? 'queued',
      updatedAt: task.date_updated ?? '',
    };
  });
}
