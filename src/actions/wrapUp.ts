import type { ITask } from '@twilio/flex-ui';

import { loadChunk } from '../chunks/loadChunk';
import type { PluginContext } from '../PluginContext';

export const WRAP_UP_TAB = 'messaging-controls-wrap-up';

/** The form, and what it holds. */
export const loadWrapUp = () => import(/* webpackChunkName: "wrap-up" */ '../components/WrapUp/WrapUp');

/** A conversation that the agent has, or has ended; of a call Flex and others ask. */
export const isWrappedUp = (task: ITask | undefined): boolean =>
  ['accepted', 'wrapping'].includes(task?.status ?? '') && Boolean(task?.attributes?.conversationSid);

/**
 * Before a task is completed, what the agent has filled in is saved; calls `cancel` where it cannot be, or where something
 * is missing. Resolves to whether it did.
 */
export async function holdForWrapUp(plugin: PluginContext, task: ITask, cancel: () => void): Promise<boolean> {
  if (!plugin.settings.wrapUp || !isWrappedUp(task)) {
    return false;
  }
  const chunk = await loadChunk(loadWrapUp).catch(
    // Whoever cannot load the form has to be able to end their work; why is in the console.
    () => undefined,
  );
  return (await chunk?.holdCompletion(plugin, task, cancel)) ?? false;
}
