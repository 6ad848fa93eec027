import { compareSteps } from '../exchanges/compareSteps';
import type { Tried } from './runProbe';

export interface ProbeOutcome {
  id: string;
  what: string;
  /** `untried`: it could not be told. `wrong`: what has to work does not, or something is left over. */
  state: 'same' | 'differs' | 'untried' | 'wrong';
  /** Sentences: what was found, then where the sandbox answers differently. */
  details: string[];
  milliseconds: number;
}

/** What a step came to on the account, beside what it came to in the sandbox. */
export function probeOutcome(tried: Tried, baseline: Tried | undefined): ProbeOutcome {
  const { id, what, milliseconds } = tried;
  const found = [...tried.told, ...Object.entries(tried.findings).map(([name, value]) => `${name}: ${value}`)];
  const differences = baseline
    ? [...otherFindings(tried, baseline), ...compareSteps(tried.recorded, baseline.recorded, 'the account')]
    : [];
  const outcome = (state: ProbeOutcome['state'], ...details: string[]): ProbeOutcome => ({
    id,
    what,
    state,
    details,
    milliseconds,
  });
  if (tried.failed !== undefined) return outcome('wrong', tried.failed, ...differences);
  if (tried.untried !== undefined) {
    return outcome('untried', tried.untried);
  }
  return differences.length > 0 ? outcome('differs', ...found, ...differences) : outcome('same', ...found);
}

const otherFindings = ({ findings }: Tried, baseline: Tried): string[] =>
  Object.entries(findings).flatMap(([name, value]) => {
    const expected = baseline.findings[name];
    return expected === undefined || expected === value ? [] : [`${name}: ${expected} in the sandbox`];
  });
