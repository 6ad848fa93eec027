import { appState } from '../flex/FlexContext';
import type { PluginContext } from '../PluginContext';

/**
 * Adds to what Flex Insights reads (`conversations` in a task's attributes) what the backend has noted beside it, once an
 * agent has the task. Twilio writes the channel and the transcript there when it makes the task, and nobody says that it
 * would keep what a creator had given; and a task that still waits would begin its way through the workflow anew.
 * https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
export function registerInsights({ flex, manager }: Pick<PluginContext, 'flex' | 'manager'>): void {
  flex.Actions.addListener('afterAcceptTask', (payload: unknown) => {
    const { sid = '' } = payload as { sid?: string };
    const task = appState(manager).flex.worker.tasks.get(sid);
    const { conversations, messagingControls } = (task?.attributes ?? {}) as {
      conversations?: Record<string, unknown>;
      messagingControls?: { insights?: Record<string, unknown> };
    };
    const noted = Object.entries(messagingControls?.insights ?? {});
    if (noted.every(([name, value]) => conversations?.[name] === value)) {
      return;
    }
    const attributes = { conversations: { ...conversations, ...Object.fromEntries(noted) } };
    flex.Actions.invokeAction('SetTaskAttributes', { sid, attributes, mergeExisting: true }).catch((error: unknown) => {
      console.warn('[Messaging Controls] Flex Insights could not be told how the conversation began', error);
    });
  });
}
