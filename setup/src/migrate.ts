import type { Twilio } from 'twilio';

import { targetOf } from './legacyIntegration';
import type { FlexFlow, StudioFlows } from './legacyIntegration';
import type { Outcome } from './runSteps';
import { perform, sentenceOf } from './runSteps';
import type { Step } from './Step';
import { exists, wrong } from './Step';

/**
 * The Conversations address for each legacy Flex Flow, with the Studio flow that it needs, and what has none. The legacy
 * flow itself stays: it is removed by hand.
 * https://www.twilio.com/docs/flex/admin-guide/setup/conversations/migrate-from-legacy-messaging
 */
export async function migrate(
  twilio: Twilio,
  { apply, tell }: { apply: boolean; tell: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const [flows = [], addresses, studioFlows, leftOver] = await Promise.all([
    listOf(() => twilio.flexApi.v1.flexFlow.list()),
    twilio.conversations.v1.addressConfigurations.list(),
    twilio.studio.v2.flows.list(),
    leftOverSteps(twilio),
  ]);
  const steps = await Promise.all(
    flows.map((flow) =>
      flowStep(twilio, flow, { addresses, studioFlows }).catch((error: unknown) =>
        wrong(nameOf(flow), sentenceOf(error)),
      ),
    ),
  );
  const outcomes: Outcome[] = [];
  for (const step of [...steps, ...leftOver]) {
    const outcome = await perform(step, apply);
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

interface Known {
  addresses: { address: string }[];
  studioFlows: StudioFlows;
}

type AddressType = 'sms' | 'whatsapp' | 'messenger' | 'chat';

const PREFIX: Record<AddressType, string> = { sms: '', whatsapp: 'whatsapp:', messenger: 'messenger:', chat: '' };
const TYPES: Partial<Record<string, AddressType>> = {
  sms: 'sms',
  whatsapp: 'whatsapp',
  facebook: 'messenger',
  web: 'chat',
};

const nameOf = ({ friendlyName, sid }: FlexFlow): string => `Flex Flow ${friendlyName} (${sid})`;

/** What customers write to, as Conversations writes it; undefined where there is nothing. */
export function addressOf(flow: FlexFlow, type = TYPES[flow.channelType]): string | undefined {
  if (!type) return undefined;
  if (type === 'chat') return flow.friendlyName;
  const identity = (flow.contactIdentity ?? '').replace(/^(whatsapp|facebook|messenger):/, '');
  return identity ? `${PREFIX[type]}${identity}` : undefined;
}

async function flowStep(twilio: Twilio, flow: FlexFlow, known: Known): Promise<Step> {
  const what = nameOf(flow);
  const type = TYPES[flow.channelType];
  if (!type) {
    return wrong(
      what,
      `Channel ${flow.channelType} has no address in Conversations.`,
      'Let an adapter write its messages by the Conversations API and declare a custom channel: docs/channels.md.',
    );
  }
  const address = addressOf(flow, type);
  if (!address) return wrong(what, 'It has no contact identity, so nobody can write to it.');
  if (known.addresses.some((one) => one.address === address)) {
    return { ...exists(what), details: [`${address} is an address already`] };
  }
  const target = await targetOf(twilio, flow, known.studioFlows);
  if ('missing' in target) return wrong(what, target.missing);
  return {
    what,
    state: 'create',
    details: [
      `address ${address}, ${target.say}`,
      flow.enabled
        ? 'until you remove the Flex Flow, both of them take the messages: Flex > Manage > Messaging > Legacy in the Console'
        : 'the Flex Flow is off: so is the address',
    ],
    apply: async () =>
      twilio.conversations.v1.addressConfigurations.create({
        type,
        address,
        friendlyName: flow.friendlyName,
        'autoCreation.enabled': flow.enabled,
        ...(await target.parameters()),
      }),
  };
}

/** What is left of the time before Conversations, and has to be looked at by a person. */
async function leftOverSteps(twilio: Twilio): Promise<Step[]> {
  const [proxy, chats] = await Promise.all([
    listOf(() => twilio.proxy.v1.services.list()),
    listOf(() => twilio.flexApi.v1.channel.list()),
  ]);
  return [
    leftOverStep(
      'Proxy services',
      proxy?.length,
      'Conversations need none: once the addresses work, close their sessions and remove them.',
    ),
    leftOverStep(
      'Programmable Chat channels',
      chats?.length,
      'They cannot be moved. Let their tasks be completed, then close them.',
    ),
  ];
}

/** Undefined where the account has no such product any more. */
export async function listOf<T>(list: () => Promise<T[]>): Promise<T[] | undefined> {
  try {
    return await list();
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 404 || status === 403 || status === 410) return undefined;
    throw error;
  }
}

const leftOverStep = (what: string, number: number | undefined, remedy: string): Step =>
  number ? { what, state: 'note', details: [`There are ${number}. ${remedy}`] } : exists(`no ${what}`);
