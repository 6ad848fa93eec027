import type { SupervisorCall } from '../../contract/supervision';
import type { NotesTranslate } from '../../strings/notes/notesStrings';

/** What supervisors are told of a call. */
export const callSentence = (t: NotesTranslate, { name, why, isSilent }: SupervisorCall): string =>
  isSilent
    ? t('silentToSupervisor', { name })
    : why === ''
      ? t('helpToSupervisor', { name })
      : t('helpToSupervisorWhy', { name, why });
