import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { Backend, SAM } from '../tests/serverless/backend';
import { median } from './median';
import type { Result } from './Result';
import { serialTrips } from './serialTrips';

/** Milliseconds that each call of Twilio's API takes. */
const LATENCY = 150;
const RUNS = 3;

/** A conversation that an agent is in, traced by its customer's number, as the screen and the timeline ask. */
export async function trace(): Promise<Result[]> {
  execFileSync(process.execPath, [path.join(__dirname, '../scripts/build-functions.cjs')]);
  const backend = await Backend.start({ isCold: false });
  try {
    backend.reset();
    const { world } = backend.sandbox;
    await backend.installInteractionsWebhook();
    await backend.send(backend.request());
    await backend.settled();
    const [offer] = [...world.reservations.values()].slice(-1);
    world.services.taskrouter.setReservation(offer!.sid, 'accepted');
    await backend.settled();
    world.faults.replace({ latency: LATENCY });

    const measure = async (route: string, fields: Record<string, string>) => {
      const before = world.timeline.entries.at(-1)?.id ?? 0;
      const start = performance.now();
      const { status } = await backend.ask('sue', route, fields);
      const milliseconds = performance.now() - start;
      if (status !== 200) throw new Error(`${route} answered ${status}`);
      const calls = world.timeline.entries
        .filter(({ id, kind }) => id > before && kind === 'request')
        .map(({ at, milliseconds: took = 0 }) => ({ from: at.getTime(), to: at.getTime() + took }));
      return { calls: calls.length, trips: serialTrips(calls), milliseconds };
    };
    const result = async (what: string, route: string, fields: Record<string, string>, aim: string) => {
      await measure(route, fields);
      const runs = [];
      for (let run = 0; run < RUNS; run += 1) runs.push(await measure(route, fields));
      const { calls, trips } = runs[0]!;
      const time = median(runs.map(({ milliseconds }) => milliseconds));
      return {
        what: `${what}, with ${LATENCY} ms for each call of Twilio's API`,
        measured: `${calls} calls in ${trips} serial trips; ${Math.round(time)} ms, ${(time / LATENCY).toFixed(1)} times one call`,
        aim,
      };
    };
    const day = { from: new Date(Date.now() - 86_400_000).toISOString(), until: new Date().toISOString() };
    return [
      await result("A trace's first answer, by number", 'trace', { what: SAM, depth: '1' }, '1,000 ms'),
      await result('The whole trace, by number', 'trace', { what: SAM, depth: '2' }, '25 calls, 5,000 ms'),
      await result("A customer's timeline", 'customer-timeline', { what: SAM }, '35 calls'),
      await result('The daily view of a day', 'daily', day, '44 calls'),
    ];
  } finally {
    await backend.close();
  }
}
