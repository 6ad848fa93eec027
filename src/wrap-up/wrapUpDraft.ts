import type { Answer } from '../backend/ClientError';
import type { Backend } from '../backend/createBackend';
import { wrapUpResponse } from '../contract/wrapUp';
import { forget, keep, readKept } from '../state/browserStorage';

/** What an agent has filled in about a task and has not saved yet: for this tab, over a reload. */
export interface WrapUpDraft {
  disposition: string;
  note: string;
}

/** Of this page, where its tab may keep nothing. */
const drafts = new Map<string, WrapUpDraft>();

const keyOf = (taskSid: string): string => `messagingControls.wrapUp.${taskSid}`;

export function readDraft(taskSid: string): WrapUpDraft | undefined {
  const kept = drafts.has(taskSid) ? undefined : readKept('sessionStorage', keyOf(taskSid));
  if (kept !== undefined) {
    drafts.set(taskSid, JSON.parse(kept) as WrapUpDraft);
  }
  return drafts.get(taskSid);
}

export function keepDraft(taskSid: string, draft: WrapUpDraft): void {
  drafts.set(taskSid, draft);
  keep('sessionStorage', keyOf(taskSid), JSON.stringify(draft));
}

export function forgetDraft(taskSid: string): void {
  drafts.delete(taskSid);
  forget('sessionStorage', keyOf(taskSid));
}

/** Writes what has been filled in on the task. Where that fails it stays here. */
export async function saveWrapUp(backend: Pick<Backend, 'call'>, taskSid: string): Promise<Answer<{ ok: true }>> {
  const draft = readDraft(taskSid);
  if (!draft) {
    return { ok: true };
  }
  const saved = await backend.call('wrap-up', wrapUpResponse, { taskSid, ...draft });
  // What was typed while it was on its way is not on the task.
  if (saved.ok && readDraft(taskSid) === draft) {
    forgetDraft(taskSid);
  }
  return saved;
}
