import type { Twilio } from 'twilio';
import * as v from 'valibot';

import { readSettings } from '../../../src/settings/readSettings';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';

const configuration = v.object({
  taskrouterWorkspaceSid: v.string(),
  taskrouterTargetWorkflowSid: v.nullish(v.string()),
  taskrouterTargetTaskqueueSid: v.nullish(v.string()),
  chatServiceInstanceSid: v.string(),
  uiAttributes: v.nullish(v.looseObject({ messaging_controls: v.unknown() })),
});

/** What the functions need of the account's Flex configuration and of our settings in it. */
export interface FlexConfiguration {
  workspaceSid: string;
  workflowSid: string;
  taskQueueSid: string;
  chatServiceSid: string;
  settings: Settings;
}

export type ConfigurationRead = Promise<Result<FlexConfiguration, FunctionError>>;

/** Reads the account's Flex configuration. https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api */
export async function readFlexConfiguration(twilio: Twilio): ConfigurationRead {
  const fetched = await attempt(() => twilio.flexApi.v1.configuration().fetch());
  if (!fetched.ok) return failure(twilioError(fetched.error));
  const parsed = v.safeParse(configuration, fetched.value);
  if (!parsed.success) return failure({ code: 'SETTINGS_WRONG' });
  const flex = parsed.output;
  // The plugin tells administrators what is wrong in the settings; here the rest of them is what counts.
  const { settings } = readSettings(flex.uiAttributes?.messaging_controls);
  const workflowSid = settings.routing.workflowSid ?? flex.taskrouterTargetWorkflowSid;
  const taskQueueSid = settings.routing.queueSid ?? flex.taskrouterTargetTaskqueueSid;
  if (!workflowSid || !taskQueueSid) return failure({ code: 'SETTINGS_WRONG' });
  return success({
    workspaceSid: flex.taskrouterWorkspaceSid,
    workflowSid,
    taskQueueSid,
    chatServiceSid: flex.chatServiceInstanceSid,
    settings,
  });
}
