import createTwilio from 'twilio';
import type * as v from 'valibot';

import { ERROR_STATUS } from '../../../src/contract/errors';
import type { FunctionCall } from './FunctionCall';
import type { FunctionError } from './FunctionError';
import type { FunctionContext, FunctionEvent, FunctionHandler } from './FunctionsRuntime';
import { RequestLog } from './RequestLog';
import type { Result } from './Result';
import { failure } from './Result';
import { ofProcess } from './Surroundings';
import { TwilioHttp } from './TwilioHttp';
import { allowedOrigins, crossOriginHeaders } from './crossOrigin';
import { readInput } from './readInput';
import { VERSION_HEADER, version } from './version';
import { wrongVariable } from './wrongVariable';

export interface Answer {
  status: number;
  /** None where Twilio would take it for instructions (204). */
  body?: { ok: true } & Record<string, unknown>;
}

/** One route: who may call it, with what, and what it does. */
export interface FunctionDefinition<Schema extends v.GenericSchema, Principal, Read> {
  route: string;
  /** The body's schema. Each message of it is an error code of the contract. */
  input: Schema;
  /** Whose pages may read the answers, and of errors no more than the code; by default those of ALLOWED_ORIGINS. */
  origins?: (context: FunctionContext) => string[];
  /** Who calls; a failure ends the request. */
  guard: (call: FunctionCall) => Result<Principal, FunctionError> | Promise<Result<Principal, FunctionError>>;
  /**
   * Look-ups that run beside a guard which has to ask for it; one that knows at once is heard first. They change
   * nothing, and their results are dropped where the guard fails.
   */
  read: (call: FunctionCall, input: v.InferOutput<Schema>) => Promise<Result<Read, FunctionError>>;
  act: (
    call: FunctionCall,
    request: { input: v.InferOutput<Schema>; principal: Principal; read: Read },
  ) => Promise<Result<Answer, FunctionError>>;
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** A parameter of that name takes the place of the runtime's `request`: one that is none has no headers. */
function withRequest(event: FunctionEvent): FunctionEvent {
  const { headers } = (event.request ?? {}) as { headers?: unknown };
  const isRequest = typeof headers === 'object' && headers !== null;
  return isRequest ? event : { ...event, request: { headers: {}, cookies: {} } };
}

/** What a website may know: nothing of the contact centre. */
const withoutDetails = ({ code, field }: FunctionError): { ok: false; error: FunctionError } =>
  failure({ code, ...(field ? { field } : {}) });

/** Makes the `handler` that the Functions runtime calls. It always answers JSON `{ok, …}`, with CORS headers. */
export function defineFunction<Schema extends v.GenericSchema, Principal, Read>(
  definition: FunctionDefinition<Schema, Principal, Read>,
): FunctionHandler {
  const { route, input: schema, guard, read, act, origins: originsFor } = definition;

  async function answer(call: FunctionCall): Promise<Result<Answer, FunctionError>> {
    call.log.variable = wrongVariable(call.context);
    if (call.log.variable) return failure({ code: 'SETTINGS_WRONG' });
    const input = readInput(schema, call.event);
    if (!input.ok) return input;
    const guarded = guard(call);
    if (!(guarded instanceof Promise) && !guarded.ok) return guarded;
    const [principal, found] = await Promise.all([
      guarded instanceof Promise ? call.log.time('guard', guarded) : guarded,
      // Its exceptions wait for the guard's word, which comes first.
      read(call, input.value).catch((fault: unknown) => ({ ok: false as const, fault })),
    ]);
    if (!principal.ok) return principal;
    if ('fault' in found) throw found.fault;
    if (!found.ok) return found;
    return act(call, { input: input.value, principal: principal.value, read: found.value });
  }

  return (context, given, callback, surroundings = ofProcess) => {
    const log = new RequestLog(route, surroundings);
    const event = withRequest(given);
    const { headers } = event.request;
    const response = new Twilio.Response();
    const origins = originsFor?.(context) ?? allowedOrigins(context.ALLOWED_ORIGINS);
    for (const [name, value] of Object.entries(crossOriginHeaders(header(headers['origin']), origins))) {
      response.appendHeader(name, value);
    }
    response.appendHeader('Content-Type', 'application/json');
    response.appendHeader('Cache-Control', 'no-store');
    response.appendHeader(VERSION_HEADER, version);

    // Twilio's gateway answers preflights by itself; other runtimes hand them on.
    if (headers['access-control-request-method'] !== undefined) {
      callback(null, response.setStatusCode(204));
      return;
    }

    const callMilliseconds = Number(context.TWILIO_CALL_MILLISECONDS) || undefined;
    const http = new TwilioHttp(log, callMilliseconds, surroundings, context.SYNC_SERVICE_SID);
    const twilio = createTwilio(context.ACCOUNT_SID, context.AUTH_TOKEN, {
      httpClient: http,
      lazyLoading: true,
      region: context.TWILIO_REGION || undefined,
      edge: context.TWILIO_EDGE || undefined,
    });
    answer({ context, event, twilio, http, log })
      .catch((fault: unknown) => {
        log.addFault(fault);
        return failure<FunctionError>({ code: 'INTERNAL' });
      })
      .then((result) => {
        const status = result.ok ? result.value.status : ERROR_STATUS[result.error.code];
        if (!result.ok) log.about ??= result.error.conversationSid;
        log.write(status, result.ok ? 'OK' : result.error.code);
        const body = result.ok ? result.value.body : originsFor ? withoutDetails(result.error) : result;
        callback(null, body ? response.setStatusCode(status).setBody(body) : response.setStatusCode(status));
      })
      .catch((fault: unknown) => callback(fault instanceof Error ? fault : String(fault)));
  };
}
