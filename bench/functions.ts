import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import { startSandbox } from '../tests/sandbox/startSandbox';
import { startFunctions } from '../tests/serverless/startFunctions';
import { median } from './median';
import type { Result } from './Result';
import { serialTrips } from './serialTrips';
import type { Interval } from './serialTrips';

const SERVERLESS = path.join(__dirname, '../serverless');
/** Milliseconds that each call of Twilio's API takes. */
const LATENCY = 150;
const SENDER = { address: '+14155550100', channel: 'sms', name: 'Customer care' };
/** Enough for a 99th percentile. */
const OWN_RUNS = 200;
const ORIGIN = 'http://localhost';

/** For how long at least one of them was under way. */
function covered(calls: readonly Interval[]): number {
  let [sum, end] = [0, -Infinity];
  for (const { from, to } of [...calls].sort((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum;
}

/** Twilio calls, serial trips and time of one request of each kind, in the real Functions runtime. */
async function requests(): Promise<Result[]> {
  execFileSync(process.execPath, [path.join(__dirname, '../scripts/build-functions.cjs')]);
  const sandbox = await startSandbox({
    latency: LATENCY,
    uiAttributes: { messaging_controls: { senders: [SENDER], quietHours: { from: '00:00', to: '00:00' } } },
  });
  const { account } = sandbox.world;
  const functions = await startFunctions({
    twilioUrl: `http://127.0.0.1:${sandbox.port}`,
    environment: { ACCOUNT_SID: account.sid, AUTH_TOKEN: account.authToken, ALLOWED_ORIGINS: ORIGIN },
    isCold: false,
  });
  const { taskrouter } = sandbox.world.services;
  const worker = sandbox.world.people.get('alice')!.workerSid;
  taskrouter.setActivity(worker, taskrouter.activityByName('Available')!.sid);
  let customer = 0;

  const measure = async (route: string, fields: Record<string, string>) => {
    customer += 1;
    const body = new URLSearchParams({
      requestId: randomUUID(),
      channel: 'sms',
      to: `+1202555${String(customer).padStart(4, '0')}`,
      from: SENDER.address,
      body: 'Hello',
      Token: sandbox.token('alice'),
      ...fields,
    });
    const before = sandbox.world.timeline.entries.at(-1)?.id ?? 0;
    const start = performance.now();
    const answer = await fetch(`${functions.url}/${route}`, { method: 'POST', body });
    const milliseconds = performance.now() - start;
    if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${await answer.text()}`);
    const calls = sandbox.world.timeline.entries
      .filter(({ id, kind }) => id > before && kind === 'request')
      .map(({ at, milliseconds: took = 0 }) => ({ from: at.getTime(), to: at.getTime() + took }));
    return { calls: calls.length, trips: serialTrips(calls), milliseconds, own: milliseconds - covered(calls) };
  };

  const result = async (what: string, route: string, fields: Record<string, string>, aim: string): Promise<Result> => {
    // The first request loads what the function imports when it needs it.
    await measure(route, fields);
    const runs = [await measure(route, fields), await measure(route, fields), await measure(route, fields)];
    const { calls, trips } = runs[0]!;
    const time = median(runs.map(({ milliseconds }) => milliseconds));
    const ratio = (time / LATENCY).toFixed(1);
    return {
      what: `${what}, with ${LATENCY} ms for each call of Twilio's API`,
      measured: `${calls} calls in ${trips} serial ${trips === 1 ? 'trip' : 'trips'}; ${Math.round(time)} ms, ${ratio} times one call`,
      aim,
    };
  };
  /** What a function does itself, its time without that of Twilio's calls, over many requests with no latency. */
  const ownTime = async (what: string, route: string, fields: Record<string, string>): Promise<Result> => {
    sandbox.world.faults.replace({ latency: 0 });
    await measure(route, fields);
    const times: number[] = [];
    for (let run = 0; run < OWN_RUNS; run += 1) times.push((await measure(route, fields)).own);
    times.sort((a, b) => a - b);
    const at = (share: number): string => times[Math.ceil(times.length * share) - 1]!.toFixed(1);
    return {
      what: `${what}: the function's own time over that of Twilio's calls`,
      measured: `${at(0.5)} ms, 99th percentile ${at(0.99)} ms`,
      aim: '5 ms',
    };
  };
  try {
    return [
      await result('Start a conversation now', 'interactions', {}, '3 serial trips'),
      await result('Send and wait for the reply', 'outreach', { replyTo: 'agent' }, '4 serial trips'),
      await result('Checks while the form is filled in', 'checks', {}, '1 serial trip'),
      await ownTime('Start a conversation now', 'interactions', {}),
      await ownTime('Checks while the form is filled in', 'checks', {}),
    ];
  } finally {
    await functions.close();
    await sandbox.close();
  }
}

const LOAD = `const start = performance.now();
for (const name of process.argv.slice(1)) require(name);
console.log(performance.now() - start);`;

/** Milliseconds to load these modules in a new process. */
const load = (...modules: string[]): number =>
  median(
    Array.from({ length: 5 }, () =>
      Number(execFileSync(process.execPath, ['-e', LOAD, ...modules], { cwd: SERVERLESS, encoding: 'utf8' })),
    ),
  );

/** What a cold start adds: each function as it is deployed, against the `twilio` package that every function needs. */
function coldLoads(): Result[] {
  const folder = path.join(SERVERLESS, 'dist/functions');
  const twilio = load('twilio');
  return fs.readdirSync(folder).map((file) => {
    const name = path.join(folder, file);
    const size = fs.statSync(name).size / 1000;
    const milliseconds = load(name);
    return {
      what: `Cold load of the function ${path.basename(file, '.js')}`,
      measured: `${Math.round(milliseconds)} ms, ${(milliseconds / twilio).toFixed(2)} times the twilio package alone; ${size.toFixed(0)} KB`,
      aim: '1.10 times',
    };
  });
}

/** The backend: calls of Twilio's API, and what a cold start costs. */
export const functions = async (): Promise<Result[]> => [...(await requests()), ...coldLoads()];
