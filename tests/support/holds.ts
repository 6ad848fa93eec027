import fc from 'fast-check';

const { SEED = '1', RUNS = '200' } = process.env;

/** Tries a property with values by chance, the same ones each time; `SEED=7 RUNS=10000 npx jest Properties` tries others. */
export const holds = <Values>(property: fc.IPropertyWithHooks<Values>): void =>
  fc.assert(property, { seed: Number(SEED), numRuns: Number(RUNS) });

/** The same of one that takes its time. */
export const holdsInTime = <Values>(property: fc.IAsyncPropertyWithHooks<Values>): Promise<void> =>
  fc.assert(property, { seed: Number(SEED), numRuns: Number(RUNS) });
