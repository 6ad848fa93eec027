import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

const target = v.object({ queue: v.optional(v.string()), expression: v.optional(v.string()) });
const workflow = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    task_routing: v.object({
      filters: v.optional(v.array(v.object({ expression: v.string(), targets: v.array(target) })), []),
    }),
  }),
);

/**
 * Whether the workflow leads tasks of this queue to it, and past the workers who are in the conversation: the filters
 * of the set-up do. False for a worker. https://www.twilio.com/docs/taskrouter/workflow-configuration
 */
export async function isFiltered(
  twilio: Twilio,
  { workspaceSid, workflowSid }: FlexConfiguration,
  invitee: string,
): Promise<Result<boolean, TwilioFailure>> {
  if (!invitee.startsWith('WQ')) return success(false);
  const found = await attempt(() => twilio.taskrouter.v1.workspaces(workspaceSid).workflows(workflowSid).fetch());
  if (!found.ok) return found;
  const read = v.safeParse(workflow, found.value.configuration);
  const filters = read.success ? read.output.task_routing.filters : [];
  return success(
    filters.some(
      ({ expression, targets }) =>
        expression.includes('insideWorkerSids') &&
        targets.some((one) => one.queue === invitee && one.expression?.includes('insideWorkerSids')),
    ),
  );
}
