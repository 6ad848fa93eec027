import express from 'express';
import type { Response } from 'express';

import type { Sandbox } from './Sandbox';
import { OWN_HOST } from './http/HostServer';
import type { HostRoutes } from './http/HostServer';
import { parametersOf } from './http/parameters';
import { TwilioError } from './http/TwilioError';
import { customersOf } from './phone/customers';
import { SEEDS } from './seed/seed';
import { loadedPlugins } from './services/flex-plugins/loadedPlugins';
import { expectState } from './state/worldState';
import type { World } from './World';

/** A hundred years. */
const LARGEST_STATE = '100mb';
const LONGEST_ADVANCE_SECONDS = 100 * 365 * 24 * 60 * 60;

/** Addresses, credentials and SIDs of a sandbox, for scripts and tests. */
export function describeSandbox(world: World, url: string): Record<string, unknown> {
  const named = <T extends { sid: string; friendlyName: string }>(items: Map<string, T>) =>
    [...items.values()].map(({ sid, friendlyName }) => ({ sid, friendlyName }));
  const workflows = named(world.workflows);
  return {
    agentDesktop: `${url}/agent-desktop/`,
    phone: `${url}/phone`,
    console: `${url}/console`,
    webchat: `${url}/webchat`,
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
    plugins: loadedPlugins(world),
  };
}

/**
 * For scripts and tests.
 *
 * - `GET /sandbox` tells what is here.
 * - `POST /sandbox/reset` begins anew; `seed` in the body or query names another seed.
 * - `GET /sandbox/state` tells everything that a state file keeps; `PUT` of that goes on from it.
 * - `POST /sandbox/sockets/drop` drops every websocket as a lost connection does.
 * - `GET /sandbox/clock` tells `{now, aheadSeconds}`; `POST /sandbox/clock/advance` with `seconds` moves the time on.
 * - `GET`, `PUT`, `POST`, `DELETE /sandbox/faults`: see `FaultSettings`. `PUT` replaces them all, `POST` adds one rule,
 *   `DELETE` ends them all, or with an id after it that one.
 */
export function sandboxApi(sandbox: Sandbox): HostRoutes {
  const router = express.Router();
  const body = [express.json(), express.urlencoded({ extended: false })];
  router.get('/sandbox', (_request, response) => {
    response.json(describeSandbox(sandbox.world, sandbox.url));
  });
  router.post('/sandbox/reset', ...body, (request, response) => {
    const seed = parametersOf(request).text('seed');
    const known = SEEDS.find((name) => name === seed);
    if (seed !== undefined && !known) throw TwilioError.invalid(`seed: known are ${SEEDS.join(', ')}`);
    sandbox.reset(known);
    response.sendStatus(204);
  });
  router.get('/sandbox/state', (_request, response) => void response.json(sandbox.snapshot()));
  router.put('/sandbox/state', express.json({ limit: LARGEST_STATE }), (request, response) => {
    try {
      expectState(request.body);
    } catch (error) {
      throw TwilioError.invalid((error as Error).message);
    }
    sandbox.restore(request.body);
    response.sendStatus(204);
  });
  router.post('/sandbox/sockets/drop', (_request, response) => {
    sandbox.dropSockets();
    response.sendStatus(204);
  });

  const time = (): Record<string, unknown> => {
    const { clock } = sandbox.world;
    return { now: clock.now().toISOString(), aheadSeconds: Math.round(clock.ahead / 1000) };
  };
  router.get('/sandbox/clock', (_request, response) => void response.json(time()));
  router.post('/sandbox/clock/advance', ...body, (request, response) => {
    const seconds = Number(parametersOf(request).required('seconds'));
    if (!(seconds > 0 && seconds <= LONGEST_ADVANCE_SECONDS)) {
      throw TwilioError.invalid(`seconds: give a number up to ${LONGEST_ADVANCE_SECONDS}`);
    }
    sandbox.world.clock.advance(seconds * 1000);
    response.json(time());
  });

  const sendFaults = (response: Response): void => void response.json(sandbox.world.faults.read());
  router.get('/sandbox/faults', (_request, response) => sendFaults(response));
  router.put('/sandbox/faults', ...body, (request, response) => {
    sandbox.world.faults.replace(request.body);
    sendFaults(response);
  });
  router.post('/sandbox/faults', ...body, (request, response) => {
    response.status(201).json(sandbox.world.faults.add(request.body));
  });
  router.delete('/sandbox/faults', (_request, response) => {
    sandbox.world.faults.replace({});
    sendFaults(response);
  });
  router.delete('/sandbox/faults/:id', (request, response) => {
    sandbox.world.faults.remove(request.params.id);
    sendFaults(response);
  });
  return { host: OWN_HOST, router };
}
