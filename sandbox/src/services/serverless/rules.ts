import { TwilioError } from '../../http/TwilioError';
import type { Parameters } from '../../http/parameters';
import type { Dependency, Visibility } from '../../model/serverless';

const LONGEST_NAME = 255;
const LONGEST_PATH = 255;
export const LARGEST_FUNCTION_BYTES = 1024 * 1024;
export const LARGEST_ASSET_BYTES = 25 * 1024 * 1024;

const RUNTIME_HANDLER = '@twilio/runtime-handler';

/**
 * What Twilio's builder takes: the releases of its own table, and 2.0.3, which is not in it and deploys.
 * https://www.twilio.com/docs/serverless/functions-assets/handler
 */
const RUNTIME_HANDLER_VERSIONS: readonly string[] = [
  ...['1.0.1', '1.1.0', '1.1.1', '1.1.2', '1.1.3', '1.2.0', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5'],
  ...['1.3.0', '1.3.1', '2.0.0', '2.0.1', '2.0.3', '2.1.2'],
];

/** Part of each build that does not name them. */
const DEFAULT_DEPENDENCIES: readonly Dependency[] = [
  { name: 'twilio', version: '5.0.3' },
  { name: RUNTIME_HANDLER, version: '2.0.1' },
];

const RUNTIMES: readonly string[] = ['node18', 'node20', 'node22', 'node24'];
const DEFAULT_RUNTIME = 'node22';

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

export function runtimeOf(parameters: Parameters): string {
  const given = parameters.text('Runtime') || DEFAULT_RUNTIME;
  // What `flex:plugins:deploy` asks for.
  const runtime = given === 'latest' ? DEFAULT_RUNTIME : given;
  if (!RUNTIMES.includes(runtime)) throw refusal(`unsupported runtime: ${runtime}`);
  return runtime;
}

/** The build's dependencies with the default ones; Twilio's own clients put quotation marks around the JSON. */
export function dependenciesOf(parameters: Parameters): Dependency[] {
  const text =
    parameters
      .text('Dependencies')
      ?.trim()
      .replace(/^"(?=\[)|(?<=\])"$/g, '') || '[]';
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw TwilioError.invalid('Dependencies');
  }
  if (!Array.isArray(given) || !given.every(isDependency)) throw TwilioError.invalid('Dependencies');
  const dependencies = given.map(({ name, version }) => ({ name, version }));
  const names = dependencies.map(({ name }) => name);
  if (new Set(names).size < names.length) throw TwilioError.invalid('Dependencies');
  const handler = dependencies.find(({ name }) => name === RUNTIME_HANDLER);
  if (handler && !RUNTIME_HANDLER_VERSIONS.includes(handler.version)) throw noMatchingVersion(handler);
  return [...dependencies, ...DEFAULT_DEPENDENCIES.filter(({ name }) => !names.includes(name))];
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
