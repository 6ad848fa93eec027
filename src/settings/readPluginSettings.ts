import {
  autoAcceptRulesSchema,
  autoAcceptSchema,
  backendUrlSchema,
  cannedTextSchema,
  clickToMessageSchema,
  customChannelSchema,
  defaultCountrySchema,
  janitorSchema,
  lineTypesSchema,
  pastConversationsSchema,
  peopleSchema,
  schedulingSchema,
  senderSchema,
  shortcutSchema,
  traceSchema,
} from './settingsSchema';
import type { Settings, SettingsProblem } from './settingsSchema';
import { isRecord, settingsReader } from './settingsReader';
import type { SettingsReader } from './settingsReader';

/** What the plugin itself goes by. The rest is the backend's, and would only make the plugin's start heavier. */
export type PluginSettings = Omit<
  Settings,
  'routing' | 'quietHours' | 'outreach' | 'contactRequests' | 'inbound' | 'webChat' | 'consent'
>;

export function pluginSettings(reader: SettingsReader, channelNames: readonly string[]): PluginSettings {
  const { given, read, readList, readOptional, readWhole } = reader;
  const { autoAccept } = given;
  return {
    backendUrl: readOptional('backendUrl', backendUrlSchema),
    senders: readList('senders', senderSchema, ({ channel, address }) => `${channel}:${address}`, 'address'),
    channels: readList('channels', customChannelSchema, ({ name }) => name, 'name', channelNames),
    autoAccept: {
      ...(read('autoAccept', autoAcceptSchema, autoAccept ?? {}) ?? { autoAnswer: true }),
      // All or none: without a wrong one, those after it would decide about its tasks.
      rules: isRecord(autoAccept)
        ? (read('autoAccept.rules', autoAcceptRulesSchema, autoAccept.rules ?? []) ?? [])
        : [],
    },
    cannedTexts: readList('cannedTexts', cannedTextSchema, ({ name }) => name, 'name'),
    lineTypes: readOptional('lineTypes', lineTypesSchema),
    scheduling: readOptional('scheduling', schedulingSchema),
    clickToMessage: readOptional('clickToMessage', clickToMessageSchema) ?? { origins: [] },
    janitor: readWhole('janitor', janitorSchema),
    people: readWhole('people', peopleSchema),
    trace: readWhole('trace', traceSchema),
    pastConversations: readWhole('pastConversations', pastConversationsSchema),
    defaultCountry: readOptional('defaultCountry', defaultCountrySchema),
    shortcut: readOptional('shortcut', shortcutSchema) ?? 'U',
  };
}

/** Reads what the plugin goes by, as `readSettings` does. `channelNames`: those that Flex has already. */
export function readPluginSettings(
  raw: unknown,
  channelNames: readonly string[],
): { settings: PluginSettings; problems: SettingsProblem[] } {
  const reader = settingsReader(raw);
  return { settings: pluginSettings(reader, channelNames), problems: reader.problems };
}
