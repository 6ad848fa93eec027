import { keep, readKept } from '../state/browserStorage';

/** Of this page, where its tab may keep nothing. */
const known = new Set<string>();

const keyOf = (taskSid: string): string => `messagingControls.invited.${taskSid}`;

/** That somebody was, or may have been, invited into this task's conversation. */
export function rememberInvite(taskSid: string): void {
  known.add(taskSid);
  keep('sessionStorage', keyOf(taskSid), '1');
}

/** Whether an invite of this task may be under way, as far as this tab knows. */
export const mayHaveInvited = (taskSid: string): boolean =>
  known.has(taskSid) || readKept('sessionStorage', keyOf(taskSid)) !== undefined;
