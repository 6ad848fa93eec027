import type { Consent } from '../../../src/contract/consent';
import { addressVariants } from '../../../src/contract/address/variants';
import type { Sender } from '../../../src/settings/settingsSchema';
import { findColleague } from '../remedies/colleague';
import { isAmong } from '../routing/permissions';
import type { Agent } from '../runtime/agentToken';
import type { FunctionCall } from '../runtime/FunctionCall';
import type { FunctionError } from '../runtime/FunctionError';
import type { Result } from '../runtime/Result';
import { failure, success } from '../runtime/Result';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { callOff } from '../schedule/twilioMessage';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { AddressPair } from './optOuts';
import { isOptedOut, liftAgentOptOut, readOptOut, recordAgentOptOut } from './optOuts';

type Call = Pick<FunctionCall, 'twilio'>;

/** Who asks about which customer of which sender. */
export interface Asked {
  configuration: FlexConfiguration;
  agent: Agent;
  sender: Sender;
  pair: AddressPair;
}

/** What the settings let this agent do, whether or not there is anything to do. */
export function mayChange({ configuration, agent: { roles } }: Pick<Asked, 'configuration' | 'agent'>): Consent['may'] {
  const { consent } = configuration.settings;
  return { optOut: isAmong(consent.optOut, roles), lift: isAmong(consent.lift, roles) };
}

/** How it stands, for the one who asks. */
export async function describeConsent({ twilio }: Call, asked: Asked): Promise<Result<Consent, FunctionError>> {
  const { configuration, sender, pair } = asked;
  const kept = await readOptOut(twilio, pair);
  if (!kept.ok) return failure(twilioError(kept.error));
  const isOut = await isOptedOut(twilio, pair, kept.value, undefined);
  if (!isOut.ok) return failure(twilioError(isOut.error));
  const may = mayChange(asked);
  const known = { channel: sender.channel, sender: sender.name };
  if (!kept.value || !isOut.value) return success({ ...known, may: { ...may, lift: false } });
  const { value } = kept;
  if (value.cause !== 'AGENT') {
    return success({ ...known, optOut: { by: 'customer', at: value.at }, may: { optOut: false, lift: false } });
  }
  // An agent who has left the contact centre has no name any more.
  const colleague = await findColleague(twilio, configuration, value.by);
  const name = colleague.ok ? { name: colleague.value.name } : {};
  return success({
    ...known,
    optOut: { by: 'agent', at: value.at, reason: value.reason, ...name },
    may: { ...may, optOut: false },
  });
}

const MOST_MESSAGES = 20;

/**
 * Keeps that the customer has asked for no more, and calls off what is scheduled for them from this sender: Twilio would
 * send it all the same. Safe to repeat.
 */
export async function optOut(
  { twilio }: Call,
  { configuration, pair }: Asked,
  why: { by: string; reason: string },
): Promise<Result<unknown, FunctionError>> {
  const kept = await recordAgentOptOut(twilio, pair, why);
  if (!kept.ok) return failure(twilioError(kept.error));
  if (!configuration.settings.scheduling) return kept;
  const { address, proxyAddress: from } = pair;
  const lists = await Promise.all(
    addressVariants(address).map((to) => attempt(() => twilio.messages.list({ to, from, limit: MOST_MESSAGES }))),
  );
  for (const listed of lists) {
    if (!listed.ok) return failure(twilioError(listed.error));
    for (const { sid, status } of listed.value) {
      const gone = status === 'scheduled' ? await callOff(twilio, sid) : success(true);
      if (!gone.ok) return gone;
    }
  }
  return kept;
}

/** Ends what an agent has kept; what the customer has said to Twilio itself stays. Safe to repeat. */
export async function lift(
  { twilio }: Call,
  { pair }: Asked,
  why: { by: string; reason: string },
): Promise<Result<unknown, FunctionError>> {
  const lifted = await liftAgentOptOut(twilio, pair, why);
  return lifted.ok ? lifted : failure(twilioError(lifted.error));
}
