import React from 'react';

import type { Notification } from '@twilio/flex-ui';

import { withErrorBoundary } from '../components/ErrorBoundary/ErrorBoundary';
import { IN_NOTICE_BAR } from '../flex/noticeBar';
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
  /** It is accepted, gone, or the agent wants it left: nothing is to be said of it any more. */
  settled(reservationSid: string): void;
  /** It is accepted and opens when the agent no longer types. */
  waits(reservationSid: string, task: string): void;
  opened(reservationSid: string): void;
  failed(reservationSid: string, task: string): void;
  hindered(reservationSid: string, task: string, why: Exclude<WhyNot, 'skills'>, activity: string): void;
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
      // Closed, it would still be accepted; the button says what it does.
      closeButton: false,
      options: IN_NOTICE_BAR,
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
  const dismiss = (ids: string[], reservationSid: string) =>
    Notifications.activeNotifications
      .filter((notification) => ids.includes(notification.id) && sidOf(notification) === reservationSid)
      .forEach((notification) => Notifications.dismissNotification(notification));
  return {
    countDown: (context) => void Notifications.showNotification(COUNT_DOWN, context),
    settled: (reservationSid) => dismiss([COUNT_DOWN, FAILED, HINDERED], reservationSid),
    waits: (reservationSid, task) => showAlone(WAITS, { reservationSid, task }),
    opened: (reservationSid) => dismiss([WAITS], reservationSid),
    failed: (reservationSid, task) => showAlone(FAILED, { reservationSid, task }),
    hindered: (reservationSid, task, why, activity) =>
      showAlone(HINDERED, { reservationSid, task, reason: t(`notAccepted_${why}`, { activity }) }),
  };
}
