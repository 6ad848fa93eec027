import type { ReactElement } from 'react';

import type * as Flex from '@twilio/flex-ui';

import type { FlexContext } from './FlexContext';
import { IN_NOTICE_BAR } from './noticeBar';

/**
 * Registers a notification that stays until it is closed, in `init`. `template` becomes a Flex string under the
 * notification's id, because only strings are rendered with a context (Flex escapes its values); Flex compiles them
 * once, after every plugin's `init`, so nothing can be shown before that.
 */
export function registerNotification(
  { flex, manager }: FlexContext,
  notification: { id: string; template: string; type: Flex.NotificationType; actions?: ReactElement[] },
): void {
  const { Notifications } = flex;
  const { id, template, type, actions } = notification;
  Object.assign(manager.strings, { [id]: template });
  // Registering the same id a second time throws.
  if (!Notifications.registeredNotifications.has(id)) {
    Notifications.registerNotification({
      id,
      content: id,
      type,
      timeout: 0,
      closeButton: true,
      actions,
      options: IN_NOTICE_BAR,
    });
  }
}

/** Shows a notification as soon as Flex has started. */
export function notifyWhenStarted(
  context: FlexContext,
  id: string,
  template: string,
  values: Record<string, string | number>,
): void {
  registerNotification(context, { id, template, type: context.flex.NotificationType.warning });
  context.manager.events.addListener('pluginsInitialized', () => {
    context.flex.Notifications.showNotification(id, values);
  });
}

/** Flex's own: a task rings for the agent. */
const INCOMING_TASK = 'IncomingTask';

/**
 * Calls `takes` before Flex offers a reservation to the agent. Where it returns true Flex does not tell of it; the
 * reservation stays in the task list. Returns what ends that.
 * https://www.twilio.com/docs/flex/developer/ui/notifications-framework
 */
export function onOffer(
  { Notifications }: Pick<typeof Flex, 'Notifications'>,
  takes: (reservationSid: string) => boolean,
): () => void {
  const before = ({ id, context }: Flex.Notification, cancel: () => void) => {
    const sid = (context as { task?: Flex.ITask } | undefined)?.task?.sid;
    if (id === INCOMING_TASK && sid && takes(sid)) {
      cancel();
    }
  };
  Notifications.addListener('beforeAddNotification', before);
  return () => Notifications.removeListener('beforeAddNotification', before);
}
