import type { Twilio } from 'twilio';

import type { FlexConfiguration } from '../../SetupContext';

/** What a probe works with, and what its steps have made so far. */
export interface Probe {
  twilio: Twilio;
  configuration: FlexConfiguration;
  /** Who is texted, E.164. */
  phone: string;
  /** The number of ours that texts. */
  from: string;
  /** Aborted where the administrator has had enough. */
  signal: AbortSignal;
  /** Milliseconds; resolves at once where `signal` is aborted. */
  wait: (milliseconds: number) => Promise<void>;
  made: {
    workerSid?: string;
    queueSid?: string;
    otherQueueSid?: string;
    workflowSid?: string;
    conversationSid?: string;
    messageSid?: string;
    interaction?: Interaction;
  };
}

export interface Interaction {
  sid: string;
  channelSid: string;
  taskSid: string;
}

export interface Result {
  /** What there is to know, a sentence each. */
  told?: string[];
  /** What answers a question, by what was asked; compared with the sandbox's. */
  findings?: Record<string, string>;
}

export interface ProbeStep {
  id: string;
  what: string;
  /** Throws `Untried` where it cannot be tried, and Twilio's refusal where it should have worked. */
  run: (probe: Probe) => Promise<Result>;
}

/** A step could not be tried; the message says why. */
export class Untried extends Error {}

export function need<T>(value: T | undefined, why: string): T {
  if (value === undefined) throw new Untried(why);
  return value;
}

interface Refusal {
  status: number;
  code: number;
  message: string;
}

/** Twilio's refusal; undefined where it did not refuse. Rethrows what is no answer of Twilio's. */
export async function refusalOf(call: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    const { status, code = 0, message } = error as Partial<Refusal> & Error;
    if (status === undefined) throw error;
    return { status, code, message };
  }
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Looks until it is settled or has taken too long; answers the different values that were seen, in order. */
export async function watch(
  { signal, wait }: Probe,
  look: () => Promise<string>,
  isSettled: (value: string) => boolean,
  longestMs: number,
): Promise<{ seen: string[]; milliseconds: number }> {
  const seen: string[] = [];
  let milliseconds = 0;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const value = await look();
    if (value !== seen.at(-1)) seen.push(value);
    if (isSettled(value) || milliseconds >= longestMs || signal.aborted) return { seen, milliseconds };
    await wait(pause);
    milliseconds += pause;
  }
}
