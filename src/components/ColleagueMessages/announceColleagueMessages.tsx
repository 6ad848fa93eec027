import React from 'react';

import { loadPeopleActs } from '../../actions/people';
import { rememberInvite } from '../../actions/invitedTasks';
import type { ColleagueMessage } from '../../flex/colleagueMessages';
import { onColleagueMessage } from '../../flex/colleagueMessages';
import { registerNotification } from '../../flex/notifications';
import { findTask, selectTask } from '../../flex/tasks';
import type { PluginContext } from '../../PluginContext';

const NOTIFICATION = 'MessagingControlsColleagueMessage';

/** Shows what colleagues write about a conversation of this agent, with the way to it. Returns what ends that. */
export function announceColleagueMessages(plugin: PluginContext): () => void {
  const { flex, manager, t } = plugin;
  const { Notifications, NotificationBar, NotificationType } = flex;

  const openConversation = async ({ aboutConversationSid }: ColleagueMessage): Promise<void> => {
    const task = findTask(manager, aboutConversationSid);
    // It may have been completed since.
    if (task) {
      await selectTask(flex, task.sid);
    }
  };

  registerNotification(plugin, {
    id: NOTIFICATION,
    template: t('colleagueMessage'),
    type: NotificationType.information,
    actions: [
      <NotificationBar.Action
        key="open"
        label={t('openConversation')}
        onClick={(_event, notification) => {
          Notifications.dismissNotification(notification);
          openConversation(notification.context as ColleagueMessage).catch((error: unknown) => {
            console.warn('[Messaging Controls] the conversation could not be selected', error);
          });
        }}
      />,
    ],
  });
  return onColleagueMessage(manager, (message, answer) => {
    const task = findTask(manager, message.aboutConversationSid);
    // A supervisor may be giving it to somebody else: then it is not to be ended here.
    if (task) {
      rememberInvite(task.taskSid);
    }
    if (message.act) {
      loadPeopleActs().then(
        ({ onColleagueAct }) => onColleagueAct(plugin, message, answer),
        // Why is in the console; a reason is read all the same.
        () => message.act === 'takesOver' && Notifications.showNotification(NOTIFICATION, message),
      );
      return;
    }
    Notifications.showNotification(NOTIFICATION, message);
  });
}
