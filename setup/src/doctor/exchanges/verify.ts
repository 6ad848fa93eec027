import { createSandbox } from '../../../../sandbox/src/createSandbox';
import { compareSteps } from './compareSteps';
import type { Recording } from './recording';
import { replay } from './replay';

export interface Verified {
  /** The step's id. */
  id: string;
  exchanges: number;
  /** A sentence each. */
  differences: string[];
}

/** Replays a recording against a sandbox of its own, and says where it answers differently. */
export async function verify(recording: Recording): Promise<Verified[]> {
  const sandbox = await createSandbox({ port: 0 });
  try {
    const replayed = await replay(recording, sandbox);
    return recording.steps.map((step, index) => ({
      id: step.id,
      exchanges: step.exchanges.length,
      differences: compareSteps(step, replayed[index]!, 'the file'),
    }));
  } finally {
    await sandbox.close();
  }
}
