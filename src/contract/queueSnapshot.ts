/** How a queue stood as a task entered it. */
export interface QueueCounts {
  /** Workers who match the queue's expression. */
  fits: number;
  /** Of these, whose activity is available, with room or without. */
  available: number;
}

const OUTCOME = /^(\d+)\/(\d+) /;

/** As an act keeps it. */
export const snapshotOutcome = ({ fits, available }: QueueCounts, queueSid: string, taskSid: string): string =>
  `${available}/${fits} ${queueSid} ${taskSid}`;

/** Undefined for an act that is none. */
export function readSnapshot({ act, outcome }: { act: string; outcome: string }): QueueCounts | undefined {
  const [, available, fits] = (act === 'queueState' && OUTCOME.exec(outcome)) || [];
  return fits === undefined ? undefined : { fits: Number(fits), available: Number(available) };
}
