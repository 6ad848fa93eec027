import * as v from 'valibot';

import { janitorReport } from '../../../src/contract/supervision';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { now } from '../runtime/Surroundings';
import { twilioError } from '../runtime/twilioFailure';
import { appendToList, readDocument, readList, writeDocument } from '../sync/syncStore';
import type { Sweep } from './sweep';

const KEPT_SECONDS = 30 * 86_400;
/** Of the latest sweeps that have found something. */
const MOST_REPORTS = 100;
/** Sync takes 16 KiB. */
const MOST_FINDINGS = 100;

/** What the sweeps have found and done, for supervisors: a Sync list. */
export const JANITOR_REPORT = 'messaging-controls-janitor';

export type Report = v.InferOutput<typeof janitorReport>;

/** When a sweep was made last, whatever it found: a document. */
const JANITOR_SWEPT = 'messaging-controls-swept';
const SWEPT_KEPT_SECONDS = 7 * 86_400;
const swept = v.object({ at: v.string() });

/**
 * Keeps when it was, and, where there is something to tell, what. What was done is done: where it cannot be kept, the log
 * has it.
 */
export async function keepReport({ twilio, http }: Pick<FunctionCall, 'twilio' | 'http'>, of: Sweep): Promise<void> {
  const { findings, isComplete } = of;
  const at = now(twilio).toISOString();
  const kept: Report = { at, findings: findings.slice(0, MOST_FINDINGS), isComplete };
  await http.inReserve(() =>
    Promise.all([
      writeDocument(twilio, JANITOR_SWEPT, { at }, SWEPT_KEPT_SECONDS),
      findings.length === 0 ? undefined : appendToList(twilio, JANITOR_REPORT, kept, KEPT_SECONDS),
    ]),
  );
}

/** ISO 8601; undefined where none was within a week. */
export async function readSweptAt({
  twilio,
}: Pick<FunctionCall, 'twilio'>): Promise<Result<string | undefined, FunctionError>> {
  const read = await readDocument(twilio, JANITOR_SWEPT);
  if (!read.ok) return failure(twilioError(read.error));
  const parsed = v.safeParse(swept, read.value);
  return success(parsed.success ? parsed.output.at : undefined);
}

/** Of 30 days, the latest first. */
export async function readReports(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  most = MOST_REPORTS,
): Promise<Result<Report[], FunctionError>> {
  const listed = await readList(twilio, JANITOR_REPORT, most);
  if (!listed.ok) return failure(twilioError(listed.error));
  return success(
    listed.value.flatMap(({ data }) => {
      const parsed = v.safeParse(janitorReport, data);
      return parsed.success ? [parsed.output] : [];
    }),
  );
}
