import { isDeepStrictEqual } from 'node:util';

import { readSettings } from '../../../src/settings/readSettings';
import type { SettingsProblem } from '../../../src/settings/settingsSchema';
import { en } from '../../../src/strings/en';
import { en as settingsEn } from '../../../src/strings/settings/en';
import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import { PLANNED, requestFlexConfiguration } from '../SetupContext';
import type { FlexConfiguration, SetupContext } from '../SetupContext';

type Settings = Record<string, unknown>;

export const SETTINGS = 'settings of Messaging Controls';

const SENTENCES = { ...en, ...settingsEn };

export const problemSentence = ({ path, reason }: SettingsProblem): string =>
  `${path}: ${SENTENCES[`settings_${reason}`]}`;

const asSettings = (value: unknown): Settings =>
  typeof value === 'object' && value !== null ? (value as Settings) : {};

const presentIn = ({ ui_attributes }: FlexConfiguration): Settings => asSettings(ui_attributes?.['messaging_controls']);

/**
 * The plugin's part of the Flex Configuration. Settings that the file does not name stay, and so does what others keep
 * in `ui_attributes`: a POST replaces each attribute that it names.
 * https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api
 */
export function flexConfiguration(context: SetupContext): Promise<Step[]> {
  return Promise.resolve([settingsStep(context)]);
}

/** An entry of a list, as people know it: `Customer care, sms, +14155550100`. */
function called(entry: unknown): string {
  const { name, channel, address } = asSettings(entry);
  const known = [name, channel, address].filter((part) => typeof part === 'string');
  return known.length > 0 ? known.join(', ') : JSON.stringify(entry);
}

/** The entries that a list would lose. One that only gets another name is still there by its address. */
function goneFrom(present: unknown, wanted: unknown): string[] {
  if (!Array.isArray(present)) return [];
  const keyOf = (entry: unknown): string => {
    const { channel, address } = asSettings(entry);
    return address === undefined ? called(entry) : JSON.stringify([channel, address]);
  };
  const kept = new Set((Array.isArray(wanted) ? wanted : []).map(keyOf));
  return present.filter((entry) => !kept.has(keyOf(entry))).map(called);
}

function settingsStep(context: SetupContext): Step {
  const { twilio, setup, configuration, backendUrl } = context;
  const workflowSid = setup.workflow && context.sid('workflow', setup.workflow.name);
  const queueSid = setup.workflow && context.sid('queue', setup.workflow.queue);
  if (setup.workflow && !(workflowSid && queueSid)) {
    return wrong(SETTINGS, 'They need the workflow and its queue. Mend what is said of those, then run this again.');
  }
  const merge = (present: Settings): Settings => {
    const { routing, ...named } = setup.messagingControls;
    const merged = {
      ...present,
      ...named,
      ...(backendUrl ? { backendUrl } : {}),
      routing: {
        ...asSettings(present['routing']),
        ...(setup.workflow && { workflowSid, queueSid }),
        ...asSettings(routing),
      },
    };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  };
  const present = presentIn(configuration);
  const wanted = merge(present);
  // A SID that is only planned yet is no mistake.
  const made = Object.entries(asSettings(wanted['routing'])).filter(([, sid]) => sid !== PLANNED);
  const { problems } = readSettings({ ...wanted, routing: Object.fromEntries(made) });
  if (problems.length > 0) return wrong(SETTINGS, ...problems.map(problemSentence));
  const differing = Object.keys({ ...present, ...wanted }).filter(
    (name) => !isDeepStrictEqual(present[name], wanted[name]),
  );
  if (differing.length === 0) return exists(SETTINGS);
  return {
    what: SETTINGS,
    state: configuration.ui_attributes?.['messaging_controls'] ? 'change' : 'create',
    details: differing.flatMap((name) => [
      `${name}: ${wanted[name] === undefined ? 'removed' : name in present ? 'changed' : 'added'}`,
      ...goneFrom(present[name], wanted[name]).map((entry) => `${name}: removes ${entry}`),
    ]),
    apply: async () => {
      // Read anew: somebody may have saved something since this began.
      const now = await requestFlexConfiguration(twilio);
      const ui_attributes = { ...now.ui_attributes, messaging_controls: merge(presentIn(now)) };
      await requestFlexConfiguration(twilio, { account_sid: now.account_sid, ui_attributes });
    },
  };
}
