/**
 * Points a Node backend at the sandbox, without a change to its code:
 *
 *   NODE_OPTIONS="--require /path/to/sandbox/redirect.cjs" TWILIO_SANDBOX_URL=http://localhost:4000 node backend.js
 *
 * Every https request to *.twilio.com and *.twil.io (by the `twilio` package, `twilio-flex-token-validator`, the global
 * `fetch`, or any other that uses Node's `https`) goes to the sandbox by plain http instead, with Twilio's host in front
 * of the path. The program's clock is the sandbox's, so that it travels in time with it, where both are on one computer.
 */
const fs = require('fs');
const http = require('http');
const https = require('https');
const { syncBuiltinESMExports } = require('module');
const os = require('os');
const path = require('path');
const { urlToHttpOptions } = require('url');

const given = process.env.TWILIO_SANDBOX_URL || '';
if (!/^http:\/\/[^/]+\/?$/.test(given)) {
  throw new Error(`TWILIO_SANDBOX_URL must be the sandbox's address, such as http://localhost:4000, not "${given}"`);
}
const sandbox = urlToHttpOptions(new URL(given));
// The sandbox listens on IPv4 alone.
const hostname = sandbox.hostname === 'localhost' ? '127.0.0.1' : sandbox.hostname;

const { request } = https;
const { fetch } = globalThis;

const LED = /\.(twilio\.com|twil\.io)$/i;

/** The three forms of `https.request`: (url, options?, callback?), (options, callback?). */
function parse(first, second, third) {
  if (typeof first !== 'string' && !(first instanceof URL)) return { options: first, callback: second };
  const address = urlToHttpOptions(new URL(first));
  return typeof second === 'function'
    ? { options: address, callback: second }
    : { options: { ...address, ...second }, callback: third };
}

https.request = function redirected(...given) {
  const { options, callback } = parse(...given);
  const host = options.hostname || String(options.host || '').split(':')[0];
  if (!LED.test(host)) return request.apply(this, given);
  const local = {
    ...options,
    protocol: 'http:',
    hostname,
    host: hostname,
    port: sandbox.port || 80,
    path: `/${host}${options.path || '/'}`,
    // What was meant for TLS.
    agent: undefined,
    agents: undefined,
    servername: undefined,
    defaultPort: undefined,
  };
  return http.request(local, callback);
};

https.get = function get(...given) {
  const sent = https.request(...given);
  sent.end();
  return sent;
};

globalThis.fetch = function redirected(input, init) {
  const address = input?.url ?? String(input);
  const { protocol, host, hostname: name, pathname, search } = URL.canParse(address) ? new URL(address) : {};
  if (protocol !== 'https:' || !LED.test(name)) return fetch(input, init);
  const local = `http://${hostname}:${sandbox.port || 80}/${host}${pathname}${search}`;
  return fetch(input instanceof Request ? new Request(local, input) : local, init);
};

/** Where the sandbox says how far its time is ahead, in milliseconds. */
const clockFile = path.join(os.tmpdir(), `flex-sandbox-${sandbox.port || 80}.clock`);
const READ_AGAIN_MILLISECONDS = 10;
let ahead = 0;
let readAt = -Infinity;

function readAhead() {
  if (performance.now() - readAt < READ_AGAIN_MILLISECONDS) return ahead;
  readAt = performance.now();
  try {
    ahead = Number(fs.readFileSync(clockFile, 'utf8'));
  } catch {
    // A sandbox on another computer, or none: then it is this computer's time.
    ahead = 0;
  }
  return ahead;
}

const ComputersDate = Date;
const computersNow = ComputersDate.now;
const now = () => computersNow() + readAhead();
globalThis.Date = new Proxy(ComputersDate, {
  construct: (date, given, target) => Reflect.construct(date, given.length > 0 ? given : [now()], target),
  apply: () => new ComputersDate(now()).toString(),
});
ComputersDate.now = now;
ComputersDate.prototype.constructor = globalThis.Date;

syncBuiltinESMExports();
