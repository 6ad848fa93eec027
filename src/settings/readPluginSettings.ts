import * as v from 'valibot';

import {
  auditDaysSchema,
  autoAcceptRulesSchema,
  autoAcceptSchema,
  backendUrlSchema,
  cannedTextSchema,
  clickToMessageSchema,
  customChannelSchema,
  defaultCountrySchema,
  lineTypesSchema,
  optOutSchema,
  pastConversationsSchema,
  schedulingSchema,
  seeSchema,
  senderSchema,
  shortcutSchema,
  superviseSchema,
  supervisionSchema,
  sweepsSchema,
} from './settingsSchema';
import type { PluginSettings, SettingsProblem } from './settingsSchema';
import { isRecord, settingsReader } from './settingsReader';
import type { SettingsReader } from './settingsReader';

/** What plugin and backend share. */
export const readSharedParts = (
  { given, read, readList, readOptional, readObject }: SettingsReader,
  channelNames: readonly string[],
): Omit<PluginSettings, 'consent' | 'janitor' | 'people' | 'trace' | 'audit' | 'wrapUp' | 'silence'> => ({
  backendUrl: readOptional('backendUrl', backendUrlSchema),
  senders: readList('senders', senderSchema, ({ channel, address }) => `${channel}:${address}`, 'address'),
  channels: readList('channels', customChannelSchema, ({ name }) => name, 'name', channelNames),
  autoAccept: {
    ...(read('autoAccept', autoAcceptSchema, given.autoAccept ?? {}) ?? { autoAnswer: true }),
    // All or none: without a wrong one, those after it would decide about its tasks.
    rules: isRecord(given.autoAccept)
      ? (read('autoAccept.rules', autoAcceptRulesSchema, given.autoAccept.rules ?? []) ?? [])
      : [],
  },
  cannedTexts: readList('cannedTexts', cannedTextSchema, ({ name }) => name, 'name'),
  lineTypes: readOptional('lineTypes', lineTypesSchema),
  scheduling: readOptional('scheduling', schedulingSchema),
  clickToMessage: readOptional('clickToMessage', clickToMessageSchema) ?? { origins: [] },
  supervision: readObject('supervision', supervisionSchema),
  pastConversations: readObject('pastConversations', pastConversationsSchema),
  defaultCountry: readOptional('defaultCountry', defaultCountrySchema),
  shortcut: readOptional('shortcut', shortcutSchema) ?? 'U',
});

/**
 * As `readSettings`, but only what the plugin itself goes by: each schema that is read here, Flex loads at its start.
 * `channelNames`: those that Flex has already.
 */
export function readPluginSettings(
  raw: unknown,
  channelNames: readonly string[],
): { settings: PluginSettings; problems: SettingsProblem[] } {
  const reader = settingsReader(raw);
  const { given } = reader;
  /** Of an object that is the backend's but for this. */
  const part = <Schema extends v.GenericSchema>(name: string, entry: string, schema: Schema): v.InferOutput<Schema> => {
    const object = given[name];
    return (
      reader.read(`${name}.${entry}`, schema, isRecord(object) ? object[entry] : undefined) ??
      v.parse(schema, undefined)
    );
  };
  const settings = {
    ...readSharedParts(reader, channelNames),
    wrapUp: given.wrapUp,
    silence: given.silence,
    consent: { optOut: part('consent', 'optOut', optOutSchema) },
    janitor: { isOn: part('janitor', 'isOn', sweepsSchema) },
    people: { supervise: part('people', 'supervise', superviseSchema) },
    trace: { see: part('trace', 'see', seeSchema) },
    audit: { see: part('audit', 'see', seeSchema), keepDays: part('audit', 'keepDays', auditDaysSchema) },
  };
  return { settings, problems: reader.problems };
}
