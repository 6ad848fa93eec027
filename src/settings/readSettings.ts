import {
  consentSchema,
  contactRequestsSchema,
  inboundSchema,
  outreachSchema,
  quietHoursSettingSchema,
  routingSchema,
  webChatSchema,
} from './backendSettingsSchema';
import type { Settings, SettingsProblem } from './settingsSchema';
import { readSharedParts } from './readPluginSettings';
import { settingsReader } from './settingsReader';

/**
 * Reads `ui_attributes.messaging_controls`. Never throws: what is wrong is named in `problems` and left out (an item of
 * a list) or replaced by its default, and the rest works on. `channelNames`: those that Flex has already.
 */
export function readSettings(
  raw: unknown,
  channelNames: readonly string[] = [],
): { settings: Settings; problems: SettingsProblem[] } {
  const reader = settingsReader(raw);
  const { given, problems, read, readObject, readOptional, tellUnknown } = reader;
  const settings: Settings = {
    ...readSharedParts(reader, channelNames),
    routing: read('routing', routingSchema, given.routing ?? {}) ?? {},
    quietHours: readOptional('quietHours', quietHoursSettingSchema),
    outreach: read('outreach', outreachSchema, given.outreach ?? {}) ?? { waitDays: 3 },
    contactRequests: readOptional('contactRequests', contactRequestsSchema),
    inbound: readObject('inbound', inboundSchema),
    webChat: readOptional('webChat', webChatSchema),
    consent: readObject('consent', consentSchema),
  };
  tellUnknown('', given, settings);
  tellUnknown('autoAccept.', given.autoAccept, settings.autoAccept);
  return { settings, problems };
}
