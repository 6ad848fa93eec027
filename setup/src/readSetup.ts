import fs from 'node:fs';
import path from 'node:path';

import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { requestFlexConfiguration, SetupContext } from './SetupContext';
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

/** Everything that the steps start from, read from the account. */
export async function createContext(twilio: Twilio, setup: Setup, folder: string): Promise<SetupContext> {
  const [configuration, environment] = await Promise.all([
    requestFlexConfiguration(twilio).catch((error: unknown) => {
      if ((error as { status?: number }).status !== 404) throw error;
      throw new Error(`Account ${twilio.accountSid} has no Flex. Check TWILIO_ACCOUNT_SID.`, { cause: error });
    }),
    setup.functions && findEnvironment(twilio, setup.functions),
  ]);
  const { backendUrl } = setup.messagingControls as { backendUrl?: string };
  const { PUBLIC_URL } = setup.functions?.variables ?? {};
  const withoutSlash = (url: string | undefined) => url?.replace(/\/+$/, '') || undefined;
  return new SetupContext(
    twilio,
    setup,
    path.resolve(folder),
    configuration,
    withoutSlash(backendUrl) ?? withoutSlash(PUBLIC_URL) ?? environment?.url,
    withoutSlash(PUBLIC_URL) ?? withoutSlash(backendUrl) ?? environment?.url,
    environment?.url,
  );
}
