import { lateNotice } from '../../flex/lateNotice';
import { workerNames } from '../../flex/liveTasks';
import { selectTask } from '../../flex/tasks';
import type { PluginContext } from '../../PluginContext';
import type { NotesTranslate } from '../../strings/notes/notesStrings';
import { startedForOf } from './startedForOf';

interface Offer {
  sid: string;
  task: { attributes: unknown };
}

/**
 * Tells the agent that a supervisor has started a conversation for them: Flex accepts its task by itself, and opens it.
 * A task that a reply makes rings as any other.
 */
export function announceStartedFor(plugin: PluginContext, t: NotesTranslate): void {
  const { flex, manager } = plugin;
  const show = lateNotice(plugin, 'MessagingControlsStartedFor', 'information', [t('noteOpen')]);
  manager.workerClient?.on('reservationCreated', ({ sid, task }: Offer) => {
    const { startedBy } = startedForOf(task.attributes);
    const { direction, customerName } = (task.attributes ?? {}) as { direction?: unknown; customerName?: unknown };
    if (!startedBy || direction !== 'outbound') {
      return;
    }
    const tell = (name: string): void => {
      const customer = typeof customerName === 'string' ? customerName : t('silentCustomer');
      show(t('startedForNotice', { name, customer }), [() => selectTask(flex, sid)]);
    };
    workerNames(manager, [startedBy]).then(
      (names) => tell(names.get(startedBy) ?? t('supervisor')),
      // It is told all the same.
      () => tell(t('supervisor')),
    );
  });
}
