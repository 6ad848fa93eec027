import type { SetupContext } from './SetupContext';
import type { Step } from './Step';
import { wrong } from './Step';
import { accountChecks } from './steps/accountChecks';
import { addresses } from './steps/addresses';
import { conversationsWebhook } from './steps/conversationsWebhook';
import { flexConfiguration } from './steps/flexConfiguration';
import { functionsEnvironment } from './steps/functionsEnvironment';
import { queues } from './steps/queues';
import { studioFlows } from './steps/studioFlows';
import { taskChannels } from './steps/taskChannels';
import { taskRouterEvents } from './steps/taskRouterEvents';
import { timers } from './steps/timers';
import { workflow } from './steps/workflow';

/** In this order each finds what it needs. */
const PARTS: readonly ((context: SetupContext) => Promise<Step[]>)[] = [
  accountChecks,
  queues,
  taskChannels,
  workflow,
  studioFlows,
  addresses,
  timers,
  conversationsWebhook,
  taskRouterEvents,
  functionsEnvironment,
  flexConfiguration,
];

export interface Outcome extends Omit<Step, 'apply'> {
  /** With `apply`: true where it was made so just now. */
  isDone?: boolean;
}

/**
 * Goes through every step, and with `apply` makes each as it should be before it looks at the next. One that fails is
 * told as `wrong` and the rest goes on: running it all again does what is left.
 */
export async function runSteps(
  context: SetupContext,
  { apply, tell }: { apply: boolean; tell: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const part of PARTS) {
    const steps = await part(context).catch((error: unknown) => [wrong(part.name, sentenceOf(error))]);
    for (const step of steps) {
      const outcome = await perform(step, apply);
      outcomes.push(outcome);
      tell(outcome);
    }
  }
  return outcomes;
}

const withoutApply = ({ what, state, details }: Step): Outcome => ({ what, state, details });

/** Never rejects. */
export async function perform(step: Step, apply: boolean): Promise<Outcome> {
  if (!apply || !step.apply) return withoutApply(step);
  try {
    await step.apply();
    return { ...withoutApply(step), isDone: true };
  } catch (error) {
    return { ...withoutApply(step), state: 'wrong', details: [...step.details, sentenceOf(error)] };
  }
}

/** Twilio's own reason, with its code. */
export function sentenceOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: unknown };
  return typeof code === 'number' ? `Twilio refused it (error ${code}): ${message}` : (message ?? String(error));
}
