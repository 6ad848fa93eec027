/** A request that reached one of Twilio's hosts, or an event that a service told the others. */
export interface TimelineEntry {
  /** Counts up from 1. */
  id: number;
  /** The world's time at which it began. */
  at: Date;
  kind: 'request' | 'event';
  /** The method of a request; the name of an event. */
  name: string;
  /** Whose credentials a request has: the account's own, or a token as Flex holds one. */
  by?: 'backend' | 'browser';
  host?: string;
  path?: string;
  /** 0 where the connection ended without an answer. */
  status?: number;
  /** There is nothing in the sandbox that answers it. */
  isMissing?: boolean;
  milliseconds?: number;
  /** Twilio's error code and text, what a fault did, or whom an event is about. */
  note?: string;
  /** What was sent; credentials are left out. */
  parameters?: Record<string, unknown>;
}

const LENGTH = 500;

/** What happened lately, newest last. */
export class Timeline {
  private readonly kept: TimelineEntry[] = [];
  private readonly listeners = new Set<() => void>();
  private count = 0;

  get entries(): readonly TimelineEntry[] {
    return this.kept;
  }

  add(entry: Omit<TimelineEntry, 'id'>): void {
    this.count += 1;
    this.kept.push({ id: this.count, ...entry });
    if (this.kept.length > LENGTH) this.kept.shift();
    for (const listener of this.listeners) listener();
  }

  onAdded(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
