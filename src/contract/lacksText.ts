import type { Eligibility } from './trace';

type Lacks = NonNullable<Eligibility['workers'][number]['lacks']>;

/** What a worker does not meet, as one would say it: `billing and (fr or (es and legal))`. */
export function lacksText(lacks: Lacks, { and, or }: { and: string; or: string }): string {
  const joined = (texts: readonly string[], by: string): string => texts.join(` ${by} `);
  const within = (text: string, isAlone: boolean): string => (isAlone ? text : `(${text})`);
  const demands = lacks.map((alternatives) => {
    const told = alternatives.map((parts) =>
      within(joined(parts, and), parts.length === 1 || alternatives.length === 1),
    );
    return within(joined(told, or), told.length === 1 || lacks.length === 1);
  });
  return joined(demands, and);
}
