import React, { useRef } from 'react';

import type { ITask } from '@twilio/flex-ui';

import { isWrappedUp, loadWrapUp, WRAP_UP_TAB } from '../../actions/wrapUp';
import { holdNativeEnd } from '../../actions/holdNativeEnd';
import { registerPeopleActions } from '../../actions/people';
import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';
import { addTaskTab, addToIncomingTask } from '../../flex/parts';
import type { TaskInfoPartProps, TaskTabPartProps } from '../../flex/parts';
import { isAmong } from '../../flex/session';
import type { PluginContext } from '../../PluginContext';

const People = inChunk(
  () => import(/* webpackChunkName: "people" */ './People').then((chunk) => chunk.People),
  ChunkStatus,
);
const Invitation = inChunk(
  () => import(/* webpackChunkName: "people" */ './Invitation').then((chunk) => chunk.Invitation),
  ChunkStatus,
);

const TAB = 'messaging-controls-people';

const WrapUp = inChunk(() => loadWrapUp().then((chunk) => chunk.WrapUp), ChunkStatus);

/** An open task of an Interaction, which more than one agent can be in. */
const hasPeople = (task: ITask | undefined): boolean =>
  task?.status === 'accepted' && Boolean(task.attributes?.flexInteractionSid && task.attributes?.conversationSid);

/** Flex draws every tab with its task: the part begins when it is first chosen, and keeps what is being filled in. */
const PeopleTab = ({
  plugin,
  task,
  conversation,
  selectedTabName,
  isSupervisor,
}: TaskTabPartProps & { plugin: PluginContext; isSupervisor: boolean }): React.ReactElement | null => {
  const isSelected = selectedTabName === TAB;
  const begunFor = useRef<string>();
  if (isSelected) {
    begunFor.current = task?.taskSid;
  }
  if (!task || begunFor.current !== task.taskSid) {
    return null;
  }
  return (
    <People
      key={task.taskSid}
      plugin={plugin}
      task={task}
      conversation={conversation}
      isSelected={isSelected}
      isSupervisor={isSupervisor}
    />
  );
};

const IncomingInvitation = ({
  plugin,
  task,
}: TaskInfoPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const { inviteId } = ((task?.attributes as Record<string, unknown> | undefined)?.messagingControls ?? {}) as {
    inviteId?: unknown;
  };
  return task?.status === 'pending' && typeof inviteId === 'string' ? (
    <Invitation key={task.taskSid} plugin={plugin} taskSid={task.taskSid} />
  ) : null;
};

/** Who is in a conversation, for what has a backend: a tab of its task; what an invited agent is told before accepting; Flex's own End held. */
export function registerPeople(plugin: PluginContext): void {
  if (!plugin.backend) {
    return;
  }
  registerPeopleActions(plugin);
  holdNativeEnd(plugin, TAB);
  const addTab = (of: 'agent' | 'supervisor') =>
    addTaskTab(plugin, TAB, { of, label: plugin.t('peopleTab'), isShown: hasPeople }, (props) => (
      <PeopleTab {...props} plugin={plugin} isSupervisor={of === 'supervisor'} />
    ));
  addTab('agent');
  if (plugin.settings.wrapUp) {
    addTaskTab(
      plugin,
      WRAP_UP_TAB,
      { of: 'agent', label: plugin.t('wrapUpTab'), isShown: isWrappedUp },
      ({ task, selectedTabName }) =>
        task && (selectedTabName === WRAP_UP_TAB || task.status === 'wrapping') ? (
          <WrapUp key={task.taskSid} plugin={plugin} task={task} isSelected={selectedTabName === WRAP_UP_TAB} />
        ) : null,
    );
  }
  // The backend decides; others who may see Teams View are not shown what it would refuse.
  if (isAmong(plugin.settings.people.supervise, plugin.manager)) {
    addTab('supervisor');
  }
  addToIncomingTask(plugin, 'messaging-controls-invitation', (props) => (
    <IncomingInvitation {...props} plugin={plugin} />
  ));
}
