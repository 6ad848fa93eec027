import React from 'react';

import type { Notification } from '@twilio/flex-ui';

import type { AnswerColleague, ColleagueMessage } from '../../flex/colleagueMessages';
import { begunText } from '../../flex/composer';
import { IN_NOTICE_BAR } from '../../flex/noticeBar';
import { findTask } from '../../flex/tasks';
import type { PluginContext } from '../../PluginContext';
import { peopleTranslate } from '../../strings/people/peopleStrings';
import { withErrorBoundary } from '../ErrorBoundary/ErrorBoundary';

const COMES = 'MessagingControlsTakesOver';
const GONE = 'MessagingControlsTakenOver';
/** With a text to copy. */
const GONE_WITH_TEXT = 'MessagingControlsTakenOverWithText';

/** Milliseconds between two looks at the composer: whoever types has changed it. */
const LOOK_AGAIN = 600;

interface Told {
  sentence: string;
  /** What the agent had begun to write. */
  begun: string;
}

/** A colleague wants to know whether this agent is writing, or is about to take their conversation over. */
export function onColleagueAct(plugin: PluginContext, message: ColleagueMessage, tell: AnswerColleague): void {
  if (message.act === 'asks') {
    answer(plugin, message, tell).catch((error: unknown) => {
      console.warn('[Messaging Controls] a colleague’s question could not be answered', error);
    });
  } else {
    tellOfTakeOver(plugin, message);
  }
}

/** Whether a text is begun, and not a word of it. */
async function answer(
  plugin: PluginContext,
  { aboutConversationSid, askId = '' }: ColleagueMessage,
  tell: AnswerColleague,
): Promise<void> {
  const before = begunText(plugin, aboutConversationSid);
  await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  const after = begunText(plugin, aboutConversationSid);
  await tell({ answers: askId, isWriting: before !== after, hasBegun: after !== '' });
}

/** Tells before, and after, when the task has gone; what they had begun is kept in this page alone, for them to copy. */
function tellOfTakeOver(plugin: PluginContext, { author, text, aboutConversationSid }: ColleagueMessage): void {
  const { flex, manager, locale } = plugin;
  const t = peopleTranslate(locale);
  register(plugin);
  const show = (id: string, told: Told): void => {
    flex.Notifications.dismissNotificationById(id);
    flex.Notifications.showNotification(id, told);
  };
  show(COMES, { sentence: t('takesOverNotice', { name: author, reason: text }), begun: '' });
  let begun = begunText(plugin, aboutConversationSid);
  const stop = manager.store.subscribe(() => {
    if (findTask(manager, aboutConversationSid)) {
      begun = begunText(plugin, aboutConversationSid) || begun;
      return;
    }
    stop();
    flex.Notifications.dismissNotificationById(COMES);
    const sentence = t(begun === '' ? 'takenOverNotice' : 'takenOverWithText', {
      name: author,
      reason: text,
      text: begun,
    });
    show(begun === '' ? GONE : GONE_WITH_TEXT, { sentence, begun });
  });
}

const Sentence = ({ notificationContext }: { notificationContext?: Told }): React.ReactElement => (
  <span>{notificationContext?.sentence}</span>
);
const SafeSentence = withErrorBoundary(COMES, Sentence);

function register(plugin: PluginContext): void {
  const { flex, locale } = plugin;
  const { Notifications, NotificationBar, NotificationType } = flex;
  const t = peopleTranslate(locale);
  for (const id of [COMES, GONE, GONE_WITH_TEXT]) {
    if (!Notifications.registeredNotifications.has(id)) {
      Notifications.registerNotification({
        id,
        content: <SafeSentence />,
        type: NotificationType.warning,
        timeout: 0,
        closeButton: true,
        options: IN_NOTICE_BAR,
        actions:
          id === GONE_WITH_TEXT
            ? [
                <NotificationBar.Action
                  key="copy"
                  label={t('takenOverCopy')}
                  onClick={(_event, notification: Notification) => {
                    navigator.clipboard.writeText((notification.context as Told).begun).catch((error: unknown) => {
                      console.warn('[Messaging Controls] the text could not be copied', error);
                    });
                  }}
                />,
              ]
            : [],
      });
    }
  }
}
