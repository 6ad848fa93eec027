import fs from 'node:fs';
import path from 'node:path';

import type { InteractionRules } from './model/interactions';
import { PROFILES } from './model/Profile';
import type { Profile } from './model/Profile';
import { parseFlexUiVersion } from './parseFlexUiVersion';
import { INTERACTION_EVENTS } from './model/webhooks';
import type { AccountWebhook } from './seed/seed';
import { CONFIGURABLE_EVENTS } from './services/conversations/webhookEvents';

/** What a project tells the sandbox in its `sandbox.config.json`. */
export interface SandboxConfig {
  /** Built plugin files, as absolute paths. */
  pluginFiles: string[];
  /** Task channels besides Flex's own, by unique name. */
  taskChannels: string[];
  /** Flex's feature flags that are on, by id. */
  features: string[];
  /** Merged over `ui_attributes` of the Flex configuration: those of the config, or of the files that it names. */
  uiAttributes: Record<string, unknown>;
  /** In what this account's interactions differ from the usual ones. */
  interactions: Partial<InteractionRules>;
  /** Local origins to which webhooks for public ones go. */
  hosts: Record<string, string>;
  /** The account's post-event webhook of Conversations. */
  conversationsWebhook?: AccountWebhook;
  /** The account's global webhook of Interactions. */
  interactionsWebhook?: AccountWebhook;
  /** Sync services beside the default one, by name, with access control. */
  syncServices: string[];
  /** Senders in the demo's Messaging Service besides its own, as the account has them. */
  messagingServiceSenders: string[];
  /** How long a conversation made with participants stays `initializing`. */
  initializingMilliseconds?: number;
  /** Version of Flex UI. */
  flexUi?: string;
  /** Whether Twilio's rate limits, queues and lags are in force. */
  profile?: Profile;
}

const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function texts(config: Record<string, unknown>, name: string, file: string): string[] {
  const value = config[name] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new Error(`${file}: "${name}" must be a list of texts`);
  }
  return value;
}

function hostsOf(config: Record<string, unknown>, file: string): Record<string, string> {
  const hosts = config['hosts'] ?? {};
  if (!isObject(hosts) || !Object.entries(hosts).flat().every(isAddress)) {
    throw new Error(`${file}: "hosts" must lead web addresses to web addresses of this computer`);
  }
  return hosts as Record<string, string>;
}

function interactionsOf(config: Record<string, unknown>, file: string): Partial<InteractionRules> {
  const rules = config['interactions'] ?? {};
  if (!isObject(rules)) throw new Error(`${file}: "interactions" must be an object`);
  const { refusedTypes = [], conversations = 'merge', ignoresQueueWithoutWorker = false, ...others } = rules;
  const [unknown] = Object.keys(others);
  if (unknown) throw new Error(`${file}: "interactions.${unknown}" is not known`);
  if (conversations !== 'merge' && conversations !== 'replace') {
    throw new Error(`${file}: "interactions.conversations" must be "merge" or "replace"`);
  }
  if (typeof ignoresQueueWithoutWorker !== 'boolean') {
    throw new Error(`${file}: "interactions.ignoresQueueWithoutWorker" must be true or false`);
  }
  return { refusedTypes: texts({ refusedTypes }, 'refusedTypes', file), conversations, ignoresQueueWithoutWorker };
}

function webhookOf(
  config: Record<string, unknown>,
  name: 'conversationsWebhook' | 'interactionsWebhook',
  events: readonly string[],
  file: string,
): AccountWebhook | undefined {
  const webhook = config[name];
  if (webhook === undefined) return undefined;
  const { url, filters } = isObject(webhook) ? webhook : {};
  const isEvent = (event: unknown): event is string => events.includes(event as string);
  if (!isAddress(url) || !Array.isArray(filters) || !filters.every(isEvent)) {
    throw new Error(`${file}: "${name}" must have a "url" and "filters", a list of events`);
  }
  return { url, filters };
}

function millisecondsOf(config: Record<string, unknown>, name: string, file: string): number | undefined {
  const value = config[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw new Error(`${file}: "${name}" must be whole milliseconds`);
  }
  return value;
}

const KNOWN = [
  '$schema',
  ...['plugins', 'taskChannels', 'features', 'uiAttributes', 'hosts', 'conversationsWebhook', 'interactionsWebhook'],
  ...['interactions', 'initializingMilliseconds', 'flexUi', 'syncServices', 'messagingServiceSenders', 'profile'],
];

function flexUiOf(config: Record<string, unknown>, file: string): string | undefined {
  const version = config['flexUi'];
  if (version === undefined) return undefined;
  try {
    return parseFlexUiVersion(typeof version === 'string' ? version : JSON.stringify(version));
  } catch (error) {
    throw new Error(`${file}: "flexUi": ${(error as Error).message}`, { cause: error });
  }
}

function profileOf(config: Record<string, unknown>, file: string): Profile | undefined {
  const profile = PROFILES.find((name) => name === config['profile']);
  if (config['profile'] !== undefined && !profile) {
    throw new Error(`${file}: "profile" must be ${PROFILES.map((name) => `"${name}"`).join(' or ')}`);
  }
  return profile;
}

/** JSON of a file. Throws with one sentence that names it. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} could not be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Later ones win, and what both have as an object is merged. */
function mergeInto(target: Record<string, unknown>, more: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(more)) {
    const before = target[name];
    target[name] = isObject(before) && isObject(value) ? mergeInto({ ...before }, value) : value;
  }
  return target;
}

/** An object, a JSON file that holds one, or a list of both. */
function uiAttributesOf({ uiAttributes = {} }: Record<string, unknown>, file: string): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const part of Array.isArray(uiAttributes) ? (uiAttributes as unknown[]) : [uiAttributes]) {
    const content = typeof part === 'string' ? readJson(path.resolve(path.dirname(file), part)) : part;
    if (!isObject(content)) {
      throw new Error(
        `${file}: "uiAttributes" must be an object, the name of a JSON file that holds one, or a list of both`,
      );
    }
    mergeInto(merged, content);
  }
  return merged;
}

/** Reads a config file; paths in it are relative to it. Throws with one sentence that says what is wrong. */
export function readSandboxConfig(file: string): SandboxConfig {
  const config = readJson(file);
  if (!isObject(config)) throw new Error(`${file} must hold a JSON object`);
  const unknown = Object.keys(config).find((name) => !KNOWN.includes(name));
  if (unknown) throw new Error(`${file}: "${unknown}" is not known; known are ${KNOWN.join(', ')}`);
  return {
    pluginFiles: texts(config, 'plugins', file).map((plugin) => path.resolve(path.dirname(file), plugin)),
    taskChannels: texts(config, 'taskChannels', file),
    features: texts(config, 'features', file),
    syncServices: texts(config, 'syncServices', file),
    messagingServiceSenders: texts(config, 'messagingServiceSenders', file),
    uiAttributes: uiAttributesOf(config, file),
    interactions: interactionsOf(config, file),
    hosts: hostsOf(config, file),
    conversationsWebhook: webhookOf(config, 'conversationsWebhook', CONFIGURABLE_EVENTS, file),
    interactionsWebhook: webhookOf(config, 'interactionsWebhook', INTERACTION_EVENTS, file),
    initializingMilliseconds: millisecondsOf(config, 'initializingMilliseconds', file),
    flexUi: flexUiOf(config, file),
    profile: profileOf(config, file),
  };
}
