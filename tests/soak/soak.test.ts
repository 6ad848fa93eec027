import { Soak } from './Soak';

// A short form of `npm run soak`. When each thing happens is up to the computer: what must hold, holds of all.
test('real functions over HTTP, while everything fails at once: nothing is lost, doubled or unexplained', async () => {
  const { rows, faults, unexplained, left, log } = await Soak.run({
    ...{ seed: 1, milliseconds: 15_000, kills: 1 },
    ...{ agents: 12, withSdk: 2, customers: 60 },
  });
  const sums = { ok: 0, lost: 0, doubled: 0 };
  for (const row of Object.values(rows)) for (const name of ['ok', 'lost', 'doubled'] as const) sums[name] += row[name];
  // Otherwise what everybody did and was told stands in the failure.
  expect(unexplained.length === 0 && sums.lost + sums.doubled === 0 ? [] : [...unexplained, rows, ...log]).toEqual([]);
  expect(left).toEqual([]);
  // It is no proof where hardly anything happened, or nothing failed.
  expect(sums.ok).toBeGreaterThan(20);
  expect(Object.keys(faults).length).toBeGreaterThan(3);
}, 600_000);
