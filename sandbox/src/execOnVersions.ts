import { exec } from './exec';
import { startSandbox } from './startSandbox';
import type { StartOptions } from './startSandbox';

/** Of a command that Ctrl-C or a SIGTERM has ended: whoever does that wants no further version tried. */
const INTERRUPTED: readonly number[] = [130, 143];

async function runOnce(options: StartOptions, command: string[]): Promise<number> {
  const sandbox = await startSandbox(options);
  try {
    return await exec(sandbox, command);
  } finally {
    await sandbox.close();
  }
}

/**
 * Runs a command once for each version of Flex UI, one after the other, each in a sandbox of its own, and tells at the
 * end how each went. Resolves with the exit code of the first that failed, 0 where none did. Where there is one version,
 * or none named, it runs the command and tells nothing; then alone it rejects where the sandbox or the command could not
 * be started, else that counts as exit code 1.
 */
export async function execOnVersions(
  versions: readonly string[],
  options: StartOptions & { tell: (line: string) => void },
  command: string[],
): Promise<number> {
  if (versions.length < 2) return runOnce({ ...options, flexUi: versions[0] }, command);
  const { tell } = options;
  const results: string[] = [];
  let firstFailure = 0;
  for (const version of new Set(versions)) {
    tell(`\n— Flex UI ${version}`);
    const start = Date.now();
    const code = await runOnce({ ...options, flexUi: version }, command).catch((error: Error) => {
      tell(error.message);
      return 1;
    });
    const outcome = code === 0 ? 'passed' : `failed with exit code ${code}`;
    results.push(`  ${version.padEnd(8)} ${outcome} in ${Math.round((Date.now() - start) / 1000)} s`);
    firstFailure ||= code;
    if (INTERRUPTED.includes(code)) break;
  }
  tell(`\nOn Flex UI:\n${results.join('\n')}`);
  return firstFailure;
}
