import {
  auditSchema,
  autoAcceptRulesSchema,
  autoAcceptSchema,
  backendUrlSchema,
  cannedTextSchema,
  clickToMessageSchema,
  customChannelSchema,
  defaultCountrySchema,
  janitorSchema,
  lineTypesSchema,
  optOutSchema,
  pastConversationsSchema,
  peopleSchema,
  schedulingSchema,
  senderSchema,
  shortcutSchema,
  supervisionSchema,
  traceSchema,
} from './settingsSchema';
import type { PluginSettings, SettingsProblem } from './settingsSchema';
import { isRecord, settingsReader } from './settingsReader';
import type { SettingsReader } from './settingsReader';

/** What plugin and backend share. */
export const readSharedParts = (
  { given, read, readList, readOptional, readObject }: SettingsReader,
  channelNames: readonly string[],
): Omit<PluginSettings, 'consent'> => ({
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
  janitor: readObject('janitor', janitorSchema),
  people: readObject('people', peopleSchema),
  trace: readObject('trace', traceSchema),
  supervision: readObject('supervision', supervisionSchema),
  audit: readObject('audit', auditSchema),
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
  const { consent } = reader.given;
  const settings = {
    ...readSharedParts(reader, channelNames),
    consent: {
      optOut: reader.read('consent.optOut', optOutSchema, isRecord(consent) ? consent.optOut : undefined) ?? 'everyone',
    },
  };
  return { settings, problems: reader.problems };
}
