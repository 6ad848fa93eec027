import { channelTypeOf } from '../../flex/channelType';
import type { TeamsTask } from '../../flex/teamsView';

/** What the tasks of a worker tell of their messaging. */
export interface Figures {
  /** How many conversations they have by channel, the most first; wrap-up counts, as it takes capacity. */
  load: readonly (readonly [channel: string, count: number])[];
  total: number;
  /** What rings at them, and how much of it because somebody asked for them. */
  offered: number;
  invited: number;
  /** Those that they have now. */
  conversationSids: readonly string[];
}

type Attributes = Record<string, unknown>;

const known = new WeakMap<readonly TeamsTask[], Figures>();
const NO_TASKS: readonly TeamsTask[] = [];

/** The figures of a worker's tasks; counted once for each list of them. */
export function figuresOf(tasks: readonly TeamsTask[] = NO_TASKS): Figures {
  const before = known.get(tasks);
  if (before) {
    return before;
  }
  const counts = new Map<string, number>();
  const conversationSids: string[] = [];
  let [total, offered, invited] = [0, 0, 0];
  for (const { status, attributes, taskChannelUniqueName } of tasks) {
    if (taskChannelUniqueName === 'voice') {
      continue;
    }
    const { conversationSid, messagingControls } = (attributes ?? {}) as Attributes;
    if (status === 'pending') {
      offered += 1;
      invited += (messagingControls as Attributes | undefined)?.inviteId === undefined ? 0 : 1;
    } else if (status === 'accepted' || status === 'wrapping') {
      total += 1;
      const type = channelTypeOf(attributes);
      const channel = typeof type === 'string' && type !== '' ? type : (taskChannelUniqueName ?? '');
      counts.set(channel, (counts.get(channel) ?? 0) + 1);
      if (status === 'accepted' && typeof conversationSid === 'string' && conversationSid.startsWith('CH')) {
        conversationSids.push(conversationSid);
      }
    }
  }
  const load = [...counts].sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other));
  const figures = { load, total, offered, invited, conversationSids };
  known.set(tasks, figures);
  return figures;
}
