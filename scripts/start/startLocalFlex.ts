import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { configOf } from '../../sandbox/src/cliOptions';
import type { CliOptions } from '../../sandbox/src/cliOptions';
import { createSandbox } from '../../sandbox/src/createSandbox';
import type { Sandbox } from '../../sandbox/src/Sandbox';
import { buildFlexBundle } from '../../sandbox/src/host/buildFlexBundle';
import { namedSid } from '../../sandbox/src/model/sid';
import { World } from '../../sandbox/src/World';
import { TASK_EVENTS } from '../../serverless/src/trace/taskActs';
import { chosenQueueFilters } from '../../setup/src/chosenQueueFilters';
import { buildPlugin } from './buildPlugin';
import { runNode } from './children';
import type { FunctionVariables } from './functionVariables';
import { startBackend } from './startBackend';
import type { Backend } from './startBackend';

const ROOT = path.resolve(__dirname, '../..');
const CACHE = path.resolve(ROOT, process.env['SANDBOX_CACHE'] ?? '.cache');

/** A conversation is not there at once on Twilio either. */
const INITIALIZING_MILLISECONDS = 150;

export interface LocalFlex {
  url: string;
  backend: Backend;
  sandbox: Sandbox;
  /** Keeps the state where there is a file for it, and stops the sandbox. */
  close(): Promise<void>;
}

export interface LocalFlexOptions extends CliOptions {
  /** Of the Functions, beside ours and in their place. */
  variables?: FunctionVariables;
  tell: (line: string) => void;
}

function expectFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use: choose another, as in "npm start -- --port ${port + 100}".`)
          : error,
      ),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** Where the backend keeps what outlives a request, as the set-up makes it in an account. */
const SYNC_SERVICE = 'Messaging Controls';
/** The sandbox's, for which the workflow has the filters that the set-up makes. */
const QUEUES = ['Everyone', 'Billing'];

/** Builds what has changed and starts all of it: the sandbox on `port`, the backend on the next one. */
export async function startLocalFlex(options: LocalFlexOptions): Promise<LocalFlex> {
  const { port, seed, latency, state: stateFile, flexUi, variables, tell } = options;
  await expectFree(port);
  await expectFree(port + 1);
  fs.mkdirSync(CACHE, { recursive: true });
  const config = configOf(options.config, ROOT);

  /** Tells how long a step took and what came of it; names the step where it fails. */
  const step = async <T>(name: string, aim: string, work: Promise<T>, say: (result: T) => string): Promise<T> => {
    const start = Date.now();
    try {
      const result = await work;
      tell(`  ${name.padEnd(10)} ${((Date.now() - start) / 1000).toFixed(1).padStart(5)} s  ${say(result)}`);
      return result;
    } catch (error) {
      throw new Error(`Could not ${aim}:\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  };

  const built = buildPlugin(ROOT, CACHE, config.pluginFiles ?? []);
  const backend = async (): Promise<Backend> => {
    // It serves the plugin's chunks, and knows the files that are there when it starts.
    await Promise.all([built, runNode([path.join(ROOT, 'scripts/build-functions.cjs')], { cwd: ROOT })]);
    // A sandbox has the same account each time.
    const { account } = new World();
    const syncServiceSid = namedSid('IS', SYNC_SERVICE);
    const ours = { SYNC_SERVICE_SID: syncServiceSid, ...variables };
    return startBackend({ root: ROOT, cache: CACHE, port: port + 1, sandboxPort: port, account, variables: ours });
  };

  tell('Building what has changed; the first time takes about half a minute.');
  const [bundle, running] = await Promise.all([
    step(
      'Flex UI',
      'bundle the Flex UI',
      buildFlexBundle(CACHE, { version: flexUi ?? config.flexUi, tell }),
      ({ version, built }) => `${version}${built ? '' : ', from the cache'}`,
    ),
    step('backend', 'start the backend', backend(), ({ url }) => url),
    step('plugin', 'build the plugin', built, (said) => said),
  ]);

  const { messaging_controls: settings } = (config.uiAttributes ?? {}) as {
    messaging_controls?: Record<string, unknown>;
  };
  const uiAttributes = { ...config.uiAttributes, messaging_controls: { ...settings, backendUrl: running.url } };
  // Last of all, so that whoever waits for the sandbox finds the rest there.
  const sandbox = await createSandbox({
    cache: CACHE,
    ...config,
    workflowFilters: chosenQueueFilters(QUEUES.map((name) => ({ name, sid: namedSid('WQ', name) }))),
    syncServices: [...(config.syncServices ?? []), SYNC_SERVICE],
    initializingMilliseconds: config.initializingMilliseconds ?? INITIALIZING_MILLISECONDS,
    port,
    seed,
    latency,
    profile: options.profile ?? config.profile,
    stateFile,
    flexBundle: bundle.file,
    flexUiVersion: bundle.version,
    uiAttributes,
    conversationsWebhook: {
      url: `${running.url}/messaging-events`,
      filters: ['onMessageAdded', 'onDeliveryUpdated', 'onConversationStateUpdated'],
    },
    interactionsWebhook: {
      url: `${running.url}/interaction-events`,
      filters: ['onChannelCreated', 'onChannelCreateFailed', 'onChannelStatusUpdated', 'onParticipantJoined'],
    },
    taskRouterWebhook: { url: `${running.url}/task-events`, filters: TASK_EVENTS },
  });
  return { url: sandbox.url, backend: running, sandbox, close: () => sandbox.close() };
}
