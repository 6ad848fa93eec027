import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** TaskRouter's largest page; further pages of queues it does not give. https://www.twilio.com/docs/taskrouter/api/task-queue */
const PAGE = 1_000;

/** The queues that can be invited. */
export async function listQueues(
  twilio: Twilio,
  { workspaceSid, settings: { people } }: FlexConfiguration,
): Promise<Result<{ sid: string; name: string }[], TwilioFailure>> {
  const listed = await attempt(() =>
    twilio.taskrouter.v1.workspaces(workspaceSid).taskQueues.list({ limit: PAGE, pageSize: PAGE }),
  );
  if (!listed.ok) return listed;
  return success(
    listed.value
      .filter(({ sid }) => !people.queues || people.queues.includes(sid))
      .map(({ sid, friendlyName }) => ({ sid, name: friendlyName })),
  );
}
