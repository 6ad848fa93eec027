import type { FlexContext } from './FlexContext';
import { goToView } from './parts';
import { waitForState } from './waitForState';

/** Milliseconds for Teams View to load its agents, which it does when it is first opened. */
const LOADED = 15_000;

interface TeamsState {
  workers?: readonly { tasks?: readonly { sid?: string; taskSid?: string }[] }[];
}

/**
 * Opens a task, by its SID or its reservation's, in Teams View. What is selected there before its agents are loaded is lost, so they are waited
 * for; a task that its filter leaves out cannot be selected.
 */
export async function openInTeams({ flex, manager }: FlexContext, sid: string): Promise<void> {
  await goToView({ flex }, 'teams');
  const found = await waitForState(
    manager,
    (state) => {
      const { workers = [] } = state.flex.supervisor as TeamsState;
      return workers.flatMap(({ tasks = [] }) => tasks).find((task) => task.sid === sid || task.taskSid === sid);
    },
    LOADED,
  );
  await flex.Actions.invokeAction('SelectTaskInSupervisor', { sid: found?.sid ?? sid });
}
