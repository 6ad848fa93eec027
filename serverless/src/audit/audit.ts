import * as v from 'valibot';

import type { AuditEntry, AuditRequest } from '../../../src/contract/audit';
import { auditEntry } from '../../../src/contract/audit';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import { now, randomUuid } from '../runtime/Surroundings';
import type { TwilioFailure } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import { appendToList, readList } from '../sync/syncStore';

const DAY_SECONDS = 86_400;

/** Sync takes 20 writes a second of one list: a day has several. */
const PARTS = [0, 1, 2, 3] as const;

type Kind = 'audit' | 'audit-reasons';

/** @param day of UTC, as `2026-03-02` */
const listOf = (kind: Kind, day: string, part: number): string => `messaging-controls-${kind}-${day}-${part}`;

/** By its last digit, which is as good as chance. */
const partOf = (sid: string): number => Number.parseInt(sid.slice(-1), 16) % PARTS.length;

/** A reason has a retention of its own, and so a list of its own: the entry's `id` joins them. */
const keptEntry = v.object({ id: v.string(), ...v.omit(auditEntry, ['reason']).entries });
const keptReason = v.object({ id: v.string(), reason: v.string() });

/**
 * Keeps who did what to whose conversation. It has happened by now, whether or not it can be kept: a failure is in the
 * log alone.
 */
export async function keepAudit(
  { twilio, http, log }: Pick<FunctionCall, 'twilio' | 'http' | 'log'>,
  { settings: { audit } }: Pick<FlexConfiguration, 'settings'>,
  { reason, ...entry }: Omit<AuditEntry, 'at'>,
): Promise<void> {
  const at = now(twilio).toISOString();
  const id = randomUuid(twilio);
  const part = partOf(entry.conversationSid ?? entry.by);
  const append = (kind: Kind, data: object, days: number) =>
    appendToList(
      twilio,
      listOf(kind, at.slice(0, 10), part),
      data,
      days * DAY_SECONDS,
      // What is written on its last second is kept as long. A list lives a year at most.
      Math.min(days + 1, 365) * DAY_SECONDS,
    );
  const written = await http.inReserve(() =>
    Promise.all([
      append('audit', { id, at, ...entry }, audit.keepDays),
      reason && audit.keepReasonsDays !== undefined
        ? append('audit-reasons', { id, reason }, audit.keepReasonsDays)
        : undefined,
    ]),
  );
  if (written.some((one) => one?.ok === false)) log.addWarning('an act could not be kept for the audit');
}

/** Of one list: a page has 100. */
const MOST_ENTRIES = 1_000;

/** The acts of a day, the latest first. False as `isComplete` where there are more than can be read. */
export async function readAudit(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { day, workerSid, act }: Pick<AuditRequest, 'day' | 'workerSid' | 'act'>,
): Promise<Result<{ entries: AuditEntry[]; isComplete: boolean }, TwilioFailure>> {
  const read = (kind: Kind) =>
    Promise.all(PARTS.map((part) => readList(twilio, listOf(kind, day, part), MOST_ENTRIES)));
  const [lists, reasonLists] = await Promise.all([read('audit'), read('audit-reasons')]);
  const found: v.InferOutput<typeof keptEntry>[] = [];
  let isComplete = true;
  for (const list of lists) {
    if (!list.ok) return list;
    isComplete &&= list.value.length < MOST_ENTRIES;
    for (const { data } of list.value) {
      const parsed = v.safeParse(keptEntry, data);
      if (parsed.success) found.push(parsed.output);
    }
  }
  const reasons = new Map<string, string>();
  for (const list of reasonLists) {
    if (!list.ok) return list;
    for (const { data } of list.value) {
      const parsed = v.safeParse(keptReason, data);
      if (parsed.success) reasons.set(parsed.output.id, parsed.output.reason);
    }
  }
  const isWanted = (one: (typeof found)[number]): boolean =>
    (act === undefined || one.act === act) &&
    (workerSid === undefined || one.by === workerSid || one.to === workerSid || one.of.includes(workerSid));
  const entries = found
    .filter(isWanted)
    .sort((one, other) => other.at.localeCompare(one.at))
    .map(({ id, ...entry }): AuditEntry => {
      const reason = reasons.get(id);
      return reason === undefined ? entry : { ...entry, reason };
    });
  return success({ entries, isComplete });
}
