import path from 'node:path';

import express from 'express';

import type { Sandbox } from '../Sandbox';
import { browserScript } from '../host/browserScript';
import { OWN_HOST } from '../http/HostServer';
import type { HostRoutes } from '../http/HostServer';
import { parametersOf } from '../http/parameters';
import { consolePage } from './consolePage';

/** At most so often is a page told that something has happened, in milliseconds. */
const PACE_MS = 250;

/** The console at `/console`: what the services hold, what happened lately, faults, time travel and resets. */
export function consolePages(sandbox: Sandbox): HostRoutes {
  const { world } = sandbox;
  const router = express.Router();
  router.get('/assets/console.css', (_request, response) => response.sendFile(path.join(__dirname, 'console.css')));
  router.get('/assets/console.js', async (_request, response) => {
    response.type('js').send(await browserScript(path.join(__dirname, 'browser/console.ts')));
  });

  router.get('/console', (request, response) => {
    response.send(consolePage(world, parametersOf(request).text('show')));
  });

  /** Server-sent events without content: something has changed. */
  router.get('/sandbox/console/events', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write('retry: 500\n\n');
    let cancel: (() => void) | undefined;
    const end = world.timeline.onAdded(() => {
      cancel ??= world.clock.afterReal(PACE_MS, () => {
        cancel = undefined;
        response.write('data: changed\n\n');
      });
    });
    response.on('close', () => {
      end();
      cancel?.();
    });
    world.onDispose(() => response.end());
  });

  return { host: OWN_HOST, router };
}
