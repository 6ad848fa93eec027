import path from 'node:path';

import express from 'express';
import type { Request, Response } from 'express';

import { OWN_HOST } from '../http/HostServer';
import type { HostRoutes } from '../http/HostServer';
import type { World } from '../World';
import { agentDesktop } from './agentDesktop';
import { browserScript } from './browserScript';
import { signIn } from './signIn';
import { startPage } from './startPage';

export interface HostPagesOptions {
  /** The built Flex UI bundle; without it there is no agent desktop. */
  flexBundle?: string;
  /** Built plugin files, served under `/plugins/`. */
  pluginFiles?: string[];
}

const SCRIPTS: Record<string, string> = {
  '/redirect.js': path.join(__dirname, 'browser/redirect.ts'),
  '/assets/run-flex.js': path.join(__dirname, 'browser/runFlex.ts'),
};

/** Start page, sign-in, Flex's bundle, plugins, and the agent desktop under each of Flex's own client routes. */
export function hostPages(world: World, { flexBundle, pluginFiles = [] }: HostPagesOptions): HostRoutes {
  // Flex's own switch that keeps its token in the tab instead of the browser, so that each tab can be another person.
  world.features.add('sso-token-session-storage');
  const router = express.Router();
  router.get('/', (_request, response) => void response.send(startPage(world, Boolean(flexBundle))));
  router.use(signIn(world));
  router.get('/assets/sandbox.css', (_request, response) => {
    response.sendFile(path.join(__dirname, 'sandbox.css'));
  });
  for (const [address, file] of Object.entries(SCRIPTS)) {
    router.get(address, async (_request, response) => {
      response.type('js').send(await browserScript(file));
    });
  }
  for (const file of pluginFiles) {
    for (const name of [path.basename(file), `${path.basename(file)}.map`]) {
      router.get(`/plugins/${encodeURIComponent(name)}`, (_request, response) => {
        response.set('cache-control', 'no-cache');
        response.sendFile(path.resolve(path.dirname(file), name), { cacheControl: false, dotfiles: 'allow' });
      });
    }
  }
  if (flexBundle) {
    const bundleUrl = `/assets/${path.basename(flexBundle)}`;
    router.get(bundleUrl, (_request, response) => {
      response.sendFile(path.resolve(flexBundle), { immutable: true, maxAge: '1y', dotfiles: 'allow' });
    });
    // Plugins add client routes of their own, so every other page that a browser asks for is Flex.
    router.get(/^\//, (request: Request, response: Response, next) => {
      // What waits for Flex, such as curl or wait-on, asks for anything.
      const isWaiting = request.path === '/agent-desktop/' && request.accepts('html');
      if (!isWaiting && !request.headers.accept?.includes('text/html')) return next();
      response.send(agentDesktop(world, bundleUrl));
    });
  }
  return { host: OWN_HOST, router };
}
