import type * as Flex from '@twilio/flex-ui';

import { appState } from './FlexContext';
import { findTask } from './tasks';

interface TeamsState {
  workers?: readonly { tasks?: readonly Flex.ITask[] }[];
}

/** The task of a conversation: the agent's own, or one that a supervisor sees in Teams View. Undefined where there is none. */
export function taskSidOf(manager: Flex.Manager, conversationSid: string): string | undefined {
  const own = findTask(manager, conversationSid);
  if (own) {
    return own.taskSid;
  }
  const { workers = [] } = appState(manager).flex.supervisor as TeamsState;
  for (const { tasks = [] } of workers) {
    const task = tasks.find(({ attributes }) => attributes?.conversationSid === conversationSid);
    if (task) {
      return task.taskSid;
    }
  }
  return undefined;
}
