import React, { lazy, Suspense } from 'react';

import { registerPeopleActions } from '../../actions/people';
import { addToTaskInfo } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';

/** One function, so that the part can be a chunk of its own. */
const loadPeople = () => import(/* webpackMode: "eager" */ './People');

const People = lazy(async () => ({ default: (await loadPeople()).People }));

/** Who is in the conversation, in the task's information. */
export function registerPeople(plugin: PluginContext): void {
  registerPeopleActions(plugin);
  if (!plugin.backend) {
    return;
  }
  addToTaskInfo(plugin, 'messaging-controls-people', ({ task }) => {
    const isOpen = task?.status === 'accepted' && task.attributes?.flexInteractionSid !== undefined;
    return isOpen ? (
      <Suspense fallback={null}>
        <People key={task.taskSid} plugin={plugin} taskSid={task.taskSid} />
      </Suspense>
    ) : null;
  });
}
