import React from 'react';

import type { FlexContext } from './FlexContext';
import { IN_NOTICE_BAR } from './noticeBar';

interface NoticeContext {
  text: string;
}

interface Given {
  /** Flex clones the content with what was given to `showNotification`. */
  notificationContext?: NoticeContext;
}

const Text = ({ notificationContext }: Given): React.ReactElement => <span>{notificationContext?.text}</span>;

/**
 * Makes a kind of notice, after Flex has started: then it compiles no strings any more, so that the content is an element.
 * Each button calls what was given for it with the notice, and closes it, unless it `stays`. The answer shows one.
 */
export function lateNotice(
  { flex }: Pick<FlexContext, 'flex'>,
  id: string,
  type: 'information' | 'warning',
  labels: readonly string[],
  { stays = false } = {},
): (text: string, acts: readonly (() => unknown)[]) => void {
  const { Notifications, NotificationBar, NotificationType } = flex;
  // Registering the same id a second time throws.
  if (!Notifications.registeredNotifications.has(id)) {
    Notifications.registerNotification({
      id,
      content: <Text />,
      type: NotificationType[type],
      timeout: 0,
      closeButton: true,
      actions: labels.map((label, index) => (
        <NotificationBar.Action
          key={label}
          label={label}
          onClick={(_event, notification) => {
            if (!stays) Notifications.dismissNotification(notification);
            (notification.context as { acts: readonly (() => unknown)[] }).acts[index]?.();
          }}
        />
      )),
      options: IN_NOTICE_BAR,
    });
  }
  return (text, acts) => Notifications.showNotification(id, { text, acts });
}
