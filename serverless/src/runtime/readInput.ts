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
  // The runtime mixes the query into the event and hides the method: a body's content type tells a POST, so that
  // neither a token nor a text is taken from an address, which logs keep.
  const contentType = event.request.headers['content-type'];
  if (typeof contentType !== 'string' || !/^application\/(x-www-form-urlencoded|json)\b/i.test(contentType)) {
    return failure({ code: 'REQUEST_INVALID' });
  }
  return readFields(schema, event);
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
