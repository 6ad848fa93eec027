import { setTimeout as pause } from 'node:timers/promises';

import type { Recorder } from '../exchanges/Recorder';
import type { DoctorAccount } from '../DoctorAccount';
import { baseline } from './baseline';
import { probeOutcome } from './probeOutcome';
import type { ProbeOutcome } from './probeOutcome';
import { runProbe } from './runProbe';
import type { Swept } from './sweep';

interface Options {
  phone: string;
  from: string;
  recorder: Recorder;
  signal: AbortSignal;
  tell: (outcome: ProbeOutcome) => void;
}

/** Runs the probe in the account, and beside it in a sandbox; tells of each step as it ends. */
export async function probeAccount(account: DoctorAccount, options: Options): Promise<ProbeOutcome[]> {
  const { phone, from, recorder, signal, tell } = options;
  const expected = await baseline();
  const outcomes: ProbeOutcome[] = [];
  const add = (outcome: ProbeOutcome): void => {
    outcomes.push(outcome);
    tell(outcome);
  };
  const { twilio, configuration } = account;
  const wait = (milliseconds: number): Promise<void> =>
    pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  await runProbe({ twilio, configuration, phone, from, signal, wait, made: {} }, recorder, {
    tell: (tried) => add(probeOutcome(tried, expected.get(tried.id))),
    tellSwept: (swept, when) => {
      const outcome = sweptOutcome(swept, when);
      if (outcome) add(outcome);
    },
  });
  return outcomes;
}

function sweptOutcome({ removed, left, milliseconds }: Swept, when: 'before' | 'after'): ProbeOutcome | undefined {
  const isEarlier = when === 'before';
  if (isEarlier && removed.length + left.length === 0) return undefined;
  const remedy = 'Run the probe again: it removes what is left. Or remove it in the Console.';
  return {
    id: isEarlier ? 'left-overs' : 'clean-up',
    what: isEarlier ? 'what an earlier probe left behind is removed' : 'everything that was made is removed',
    state: left.length > 0 ? 'wrong' : 'same',
    details: left.length > 0 ? [...left, remedy] : isEarlier ? removed : [],
    milliseconds,
  };
}
