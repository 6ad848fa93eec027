import type { Answer } from '../backend/ClientError';
import type { PluginContext } from '../PluginContext';

/** Invokes a Flex Action of ours, which resolves to an answer for a refusal too. Never rejects. */
export async function invokeForAnswer<T>(
  { flex }: Pick<PluginContext, 'flex'>,
  action: string,
  payload: object,
): Promise<Answer<T>> {
  try {
    return (await flex.Actions.invokeAction(action, payload)) as T;
  } catch (error) {
    // Flex rejects when a listener cancels, before the body has run; any other rejection comes from another plugin's
    // replacement of the action, which may have run it.
    const cancelled = error instanceof Error && /cancelled by before event/i.test(error.message);
    console.warn(`[Messaging Controls] ${action} was rejected`, error);
    return { ok: false, error: { code: cancelled ? 'ACTION_CANCELLED' : 'INTERNAL' } };
  }
}
