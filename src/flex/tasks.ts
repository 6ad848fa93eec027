import type * as Flex from '@twilio/flex-ui';

import type { StartedConversation } from '../contract/startConversation';
import { waitForState } from './waitForState';

/**
 * Waits until the worker holds the task of this conversation. Undefined when it has not come within the time
 * (milliseconds).
 */
export function waitForTask(
  manager: Flex.Manager,
  { taskSid, conversationSid }: Pick<StartedConversation, 'taskSid' | 'conversationSid'>,
  timeout: number,
): Promise<Flex.ITask | undefined> {
  return waitForState(
    manager,
    ({ flex }) =>
      [...flex.worker.tasks.values()].find(
        (task) => task.taskSid === taskSid || task.attributes?.conversationSid === conversationSid,
      ),
    timeout,
  );
}

/** Flex's actions want the reservation's SID (`WR…`) as `sid`. With a task's SID SelectTask resolves and selects nothing. */
export const selectTask = ({ Actions }: Pick<typeof Flex, 'Actions'>, reservationSid: string): Promise<void> =>
  Actions.invokeAction('SelectTask', { sid: reservationSid });

export const acceptTask = ({ Actions }: Pick<typeof Flex, 'Actions'>, reservationSid: string): Promise<void> =>
  Actions.invokeAction('AcceptTask', { sid: reservationSid });

/** The action's own refusal when somebody or something has accepted or rejected the reservation before. */
export const isNotPending = (error: unknown): boolean =>
  error instanceof Error && /not in pending state/i.test(error.message);
