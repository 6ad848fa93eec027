import type { SupervisorCall } from '../../contract/supervision';
import type { NotesTranslate } from '../../strings/notes/notesStrings';

const MINUTE = 60_000;

/** What supervisors are told of a call. */
export function callSentence(t: NotesTranslate, { kind, name, why, at }: SupervisorCall): string {
  if (kind === 'silent') {
    return t('silentToSupervisor', { name, minutes: Math.max(1, Math.floor((Date.now() - Date.parse(at)) / MINUTE)) });
  }
  return why === '' ? t('helpToSupervisor', { name }) : t('helpToSupervisorWhy', { name, why });
}
