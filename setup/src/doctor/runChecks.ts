import { sentenceOf } from '../runSteps';
import type { Outcome } from '../runSteps';
import type { Part, Step } from '../Step';
import { wrong } from '../Step';
import { accountChecks } from '../steps/accountChecks';
import type { DoctorAccount } from './DoctorAccount';
import { features } from './checks/features';
import { flexUi } from './checks/flexUi';
import { functions } from './checks/functions';
import { functionsAnswer } from './checks/functionsAnswer';
import { legacyFlows } from './checks/legacyFlows';
import { plugin } from './checks/plugin';
import { region } from './checks/region';
import { routing } from './checks/routing';
import { senders } from './checks/senders';
import { services } from './checks/services';
import { settings } from './checks/settings';
import { tokenValidation } from './checks/tokenValidation';
import { webhooks } from './checks/webhooks';

/** Whether Messaging Controls can be installed into the account, and whether anything there is in its way. */
export const ACCOUNT_CHECKS: readonly Part<DoctorAccount>[] = [
  ['region', region],
  ['Flex UI', flexUi],
  ['services', services],
  ...accountChecks,
  ['Flex Flows', legacyFlows],
  ['token validation', tokenValidation],
  ['features', features],
];

/** Whether it is installed as it has to be. */
export const INSTALLATION_CHECKS: readonly Part<DoctorAccount>[] = [
  ['settings', settings],
  ['plugin', plugin],
  ['Functions', functions],
  ['Functions’ answers', functionsAnswer],
  ['webhooks', webhooks],
  ['routing', routing],
  ['senders', senders],
];

/**
 * Looks at everything and changes nothing. A check that fails is told as `wrong`, and the rest goes on.
 * @param begin hears of each check before it asks anything
 */
export async function runChecks<Account>(
  account: Account,
  checks: readonly Part<Account>[],
  { tell, begin }: { tell: (outcome: Outcome) => void; begin?: (name: string) => void },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, check] of checks) {
    begin?.(name);
    const steps = await check(account).catch((error: unknown) => [wrong(name, sentenceOf(error))]);
    for (const step of steps) {
      const outcome = looked(step);
      outcomes.push(outcome);
      tell(outcome);
    }
  }
  return outcomes;
}

/** What the setup would make or change is wrong until it has. */
function looked({ what, state, details }: Step): Outcome {
  if (state !== 'create' && state !== 'change') return { what, state, details };
  return wrong(
    what,
    ...details.map((detail) => `Missing: ${detail}.`),
    'Run the setup again: npm run setup -- --plan.',
  );
}
