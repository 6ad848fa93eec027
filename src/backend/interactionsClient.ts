import * as v from 'valibot';

import type {
  BackendClientErrorCode,
  StartConversationErrorCode,
  StartConversationRequest,
  StartConversationResponse,
} from '../contract/startConversation';
import { postForm } from './postForm';

const ERROR_CODES: Record<StartConversationErrorCode, true> = {
  REQUEST_INVALID: true,
  NUMBER_INVALID: true,
  NUMBER_IS_OURS: true,
  SENDER_NOT_ALLOWED: true,
  MESSAGE_EMPTY: true,
  MESSAGE_TOO_LONG: true,
  TOKEN_REFUSED: true,
  WORKER_UNKNOWN: true,
  CONVERSATION_OPEN: true,
  REQUEST_IN_PROGRESS: true,
  TWILIO_REFUSED: true,
  TWILIO_UNAVAILABLE: true,
  LEFT_HALF_DONE: true,
  SETTINGS_WRONG: true,
  INTERNAL: true,
};

const responseSchema = v.variant('ok', [
  v.object({
    ok: v.literal(true),
    started: v.object({
      conversationSid: v.string(),
      interactionSid: v.string(),
      interactionChannelSid: v.string(),
      taskSid: v.string(),
      messageSid: v.string(),
    }),
  }),
  v.object({
    ok: v.literal(false),
    error: v.object({
      code: v.picklist(Object.keys(ERROR_CODES) as StartConversationErrorCode[]),
      field: v.optional(v.picklist(['to', 'from', 'body', 'customerName'])),
      twilio: v.optional(v.object({ code: v.number(), status: v.number() })),
      conversationSid: v.optional(v.string()),
    }),
  }),
]);

const failed = (code: BackendClientErrorCode): StartConversationResponse => ({ ok: false, error: { code } });

export interface InteractionsClient {
  /** Never rejects. Repeats nothing by itself: whether a request may be repeated is the person's choice. */
  start: (request: StartConversationRequest) => Promise<StartConversationResponse>;
}

export function createInteractionsClient(options: {
  /** Without a trailing slash. */
  backendUrl: string;
  /** Asked for each request. */
  token: () => string;
  /** Milliseconds. */
  timeOut?: number;
}): InteractionsClient {
  return {
    async start(request) {
      let answer: unknown;
      try {
        const fields = { ...request, Token: options.token() };
        answer = await postForm(`${options.backendUrl}/interactions`, fields, options.timeOut);
      } catch (error) {
        console.warn('[Messaging Controls] the backend did not answer', error);
        return failed('BACKEND_UNREACHABLE');
      }
      const response = v.safeParse(responseSchema, answer);
      return response.success ? response.output : failed('BACKEND_UNEXPECTED');
    },
  };
}
