import { HostServer } from './http/HostServer';
import type { World } from './World';
import { createWorld } from './createWorld';
import { hostPages } from './host/hostPages';
import type { HostPagesOptions } from './host/hostPages';
import { pluginsFromFiles } from './host/plugins';
import { phonePages } from './phone/phonePages';
import { sandboxApi } from './sandboxApi';
import type { SeedOptions } from './seed/seed';

export interface SandboxOptions extends SeedOptions, HostPagesOptions {
  /** 0 takes any free port. */
  port: number;
}

export interface Sandbox {
  url: string;
  port: number;
  readonly world: World;
  /** Begins anew with the same seed; browsers that were signed in have to sign in again. */
  reset(): void;
  /** Drops every websocket, as a lost connection does. */
  dropSockets(): void;
  close(): Promise<void>;
}

/** Starts a local Twilio on the loopback interface. Rejects with `EADDRINUSE` where the port is taken. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const server = new HostServer();
  const plugins = [...(options.plugins ?? []), ...pluginsFromFiles(options.pluginFiles ?? [])];
  let world: World;
  const reset = (): void => {
    world?.dispose();
    server.dropSockets();
    world = createWorld({ ...options, plugins });
    // The agent desktop answers every page that the others do not.
    server.routes = [sandboxApi(sandbox), phonePages(world), hostPages(world, options), ...world.routes];
    server.hostSockets = world.sockets;
  };
  const sandbox: Sandbox = {
    url: '',
    port: 0,
    get world() {
      return world;
    },
    reset,
    dropSockets: () => server.dropSockets(),
    close: () => {
      world.dispose();
      return server.close();
    },
  };
  reset();
  try {
    sandbox.port = await server.listen(options.port);
  } catch (error) {
    sandbox.world.dispose();
    throw error;
  }
  sandbox.url = `http://localhost:${sandbox.port}`;
  return sandbox;
}
