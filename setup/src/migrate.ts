import type { Twilio } from 'twilio';

import type { Outcome } from './runSteps';
import { perform } from './runSteps';
import type { Step } from './Step';
import { exists, wrong } from './Step';
import { DIRECT_FLOW } from './steps/studioFlows';

type FlexFlow = Awaited<ReturnType<Twilio['flexApi']['v1']['flexFlow']['list']>>[number];

/**
 * The Conversations address for each legacy Flex Flow, and what has none. The legacy flow itself stays: it is removed by
 * hand once the address works. https://www.twilio.com/docs/flex/admin-guide/setup/conversations/migrate-from-legacy-messaging
 */
export async function migrate(
  twilio: Twilio,
  { apply, tell }: { apply: boolean; tell: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const [flows, addresses, studioFlows] = await Promise.all([
    twilio.flexApi.v1.flexFlow.list(),
    twilio.conversations.v1.addressConfigurations.list(),
    twilio.studio.v2.flows.list(),
  ]);
  const known = { addresses, studioFlows: new Map(studioFlows.map((flow) => [flow.sid, flow.friendlyName])) };
  const steps = flows.map((flow) => flowStep(twilio, flow, known));
  const outcomes: Outcome[] = [];
  for (const step of [...steps, ...(await leftOver(twilio))]) {
    const outcome = await perform(step, apply);
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

interface Known {
  addresses: { address: string }[];
  studioFlows: Map<string, string>;
}

type AddressType = 'sms' | 'whatsapp' | 'messenger' | 'chat';

const PREFIX: Record<AddressType, string> = { sms: '', whatsapp: 'whatsapp:', messenger: 'messenger:', chat: '' };
const TYPES: Partial<Record<string, AddressType>> = {
  sms: 'sms',
  whatsapp: 'whatsapp',
  facebook: 'messenger',
  web: 'chat',
};

function flowStep(twilio: Twilio, flow: FlexFlow, known: Known): Step {
  const what = `Flex Flow ${flow.friendlyName} (${flow.sid})`;
  const type = TYPES[flow.channelType];
  if (!type) {
    return wrong(
      what,
      `Channel ${flow.channelType} has no address in Conversations.`,
      'Let an adapter write its messages by the Conversations API and declare a custom channel: docs/channels.md.',
    );
  }
  const identity = (flow.contactIdentity ?? '').replace(/^(whatsapp|facebook|messenger):/, '');
  const address = type === 'chat' ? flow.friendlyName : `${PREFIX[type]}${identity}`;
  if (type !== 'chat' && !identity) return wrong(what, 'It has no contact identity, so nobody can write to it.');
  if (known.addresses.some((one) => one.address === address)) {
    return { ...exists(what), details: [`${address} is an address already`] };
  }
  const target = targetOf(flow, known);
  if ('missing' in target) return wrong(what, target.missing);
  return {
    what,
    state: 'create',
    details: [`address ${address}, ${target.say}`, ...(flow.enabled ? [] : ['the flow is off: so is the address'])],
    apply: () =>
      twilio.conversations.v1.addressConfigurations.create({
        type,
        address,
        friendlyName: flow.friendlyName,
        'autoCreation.enabled': flow.enabled,
        ...target.parameters,
      }),
  };
}

type AutoCreation = Partial<Parameters<Twilio['conversations']['v1']['addressConfigurations']['create']>[0]>;

function targetOf(
  flow: FlexFlow,
  { studioFlows }: Known,
): { parameters: AutoCreation; say: string } | { missing: string } {
  const integration = (flow.integration ?? {}) as { flow_sid?: string; url?: string };
  if (flow.integrationType === 'external') {
    if (!integration.url) return { missing: 'Its webhook has no address.' };
    return {
      parameters: {
        'autoCreation.type': 'webhook',
        'autoCreation.webhookUrl': integration.url,
        'autoCreation.webhookMethod': 'post',
        'autoCreation.webhookFilters': ['onMessageAdded'],
      },
      say: `with the webhook ${new URL(integration.url).origin}; it gets Conversations' parameters now`,
    };
  }
  // A direct task becomes the flow that sends everything to Flex: addresses know none.
  const direct = [...studioFlows].find(([, name]) => name === DIRECT_FLOW.name)?.[0];
  const studioFlowSid = flow.integrationType === 'task' ? direct : integration.flow_sid;
  if (!studioFlowSid || !studioFlows.has(studioFlowSid)) {
    return {
      missing:
        flow.integrationType === 'task'
          ? 'Its direct tasks need the flow that the set-up makes: give one address "direct" in the set-up file, apply it, then run this again.'
          : `Its Studio flow ${integration.flow_sid ?? ''} is not in the account.`,
    };
  }
  return {
    parameters: {
      'autoCreation.type': 'studio',
      'autoCreation.studioFlowSid': studioFlowSid,
      'autoCreation.studioRetryCount': 3,
    },
    say: `with the Studio flow ${studioFlows.get(studioFlowSid)}; its trigger has to be "Incoming Conversation"`,
  };
}

/** What is left of the time before Conversations, and has to be looked at by a person. */
async function leftOver(twilio: Twilio): Promise<Step[]> {
  const [proxy, chats] = await Promise.all([
    count(() => twilio.proxy.v1.services.list()),
    count(() => twilio.flexApi.v1.channel.list()),
  ]);
  return [
    leftOverStep(
      'Proxy services',
      proxy,
      'Conversations need none: once the addresses work, close their sessions and remove them.',
    ),
    leftOverStep(
      'Programmable Chat channels',
      chats,
      'They cannot be moved. Let their tasks be completed, then close them.',
    ),
  ];
}

/** Undefined where the account has no such product any more. */
async function count(list: () => Promise<unknown[]>): Promise<number | undefined> {
  try {
    return (await list()).length;
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 404 || status === 403 || status === 410) return undefined;
    throw error;
  }
}

const leftOverStep = (what: string, number: number | undefined, remedy: string): Step =>
  number ? { what, state: 'note', details: [`There are ${number}. ${remedy}`] } : exists(`no ${what}`);
