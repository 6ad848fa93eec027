import type { SupervisorCall } from '../../contract/supervision';
import type { NotesTranslate } from '../../strings/notes/notesStrings';

/** What supervisors are told of a call. */
export const callSentence = (t: NotesTranslate, { name, why }: SupervisorCall): string =>
  why === '' ? t('helpToSupervisor', { name }) : t('helpToSupervisorWhy', { name, why });
