import * as v from 'valibot';

import {
  auditSchema,
  autoAcceptRulesSchema,
  autoAcceptSchema,
  backendUrlSchema,
  cannedTextSchema,
  clickToMessageSchema,
  consentSchema,
  contactRequestsSchema,
  customChannelSchema,
  inboundSchema,
  janitorSchema,
  lineTypesSchema,
  outreachSchema,
  peopleSchema,
  defaultCountrySchema,
  quietHoursSettingSchema,
  routingSchema,
  schedulingSchema,
  senderSchema,
  SETTINGS_REASONS,
  shortcutSchema,
  supervisionSchema,
  traceSchema,
  webChatSchema,
} from './settingsSchema';
import type { Settings, SettingsProblem, SettingsReason } from './settingsSchema';

type IssuePath = readonly { key: unknown }[] | undefined;

const pathOf = (start: string, path: IssuePath): string =>
  start + (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');

const reasonOf = (message: string): SettingsReason =>
  SETTINGS_REASONS.find((reason) => reason === message) ?? 'notAnObject';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads `ui_attributes.messaging_controls`. Never throws: what is wrong is named in `problems` and left out (an item of
 * a list) or replaced by its default, and the rest works on. `channelNames`: those that Flex has already.
 */
export function readSettings(
  raw: unknown,
  channelNames: readonly string[] = [],
): { settings: Settings; problems: SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  const given = isRecord(raw) ? raw : {};
  if (raw !== undefined && !isRecord(raw)) {
    problems.push({ path: 'messaging_controls', reason: 'notAnObject' });
  }

  const read = <Schema extends v.GenericSchema>(path: string, schema: Schema, value: unknown) => {
    const result = v.safeParse(schema, value, { abortPipeEarly: true });
    if (result.success) {
      return result.output;
    }
    problems.push(
      ...result.issues.map((issue) => ({ path: pathOf(path, issue.path), reason: reasonOf(issue.message) })),
    );
    return undefined;
  };

  const readList = <Schema extends v.GenericSchema>(
    name: string,
    schema: Schema,
    identify: (item: v.InferOutput<Schema>) => string,
    identifyingField: string,
    taken: readonly string[] = [],
  ): v.InferOutput<Schema>[] => {
    const list = given[name] ?? [];
    if (!Array.isArray(list)) {
      problems.push({ path: name, reason: 'notAList' });
      return [];
    }
    const known = new Set(taken);
    return list.flatMap((value: unknown, index) => {
      const item = read(`${name}[${index}]`, schema, value);
      if (item === undefined) {
        return [];
      }
      if (known.has(identify(item))) {
        problems.push({ path: `${name}[${index}].${identifyingField}`, reason: 'duplicate' });
        return [];
      }
      known.add(identify(item));
      return [item];
    });
  };

  const readOptional = <Schema extends v.GenericSchema>(name: string, schema: Schema) =>
    given[name] === undefined ? undefined : read(name, schema, given[name]);

  /** Where something is wrong in it: each entry that is right, and the default of the others. */
  const readWhole = <Schema extends { entries: Record<string, v.GenericSchema> } & v.GenericSchema>(
    name: string,
    schema: Schema,
  ): v.InferOutput<Schema> => {
    const value = given[name];
    return (
      read(name, schema, value ?? {}) ??
      Object.fromEntries(
        Object.entries(schema.entries).map(([entry, part]) => {
          const result = v.safeParse(part, isRecord(value) ? value[entry] : undefined);
          return [entry, result.success ? result.output : v.parse(part, undefined)];
        }),
      )
    );
  };

  const settings: Settings = {
    backendUrl: readOptional('backendUrl', backendUrlSchema),
    senders: readList('senders', senderSchema, ({ channel, address }) => `${channel}:${address}`, 'address'),
    routing: read('routing', routingSchema, given.routing ?? {}) ?? {},
    channels: readList('channels', customChannelSchema, ({ name }) => name, 'name', channelNames),
    autoAccept: {
      ...(read('autoAccept', autoAcceptSchema, given.autoAccept ?? {}) ?? { autoAnswer: true }),
      // All or none: without a wrong one, those after it would decide about its tasks.
      rules: isRecord(given.autoAccept)
        ? (read('autoAccept.rules', autoAcceptRulesSchema, given.autoAccept.rules ?? []) ?? [])
        : [],
    },
    cannedTexts: readList('cannedTexts', cannedTextSchema, ({ name }) => name, 'name'),
    quietHours: readOptional('quietHours', quietHoursSettingSchema),
    lineTypes: readOptional('lineTypes', lineTypesSchema),
    outreach: readWhole('outreach', outreachSchema),
    scheduling: readOptional('scheduling', schedulingSchema),
    clickToMessage: readOptional('clickToMessage', clickToMessageSchema) ?? { origins: [] },
    contactRequests: readOptional('contactRequests', contactRequestsSchema),
    inbound: readWhole('inbound', inboundSchema),
    webChat: readOptional('webChat', webChatSchema),
    janitor: readWhole('janitor', janitorSchema),
    people: readWhole('people', peopleSchema),
    trace: readWhole('trace', traceSchema),
    supervision: readWhole('supervision', supervisionSchema),
    audit: readWhole('audit', auditSchema),
    consent: readWhole('consent', consentSchema),
    defaultCountry: readOptional('defaultCountry', defaultCountrySchema),
    shortcut: readOptional('shortcut', shortcutSchema) ?? 'U',
  };
  const tellUnknown = (path: string, object: unknown, known: object) => {
    const names = isRecord(object) ? Object.keys(object) : [];
    problems.push(
      ...names.filter((name) => !(name in known)).map((name) => ({ path: path + name, reason: 'unknown' as const })),
    );
  };
  tellUnknown('', given, settings);
  tellUnknown('autoAccept.', given.autoAccept, settings.autoAccept);
  return { settings, problems };
}
