import type { SetupContext } from './SetupContext';
import type { Part, Step } from './Step';
import { wrong } from './Step';
import { accountChecks, wishes } from './steps/accountChecks';
import { addresses } from './steps/addresses';
import { conversationsWebhook } from './steps/conversationsWebhook';
import { flexConfiguration } from './steps/flexConfiguration';
import { functionsEnvironment } from './steps/functionsEnvironment';
import { interactionsWebhook } from './steps/interactionsWebhook';
import { queues } from './steps/queues';
import { studioFlows } from './steps/studioFlows';
import { syncService } from './steps/syncService';
import { taskChannels } from './steps/taskChannels';
import { taskRouterEvents } from './steps/taskRouterEvents';
import { timers } from './steps/timers';
import { workflow } from './steps/workflow';

/** In this order each finds what it needs. */
const PARTS: readonly Part<SetupContext>[] = [
  ...accountChecks,
  ...wishes,
  ['queues', queues],
  ['task channels', taskChannels],
  ['workflow', workflow],
  ['Studio flows', studioFlows],
  ['addresses', addresses],
  ['conversation timers', timers],
  ['Conversations webhook', conversationsWebhook],
  ['Interactions webhook', interactionsWebhook],
  ['TaskRouter event callback', taskRouterEvents],
  ['Sync service', syncService],
  ['Functions', functionsEnvironment],
  ['settings of Messaging Controls', flexConfiguration],
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
  for (const [name, plan] of PARTS) {
    const steps = await plan(context).catch((error: unknown) => [wrong(name, sentenceOf(error))]);
    for (const step of steps) {
      const outcome = await perform(step, apply);
      outcomes.push(outcome);
      tell(outcome);
    }
    if (apply) context.forgetPlanned();
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

/** https://www.twilio.com/docs/api/errors/20003 */
const AUTHENTICATE = 20003;

/** Twilio's own reason, with its code. */
export function sentenceOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: unknown };
  if (code === AUTHENTICATE) {
    return 'Twilio does not know these credentials (error 20003). Check TWILIO_ACCOUNT_SID with its TWILIO_AUTH_TOKEN, or with a main API key of that account.';
  }
  return typeof code === 'number' ? `Twilio refused it (error ${code}): ${message}` : (message ?? String(error));
}
