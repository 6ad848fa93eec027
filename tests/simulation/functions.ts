// The functions as they are deployed, each by its route, with what the runtime puts into the global scope.
import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { FunctionHandler } from '../../serverless/src/runtime/FunctionsRuntime';
import { Response } from '../support/Response';

/** From here, and from the bundle that `Player` makes, which lies as deep. */
const FOLDER = path.join(__dirname, '../../serverless/src/functions');

export type Functions = ReadonlyMap<string, FunctionHandler>;

/** The functions' log has a line for each request, which nobody reads here. */
function silenceLog(): void {
  for (const method of ['log', 'warn', 'error'] as const) {
    const write = console[method].bind(console);
    console[method] = (...said: unknown[]) => {
      if (!String(said[0]).startsWith('{"route":')) write(...said);
    };
  }
}

/** Once in a process, or test file. */
export async function loadFunctions(): Promise<Functions> {
  globalThis.Twilio = { Response };
  silenceLog();
  const loaded = new Map<string, FunctionHandler>();
  for (const file of readdirSync(FOLDER)) {
    const route = path.basename(file, '.ts');
    // Written so that a bundler finds them all.
    const { handler } = (await import(`../../serverless/src/functions/${route}.ts`)) as { handler: FunctionHandler };
    loaded.set(route, handler);
  }
  return loaded;
}
