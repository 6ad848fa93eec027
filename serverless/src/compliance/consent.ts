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
import { now } from '../runtime/Surroundings';
import { attempt, twilioError } from '../runtime/twilioFailure';
import { callOff } from '../schedule/twilioMessage';
import type { FlexConfiguration } from '../settings/flexConfiguration';
import type { AddressPair } from './addressPair';
import { beyond, consentOf } from './givenConsent';
import { keepConsent } from './keepConsent';
import { isOptedOut, liftAgentOptOut, readOptOut, recordAgentOptOut } from './optOuts';
import { tellTwilio } from './tellTwilio';

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
  const { optOut: stop, lift: end, record: agree } = consent;
  return { optOut: isAmong(stop, roles), lift: isAmong(end, roles), record: isAmong(agree, roles) };
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
  const nothing = { optOut: false, lift: false, record: false };
  if (!kept.value || !isOut.value) {
    const given = await describeGiven({ twilio }, asked);
    return given.ok ? success({ ...known, ...given.value, may: { ...may, lift: false } }) : given;
  }
  const { value } = kept;
  if (value.cause !== 'AGENT') {
    return success({ ...known, optOut: { by: 'customer', at: value.at }, may: nothing });
  }
  const name = await nameOf({ twilio }, configuration, value.by);
  return success({
    ...known,
    optOut: { by: 'agent', at: value.at, reason: value.reason, ...name },
    may: { ...nothing, lift: may.lift },
  });
}

/** An agent who has left the contact centre has no name any more. */
async function nameOf({ twilio }: Call, configuration: FlexConfiguration, by: string): Promise<{ name?: string }> {
  const colleague = await findColleague(twilio, configuration, by);
  return colleague.ok ? { name: colleague.value.name } : {};
}

async function describeGiven(
  { twilio }: Call,
  { configuration, sender, pair }: Asked,
): Promise<Result<Pick<Consent, 'given' | 'missing'>, FunctionError>> {
  const given = await consentOf(twilio, pair);
  if (!given.ok) return failure(twilioError(given.error));
  const missing = beyond(given.value, configuration.settings, sender.channel);
  const lacks = missing ? { missing } : {};
  if (!given.value) return success(lacks);
  const { by, ...told } = given.value;
  const name =
    by === undefined ? {} : told.source === 'agent' ? await nameOf({ twilio }, configuration, by) : { name: by };
  return success({ given: { ...told, ...name }, ...lacks });
}

const MOST_MESSAGES = 20;

/**
 * Keeps that the customer has asked for no more, and calls off what is scheduled for them from this sender: Twilio would
 * send it all the same. Safe to repeat.
 */
export async function optOut(
  { twilio }: Call,
  { configuration, sender, pair }: Asked,
  why: { by: string; reason: string },
): Promise<Result<unknown, FunctionError>> {
  const kept = await recordAgentOptOut(twilio, pair, why);
  if (!kept.ok) return failure(twilioError(kept.error));
  const { settings } = configuration;
  const at = now(twilio).toISOString();
  const told = await tellTwilio({ twilio }, settings, sender.channel, pair, {
    status: 'opt-out',
    source: 'others',
    at,
  });
  if (!told.ok) return told;
  if (!settings.scheduling) return kept;
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

/**
 * Ends what an agent has kept: the customer has agreed anew. What they have said to Twilio itself stays. Safe to repeat.
 */
export async function lift(
  { twilio }: Call,
  asked: Asked,
  why: { by: string; reason: string },
): Promise<Result<unknown, FunctionError>> {
  const lifted = await liftAgentOptOut(twilio, asked.pair, why);
  return lifted.ok ? record({ twilio }, asked, { ...why, kind: 'explicit' }) : failure(twilioError(lifted.error));
}

/** Keeps that the customer has agreed, as an agent tells. Safe to repeat. */
export async function record(
  { twilio }: Call,
  { configuration, sender, pair }: Asked,
  { by, reason, kind }: { by: string; reason: string; kind: 'explicit' | 'double' },
): Promise<Result<unknown, FunctionError>> {
  const at = now(twilio).toISOString();
  const consent = { kind, source: 'agent', at, by, note: reason } as const;
  return keepConsent({ twilio }, configuration.settings, sender.channel, pair, consent);
}
