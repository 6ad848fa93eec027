import { runChecks } from '../doctor/runChecks';
import type { Outcome } from '../runSteps';
import { perform, sentenceOf } from '../runSteps';
import type { Part } from '../Step';
import { wrong } from '../Step';

export interface Run {
  apply: boolean;
  tell: (outcome: Outcome) => void;
}

/** Parts of a command that belong together. */
export interface Stage {
  title: string;
  run: (run: Run) => Promise<Outcome[]>;
  /** Whether there is nothing to plan of it. */
  onlyApplied?: boolean;
  /** Whether what comes after it cannot be done; anything wrong where it is left out. */
  stops?: (outcome: Outcome) => boolean;
}

export interface StageOutcome {
  title: string;
  steps: Outcome[];
}

const isWrong = ({ state }: Outcome): boolean => state === 'wrong';

/** A stage of which each part is planned after the one before it has been done, and not at all where that is wrong. */
export const stageOf = <Context>(title: string, context: Context, parts: readonly Part<Context>[]): Stage => ({
  title,
  run: async ({ apply, tell }) => {
    const outcomes: Outcome[] = [];
    for (const [name, plan] of parts) {
      const steps = await plan(context).catch((error: unknown) => [wrong(name, sentenceOf(error))]);
      for (const step of steps) {
        const outcome = await perform(step, apply);
        outcomes.push(outcome);
        tell(outcome);
      }
      if (outcomes.some(isWrong)) break;
    }
    return outcomes;
  },
});

/** A stage that changes nothing, and of which everything is told. */
export const checksOf = <Context>(title: string, context: Context, checks: readonly Part<Context>[]): Stage => ({
  title,
  run: ({ tell }) => runChecks(context, checks, { tell }),
});

/** Runs one stage after another. With `apply`, the first that stops the rest is the last. */
export async function runStages(
  stages: readonly Stage[],
  { begin, ...run }: Run & { begin: (title: string) => void },
): Promise<{ outcomes: StageOutcome[]; stopped: boolean }> {
  const outcomes: StageOutcome[] = [];
  for (const { title, run: runStage, stops = isWrong, onlyApplied } of stages) {
    if (onlyApplied && !run.apply) continue;
    begin(title);
    const steps = await runStage(run);
    outcomes.push({ title, steps });
    if (run.apply && steps.some(stops)) return { outcomes, stopped: true };
  }
  return { outcomes, stopped: false };
}
