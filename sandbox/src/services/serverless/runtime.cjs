/**
 * Runs the Functions of one build in the local server of the build's own `@twilio/runtime-handler`. FunctionRuntime.ts
 * starts it as a process of its own, tells it by a message what to run, and is told where it listens and what the
 * Functions write to the console.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const fs = require('node:fs');
const http = require('node:http');
const { createRequire } = require('node:module');
const { format } = require('node:util');

const LEVELS = { debug: 'info', log: 'info', info: 'info', warn: 'warn', error: 'error' };

/** The request that is being answered: `{functionSid, requestSid}`. */
const current = new AsyncLocalStorage();

for (const [method, level] of Object.entries(LEVELS)) {
  console[method] = (...values) =>
    process.send({
      log: { functionSid: null, requestSid: null, ...current.getStore(), level, message: format(...values) },
    });
}

function fail(response, error) {
  const { message, name, stack } = error instanceof Error ? error : new Error(String(error));
  response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message, name, stack }));
}

function run({ folder, domainName, env, functions, assets }) {
  const { LocalDevelopmentServer } = createRequire(`${folder}/`)('@twilio/runtime-handler/dev');
  const app = new LocalDevelopmentServer(0, {
    baseDir: folder,
    env,
    url: `https://${domainName}`,
    routes: { functions, assets },
    live: false,
    logs: false,
    legacyMode: false,
    detailedLogs: false,
    forkProcess: false,
    enableDebugLogs: false,
    appName: 'sandbox',
    logger: console,
  }).getApp();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const called = functions.find(({ path }) => path === pathname);
    // By a header that the runtime keeps from Functions.
    current.run({ functionSid: called?.sid ?? null, requestSid: request.headers['i-twilio-request-sid'] }, () => {
      // Errors as data, as Twilio answers them, and not as the local server's page for browsers.
      Object.defineProperty(request, 'useragent', { get: () => undefined, set: () => {} });
      try {
        if (called) require(called.filePath);
      } catch (error) {
        return fail(response, error);
      }
      app(request, response);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
}

// The sandbox is gone, perhaps without a word.
process.on('disconnect', () => {
  fs.rmSync(process.cwd(), { recursive: true, force: true });
  process.exit();
});
process.once('message', run);
