import type { Answer } from '../backend/ClientError';
import type { InteractionsRequest, StartedConversation } from '../contract/startConversation';
import type { PluginContext } from '../PluginContext';
import { newRequestId } from './newRequestId';

/** The Flex Action's name: other plugins may invoke it, listen to it and cancel it like Flex's own. */
export const START_CONVERSATION = 'StartConversation';

/**
 * What `Actions.invokeAction('StartConversation', payload)` takes. It resolves to a `StartConversationAnswer`, for a
 * refusal too, since Flex strips a rejection down to its message. The same `requestId` is the same request: give it
 * again to repeat one whose outcome is unknown; without it each call is a new request.
 */
export type StartConversationPayload = Omit<InteractionsRequest, 'requestId'> & { requestId?: string };

export type StartConversationAnswer = Answer<{ ok: true; started: StartedConversation }>;

export function registerStartConversation({ flex, backend }: PluginContext): void {
  flex.Actions.registerAction(START_CONVERSATION, async (payload?: unknown): Promise<StartConversationAnswer> => {
    const { channel, to, from, requestId, ...rest } = (payload ?? {}) as Partial<StartConversationPayload>;
    if (!channel || !to || !from) {
      return { ok: false, error: { code: 'REQUEST_INVALID' } };
    }
    if (!backend) {
      return { ok: false, error: { code: 'SETTINGS_WRONG' } };
    }
    return backend.interactions({ ...rest, requestId: requestId ?? newRequestId(), channel, to, from });
  });
}

/** Invokes the action. Never rejects. */
export async function startConversation(
  { flex }: Pick<PluginContext, 'flex'>,
  payload: StartConversationPayload,
): Promise<StartConversationAnswer> {
  try {
    return (await flex.Actions.invokeAction(START_CONVERSATION, payload)) as StartConversationAnswer;
  } catch (error) {
    // Flex rejects when a listener cancels, before the body has run; any other rejection comes from another plugin's
    // replacement of the action, which may have run it.
    const cancelled = error instanceof Error && /cancelled by before event/i.test(error.message);
    console.warn('[Messaging Controls] StartConversation was rejected', error);
    return { ok: false, error: { code: cancelled ? 'ACTION_CANCELLED' : 'INTERNAL' } };
  }
}
