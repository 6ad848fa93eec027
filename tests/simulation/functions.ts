// The functions as they are deployed, each by its route, with what the runtime puts into the global scope.
import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { FunctionHandler } from '../../serverless/src/runtime/FunctionsRuntime';
import { Response } from '../support/Response';

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
    const { handler } = (await import(path.join(FOLDER, file))) as { handler: FunctionHandler };
    loaded.set(path.basename(file, '.ts'), handler);
  }
  return loaded;
}
