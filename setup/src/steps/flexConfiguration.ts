import { isDeepStrictEqual } from 'node:util';

import { readSettings } from '../../../src/settings/readSettings';
import type { Step } from '../Step';
import { exists, wrong } from '../Step';
import { requestFlexConfiguration } from '../SetupContext';
import type { SetupContext } from '../SetupContext';

/**
 * The plugin's part of the Flex Configuration. What others keep in `ui_attributes` goes back as it was, because a POST
 * replaces each attribute that it names. https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api
 */
export function flexConfiguration(context: SetupContext): Promise<Step[]> {
  const { twilio, setup, configuration, backendUrl } = context;
  const what = 'settings of Messaging Controls';
  const workflowSid = setup.workflow && context.sid('workflow', setup.workflow.name);
  const queueSid = setup.workflow && context.sid('queue', setup.workflow.queue);
  const routing = { ...(workflowSid ? { workflowSid } : {}), ...(queueSid ? { queueSid } : {}) };
  const wanted = {
    ...setup.messagingControls,
    ...(backendUrl ? { backendUrl } : {}),
    routing: { ...routing, ...(setup.messagingControls['routing'] as object | undefined) },
  };
  // SIDs that are only planned yet are no mistake.
  const { problems } = readSettings(JSON.parse(JSON.stringify(wanted).replaceAll('"new"', 'null'), dropNull));
  if (problems.length > 0) {
    return Promise.resolve([wrong(what, ...problems.map(({ path, reason }) => `${path}: ${reason}`))]);
  }
  const uiAttributes = configuration.ui_attributes ?? {};
  const { messaging_controls: present } = uiAttributes;
  if (isDeepStrictEqual(present, wanted)) return Promise.resolve([exists(what)]);
  const { account_sid } = configuration;
  return Promise.resolve([
    {
      what,
      state: present ? 'change' : 'create',
      details: ['ui_attributes.messaging_controls; other attributes stay as they are'],
      apply: async () => {
        const changed = { ...uiAttributes, messaging_controls: wanted };
        await requestFlexConfiguration(twilio, { account_sid, ui_attributes: changed });
        configuration.ui_attributes = changed;
      },
    },
  ]);
}

const dropNull = (_key: string, value: unknown): unknown => (value === null ? undefined : value);
