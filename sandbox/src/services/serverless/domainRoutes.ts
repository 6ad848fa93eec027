import { createHash, timingSafeEqual } from 'node:crypto';

import express from 'express';
import type { Request, Router } from 'express';

import type {
  ServerlessBuild,
  ServerlessEnvironment,
  ServerlessService,
  ServerlessVersion,
} from '../../model/serverless';
import { activeDeployment, environmentAt } from '../../model/serverless';
import type { World } from '../../World';
import { signature } from '../webhooks/signature';
import type { FunctionAnswer } from './FunctionRuntime';
import type { FunctionRuntimes } from './FunctionRuntimes';
import { writeLog } from './writeLog';

/** https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow */
const LARGEST_BODY = '6mb';
const LONGEST_RUN_MS = 10_000;

/** They are about the connection between the sandbox and the runtime, not that of the client. */
const HOP_HEADERS: readonly string[] = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];

/** As Twilio answers them, whatever the Function would say. */
const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers':
    'Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, User-Agent',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': 'ETag',
  'access-control-max-age': '86400',
  'access-control-allow-credentials': 'true',
};

/** Codes of https://www.twilio.com/docs/api/errors */
const CLIENT_ERROR = { errorCode: 82001, logLevel: 'warning' } as const;
const SERVER_ERROR = { errorCode: 82002, logLevel: 'error' } as const;

interface Called {
  service: ServerlessService;
  environment: ServerlessEnvironment;
  build: ServerlessBuild;
  version: ServerlessVersion;
}

/** What is deployed, at the names of its environments: `helpers-1234.twil.io`, `helpers-1234-dev.twil.io` … */
export function domainRoutes(world: World, runtimes: FunctionRuntimes): Router {
  const router = express.Router();
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY }), async (request, response) => {
    const called = findCalled(world, request);
    if (!called) return void response.status(404).type('text').send('Not found');
    if (request.method === 'OPTIONS') return void response.status(204).set(PREFLIGHT_HEADERS).end();
    const { build, version } = called;
    if (version.visibility === 'private' || (version.visibility === 'protected' && !isSigned(world, request))) {
      const text = 'Unauthorized - you are not authenticated to perform this request';
      return void response.status(403).type('text').send(text);
    }
    if (build.assetVersions.includes(version)) {
      return void response.type(version.contentType).send(Buffer.from(version.content));
    }
    const answer = await callFunction(world, runtimes, request, called);
    response.status(answer.status);
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !HOP_HEADERS.includes(name)) response.set(name, value);
    }
    response.end(answer.body);
  });
  return router;
}

function findCalled(world: World, { twilioHost, path }: Request): Called | undefined {
  const found = environmentAt(world.serverlessServices, twilioHost);
  const buildSid = found && activeDeployment(found.environment)?.buildSid;
  const build = found?.service.builds.get(buildSid ?? '');
  if (!found || !build) return undefined;
  const versions = [...build.functionVersions, ...build.assetVersions];
  const at = (wanted: string) => versions.find((version) => version.path === wanted);
  const version = at(path) ?? (path === '/' ? at('/assets/index.html') : undefined);
  return version && { ...found, build, version };
}

const bodyOf = ({ body }: Request): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** Whether it carries the signature of this account, as Twilio's webhooks do. */
function isSigned(world: World, request: Request): boolean {
  const url = `https://${request.twilioHost}${request.url}`;
  const body = bodyOf(request);
  const digest = request.query['bodySHA256'];
  if (digest !== undefined && createHash('sha256').update(body).digest('hex') !== digest) return false;
  const isForm = Boolean(request.is('application/x-www-form-urlencoded'));
  const form = isForm ? Object.fromEntries(new URLSearchParams(body.toString('utf8'))) : {};
  const expected = Buffer.from(signature(world.account.authToken, url, form));
  const given = Buffer.from(request.get('x-twilio-signature') ?? '');
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Lets the Function answer, and tells the debugger of an answer that is an error. */
async function callFunction(
  world: World,
  runtimes: FunctionRuntimes,
  request: Request,
  { service, environment, build, version }: Called,
): Promise<FunctionAnswer> {
  const requestSid = world.random.sid('RQ');
  const timeout = new AbortController();
  const endTimer = world.clock.afterReal(LONGEST_RUN_MS, () => timeout.abort());
  let answer: FunctionAnswer;
  try {
    const runtime = await runtimes.for(service, environment, build);
    answer = await runtime.send({
      method: request.method,
      url: request.url,
      headers: { ...request.headers, host: environment.domainName, 'i-twilio-request-sid': requestSid },
      body: bodyOf(request),
      signal: timeout.signal,
    });
  } catch (error) {
    answer = timeout.signal.aborted
      ? failure(504, `The Function did not answer within ${LONGEST_RUN_MS / 1000} seconds`)
      : failure(500, error instanceof Error ? error.message : String(error));
  } finally {
    endTimer();
  }
  if (answer.status >= 400) {
    const responseBody = answer.body.toString('utf8');
    const kind = answer.status < 500 ? CLIENT_ERROR : SERVER_ERROR;
    const requestUrl = `https://${environment.domainName}${request.url}`;
    const about = { requestMethod: request.method, requestUrl, responseBody, serviceSid: service.sid };
    world.services.monitor.alert({ ...kind, ...about, alertText: responseBody, resourceSid: version.ofSid });
    if (answer.status >= 500) {
      const message = stackOf(responseBody);
      writeLog(world, environment, build, { functionSid: version.ofSid, requestSid, level: 'error', message });
    }
  }
  return answer;
}

const failure = (status: number, message: string): FunctionAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ message })),
});

/** The stack of an error that a Function answered with, or else what it answered. */
function stackOf(body: string): string {
  try {
    const { stack, message } = JSON.parse(body) as { stack?: unknown; message?: unknown };
    const told = stack ?? message;
    return typeof told === 'string' ? told : body;
  } catch {
    return body;
  }
}
