import React from 'react';

import type { ITask } from '@twilio/flex-ui';

import type { FlexContext } from './FlexContext';
import { appState } from './FlexContext';
import { waitForState } from './waitForState';

/** Of the tasks that Teams View has of a worker, what is read here; each may lack anything. `sid` is the reservation's. */
export type TeamsTask = Partial<Pick<ITask, 'taskSid' | 'status' | 'attributes' | 'taskChannelUniqueName'>>;

/** A row: Flex makes `tasks` anew with each change of one of them, and changes `worker` where it stands. */
export interface TeamsRow {
  tasks?: readonly TeamsTask[];
}

interface TeamsState {
  workers?: readonly TeamsRow[];
}

export const isTeamsViewShown = ({ manager }: Pick<FlexContext, 'manager'>): boolean =>
  appState(manager).flex.view.activeView === 'teams';

/** The rows of Teams View; none until it was first opened. */
export const teamsRows = ({ manager }: Pick<FlexContext, 'manager'>): readonly TeamsRow[] =>
  (appState(manager).flex.supervisor as TeamsState).workers ?? [];

/** Resolves when Teams View is first opened. */
export const teamsViewOpened = (context: Pick<FlexContext, 'manager'>): Promise<unknown> =>
  waitForState(context.manager, () => isTeamsViewShown(context) || undefined);

export interface TeamsColumn {
  name: string;
  header: string;
  /** Where users may choose their columns, Flex shows it there. */
  description: string;
  /** In CSS, such as `max(96px, 9vw)`. */
  width: string;
  cell: (row: TeamsRow) => React.ReactNode;
  compare: (one: TeamsRow, other: TeamsRow) => number;
}

/**
 * Adds columns to Teams View, right of Flex's own. Flex draws all rows at each change of one of them, outside of any error
 * boundary: what throws here would take all of Flex down.
 */
export function addTeamsColumns({ flex, manager }: FlexContext, columns: readonly TeamsColumn[]): void {
  const { WorkersDataTable, ColumnDefinition } = flex;
  for (const { name, header, description, width, cell, compare } of columns) {
    WorkersDataTable.Content.add(
      <ColumnDefinition
        key={name}
        name={name}
        header={header}
        description={description}
        style={{ width }}
        content={(row: TeamsRow) => orElse(null, () => cell(row))}
        sortingFn={(one: TeamsRow, other: TeamsRow) => orElse(0, () => compare(one, other))}
      />,
    );
  }
  keepRoom(columns);
  drawTeamsView({ manager });
}

/** Of Flex's own three columns. Its column of messages has no width of its own, and would give way to nothing. */
const OWN_COLUMNS = '656px';

/** Where there is less room than for all, the table scrolls sideways, as Flex has it. */
function keepRoom(columns: readonly TeamsColumn[]): void {
  const least = [OWN_COLUMNS, ...columns.map(({ width }) => width)].join(' + ');
  const style = document.createElement('style');
  style.textContent = `.Twilio-WorkersDataTable table { min-width: calc(${least}) }`;
  document.head.append(style);
}

function orElse<T>(otherwise: T, value: () => T): T {
  try {
    return value();
  } catch (error) {
    console.error('[Messaging Controls] a column of Teams View failed', error);
    return otherwise;
  }
}

/**
 * Has Flex draw the table once more, as it does when anything changes at a worker: of what was added, or of another order,
 * it takes no notice by itself. A version that does not know the name draws with the next change.
 */
export function drawTeamsView({ manager }: Pick<FlexContext, 'manager'>): void {
  const workers = [...teamsRows({ manager })];
  if (workers.length > 0) {
    manager.store.dispatch({ type: 'SUPERVISOR_UPDATE', payload: { workers } });
  }
}
