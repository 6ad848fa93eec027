import { once } from 'node:events';

import { Supervisor } from 'twilio-taskrouter';

import type { RunningSandbox } from './startSandbox';

// The SDK leaves timers running when it disconnects; they must not hold the test run.
const { setTimeout: startTimeout, setInterval: startInterval } = globalThis;
const unreferenced =
  (start: (...given: Parameters<typeof startTimeout>) => NodeJS.Timeout) =>
  (...given: Parameters<typeof startTimeout>) =>
    start(...given).unref();
Object.assign(globalThis, { setTimeout: unreferenced(startTimeout), setInterval: unreferenced(startInterval) });

/** A desk of this person: the real worker SDK, connected and ready. */
export async function connectWorker(sandbox: RunningSandbox, identity: string): Promise<Supervisor> {
  const server = `${sandbox.url}/event-bridge.twilio.com/v1/wschannels`;
  const worker = new Supervisor(sandbox.token(identity), {
    ebServer: server,
    wsServer: server.replace(/^http/, 'ws'),
    logLevel: 'silent',
  });
  await once(worker, 'ready');
  return worker;
}
