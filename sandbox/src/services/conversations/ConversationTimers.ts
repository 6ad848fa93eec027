import { TwilioError } from '../../http/TwilioError';
import type { Conversation, ConversationState } from '../../model/conversations';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';

/** Milliseconds of quiet after which a conversation changes its state; 0 is never. */
export interface TimerDurations {
  inactive?: number;
  closed?: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Years, months, weeks, days, hours, minutes, seconds. A year is 365 days and a month 30. */
const UNITS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, HOUR, MINUTE, SECOND];
const DURATION =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const parts = DURATION.exec(text);
  return parts ? UNITS.reduce((sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * unit, 0) : undefined;
}

function checkedDuration(
  text: string | undefined,
  name: string,
  codes: [format: number, minimum: number],
  minimum: number,
): number | undefined {
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (duration === undefined) throw new TwilioError(400, codes[0], `${name} format is invalid`);
  if (duration > 0 && duration < minimum) {
    throw new TwilioError(400, codes[1], `${name} should be greater or equal to ${minimum / MINUTE} minute(s)`);
  }
  return duration;
}

/** Reads `Timers.Inactive` (1 minute or more) and `Timers.Closed` (10 minutes or more). */
export function timerDurations(inactive: string | undefined, closed: string | undefined): TimerDurations | undefined {
  if (inactive === undefined && closed === undefined) return undefined;
  return {
    inactive: checkedDuration(inactive, 'TimeToInactive', [50379, 50375], MINUTE),
    closed: checkedDuration(closed, 'TimeToClosed', [50380, 50376], 10 * MINUTE),
  };
}

/**
 * Turns quiet conversations inactive, then closed. Messages and participants start the timers anew.
 * https://www.twilio.com/docs/conversations-classic/states-timers
 */
export class ConversationTimers {
  private readonly durations: Map<Sid, TimerDurations>;
  private readonly cancels = new Map<Sid, () => void>();

  constructor(
    private readonly world: World,
    private readonly setState: (conversation: Conversation, state: ConversationState) => void,
  ) {
    this.durations = world.keep('conversationTimers', new Map<Sid, TimerDurations>());
    world.onRestored(() => {
      for (const conversation of world.conversations.values()) this.resume(conversation);
    });
  }

  set(conversation: Conversation, durations: TimerDurations): void {
    const given = Object.entries(durations).filter(([, duration]) => duration !== undefined);
    this.durations.set(conversation.sid, { ...this.durations.get(conversation.sid), ...Object.fromEntries(given) });
    this.restart(conversation);
  }

  restart(conversation: Conversation): void {
    this.stop(conversation);
    const { inactive, closed } = this.durations.get(conversation.sid) ?? {};
    if (inactive && conversation.state === 'active') this.arm(conversation, 'inactive', inactive);
    if (closed && conversation.state !== 'closed') this.arm(conversation, 'closed', closed);
  }

  stop(conversation: Conversation): void {
    this.cancels.get(conversation.sid)?.();
    this.cancels.delete(conversation.sid);
    conversation.timers = {};
  }

  private resume(conversation: Conversation): void {
    const { inactive, closed } = conversation.timers;
    const now = this.world.clock.now().getTime();
    if (inactive) this.arm(conversation, 'inactive', inactive.getTime() - now);
    if (closed) this.arm(conversation, 'closed', closed.getTime() - now);
  }

  private arm(conversation: Conversation, state: 'inactive' | 'closed', duration: number): void {
    const cancelOther = this.cancels.get(conversation.sid);
    const cancel = this.world.clock.after(duration, () => {
      delete conversation.timers[state];
      this.setState(conversation, state);
    });
    this.cancels.set(conversation.sid, () => {
      cancelOther?.();
      cancel();
    });
    conversation.timers[state] = new Date(this.world.clock.now().getTime() + duration);
  }
}
