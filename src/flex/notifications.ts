import type { FlexContext } from './FlexContext';

/**
 * Shows a notification as soon as Flex has started. `template` is registered as a Flex string under the notification's
 * id, because only strings are rendered with `context` (Flex escapes its values); Flex compiles them once, after every
 * plugin's `init`, so nothing can be shown before that.
 */
export function notifyWhenStarted(
  { flex, manager }: FlexContext,
  id: string,
  template: string,
  context: Record<string, string | number>,
): void {
  const { Notifications, NotificationType } = flex;
  Object.assign(manager.strings, { [id]: template });
  // Registering the same id a second time throws.
  if (!Notifications.registeredNotifications.has(id)) {
    Notifications.registerNotification({
      id,
      content: id,
      type: NotificationType.warning,
      timeout: 0,
      closeButton: true,
    });
  }
  manager.events.addListener('pluginsInitialized', () => {
    Notifications.showNotification(id, context);
  });
}
