import type { ITask } from '@twilio/flex-ui';

import { leadTabs } from '../auto-accept/leadingTab';
import { registerNotification } from '../flex/notifications';
import type { PluginContext } from '../PluginContext';
import type { Orchestration } from '../settings/settingsSchema';
import type { MatchedTask } from './matchChannel';

const FAILED = 'MessagingControlsOrchestrationHookFailed';
const EVENTS = { taskAccepted: 'accepted', taskWrapup: 'wrapup', taskCompleted: 'completed' } as const;

/**
 * Tells the backend's hook of a task's events, from one of the agent's tabs. A request is not repeated, and the tab may
 * be closed before it is sent, so the hook is to take an event once and to live without one. Returns what ends it.
 */
export function reportToHook(
  plugin: PluginContext,
  declaredFor: (task: MatchedTask) => Orchestration | undefined,
): () => void {
  const { flex, manager, backend, settings, t } = plugin;
  if (!settings.channels.some(({ orchestration }) => orchestration?.hook)) {
    return () => undefined;
  }
  registerNotification(plugin, {
    id: FAILED,
    template: t('orchestrationHookFailed'),
    type: flex.NotificationType.warning,
  });

  const report = async (event: (typeof EVENTS)[keyof typeof EVENTS], task: ITask): Promise<void> => {
    const hook = declaredFor(task)?.hook;
    if (!hook) {
      return;
    }
    const { conversationSid } = (task.attributes ?? {}) as { conversationSid?: string };
    const answer = await backend?.orchestrationHook(hook, {
      event,
      taskSid: task.taskSid,
      reservationSid: task.sid,
      conversationSid,
    });
    if (!answer?.ok) {
      flex.Notifications.showNotification(FAILED, { taskSid: task.taskSid });
    }
  };

  let leads = false;
  const endLead = leadTabs(`messaging-controls-orchestration-${manager.workerClient?.sid ?? ''}`, () => {
    leads = true;
  });
  const listeners = Object.entries(EVENTS).map(([name, event]) => {
    const listener = (task: ITask) => {
      if (leads) {
        void report(event, task);
      }
    };
    manager.events.addListener(name, listener);
    return [name, listener] as const;
  });
  return () => {
    endLead();
    listeners.forEach(([name, listener]) => manager.events.removeListener(name, listener));
  };
}
