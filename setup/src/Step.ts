import { isDeepStrictEqual } from 'node:util';

/** One thing that the set-up looks after in the account. */
export interface Step {
  /** What it is, such as `address whatsapp:+14155550100`. */
  what: string;
  /** `wrong` needs a person: `details` says what to do. `note` is worth reading, and nothing is amiss. */
  state: 'exists' | 'create' | 'change' | 'remove' | 'wrong' | 'note';
  /** What will change, or what is wrong, one sentence each. */
  details: string[];
  /** Makes it so; only where the state is `create`, `change` or `remove`. May be run again after a failure. */
  apply?: () => Promise<unknown>;
}

/** What is looked after together, and the name that is told where it cannot even be looked at. */
export type Part<Context> = readonly [name: string, plan: (context: Context) => Promise<Step[]>];

export const exists = (what: string): Step => ({ what, state: 'exists', details: [] });

export const note = (what: string, ...details: string[]): Step => ({ what, state: 'note', details });

export const wrong = (what: string, ...details: string[]): Step => ({ what, state: 'wrong', details });

/** `exists` where nothing differs, else `change` with what does. */
export function compare<T extends Record<string, unknown>>(
  what: string,
  present: T,
  wanted: T,
  change: (difference: Partial<T>) => Promise<unknown>,
): Step {
  const difference: Partial<T> = {};
  const details: string[] = [];
  for (const key of Object.keys(wanted) as (keyof T & string)[]) {
    if (isDeepStrictEqual(present[key], wanted[key])) continue;
    difference[key] = wanted[key];
    details.push(`${key}: ${show(present[key])} → ${show(wanted[key])}`);
  }
  if (details.length === 0) return exists(what);
  return { what, state: 'change', details, apply: () => change(difference) };
}

const show = (value: unknown): string => (value === undefined || value === null ? 'none' : JSON.stringify(value));
