import express from 'express';

import type { Sandbox } from './createSandbox';
import { OWN_HOST } from './http/HostServer';
import type { HostRoutes } from './http/HostServer';
import { customersOf } from './phone/customers';
import type { World } from './World';

/** Addresses, credentials and SIDs of a sandbox, for scripts and tests. */
export function describeSandbox(world: World, url: string): Record<string, unknown> {
  const named = <T extends { sid: string; friendlyName: string }>(items: Map<string, T>) =>
    [...items.values()].map(({ sid, friendlyName }) => ({ sid, friendlyName }));
  const workflows = named(world.workflows);
  return {
    agentDesktop: `${url}/agent-desktop/`,
    phone: `${url}/phone`,
    /** Before any of Twilio's addresses: `<api>/taskrouter.twilio.com/v1/…`. */
    api: url,
    accountSid: world.account.sid,
    authToken: world.account.authToken,
    apiKey: world.account.apiKeySid,
    apiSecret: world.account.apiKeySecret,
    flexInstanceSid: world.flexInstanceSid,
    chatServiceSid: world.chatServiceSid,
    syncServiceSid: world.syncServiceSid,
    workspaceSid: world.workspace.sid,
    workflowSid: workflows[0]?.sid,
    workflows,
    queues: named(world.taskQueues),
    activities: [...world.activities.values()].map(({ sid, friendlyName, available }) => ({
      sid,
      friendlyName,
      available,
    })),
    taskChannels: [...world.taskChannels.values()].map(({ sid, uniqueName }) => ({ sid, uniqueName })),
    workers: [...world.people.values()].map(({ workerSid, identity, fullName, roles }) => ({
      sid: workerSid,
      identity,
      fullName,
      roles,
    })),
    addresses: [...world.addresses.values()].map(({ sid, type, address, friendlyName }) => ({
      sid,
      type,
      address,
      friendlyName,
    })),
    customers: customersOf(world),
    plugins: world.plugins,
  };
}

/**
 * For scripts and tests: `GET /sandbox` tells what is here, `POST /sandbox/reset` begins anew,
 * `POST /sandbox/sockets/drop` drops every websocket as a lost connection does.
 */
export function sandboxApi(sandbox: Sandbox): HostRoutes {
  const router = express.Router();
  router.get('/sandbox', (_request, response) => {
    response.json(describeSandbox(sandbox.world, sandbox.url));
  });
  router.post('/sandbox/reset', (_request, response) => {
    sandbox.reset();
    response.sendStatus(204);
  });
  router.post('/sandbox/sockets/drop', (_request, response) => {
    sandbox.dropSockets();
    response.sendStatus(204);
  });
  return { host: OWN_HOST, router };
}
