import type { Answer } from '../backend/ClientError';
import type { Backend } from '../backend/createBackend';
import type { ScheduledMessage } from '../contract/scheduledMessage';
import type { InteractionsRequest } from '../contract/startConversation';
import type { StartedConversation } from '../contract/startedConversation';
import type { PluginContext } from '../PluginContext';
import { invokeForAnswer } from './invokeForAnswer';
import { newRequestId } from './newRequestId';
import { openStartConversation } from './openStartConversation';

/** The Flex Action's name: other plugins may invoke it, listen to it and cancel it like Flex's own. */
export const START_CONVERSATION = 'StartConversation';

/** The conversation opens at once; or with the customer's reply; or with the reply to a message that is sent later. */
export const START_MODES = ['now', 'onReply', 'later'] as const;
export type StartMode = (typeof START_MODES)[number];

/** Who gets the customer's reply: this agent, where available, else the queue; or the queue at once. */
export type ReplyTo = 'agent' | 'queue';

/**
 * What `Actions.invokeAction('StartConversation', payload)` takes. It resolves to a `StartConversationAnswer`, for a
 * refusal too, since Flex strips a rejection down to its message. The same `requestId` is the same request: give it
 * again to repeat one whose outcome is unknown; without it each call is a new request.
 */
export type StartConversationPayload = Omit<InteractionsRequest, 'requestId'> & {
  requestId?: string;
  /** `now` where it is left out. */
  mode?: StartMode;
  /** For `onReply` and `later`; `agent` where it is left out. */
  replyTo?: ReplyTo;
  /** For `later`: the customer's own time, `2026-01-31T09:00`, and its time zone, an IANA name. */
  sendAt?: string;
  timeZone?: string;
};

/** Opens the panel, filled in with what is given, where `open` is true or something is missing that sending needs. */
export type OpenStartConversationPayload = Partial<StartConversationPayload> & { open?: boolean };

export type StartConversationAnswer = Answer<
  | { ok: true; started: StartedConversation }
  | { ok: true; scheduled: ScheduledMessage[] }
  /** The panel is open; nothing has been sent. */
  | { ok: true; opened: true }
>;

export type CompletePayload = StartConversationPayload & { requestId: string };

function isComplete(payload: OpenStartConversationPayload): payload is StartConversationPayload {
  const { channel, to, from, body, contentSid, mediaSid, mode, sendAt, timeZone } = payload;
  const isTimed = mode !== 'later' || Boolean(sendAt && timeZone);
  return Boolean(channel && to && from && (body ?? contentSid ?? mediaSid)) && isTimed;
}

function send(backend: Backend, payload: CompletePayload): Promise<StartConversationAnswer> {
  const { mode = 'now', replyTo = 'agent', sendAt = '', timeZone = '', reuseConversationSid, ...message } = payload;
  switch (mode) {
    case 'now':
      return backend.interactions({ ...message, reuseConversationSid });
    case 'onReply':
      return backend.outreach({ ...message, replyTo });
    case 'later':
      return backend.schedule({ ...message, action: 'create', replyTo, sendAt, timeZone });
  }
}

export function registerStartConversation(plugin: PluginContext): void {
  const { backend, flex } = plugin;
  flex.Actions.registerAction(START_CONVERSATION, async (payload?: unknown): Promise<StartConversationAnswer> => {
    const { open, ...request } = (payload ?? {}) as OpenStartConversationPayload;
    if (open === true || !isComplete(request)) {
      await openStartConversation(plugin, request);
      return { ok: true, opened: true };
    }
    if (!backend) {
      return { ok: false, error: { code: 'SETTINGS_WRONG' } };
    }
    return send(backend, { ...request, requestId: request.requestId ?? newRequestId() });
  });
}

/** Invokes the action. Never rejects. */
export const startConversation = (
  plugin: Pick<PluginContext, 'flex'>,
  payload: StartConversationPayload,
): Promise<StartConversationAnswer> => invokeForAnswer<StartConversationAnswer>(plugin, START_CONVERSATION, payload);
