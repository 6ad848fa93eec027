import React from 'react';

import type { Notification } from '@twilio/flex-ui';

import { withErrorBoundary } from '../components/ErrorBoundary/ErrorBoundary';
import { registerNotification } from '../flex/notifications';
import type { PluginContext } from '../PluginContext';
import { CountDown } from './CountDown';
import type { CountDownContext } from './CountDown';
import type { WhyNot } from './rules';

const COUNT_DOWN = 'MessagingControlsAutoAcceptCountDown';
const WAITS = 'MessagingControlsAutoAcceptWaits';
const FAILED = 'MessagingControlsAutoAcceptFailed';
const HINDERED = 'MessagingControlsAutoAcceptHindered';

interface NoticeActions {
  stop: (reservationSid: string) => void;
  open: (reservationSid: string) => void;
}

/** What agents are told of tasks that are accepted by themselves; `task` is what they know the task by. */
export interface Notices {
  countDown(context: CountDownContext): void;
  endCountDown(reservationSid: string): void;
  /** It is accepted and opens when the agent no longer types. */
  waits(reservationSid: string, task: string): void;
  opened(): void;
  failed(task: string): void;
  hindered(task: string, why: Exclude<WhyNot, 'skills'>, activity: string): void;
}

export function registerNotices(plugin: PluginContext, { stop, open }: NoticeActions): Notices {
  const { flex, t } = plugin;
  const { Notifications, NotificationBar, NotificationType } = flex;
  const sidOf = ({ context }: Notification) => (context as { reservationSid: string }).reservationSid;

  if (!Notifications.registeredNotifications.has(COUNT_DOWN)) {
    const SafeCountDown = withErrorBoundary(COUNT_DOWN, CountDown);
    Notifications.registerNotification({
      id: COUNT_DOWN,
      content: <SafeCountDown t={t} />,
      type: NotificationType.information,
      timeout: 0,
      actions: [
        <NotificationBar.Action
          key="stop"
          label={t('autoAcceptStop')}
          onClick={(_event, notification) => stop(sidOf(notification))}
        />,
      ],
    });
  }
  registerNotification(plugin, {
    id: WAITS,
    template: t('autoAcceptWaits'),
    type: NotificationType.information,
    actions: [
      <NotificationBar.Action
        key="open"
        label={t('autoAcceptOpen')}
        onClick={(_event, notification) => open(sidOf(notification))}
      />,
    ],
  });
  registerNotification(plugin, { id: FAILED, template: t('autoAcceptFailed'), type: NotificationType.warning });
  registerNotification(plugin, {
    id: HINDERED,
    template: t('autoAcceptHindered'),
    type: NotificationType.information,
  });

  /** The newest alone: of a burst the bar would fill the page. */
  const showAlone = (id: string, context: object) => {
    Notifications.dismissNotificationById(id);
    Notifications.showNotification(id, context);
  };
  return {
    countDown: (context) => void Notifications.showNotification(COUNT_DOWN, context),
    endCountDown: (reservationSid) =>
      Notifications.activeNotifications
        .filter((notification) => notification.id === COUNT_DOWN && sidOf(notification) === reservationSid)
        .forEach((notification) => Notifications.dismissNotification(notification)),
    waits: (reservationSid, task) => showAlone(WAITS, { reservationSid, task }),
    opened: () => Notifications.dismissNotificationById(WAITS),
    failed: (task) => showAlone(FAILED, { task }),
    hindered: (task, why, activity) => showAlone(HINDERED, { task, reason: t(`notAccepted_${why}`, { activity }) }),
  };
}
