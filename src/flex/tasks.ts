import type * as Flex from '@twilio/flex-ui';

import type { StartedConversation } from '../contract/startedConversation';
import { appState } from './FlexContext';
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

/** The worker's task of a conversation, as far as there is one. */
export const findTask = (manager: Flex.Manager, conversationSid: string): Flex.ITask | undefined =>
  [...appState(manager).flex.worker.tasks.values()].find(
    (task) => task.attributes?.conversationSid === conversationSid,
  );

/** Flex's actions want the reservation's SID (`WR…`) as `sid`. With a task's SID SelectTask resolves and selects nothing. */
export const selectTask = ({ Actions }: Pick<typeof Flex, 'Actions'>, reservationSid: string): Promise<void> =>
  Actions.invokeAction('SelectTask', { sid: reservationSid });

export const acceptTask = ({ Actions }: Pick<typeof Flex, 'Actions'>, reservationSid: string): Promise<void> =>
  Actions.invokeAction('AcceptTask', { sid: reservationSid });

/** The action's own refusal when somebody or something has accepted or rejected the reservation before. */
export const isNotPending = (error: unknown): boolean =>
  error instanceof Error && /not in pending state/i.test(error.message);

/** Milliseconds in which Flex accepts what it accepts by itself. */
const ACCEPTED_BY_FLEX = 2_000;

const isAccepted = (manager: Flex.Manager, sid: string, timeout: number): Promise<true | undefined> =>
  waitForState(manager, ({ flex }) => (flex.worker.tasks.get(sid)?.status === 'accepted' ? true : undefined), timeout);

/** Sees to it that a task that the agent has asked for is accepted. Resolves to whether it is. */
export async function ensureAccepted(
  flex: Pick<typeof Flex, 'Actions'>,
  manager: Flex.Manager,
  reservationSid: string,
): Promise<boolean> {
  if (await isAccepted(manager, reservationSid, ACCEPTED_BY_FLEX)) {
    return true;
  }
  try {
    await acceptTask(flex, reservationSid);
  } catch (error) {
    if (!isNotPending(error)) {
      console.warn('[Messaging Controls] a task could not be accepted', error);
      return false;
    }
  }
  return (await isAccepted(manager, reservationSid, ACCEPTED_BY_FLEX)) === true;
}
