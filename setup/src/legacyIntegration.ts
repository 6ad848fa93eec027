import fs from 'node:fs';

import type { Twilio } from 'twilio';

import { DIRECT_FLOW } from './steps/studioFlows';

export type FlexFlow = Awaited<ReturnType<Twilio['flexApi']['v1']['flexFlow']['list']>>[number];

/** The account's; those that are made are added. */
export type StudioFlows = { sid: string; friendlyName: string }[];

type AutoCreation = Partial<Parameters<Twilio['conversations']['v1']['addressConfigurations']['create']>[0]>;

/** What takes the place of an integration; `parameters` makes the Studio flow where it needs one. */
interface Equivalent {
  parameters: () => Promise<AutoCreation>;
  say: string;
}
type Target = Equivalent | { missing: string };

/** https://www.twilio.com/docs/flex/developer/messaging/api/flow */
interface Integration {
  url?: string;
  flow_sid?: string;
  workspace_sid?: string;
  workflow_sid?: string;
  /** SID or unique name. */
  channel?: string;
  priority?: number;
  timeout?: number;
}

/** What an address needs in the place of this Flex Flow's integration, or a sentence about what is missing. */
export function targetOf(
  twilio: Twilio,
  flow: Pick<FlexFlow, 'friendlyName' | 'integrationType' | 'integration'>,
  studioFlows: StudioFlows,
): Promise<Target> | Target {
  const integration = (flow.integration ?? {}) as Integration;
  if (flow.integrationType === 'task') return directTarget(twilio, flow.friendlyName, integration, studioFlows);
  if (flow.integrationType === 'studio') return studioTarget(twilio, integration, studioFlows);
  const { url } = integration;
  if (!url || !URL.canParse(url)) return { missing: 'Its webhook has no address.' };
  return {
    parameters: () =>
      Promise.resolve({
        'autoCreation.type': 'webhook',
        'autoCreation.webhookUrl': url,
        'autoCreation.webhookMethod': 'post',
        'autoCreation.webhookFilters': ['onMessageAdded'],
      }),
    say: `with the webhook ${new URL(url).origin}; it gets Conversations' parameters now`,
  };
}

interface Definition {
  states: {
    type: string;
    transitions: { event: string; next?: string }[];
    properties: Record<string, unknown>;
  }[];
}

const toFlow = (studioFlowSid: string): AutoCreation => ({
  'autoCreation.type': 'studio',
  'autoCreation.studioFlowSid': studioFlowSid,
  'autoCreation.studioRetryCount': 3,
});

const toPresentFlow = ({ sid, friendlyName }: StudioFlows[number]): Target => ({
  parameters: () => Promise.resolve(toFlow(sid)),
  say: `with the Studio flow ${friendlyName}`,
});

/** Leads to the flow of this name, which is made where there is none. */
function toNewFlow(twilio: Twilio, studioFlows: StudioFlows, friendlyName: string, definition: Definition): Equivalent {
  return {
    say: `with the Studio flow ${friendlyName}, which is made for it`,
    parameters: async () => {
      const found = studioFlows.find((one) => one.friendlyName === friendlyName);
      if (found) return toFlow(found.sid);
      const flow = { friendlyName, status: 'published' as const, definition };
      await twilio.studio.v2.flowValidate.update(flow);
      const { sid } = await twilio.studio.v2.flows.create(flow);
      studioFlows.push({ sid, friendlyName });
      return toFlow(sid);
    },
  };
}

/** A direct task becomes a flow that sends everything to Flex: addresses know no such integration. */
async function directTarget(
  twilio: Twilio,
  name: string,
  integration: Integration,
  studioFlows: StudioFlows,
): Promise<Target> {
  const { workspace_sid: workspaceSid, workflow_sid: workflow, channel = 'chat', priority, timeout } = integration;
  if (!workspaceSid || !workflow) {
    const direct = studioFlows.find(({ friendlyName }) => friendlyName === DIRECT_FLOW.name);
    if (direct) return toPresentFlow(direct);
    return {
      missing:
        'It names no workflow for its tasks: give one address "direct" in the set-up file, apply it, then run this again.',
    };
  }
  const channels = await twilio.taskrouter.v1.workspaces(workspaceSid).taskChannels.list();
  const taskChannel = channels.find(({ sid, uniqueName }) => sid === channel || uniqueName === channel);
  if (!taskChannel) return { missing: `Its task channel ${channel} is not in the workspace.` };
  const definition = JSON.parse(fs.readFileSync(DIRECT_FLOW.file, 'utf8')) as Definition;
  const sendToFlex = definition.states.find(({ type }) => type === 'send-to-flex');
  Object.assign(sendToFlex?.properties ?? {}, {
    workflow,
    channel: taskChannel.sid,
    ...(priority === undefined ? {} : { priority: String(priority) }),
    ...(timeout === undefined ? {} : { timeout: String(timeout) }),
  });
  return toNewFlow(twilio, studioFlows, `Messaging Controls: ${name}`, definition);
}

const CONVERSATION = 'incomingConversationMessage';

/** Addresses start a flow by another trigger than Flex Flows did: where nothing follows it, a copy of the flow has it. */
async function studioTarget(
  twilio: Twilio,
  { flow_sid: sid = '' }: Integration,
  studioFlows: StudioFlows,
): Promise<Target> {
  const found = studioFlows.find((one) => one.sid === sid);
  if (!found) return { missing: `Its Studio flow ${sid} is not in the account.` };
  const definition = (await twilio.studio.v2.flows(sid).fetch()).definition as Definition;
  const transitions = definition.states.find(({ type }) => type === 'trigger')?.transitions ?? [];
  const next = (event: string): string | undefined => transitions.find((one) => one.event === event)?.next;
  if (next(CONVERSATION)) return toPresentFlow(found);
  const first = next('incomingMessage');
  if (!first)
    return { missing: `In its Studio flow ${found.friendlyName} nothing follows the trigger "Incoming Message".` };
  const trigger = transitions.find(({ event }) => event === CONVERSATION);
  if (trigger) trigger.next = first;
  else transitions.push({ event: CONVERSATION, next: first });
  const target = toNewFlow(twilio, studioFlows, `${found.friendlyName} (Conversations)`, definition);
  // Its widgets may read what only the other trigger knows.
  const readsMessage = JSON.stringify(definition).includes('trigger.message');
  return readsMessage ? { ...target, say: `${target.say}; look at what it reads from {{trigger.message…}}` } : target;
}
