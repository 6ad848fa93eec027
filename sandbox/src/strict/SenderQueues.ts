import type { Clock } from '../model/Clock';
import type { LoggedMessage } from '../model/messaging';
import type { Profile } from '../model/Profile';

/** https://www.twilio.com/docs/api/errors/21611 */
const LONGEST_QUEUE_SECONDS = 10 * 60 * 60;

/**
 * What one sender gets rid of in a second: segments of a US or Canadian number, by the page above; WhatsApp messages, by
 * https://www.twilio.com/docs/whatsapp/best-practices-and-faqs. Of others Twilio names no figure that holds for all.
 */
function perSecond({ channel, from }: LoggedMessage): number {
  if (channel === 'whatsapp') return 10;
  return channel === 'sms' && from.startsWith('+1') ? 1 : Infinity;
}

/**
 * In the profile `strict`, a sender's messages leave one after the other. Until when each is busy, by sender; times are
 * the world's.
 */
export class SenderQueues {
  private readonly busyUntil = new Map<string, number>();

  constructor(private readonly world: { clock: Clock; profile: Profile }) {}

  private now(): number {
    return this.world.clock.now().getTime();
  }

  /** Whether there is place for one more message of this sender. */
  isFull(from: string): boolean {
    const waiting = (this.busyUntil.get(from) ?? 0) - this.now();
    return this.world.profile === 'strict' && waiting >= LONGEST_QUEUE_SECONDS * 1000;
  }

  /** Milliseconds until this message leaves, which it does from now on. */
  join(message: LoggedMessage, segments: number): number {
    if (this.world.profile !== 'strict') return 0;
    const start = Math.max(this.busyUntil.get(message.from) ?? 0, this.now());
    this.busyUntil.set(message.from, start + (segments * 1000) / perSecond(message));
    return start - this.now();
  }
}
