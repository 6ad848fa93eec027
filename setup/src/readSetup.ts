import fs from 'node:fs';
import path from 'node:path';

import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { readFlexConfiguration, SetupContext } from './SetupContext';
import { setupSchema } from './setupSchema';
import type { Setup } from './setupSchema';
import { findEnvironment } from './steps/functionsEnvironment';

/** What is wrong with an entry, and what it has to be. */
function sentenceFor({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never')
    return 'There is no such entry: setup.schema.json lists those that are.';
  if (received === 'undefined') return 'It is missing.';
  return message.startsWith('Invalid') ? `It has to be ${expected}, and is ${received}.` : message;
}

/** Throws with every mistake of the file, a line each. */
export function readSetup(file: string): Setup {
  let content: unknown;
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const remedy = 'Copy setup/setup.example.json to it, or name another file with --settings.';
    throw new Error(code === 'ENOENT' ? `There is no ${file}. ${remedy}` : `${file} could not be read: ${message}`, {
      cause: error,
    });
  }
  const parsed = v.safeParse(setupSchema, content);
  if (parsed.success) return parsed.output;
  const mistakes = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? 'the file'}: ${sentenceFor(issue)}`);
  throw new Error(`${file} is not in order:\n${mistakes.join('\n')}`);
}

/**
 * Everything that the steps start from, read from the account.
 * @param plannedUrl of the Functions where they are still going to be deployed
 */
export async function createContext(
  twilio: Twilio,
  setup: Setup,
  folder: string,
  plannedUrl?: string,
): Promise<SetupContext> {
  const [configuration, environment] = await Promise.all([
    readFlexConfiguration(twilio),
    setup.functions && findEnvironment(twilio, setup.functions),
  ]);
  const { backendUrl } = setup.messagingControls as { backendUrl?: string };
  const { PUBLIC_URL } = setup.functions?.variables ?? {};
  const withoutSlash = (url: string | undefined) => url?.replace(/\/+$/, '') || undefined;
  const domainUrl = environment?.url ?? plannedUrl;
  const context = new SetupContext(
    twilio,
    setup,
    path.resolve(folder),
    configuration,
    withoutSlash(backendUrl) ?? withoutSlash(PUBLIC_URL) ?? domainUrl,
    withoutSlash(PUBLIC_URL) ?? withoutSlash(backendUrl) ?? domainUrl,
    domainUrl,
  );
  if (plannedUrl && setup.functions) context.know('functions', setup.functions.service);
  return context;
}
