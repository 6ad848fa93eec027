import * as v from 'valibot';

import { ERROR_FIELDS, isErrorCode } from '../../../src/contract/errors';
import type { FunctionError } from './FunctionError';
import type { FunctionEvent } from './FunctionsRuntime';
import type { Result } from './Result';
import { failure, success } from './Result';

/** The request's parameters by a schema; the first thing that is wrong as an error of the contract. */
export function readInput<Schema extends v.GenericSchema>(
  schema: Schema,
  event: FunctionEvent,
): Result<v.InferOutput<Schema>, FunctionError> {
  const { request, ...parameters } = event;
  if (!isPosted(request.headers, parameters) || !isShallow(parameters, DEEPEST)) {
    return failure({ code: 'REQUEST_INVALID' });
  }
  return readFields(schema, event);
}

/** Levels of a value: `reminders`, the list, one of them, its fields, and some for a website's form. */
const DEEPEST = 10;

/** Whoever posts to us without telling a length has told one of these: a browser, a system, Twilio. */
const OF_A_POST = ['origin', 'authorization', 'x-twilio-signature'];

/**
 * The runtime mixes the query into the event and hides the method. A body's content type tells a POST, and its length
 * has room for what came, so that neither a token nor a text is taken from an address, which logs keep.
 */
function isPosted(headers: FunctionEvent['request']['headers'], parameters: Record<string, unknown>): boolean {
  const { 'content-type': type, 'content-length': length } = headers;
  if (typeof type !== 'string' || !/^application\/(x-www-form-urlencoded|json)\b/i.test(type)) return false;
  // Twilio documents the header, and gateways may drop it.
  if (length === undefined) return OF_A_POST.some((name) => headers[name] !== undefined);
  // However they are encoded, a character takes a byte at least.
  const texts = Object.entries(parameters).flatMap(([name, value]) => (typeof value === 'string' ? [name, value] : []));
  return Number(length) >= texts.join('&').length;
}

/** False for a value that is nested so deep that whoever walks through it runs out of stack. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((item) => isShallow(item, levels - 1));
}

/** A value from outside by a schema; the first thing that is wrong as an error of the contract. */
export function readFields<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): Result<v.InferOutput<Schema>, FunctionError> {
  const parsed = v.safeParse(schema, value, { abortPipeEarly: true });
  if (parsed.success) return success(parsed.output);
  const [issue] = parsed.issues;
  const field = ERROR_FIELDS.find((name) => name === issue.path?.[0]?.key);
  const code = isErrorCode(issue.message) ? issue.message : 'REQUEST_INVALID';
  return failure({ code, ...(field ? { field } : {}) });
}
