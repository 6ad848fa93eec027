import * as v from 'valibot';

import {
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

  /** Each entry that is right, and the default of the others; what is wrong has been told. */
  const readParts = <Schema extends { entries: Record<string, v.GenericSchema> } & v.GenericSchema>(
    { entries }: Schema,
    value: unknown,
  ): v.InferOutput<Schema> =>
    Object.fromEntries(
      Object.entries(entries).map(([name, schema]) => {
        const part = v.safeParse(schema, isRecord(value) ? value[name] : undefined);
        return [name, part.success ? part.output : v.parse(schema, undefined)];
      }),
    );

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
    outreach: read('outreach', outreachSchema, given.outreach ?? {}) ?? { waitDays: 3 },
    scheduling: readOptional('scheduling', schedulingSchema),
    clickToMessage: readOptional('clickToMessage', clickToMessageSchema) ?? { origins: [] },
    contactRequests: readOptional('contactRequests', contactRequestsSchema),
    inbound: read('inbound', inboundSchema, given.inbound ?? {}) ?? readParts(inboundSchema, given.inbound),
    webChat: readOptional('webChat', webChatSchema),
    janitor: read('janitor', janitorSchema, given.janitor ?? {}) ?? readParts(janitorSchema, given.janitor),
    people: read('people', peopleSchema, given.people ?? {}) ?? readParts(peopleSchema, given.people),
    trace: read('trace', traceSchema, given.trace ?? {}) ?? readParts(traceSchema, given.trace),
    consent: read('consent', consentSchema, given.consent ?? {}) ?? readParts(consentSchema, given.consent),
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
