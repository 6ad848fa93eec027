import {
  auditSchema,
  consentSchema,
  contactRequestsSchema,
  customerTimeSchema,
  inboundSchema,
  janitorSchema,
  outreachSchema,
  peopleSchema,
  quietHoursSettingSchema,
  routingSchema,
  traceSchema,
  webChatSchema,
} from './backendSettingsSchema';
import type { Settings, SettingsProblem } from './settingsSchema';
import { silenceSchema, usualSilence } from './silenceSchema';
import { wrapUpSchema } from './wrapUpSchema';
import { readSharedParts } from './readPluginSettings';
import { isRecord, settingsReader } from './settingsReader';

/**
 * Reads `ui_attributes.messaging_controls`. Never throws: what is wrong is named in `problems` and left out (an item of
 * a list) or replaced by its default, and the rest works on. `channelNames`: those that Flex has already.
 */
export function readSettings(
  raw: unknown,
  channelNames: readonly string[] = [],
): { settings: Settings; problems: SettingsProblem[] } {
  const reader = settingsReader(raw);
  const { given, problems, read, readObject, readOptional } = reader;
  const settings: Settings = {
    ...readSharedParts(reader, channelNames),
    routing: read('routing', routingSchema, given.routing ?? {}) ?? {},
    quietHours: readOptional('quietHours', quietHoursSettingSchema),
    customerTime: readObject('customerTime', customerTimeSchema),
    outreach: read('outreach', outreachSchema, given.outreach ?? {}) ?? { waitDays: 3 },
    contactRequests: readOptional('contactRequests', contactRequestsSchema),
    inbound: readObject('inbound', inboundSchema),
    janitor: readObject('janitor', janitorSchema),
    people: readObject('people', peopleSchema),
    silence: read('silence', silenceSchema, given.silence ?? {}) ?? usualSilence(),
    trace: readObject('trace', traceSchema),
    audit: readObject('audit', auditSchema),
    webChat: readOptional('webChat', webChatSchema),
    consent: readObject('consent', consentSchema),
    wrapUp: readOptional('wrapUp', wrapUpSchema),
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
