import type { ITask } from '@twilio/flex-ui';

import { WRAP_UP_TAB } from '../actions/wrapUp';
import type { ClientError } from '../backend/ClientError';
import { selectTaskTab } from '../flex/parts';
import { selectTask } from '../flex/tasks';
import type { PluginContext } from '../PluginContext';
import { saveWrapUp } from './wrapUpDraft';
import { filledIn, missingOf, wrapUpOf } from './wrapUpOf';

/** Why a task was not completed: something is missing, or could not be saved. */
export type Held = { taskSid: string; error?: ClientError };

let held: Held | undefined;
const listeners = new Set<() => void>();

export const heldOf = (taskSid: string): Held | undefined => (held?.taskSid === taskSid ? held : undefined);

/** Returns what ends that. */
export function onHeld(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(next: Held | undefined): void {
  held = next;
  for (const listener of listeners) {
    listener();
  }
}

/** Those that are to be completed though it could not be saved: the agent has chosen so. */
const given = new Set<string>();

export async function completeWithout({ flex }: Pick<PluginContext, 'flex'>, task: ITask): Promise<void> {
  given.add(task.taskSid);
  await flex.Actions.invokeAction('CompleteTask', { sid: task.sid, task });
}

/** Resolves to whether the completion is held; then the form is open and says why. */
export async function holdCompletion(plugin: PluginContext, task: ITask, cancel: () => void): Promise<boolean> {
  const { flex, backend } = plugin;
  const { taskSid } = task;
  const asked = wrapUpOf(plugin, task);
  if (!asked || !backend || given.has(taskSid)) {
    return false;
  }
  const missing = missingOf(asked, filledIn(task));
  if (!missing.disposition && !missing.note) {
    const saved = await saveWrapUp(backend, taskSid);
    // Whoever has the task no more has nothing to wrap up.
    if (saved.ok || saved.error.code === 'NOT_INSIDE') {
      tell(undefined);
      return false;
    }
    cancel();
    tell({ taskSid, error: saved.error });
  } else {
    cancel();
    tell({ taskSid });
  }
  await selectTask(flex, task.sid);
  await selectTaskTab(flex, WRAP_UP_TAB);
  return true;
}
