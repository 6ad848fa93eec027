import type { Twilio } from 'twilio';
import * as v from 'valibot';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';
import type { FlexConfiguration } from '../settings/flexConfiguration';

/** Another agent, or the same. */
export interface Colleague {
  workerSid: string;
  name: string;
  /** Their identity in conversations; undefined for a worker who is no Flex user. */
  identity: string | undefined;
  isAvailable: boolean;
}

/** What Flex keeps in a worker's attributes: https://www.twilio.com/docs/flex/developer/config/sso-configuration */
const workerAttributes = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ full_name: v.optional(v.string()), contact_uri: v.optional(v.string()) }),
);

export async function findColleague(
  twilio: Twilio,
  { workspaceSid }: FlexConfiguration,
  workerSid: string,
): Promise<Result<Colleague, TwilioFailure>> {
  const fetched = await attempt(() => twilio.taskrouter.v1.workspaces(workspaceSid).workers(workerSid).fetch());
  if (!fetched.ok) return fetched;
  const { attributes, friendlyName, available } = fetched.value;
  const parsed = v.safeParse(workerAttributes, attributes);
  const { full_name: fullName, contact_uri: contact } = parsed.success ? parsed.output : {};
  return success({
    workerSid,
    name: fullName ?? friendlyName,
    identity: contact?.replace(/^client:/, ''),
    isAvailable: available,
  });
}
