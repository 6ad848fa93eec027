import * as v from 'valibot';

import { CHANNELS } from '../contract/Channel';

/** Why a setting is wrong. Each has its sentence in strings/ (`settings_<reason>`). */
export const SETTINGS_REASONS = [
  'missing',
  'notAnObject',
  'notAList',
  'notText',
  'notTrueOrFalse',
  'notAUrl',
  'notANumber',
  'tooMuch',
  'notAPhoneNumber',
  'notAChannel',
  'retired',
  'notATime',
  'notADate',
  'notATimeZone',
  'notAnOrigin',
  'notAKey',
  'notAColor',
  'notAnIcon',
  'notAFunction',
  'notASid',
  'noMatcher',
  'duplicate',
  'notATemplate',
  'notAChoice',
  'noCondition',
  'unknown',
] as const;
export type SettingsReason = (typeof SETTINGS_REASONS)[number];

export const because = (reason: SettingsReason): SettingsReason => reason;

export const text = v.pipe(v.string(because('notText')), v.trim(), v.nonEmpty(because('missing')));

export const sid = (prefix: string) =>
  v.pipe(v.string(because('notText')), v.regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), because('notASid')));

export const timeOfDay = v.pipe(
  v.string(because('notText')),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, because('notATime')),
);

export const wholeNumber = v.pipe(
  v.number(because('notANumber')),
  v.integer(because('notANumber')),
  v.minValue(1, because('notANumber')),
);

/** Of an object: another type altogether, or one of its entries that is not there. */
export const objectReason = (issue: { expected: string | null }): SettingsReason =>
  issue.expected === 'Object' ? because('notAnObject') : because('missing');

/** Of an object that may have no other entries: a misspelt one would change what the rest of it means. */
export const strictReason = (issue: { expected: string | null }): SettingsReason =>
  issue.expected === 'never' ? because('unknown') : objectReason(issue);

export const WHO = ['everyone', 'supervisors', 'nobody'] as const;

export const texts = v.array(text, because('notAList'));

/** Google ended them on 2024-07-31: https://www.twilio.com/docs/flex/developer/conversations */
export const RETIRED_CHANNELS: readonly unknown[] = ['gbm'];

export const channel = v.picklist(CHANNELS, ({ input }) =>
  because(RETIRED_CHANNELS.includes(input) ? 'retired' : 'notAChannel'),
);
