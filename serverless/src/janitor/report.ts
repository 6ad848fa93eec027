import * as v from 'valibot';

import { janitorFinding } from '../../../src/contract/janitor';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { appendToList, readList } from '../sync/syncStore';
import type { Sweep } from './sweep';

const KEPT_SECONDS = 30 * 86_400;
/** Of the latest sweeps that have found something. */
const MOST_REPORTS = 100;
/** Sync takes 16 KiB. */
const MOST_FINDINGS = 100;

/** What the sweeps have found and done, for supervisors: a Sync list. */
export const JANITOR_REPORT = 'messaging-controls-janitor';

const report = v.object({
  /** ISO 8601. */
  at: v.string(),
  findings: v.array(janitorFinding),
  isComplete: v.boolean(),
});

export type Report = v.InferOutput<typeof report>;

/** Keeps it where there is something to tell. What was done is done: where it cannot be kept, the log has it. */
export async function keepReport({ twilio, http }: Pick<FunctionCall, 'twilio' | 'http'>, of: Sweep): Promise<void> {
  const { findings, isComplete } = of;
  if (findings.length === 0) return;
  const kept: Report = { at: now(twilio).toISOString(), findings: findings.slice(0, MOST_FINDINGS), isComplete };
  await http.inReserve(() => appendToList(twilio, JANITOR_REPORT, kept, KEPT_SECONDS));
}

/** Of 30 days, the latest first. */
export async function readReports({ twilio }: Pick<FunctionCall, 'twilio'>): Promise<Result<Report[], FunctionError>> {
  const listed = await readList(twilio, JANITOR_REPORT, MOST_REPORTS);
  if (!listed.ok) return failure(twilioError(listed.error));
  return success(
    listed.value.flatMap(({ data }) => {
      const parsed = v.safeParse(report, data);
      return parsed.success ? [parsed.output] : [];
    }),
  );
}
