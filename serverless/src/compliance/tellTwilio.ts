import * as v from 'valibot';

import type { Channel } from '../../../src/contract/Channel';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { randomUuid } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';
import type { AddressPair } from './addressPair';

/** What came of each; 0 is success. */
const outcome = v.object({ items: v.array(v.object({ error_code: v.number() })) });

/**
 * Tells Twilio's Consent Management API what a customer of SMS wants, where the settings say so. It replaces what stood,
 * so that it is safe to repeat. https://www.twilio.com/docs/messaging/features/consent-api
 */
export async function tellTwilio(
  { twilio }: Pick<FunctionCall, 'twilio'>,
  { consent }: Pick<Settings, 'consent'>,
  channel: Channel,
  { address, proxyAddress }: AddressPair,
  { status, source, at }: { status: 'opt-in' | 'opt-out'; source: 'website' | 'others'; at: string },
): Promise<Result<undefined, FunctionError>> {
  // Its sender is a number or a Messaging Service.
  if (!consent.tellTwilio || channel !== 'sms') return success(undefined);
  const item = {
    contact_id: address,
    correlation_id: randomUuid(twilio).replace(/-/g, ''),
    sender_id: proxyAddress,
    status,
    source,
    // Whole seconds, as its examples have them.
    date_of_consent: at.replace(/\.\d+/, ''),
  };
  const told = await attempt(() => twilio.accounts.v1.bulkConsents.create({ items: [item] }));
  if (!told.ok) return failure(twilioError(told.error));
  const parsed = v.safeParse(outcome, told.value);
  const code = parsed.success ? parsed.output.items.find(({ error_code }) => error_code !== 0)?.error_code : undefined;
  return code === undefined ? success(undefined) : failure({ code: 'TWILIO_REFUSED', twilio: { code, status: 201 } });
}
