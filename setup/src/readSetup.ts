import fs from 'node:fs';
import path from 'node:path';

import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { requestFlexConfiguration, SetupContext } from './SetupContext';
import { setupSchema } from './setupSchema';
import type { Setup } from './setupSchema';
import { findEnvironment } from './steps/functionsEnvironment';

/** Throws with every mistake of the file, a line each. */
export function readSetup(file: string): Setup {
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const parsed = v.safeParse(setupSchema, content);
  if (parsed.success) return parsed.output;
  const mistakes = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  throw new Error(`${file} is not in order:\n${mistakes.join('\n')}`);
}

/** Everything that the steps start from, read from the account. */
export async function createContext(twilio: Twilio, setup: Setup, folder: string): Promise<SetupContext> {
  const [configuration, environment] = await Promise.all([
    requestFlexConfiguration(twilio),
    setup.functions && findEnvironment(twilio, setup.functions),
  ]);
  const { backendUrl } = setup.messagingControls as { backendUrl?: string };
  return new SetupContext(
    twilio,
    setup,
    path.resolve(folder),
    configuration,
    backendUrl?.replace(/\/+$/, '') ?? environment?.url,
  );
}
