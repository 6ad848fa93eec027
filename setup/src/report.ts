import type { Outcome } from './runSteps';

const SIGNS: Record<Outcome['state'], string> = {
  exists: '=',
  create: '+',
  change: '~',
  remove: '-',
  wrong: '!',
  note: 'i',
};

/** A line with its sign, and what there is to say of it below. */
export function printLine(sign: string, line: string, details: readonly string[]): void {
  console.log(`  ${sign} ${line}`);
  for (const detail of details) console.log(`      ${detail}`);
}

export function print({ what, state, details, isDone }: Outcome): void {
  const line = `${what}${state === 'exists' ? '' : `: ${isDone ? 'done' : state}`}`;
  printLine(isDone ? '✓' : SIGNS[state], line, details);
}

export const printJson = (document: object): void => console.log(JSON.stringify(document, undefined, 2));
