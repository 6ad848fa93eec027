import type { Twilio } from 'twilio';

import type { Result } from '../runtime/Result';
import { success } from '../runtime/Result';
import type { TwilioFailure } from '../runtime/twilioFailure';
import { attempt } from '../runtime/twilioFailure';

/**
 * Whether WhatsApp has approved the template; false too where there is none.
 * https://www.twilio.com/docs/content/content-api-resources#fetch-an-approval-status-request
 */
export async function isTemplateApproved(twilio: Twilio, contentSid: string): Promise<Result<boolean, TwilioFailure>> {
  const fetched = await attempt(() => twilio.content.v1.contents(contentSid).approvalFetch().fetch());
  if (fetched.ok) return success((fetched.value.whatsapp as { status?: unknown } | null)?.status === 'approved');
  return fetched.error.status === 404 ? success(false) : fetched;
}
