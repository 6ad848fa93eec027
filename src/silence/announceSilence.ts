import { lateNotice } from '../flex/lateNotice';
import { findTask, selectTask } from '../flex/tasks';
import type { PluginContext } from '../PluginContext';
import type { NotesTranslate } from '../strings/notes/notesStrings';
import { followSilence } from './followSilence';
import type { SilenceNews } from './followSilence';

const SENTENCES = { waits: 'silentWaits', givenBack: 'silentGivenBack', taken: 'silentTaken' } as const;

/** Each conversation has a notice of its own, which goes when its agent is at work on it. */
const idOf = (conversationSid: string): string => `MessagingControlsSilent-${conversationSid}`;
const TAKEN = 'MessagingControlsSilentTaken';

/** Tells the agent of customers who wait too long, with the way to them. Returns what ends that. */
export function announceSilence(plugin: PluginContext, t: NotesTranslate): () => void {
  const { flex, manager, locale } = plugin;
  const minutesIn = new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  const hide = (conversationSid: string): void => flex.Notifications.dismissNotificationById(idOf(conversationSid));
  const tell = ({ conversationSid, what, customer, minutes }: SilenceNews): void => {
    hide(conversationSid);
    const sentence = t(SENTENCES[what], {
      customer: customer || t('silentCustomer'),
      time: minutesIn.format(minutes),
    });
    if (what === 'taken') {
      lateNotice(plugin, TAKEN, 'warning', [])(sentence, []);
      return;
    }
    const open = (): void => {
      const task = findTask(manager, conversationSid);
      if (task) void selectTask(flex, task.sid);
    };
    lateNotice(plugin, idOf(conversationSid), 'warning', [t('noteOpen')])(sentence, [open]);
  };
  return followSilence(plugin, { tell, hide });
}
