import fs from 'node:fs';
import path from 'node:path';

import { TwilioServerlessApiClient } from '@twilio-labs/serverless-api';
import type { Twilio } from 'twilio';

import functionsPackage from '../../../serverless/package.json';
import type { Step } from '../Step';
import { exists } from '../Step';
import { findEnvironment } from '../steps/functionsEnvironment';
import { ASSETS_FOLDER, CHUNKS_FOLDER, gatheredChunks, keepChunks } from './chunks';
import { credentials } from './credentials';
import type { Installation } from './Installation';
import { ROOT } from './Installation';
import { FUNCTIONS_FOLDER } from './localBuild';

const RUNTIME = 'node22';

/** The Functions, and the plugin's chunks, as they are built here. https://www.twilio.com/docs/serverless/api/guides/overview-create-deploy */
export async function functionsDeployment(installation: Installation): Promise<Step[]> {
  const { twilio, functions } = installation;
  const what = `Functions ${functions.service}`;
  const built = builtFunctions();
  const apply = (): Promise<void> => deploy(installation);
  const environment = await findEnvironment(twilio, functions);
  const { buildSid } = environment ?? {};
  if (!environment || !buildSid) {
    return [{ what, state: 'create', details: [`${built.size} Functions on ${RUNTIME}`], apply }];
  }
  await keepChunks(CHUNKS_FOLDER, environment.url, (url) => readAsset(twilio, url));
  const details = await differences(twilio, environment.serviceSid, buildSid, built);
  return [details.length === 0 ? exists(what) : { what, state: 'change', details, apply }];
}

const LONGEST_MS = 15_000;

/** By the client that carries no credentials: an Asset needs none. */
async function readAsset({ httpClient }: Twilio, uri: string): Promise<string | undefined> {
  const { statusCode, body } = await httpClient.request<unknown>({ method: 'get', uri, timeout: LONGEST_MS });
  if (statusCode === 404) return undefined;
  if (statusCode !== 200) throw new Error(`${uri} answered ${statusCode}. Try again.`);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** By their paths. */
function builtFunctions(): Map<string, string> {
  const files = fs.readdirSync(FUNCTIONS_FOLDER, { recursive: true, encoding: 'utf8' });
  const scripts = files.filter((file) => file.endsWith('.js')).map((file) => file.split(path.sep).join('/'));
  return new Map(
    scripts.map((file) => [
      `/${file.slice(0, -'.js'.length)}`,
      fs.readFileSync(path.join(FUNCTIONS_FOLDER, file), 'utf8'),
    ]),
  );
}

interface DeployedVersion {
  sid: string;
  function_sid: string;
  path: string;
}

async function differences(
  twilio: Twilio,
  serviceSid: string,
  buildSid: string,
  built: ReadonlyMap<string, string>,
): Promise<string[]> {
  const service = twilio.serverless.v1.services(serviceSid);
  const build = await service.builds(buildSid).fetch();
  const versions = (build.functionVersions ?? []) as unknown as DeployedVersion[];
  const deployed = new Map(
    await Promise.all(
      versions.map(async ({ sid, function_sid, path: route }) => {
        const version = service.functions(function_sid).functionVersions(sid);
        return [route, (await version.functionVersionContent().fetch()).content] as const;
      }),
    ),
  );
  const names = [...new Set([...built.keys(), ...deployed.keys()])].sort();
  const named = (kind: string, is: (name: string) => boolean): string[] => {
    const found = names.filter(is).map((name) => name.slice(1));
    return found.length > 0 ? [`${kind}: ${found.join(', ')}`] : [];
  };
  const assets = ((build.assetVersions ?? []) as unknown as { path: string }[]).map(({ path: place }) => place);
  const chunks = gatheredChunks().filter((place) => !assets.includes(place));
  const packages = (build.dependencies ?? []) as unknown as { name: string; version: string }[];
  return [
    ...named('new', (name) => !deployed.has(name)),
    ...named('changed', (name) => built.has(name) && deployed.has(name) && built.get(name) !== deployed.get(name)),
    ...named('removed', (name) => !built.has(name)),
    ...(chunks.length > 0 ? [`new chunks of the plugin: ${chunks.length}`] : []),
    ...Object.entries(functionsPackage.dependencies).flatMap(([name, wanted]) => {
      const present = packages.find((one) => one.name === name)?.version;
      return present === wanted ? [] : [`package ${name}: ${present ?? 'none'} → ${wanted}`];
    }),
    ...(build.runtime === RUNTIME ? [] : [`runtime: ${build.runtime} → ${RUNTIME}`]),
  ];
}

const NOT_BUILT =
  'Twilio could not build the Functions, and does not say why. Most often a package in serverless/package.json cannot be installed: try "npm install" with its dependencies in an empty folder. What was deployed before still runs.';

/** As `twilio serverless:deploy` does it, by the package that it is made of. */
async function deploy({ twilio, functions, say }: Installation): Promise<void> {
  const login = credentials(twilio);
  const client = new TwilioServerlessApiClient(login);
  let last: string | undefined;
  client.on('status-update', ({ message }: { message: string }) => {
    if (message !== last) say(message);
    last = message;
  });
  await client
    .deployLocalProject({
      ...login,
      cwd: path.join(ROOT, 'serverless'),
      envPath: '',
      env: {},
      serviceName: functions.service,
      pkgJson: functionsPackage,
      functionsEnv: functions.environment,
      functionsFolderName: path.relative(path.join(ROOT, 'serverless'), FUNCTIONS_FOLDER),
      assetsFolderName: path.relative(path.join(ROOT, 'serverless'), ASSETS_FOLDER),
      overrideExistingService: true,
      runtime: RUNTIME,
    })
    .catch((error: unknown) => {
      // A build that failed is told by this one word.
      throw error === 'failed' ? new Error(NOT_BUILT) : error;
    });
}
