import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { configOf } from '../../sandbox/src/cliOptions';
import type { CliOptions } from '../../sandbox/src/cliOptions';
import { createSandbox } from '../../sandbox/src/createSandbox';
import type { SandboxOptions } from '../../sandbox/src/createSandbox';
import type { SandboxConfig } from '../../sandbox/src/readSandboxConfig';
import type { Sandbox } from '../../sandbox/src/Sandbox';
import { buildFlexBundle } from '../../sandbox/src/host/buildFlexBundle';
import { namedSid } from '../../sandbox/src/model/sid';
import { World } from '../../sandbox/src/World';
import { TASK_EVENTS } from '../../serverless/src/trace/taskActs';
import { chosenQueueFilters } from '../../setup/src/chosenQueueFilters';
import { buildPlugin } from './buildPlugin';
import { runNode } from './children';
import type { FunctionVariables } from './functionVariables';
import { Progress } from './Progress';
import type { Output } from './Progress';
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
  /** Told how it goes; nobody where it is left out. */
  output?: Output;
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
  const { port, output = { write: () => undefined } } = options;
  await expectFree(port);
  await expectFree(port + 1);
  fs.mkdirSync(CACHE, { recursive: true });
  const config = configOf(options.config, ROOT);

  const progress = new Progress(output, ['Flex UI', 'plugin', 'functions', 'backend', 'sandbox']);
  const url = `http://localhost:${port}`;
  progress.begin([
    'Building what has changed; the first time takes about half a minute.',
    `Flex will be at ${url}/agent-desktop/ and a customer's phone at ${url}/phone.`,
    'Meanwhile: "What you are looking at" in README.md says what to try first.',
  ]);
  try {
    return await startSteps(options, config, progress);
  } finally {
    progress.end();
  }
}

/** The steps, as many at a time as can be. */
async function startSteps(
  { port, seed, latency, state: stateFile, flexUi, profile, variables }: LocalFlexOptions,
  config: Partial<SandboxConfig>,
  progress: Progress,
): Promise<LocalFlex> {
  const plugin = progress.run(
    'plugin',
    'build the plugin',
    () => buildPlugin(ROOT, CACHE, config.pluginFiles ?? []),
    (said) => said,
  );
  const functions = progress.run(
    'functions',
    'build the functions',
    () => runNode([path.join(ROOT, 'scripts/build-functions.cjs')], { cwd: ROOT }),
    () => 'built',
  );
  const backend = async (): Promise<Backend> => {
    // It serves the plugin's chunks, and knows the files that are there when it starts.
    await Promise.all([plugin, functions]);
    // A sandbox has the same account each time.
    const { account } = new World();
    const ours = { SYNC_SERVICE_SID: namedSid('IS', SYNC_SERVICE), ...variables };
    const start = () =>
      startBackend({ root: ROOT, cache: CACHE, port: port + 1, sandboxPort: port, account, variables: ours });
    return progress.run('backend', 'start the backend', start, ({ url }) => url);
  };
  const bundling = () =>
    buildFlexBundle(CACHE, {
      version: flexUi ?? config.flexUi,
      tell: (line) => progress.tell('Flex UI', line),
    });
  const [bundle, running] = await Promise.all([
    progress.run(
      'Flex UI',
      'bundle the Flex UI',
      bundling,
      ({ version, built }) => `${version}${built ? '' : ', from the cache'}`,
    ),
    backend(),
  ]);

  const { messaging_controls: settings } = (config.uiAttributes ?? {}) as {
    messaging_controls?: Record<string, unknown>;
  };
  const uiAttributes = { ...config.uiAttributes, messaging_controls: { ...settings, backendUrl: running.url } };
  const sandboxOptions: SandboxOptions = {
    cache: CACHE,
    ...config,
    workflowFilters: chosenQueueFilters(QUEUES.map((name) => ({ name, sid: namedSid('WQ', name) }))),
    syncServices: [...(config.syncServices ?? []), SYNC_SERVICE],
    initializingMilliseconds: config.initializingMilliseconds ?? INITIALIZING_MILLISECONDS,
    port,
    seed,
    latency,
    profile: profile ?? config.profile,
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
  };
  // Last of all, so that whoever waits for the sandbox finds the rest there.
  const sandbox = await progress.run(
    'sandbox',
    'start the sandbox',
    () => createSandbox(sandboxOptions),
    ({ url }) => url,
  );
  return { url: sandbox.url, backend: running, sandbox, close: () => sandbox.close() };
}
