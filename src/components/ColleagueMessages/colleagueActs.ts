import type { AnswerColleague, ColleagueMessage } from '../../flex/colleagueMessages';
import { begunText } from '../../flex/composer';
import { lateNotice } from '../../flex/lateNotice';
import { findTask } from '../../flex/tasks';
import type { PluginContext } from '../../PluginContext';
import { peopleTranslate } from '../../strings/people/peopleStrings';

const COMES = 'MessagingControlsTakesOver';
const GONE = 'MessagingControlsTakenOver';
/** With a text to copy. */
const GONE_WITH_TEXT = 'MessagingControlsTakenOverWithText';

/** Milliseconds between two looks at the composer: whoever types has changed it. */
const LOOK_AGAIN = 600;

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
  const show = (
    id: string,
    sentence: string,
    labels: readonly string[] = [],
    acts: readonly (() => void)[] = [],
  ): void => {
    flex.Notifications.dismissNotificationById(id);
    lateNotice(plugin, id, 'warning', labels, { stays: true })(sentence, acts);
  };
  show(COMES, t('takesOverNotice', { name: author, reason: text }));
  let begun = begunText(plugin, aboutConversationSid);
  const copy = (): void =>
    void navigator.clipboard.writeText(begun).catch((error: unknown) => {
      console.warn('[Messaging Controls] the text could not be copied', error);
    });
  const stop = manager.store.subscribe(() => {
    if (findTask(manager, aboutConversationSid)) {
      begun = begunText(plugin, aboutConversationSid) || begun;
      return;
    }
    stop();
    flex.Notifications.dismissNotificationById(COMES);
    const told = { name: author, reason: text, text: begun };
    if (begun === '') show(GONE, t('takenOverNotice', told));
    else show(GONE_WITH_TEXT, t('takenOverWithText', told), [t('takenOverCopy')], [copy]);
  });
}
