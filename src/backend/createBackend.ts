import * as v from 'valibot';

import { AGENT_ERROR_STATUS, backendErrorDetails } from '../contract/errors';
import { recentsResponse } from '../contract/recents';
import { scheduleResponse } from '../contract/scheduledMessage';
import type { ScheduleRequest } from '../contract/schedule';
import { startedResponse } from '../contract/startedConversation';
import type { InteractionsRequest, OutreachRequest } from '../contract/startConversation';
import type { AgentErrorCode } from '../contract/errors';
import type { Answer } from './ClientError';
import { postForm } from './postForm';

type Fields = Record<string, string | undefined>;
type OkSchema = v.GenericSchema<unknown, { ok: true }>;

const anyAnswer = v.object({ ok: v.literal(true) });

const failedResponse = v.object({
  ok: v.literal(false),
  error: v.object({
    ...backendErrorDetails,
    code: v.picklist(Object.keys(AGENT_ERROR_STATUS) as AgentErrorCode[]),
  }),
});

/**
 * The plugin's own Functions, as far as the start asks them: one method for each route. None rejects, and none repeats anything by itself: whether a
 * request may be repeated is the person's choice.
 */
export type Backend = ReturnType<typeof createBackend>;

export function createBackend(options: {
  /** Without a trailing slash. */
  backendUrl: string;
  /** Asked for each request. */
  token: () => string;
  /** Milliseconds. */
  timeOut?: number;
}) {
  async function call<Schema extends OkSchema>(
    route: string,
    schema: Schema,
    fields: Fields,
  ): Promise<Answer<v.InferOutput<Schema>>> {
    let answer: unknown;
    try {
      answer = await postForm(`${options.backendUrl}/${route}`, { ...fields, Token: options.token() }, options.timeOut);
    } catch (error) {
      console.warn('[Messaging Controls] the backend did not answer', error);
      return { ok: false, error: { code: 'BACKEND_UNREACHABLE' } };
    }
    const done = v.safeParse(schema, answer);
    if (done.success) {
      return done.output;
    }
    const failed = v.safeParse(failedResponse, answer);
    return failed.success ? failed.output : { ok: false, error: { code: 'BACKEND_UNEXPECTED' } };
  }

  return {
    /** A route that is none of the start's: see screenBackend.ts. */
    call,
    interactions: (request: InteractionsRequest) => call('interactions', startedResponse, request),
    outreach: (request: OutreachRequest) => call('outreach', startedResponse, request),
    recents: () => call('recents', recentsResponse, {}),
    schedule: (request: ScheduleRequest) => call('schedule', scheduleResponse, request),
    janitor: () => call('janitor', anyAnswer, {}),
    /** A route of the contact centre's own, named in the settings. */
    orchestrationHook: (route: string, fields: Fields) => call(route, anyAnswer, fields),
  };
}
