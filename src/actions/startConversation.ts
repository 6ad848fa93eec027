import { createInteractionsClient } from '../backend/interactionsClient';
import type { StartConversationRequest, StartConversationResponse } from '../contract/startConversation';
import { sessionToken } from '../flex/session';
import type { PluginContext } from '../PluginContext';
import { newRequestId } from './newRequestId';

/** The Flex Action's name: other plugins may invoke it, listen to it and cancel it like Flex's own. */
export const START_CONVERSATION = 'StartConversation';

/**
 * What `Actions.invokeAction('StartConversation', payload)` takes. It resolves to a `StartConversationResponse`, for a
 * refusal too, since Flex strips a rejection down to its message. The same `requestId` is the same request: give it
 * again to repeat one whose outcome is unknown; without it each call is a new request.
 */
export type StartConversationPayload = Omit<StartConversationRequest, 'requestId'> & { requestId?: string };

export function registerStartConversation({ flex, manager, settings }: PluginContext): void {
  const { backendUrl } = settings;
  const client =
    backendUrl === undefined ? undefined : createInteractionsClient({ backendUrl, token: () => sessionToken(manager) });

  flex.Actions.registerAction(START_CONVERSATION, async (payload?: unknown): Promise<StartConversationResponse> => {
    const { channel, to, from, customerName, body, requestId } = (payload ?? {}) as Partial<StartConversationPayload>;
    if (!channel || !to || !from || !body) {
      return { ok: false, error: { code: 'REQUEST_INVALID' } };
    }
    if (!client) {
      return { ok: false, error: { code: 'SETTINGS_WRONG' } };
    }
    return client.start({ requestId: requestId ?? newRequestId(), channel, to, from, customerName, body });
  });
}

/** Invokes the action. Never rejects. */
export async function startConversation(
  { flex }: Pick<PluginContext, 'flex'>,
  payload: StartConversationPayload,
): Promise<StartConversationResponse> {
  try {
    return (await flex.Actions.invokeAction(START_CONVERSATION, payload)) as StartConversationResponse;
  } catch (error) {
    // Flex rejects when a listener cancels, before the body has run; any other rejection comes from another plugin's
    // replacement of the action, which may have run it.
    const cancelled = error instanceof Error && /cancelled by before event/i.test(error.message);
    console.warn('[Messaging Controls] StartConversation was rejected', error);
    return { ok: false, error: { code: cancelled ? 'ACTION_CANCELLED' : 'INTERNAL' } };
  }
}
