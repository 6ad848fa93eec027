import type { Channel } from '../../../src/contract/Channel';
import type { Settings } from '../../../src/settings/settingsSchema';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure } from '../runtime/Result';
import { twilioError } from '../runtime/twilioFailure';
import type { AddressPair } from './addressPair';
import type { GivenConsent } from './givenConsent';
import { recordConsent } from './givenConsent';
import { hasOptedOut } from './optOuts';
import { tellTwilio } from './tellTwilio';

/**
 * Records what a customer has agreed to, and tells Twilio where the settings say so; not of one who is opted out
 * (`OPTED_OUT`), whoever says that they have agreed since: Twilio would lift their STOP. Safe to repeat.
 */
export async function keepConsent(
  call: Pick<FunctionCall, 'twilio'>,
  settings: Pick<Settings, 'consent'>,
  channel: Channel,
  pair: AddressPair,
  consent: GivenConsent,
): Promise<Result<unknown, FunctionError>> {
  const isOut = await hasOptedOut(call.twilio, pair);
  if (!isOut.ok) return failure(twilioError(isOut.error));
  if (isOut.value) return failure({ code: 'OPTED_OUT', field: 'to' });
  const recorded = await recordConsent(call.twilio, pair, () => consent);
  if (!recorded.ok) return failure(twilioError(recorded.error));
  const source = consent.source === 'form' ? 'website' : 'others';
  return tellTwilio(call, settings, channel, pair, { status: 'opt-in', source, at: consent.at });
}
