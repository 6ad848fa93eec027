import { Soak } from './Soak';

test('in a few seconds of faults nothing is lost, doubled or unexplained', async () => {
  const { rows, unexplained } = await Soak.run({
    seed: 1,
    milliseconds: 5_000,
    agents: 10,
    withSdk: 1,
    customers: 20,
    kills: 1,
  });
  expect(unexplained).toEqual([]);
  for (const row of Object.values(rows)) expect(row).toMatchObject({ lost: 0, doubled: 0 });
}, 120_000);
