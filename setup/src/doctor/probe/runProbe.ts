import { sentenceOf } from '../../runSteps';
import type { RecordedStep } from '../exchanges/recording';
import type { Recorder } from '../exchanges/Recorder';
import type { Probe } from './Probe';
import { Untried } from './Probe';
import { PROBE_STEPS } from './probeSteps';
import { sweep } from './sweep';
import type { Swept } from './sweep';

/** What came of one step. */
export interface Tried {
  id: string;
  what: string;
  told: string[];
  findings: Record<string, string>;
  /** Why it could not be tried. */
  untried?: string;
  /** Twilio's refusal, or that no answer came. */
  failed?: string;
  milliseconds: number;
  recorded: RecordedStep;
}

interface Run {
  tell: (tried: Tried) => void;
  tellSwept: (swept: Swept, when: 'before' | 'after') => void;
}

/**
 * Runs every step, each timed, and removes what they have made: also after a failure, and where the probe is aborted.
 * `probe.twilio` is heard by `recorder`.
 */
export async function runProbe(probe: Probe, recorder: Recorder, { tell, tellSwept }: Run): Promise<void> {
  recorder.begin('left-overs', 'check');
  tellSwept(await sweep(probe), 'before');
  try {
    for (const { id, what, run } of PROBE_STEPS) {
      if (probe.signal.aborted) return;
      const recorded = recorder.begin(id, 'probe');
      const from = recorder.elapsed;
      const outcome = await run(probe).catch((error: unknown) =>
        error instanceof Untried ? { untried: error.message } : { failed: sentenceOf(error) },
      );
      const milliseconds = recorder.elapsed - from;
      tell({ id, what, told: [], findings: {}, ...outcome, milliseconds, recorded });
    }
  } finally {
    recorder.begin('clean-up', 'check');
    tellSwept(await sweep(probe), 'after');
  }
}
