import * as v from 'valibot';

import type { Channel } from '../../../src/contract/Channel';
import { LINE_TYPES } from '../../../src/contract/lineType';
import type { LineType } from '../../../src/contract/lineType';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import { attempt } from '../runtime/twilioFailure';
import { privateName } from '../sync/privateName';
import { readDocument, writeDocument } from '../sync/syncStore';

const DAY_SECONDS = 24 * 60 * 60;
const KEPT_SECONDS = 90 * DAY_SECONDS;

type Call = Pick<FunctionCall, 'context' | 'twilio'>;

/** `null`: Twilio does not tell, as of a Canadian number without permission (60601). */
const kept = v.object({ type: v.nullable(v.picklist(LINE_TYPES)) });

/**
 * The kind of a number's line, for numbers that are sent SMS or RCS, where the settings ask for it; undefined where
 * nobody can tell. Each look-up costs money, so no caller may get here before its guard has passed. What came of it is
 * kept for 90 days; a look-up that fails says nothing against a number.
 * https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence
 */
export async function lineType(
  { context, twilio }: Call,
  { lineTypes }: Pick<Settings, 'lineTypes'>,
  channel: Channel,
  number: string,
): Promise<LineType | undefined> {
  if (!lineTypes || !(channel === 'sms' || channel === 'rcs')) return undefined;
  const name = privateName(context, 'line', number);
  const standing = await readDocument(twilio, name);
  // Where nothing can be kept, each message would cost a look-up.
  if (!standing.ok) return undefined;
  const earlier = v.safeParse(kept, standing.value);
  if (earlier.success) return earlier.output.type ?? undefined;
  const lookUp = twilio.lookups.v2.phoneNumbers(number);
  const asked = await attempt(() => lookUp.fetch({ fields: 'line_type_intelligence' }));
  if (!asked.ok && (asked.error.uncertain || asked.error.status === 429)) return undefined;
  const { type } = (asked.ok ? (asked.value.lineTypeIntelligence as { type?: unknown } | null) : undefined) ?? {};
  const found = LINE_TYPES.find((known) => known === type);
  await writeDocument(twilio, name, { type: found ?? null }, found ? KEPT_SECONDS : DAY_SECONDS);
  return found;
}

/** Whether nothing is sent to lines of this kind. */
export const isRefused = (type: LineType | undefined, { lineTypes }: Pick<Settings, 'lineTypes'>): boolean =>
  type !== undefined && lineTypes?.refused.includes(type) === true;

/** Why nothing is sent to this number by its line; undefined where it may be. */
export async function checkLineType(
  call: Call,
  settings: Pick<Settings, 'lineTypes'>,
  channel: Channel,
  number: string,
): Promise<FunctionError | undefined> {
  const type = await lineType(call, settings, channel, number);
  return isRefused(type, settings) ? { code: 'NUMBER_CANNOT_RECEIVE', field: 'to' } : undefined;
}
