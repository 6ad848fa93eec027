import fs from 'node:fs';
import path from 'node:path';

import * as v from 'valibot';

import { environmentAt, publicUrl } from '../doctor/functionsEnvironment';
import { readFlexConfiguration, requestFlexConfiguration, SetupContext } from '../SetupContext';
import { setupSchema } from '../setupSchema';
import type { Part, Step } from '../Step';
import { exists, note } from '../Step';
import { addresses } from '../steps/addresses';
import { SETTINGS } from '../steps/flexConfiguration';
import { findEnvironment } from '../steps/functionsEnvironment';
import { withoutInteractionsWebhook } from '../steps/interactionsWebhook';
import { studioFlows } from '../steps/studioFlows';
import { withoutEventCallback } from '../steps/taskRouterEvents';
import { taskChannels } from '../steps/taskChannels';
import type { Installation } from './Installation';
import { ROOT } from './Installation';
import { readPluginPackage } from './pluginPackage';
import { activePlugins, releasePlugins } from './plugins';

/** In this order nothing ever leads to what is gone already. */
export const UNINSTALL: readonly Part<Installation>[] = [
  ['plugin', takeFromRelease],
  ['Studio flow', directFlow],
  ['addresses', handOver],
  ['Conversations webhook', removeWebhook],
  [
    'Interactions webhook',
    async (installation) => withoutInteractionsWebhook(installation, await ourAddresses(installation)),
  ],
  [
    'TaskRouter event callback',
    async (installation) => withoutEventCallback(installation, await ourAddresses(installation)),
  ],
  [SETTINGS, removeSettings],
  ['Functions', removeFunctions],
];

async function takeFromRelease({ twilio }: Installation): Promise<Step[]> {
  const { name } = readPluginPackage();
  const active = await activePlugins(twilio);
  const ours = active.find(({ uniqueName }) => uniqueName === name);
  if (!ours) return [exists(`no plugin ${name} in the active release`)];
  return [
    {
      what: `plugin ${name} ${ours.version} in the active release`,
      state: 'remove',
      details: ['each agent has it until the next reload'],
      apply: () =>
        releasePlugins(
          twilio,
          'Without Messaging Controls',
          active.filter((plugin) => plugin !== ours),
        ),
    },
  ];
}

const WORKFLOW = 'the workflow of Messaging Controls';

/** Addresses that lead to our Functions, as a set-up that leads them to Flex directly; undefined where there are none. */
async function handOverContext(installation: Installation): Promise<SetupContext | undefined> {
  const { twilio, configuration, settings } = installation;
  const ours = await ourAddresses(installation);
  const all = await twilio.conversations.v1.addressConfigurations.list();
  const leading = all.filter(({ autoCreation }) => {
    const { webhook_url: url } = (autoCreation ?? {}) as { webhook_url?: string | null };
    return ours.some((base) => url?.startsWith(`${base}/`));
  });
  if (leading.length === 0) return undefined;
  const setup = v.parse(setupSchema, {
    messagingControls: {},
    workflow: { name: WORKFLOW, queue: WORKFLOW },
    addresses: leading.map(({ type, address, friendlyName }) => ({
      type,
      address,
      name: friendlyName || address,
      autoCreation: { type: 'direct' },
    })),
  });
  const context = new SetupContext(twilio, setup, ROOT, configuration, undefined);
  const { workflowSid } = (settings['routing'] ?? {}) as { workflowSid?: string };
  const sid = workflowSid ?? configuration.taskrouter_target_workflow_sid;
  if (sid) context.know('workflow', WORKFLOW, sid);
  await taskChannels(context);
  return context;
}

/** Where customers' conversations go instead. */
async function directFlow(installation: Installation): Promise<Step[]> {
  const context = await handOverContext(installation);
  return context ? studioFlows(context) : [];
}

/** Nobody who writes may be lost when the Functions are gone. */
async function handOver(installation: Installation): Promise<Step[]> {
  const context = await handOverContext(installation);
  if (!context) return [];
  await studioFlows(context);
  return addresses(context);
}

/** Under which addresses Twilio calls our Functions. */
async function ourAddresses({ twilio, functions, backendUrl }: Installation): Promise<string[]> {
  const environment = await findEnvironment(twilio, functions);
  const own = [backendUrl, environment?.url].filter((url) => url !== undefined);
  return [...new Set([...own, ...(await Promise.all(own.map((url) => publicUrl(twilio, url))))])];
}

async function removeWebhook(installation: Installation): Promise<Step[]> {
  const { twilio, configuration } = installation;
  const webhooks = twilio.conversations.v1.services(configuration.chat_service_instance_sid).configuration.webhooks();
  const { postWebhookUrl } = await webhooks.fetch();
  const ours = await ourAddresses(installation);
  if (!ours.some((base) => postWebhookUrl?.startsWith(`${base}/`))) return [];
  return [
    {
      what: 'Conversations webhook',
      state: 'remove',
      details: ['opt-outs are no longer kept for the plugin; Twilio goes on keeping its own'],
      apply: () => webhooks.update({ postWebhookUrl: '' }),
    },
  ];
}

function removeSettings({ twilio, settings }: Installation): Promise<Step[]> {
  if (Object.keys(settings).length === 0) return Promise.resolve([exists('no settings of Messaging Controls')]);
  const copy = path.join('.cache', `settings-of-${twilio.accountSid}.json`);
  return Promise.resolve([
    {
      what: SETTINGS,
      state: 'remove',
      details: [`a copy is kept in ${copy}`],
      apply: async () => {
        const file = path.join(ROOT, copy);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, `${JSON.stringify({ messagingControls: settings }, undefined, 2)}\n`);
        const now = await readFlexConfiguration(twilio);
        // Null does away with it, whether Twilio merges the attributes or replaces them all.
        const ui_attributes = { ...now.ui_attributes, messaging_controls: null };
        await requestFlexConfiguration(twilio, { account_sid: now.account_sid, ui_attributes });
      },
    },
  ]);
}

async function removeFunctions({ twilio, functions, backendUrl }: Installation): Promise<Step[]> {
  const found =
    (await findEnvironment(twilio, functions)) ?? (backendUrl ? await environmentAt(twilio, backendUrl) : undefined);
  if (!found) return [exists('no Functions of Messaging Controls')];
  const service = twilio.serverless.v1.services(found.serviceSid);
  const environments = await service.environments.list();
  const isAlone = environments.length === 1;
  return [
    {
      what: isAlone
        ? `Functions ${functions.service}`
        : `environment ${functions.environment} of Functions ${functions.service}`,
      state: 'remove',
      details: [
        'with their variables and logs; scheduled messages still go out; replies to outreach become no task any more',
      ],
      apply: async () => {
        await (isAlone ? service.remove() : service.environments(found.environmentSid).remove());
        if (isAlone) forgetDeployments(found.serviceSid);
      },
    },
  ];
}

/** The Twilio CLI remembers in this file where it has deployed to, and would go on with a service that is gone. */
const DEPLOYED = path.join(ROOT, 'serverless/.twiliodeployinfo');

function forgetDeployments(serviceSid: string): void {
  if (!fs.existsSync(DEPLOYED)) return;
  const all = Object.entries(JSON.parse(fs.readFileSync(DEPLOYED, 'utf8')) as Record<string, { serviceSid?: string }>);
  const others = Object.fromEntries(all.filter(([, deployed]) => deployed.serviceSid !== serviceSid));
  fs.writeFileSync(DEPLOYED, `${JSON.stringify(others, undefined, 2)}\n`);
}

/** What is left alone. */
export const whatStays = (): Promise<Step[]> =>
  Promise.resolve([
    note(
      'versions of the plugin',
      'Archiving them is final, and the plugin could not be installed again under its name. Agents who have Flex open still load their files.',
    ),
    note(
      'queues, task channels, the workflow, Studio flows, addresses and timers',
      "Customers' conversations run through them. Remove by hand what nothing uses any more.",
    ),
    note('the Sync service Messaging Controls', 'Who has opted out has to stay known; the rest expires by itself.'),
    note('conversations, messages and tasks', 'They are the history of the contact center.'),
  ]);
