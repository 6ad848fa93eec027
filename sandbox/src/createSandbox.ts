import type { Sandbox } from './Sandbox';
import type { World } from './World';
import { consolePages } from './console/consolePages';
import { createWorld } from './createWorld';
import type { WorldOptions } from './createWorld';
import { hostPages } from './host/hostPages';
import type { HostPagesOptions } from './host/hostPages';
import { pluginsFromFiles } from './host/plugins';
import { HostServer } from './http/HostServer';
import { applyFaults } from './http/applyFaults';
import { recordRequests } from './http/recordRequests';
import { kioskPages } from './kiosk/kioskPages';
import { phonePages } from './phone/phonePages';
import { sandboxApi } from './sandboxApi';
import { ClockFile } from './state/ClockFile';
import { StateFile } from './state/StateFile';
import { expectState, saveWorld } from './state/worldState';
import type { WorldState } from './state/worldState';
import { applyRateLimits } from './strict/applyRateLimits';
import { webchatPages } from './webchat/webchatPages';

export interface SandboxOptions extends WorldOptions, HostPagesOptions {
  /** Where it is left out, any free one. */
  port?: number;
  /** Milliseconds that each request to a Twilio host waits. */
  latency?: number;
  /** Where the state is kept between runs; a reset begins it anew. */
  stateFile?: string;
}

/** Starts a local Twilio on the loopback interface. Rejects with `EADDRINUSE` where the port is taken. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const server = new HostServer();
  const plugins = [...(options.plugins ?? []), ...pluginsFromFiles(options.pluginFiles ?? [])];
  const file = options.stateFile === undefined ? undefined : new StateFile(options.stateFile);
  let { seed } = options;
  let world: World;
  let clockFile: ClockFile | undefined;
  const tellTime = () => clockFile?.write(world.clock.ahead);
  const begin = (state?: WorldState): void => {
    world = createWorld({ ...options, seed, plugins }, state);
    world!.port = sandbox.port;
    world.clock.onShift = tellTime;
    tellTime();
    world.faults.replace({ latency: options.latency });
    world.faults.onChange(() => {
      if (world.faults.losesAnswers) server.closeIdleConnections();
    });
    server.before = [recordRequests(world), applyFaults(world), applyRateLimits(world)];
    server.routes = [
      sandboxApi(sandbox),
      consolePages(sandbox),
      phonePages(world),
      webchatPages(world),
      kioskPages(world),
      // The agent desktop answers every page that the others do not.
      hostPages(world, options),
      ...world.routes,
    ];
    server.hostSockets = world.sockets;
  };
  const beginAnew = (state?: WorldState): void => {
    world.dispose();
    server.dropSockets();
    begin(state);
    file?.follow(world);
  };
  const reset = (next = seed): void => {
    seed = next;
    beginAnew();
  };
  const sandbox: Sandbox = {
    url: '',
    port: 0,
    get world() {
      return world;
    },
    reset,
    snapshot: () => saveWorld(world),
    restore(state) {
      expectState(state);
      beginAnew(state);
    },
    dropSockets: () => server.dropSockets(),
    close: () => {
      file?.end(world);
      world.dispose();
      clockFile?.remove();
      return server.close();
    },
  };
  begin(file?.read());
  try {
    sandbox.port = await server.listen(options.port ?? 0);
    world!.port = sandbox.port;
    clockFile = new ClockFile(sandbox.port);
    tellTime();
  } catch (error) {
    sandbox.world.dispose();
    throw error;
  }
  // Not before: another sandbox at this port may be at work on the same file.
  file?.follow(sandbox.world);
  sandbox.url = `http://localhost:${sandbox.port}`;
  return sandbox;
}
