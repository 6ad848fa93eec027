import { TwilioError } from '../../http/TwilioError';
import type { Parameters } from '../../http/parameters';
import type { Dependency, ServerlessBuild, Visibility } from '../../model/serverless';

const LONGEST_NAME = 255;
const LONGEST_PATH = 255;
export const LARGEST_FUNCTION_BYTES = 1024 * 1024;
export const LARGEST_ASSET_BYTES = 25 * 1024 * 1024;

const RUNTIME_HANDLER = '@twilio/runtime-handler';

/**
 * What Twilio's builder takes: the releases that its table and change log name, and 2.0.3, which they do not and which
 * deploys. https://www.twilio.com/docs/serverless/functions-assets/handler
 */
const RUNTIME_HANDLER_VERSIONS: readonly string[] = [
  ...['1.0.1', '1.1.0', '1.1.1', '1.2.0', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5', '1.3.0', '1.3.1'],
  ...['2.0.0', '2.0.1', '2.0.3', '2.1.2'],
];

/** Part of each build that does not name them. */
const DEFAULT_DEPENDENCIES: readonly Dependency[] = [
  { name: 'twilio', version: '5.0.3' },
  { name: RUNTIME_HANDLER, version: '2.0.1' },
];

/** https://www.twilio.com/docs/serverless/functions-assets/node-upgrade */
const RUNTIMES: readonly string[] = ['node20', 'node22', 'node24'];
const DEFAULT_RUNTIME = 'node22';
/** The handler that Node.js 24 needs; older ones become it, but for those below 1.2.0. */
const NODE_24_HANDLER = '2.1.2';

export const conflict = (what: string): TwilioError => new TwilioError(409, 20409, `${what} already exists`);

export const refusal = (message: string): TwilioError => new TwilioError(400, 20001, message);

/** A friendly name as all of these resources have it. */
export function named(parameters: Parameters, parameter: string): string {
  const name = parameters.required(parameter);
  if (name.length > LONGEST_NAME) throw TwilioError.invalid(parameter);
  return name;
}

/** `/send/sms`; the slash at its front is added where it is missing. As Twilio's own clients know the rules. */
export function pathOf(parameters: Parameters): string {
  const given = parameters.required('Path');
  const path = given.startsWith('/') ? given : `/${given}`;
  if (path.length > LONGEST_PATH) throw refusal(`Path length must be shorter than ${LONGEST_PATH + 1} characters`);
  if (/[#;,?:@+&$()'\s"]/.test(path))
    throw refusal(`Path cannot contain any of the following characters: #;,?:@+&$()' "`);
  return path;
}

export function visibilityOf(parameters: Parameters): Visibility {
  const known: readonly Visibility[] = ['public', 'protected', 'private'];
  const given = parameters.required('Visibility').toLowerCase();
  const visibility = known.find((one) => one === given);
  if (!visibility) throw TwilioError.invalid('Visibility');
  return visibility;
}

/** The one that was asked for, or else that of the service's latest build. */
export function runtimeOf(parameters: Parameters, builds: Iterable<ServerlessBuild>): string {
  const latest = [...builds].findLast(({ status }) => status === 'completed');
  const given = parameters.text('Runtime') || latest?.runtime || DEFAULT_RUNTIME;
  // What `flex:plugins:deploy` asks for.
  const runtime = given === 'latest' ? DEFAULT_RUNTIME : given;
  if (!RUNTIMES.includes(runtime)) throw refusal(`unsupported runtime: ${runtime}`);
  return runtime;
}

/** The build's dependencies with the default ones. */
export function dependenciesOf(parameters: Parameters, runtime: string): Dependency[] {
  const given = readDependencies(parameters.text('Dependencies'));
  const names = given.map(({ name }) => name);
  const all = [...given, ...DEFAULT_DEPENDENCIES.filter(({ name }) => !names.includes(name))];
  return all.map(({ name, version }) => {
    if (name !== RUNTIME_HANDLER) return { name, version };
    if (!RUNTIME_HANDLER_VERSIONS.includes(version)) throw noMatchingVersion({ name, version });
    if (runtime !== 'node24') return { name, version };
    if (/^1\.[01]\./.test(version))
      throw refusal(`${name}@${version} does not support node24. Upgrade it to ${NODE_24_HANDLER}.`);
    return { name, version: NODE_24_HANDLER };
  });
}

/** Whether a build has no dependencies but those that are part of each. */
export const hasDefaultDependencies = ({ dependencies }: ServerlessBuild): boolean =>
  dependencies.every(({ name, version }) =>
    DEFAULT_DEPENDENCIES.some((one) => one.name === name && one.version === version),
  );

/** JSON; Twilio's own clients put quotation marks around it. */
function readDependencies(text = ''): Dependency[] {
  const json = text.trim().replace(/^"(?=\[)|(?<=\])"$/g, '') || '[]';
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw TwilioError.invalid('Dependencies');
  }
  if (!Array.isArray(given) || !given.every(isDependency)) throw TwilioError.invalid('Dependencies');
  const twice = given.find(({ name }, index) => given.findIndex((other) => other.name === name) < index);
  if (twice) throw refusal(`Some dependencies could not be validated. ${twice.name} is listed more than once.`);
  return given;
}

const isDependency = (value: unknown): value is Dependency =>
  typeof value === 'object' &&
  value !== null &&
  ['name', 'version'].every((field) => typeof (value as Record<string, unknown>)[field] === 'string');

/** Word for word as Twilio's builder says it. */
const noMatchingVersion = ({ name, version }: Dependency): TwilioError =>
  refusal(
    `Some dependencies could not be validated. No matching version found for ${name}@${version}. ` +
      'You can find the valid versions at https://www.twilio.com/docs/serverless/functions-assets/handler',
  );
