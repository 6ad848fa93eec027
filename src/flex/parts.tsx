import React from 'react';
import type { ComponentType } from 'react';

import type * as Flex from '@twilio/flex-ui';
import type { ITask, Theme } from '@twilio/flex-ui';

import { withErrorBoundary } from '../components/ErrorBoundary/ErrorBoundary';
import type { Conversation, ConversationMessage } from './conversations';
import type { FlexContext } from './FlexContext';

/** What Flex gives to every part: it clones the element with all props of the host. */
export interface PartProps {
  theme?: Theme;
}

/** Of the open task's information, on the agent's own desktop. */
export interface TaskInfoPartProps extends PartProps {
  task?: ITask;
}

/** Under one message, wherever Flex shows it: in a supervisor's Teams View too. */
export interface MessagePartProps extends PartProps {
  message?: ConversationMessage;
}

/** Of a tab beside a task's conversation; undefined the conversation until Flex has loaded it. */
export interface TaskTabPartProps extends PartProps {
  task?: ITask;
  conversation?: Conversation;
  selectedTabName?: string;
}

/** Of the composer; it does not know the task. */
export interface ComposerPartProps extends PartProps {
  conversationSid?: string;
}

/**
 * Each adds a part to Flex, inside an error boundary, because an error in any added component takes all of Flex down.
 * The key is mandatory: without it `Content.add` throws.
 */
export function addToHeader({ flex }: FlexContext, name: string, Part: ComponentType<PartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  // Aligned to the end and first there: left of the dialpad button.
  flex.MainHeader.Content.add(<SafePart key={name} />, { align: 'end', sortOrder: 0 });
}

export function addToMainContainer({ flex }: FlexContext, name: string, Part: ComponentType<PartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  flex.MainContainer.Content.add(<SafePart key={name} />);
}

export function addToTaskInfo(
  { flex }: FlexContext,
  name: string,
  Part: ComponentType<TaskInfoPartProps>,
  /** Of the agent's own task, or of the one that a supervisor looks at in Teams View. */
  of: 'agent' | 'supervisor' = 'agent',
): void {
  const SafePart = withErrorBoundary(name, Part);
  // Flex's declarations of the supervisor's panel do not resolve: it has the same content.
  const { TaskInfoPanel } = of === 'agent' ? flex : (flex.Supervisor as unknown as Pick<typeof Flex, 'TaskInfoPanel'>);
  TaskInfoPanel.Content.add(<SafePart key={name} />, { sortOrder: -1 });
}

export function addToTaskHeader({ flex }: FlexContext, name: string, Part: ComponentType<TaskInfoPartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  // Before the button that ends the task.
  flex.TaskCanvasHeader.Content.add(<SafePart key={name} />, { sortOrder: 0 });
}

/** A view of its own, with a link to it at Flex's side. It keeps what it shows while another view is open. */
export function addView(
  context: FlexContext,
  { name, label, icon, View }: { name: string; label: string; icon: string; View: ComponentType<PartProps> },
): void {
  const { flex } = context;
  const SafeView = withErrorBoundary(name, View);
  flex.ViewCollection.Content.add(
    <flex.View key={name} name={name} mountRule={'WhenHasBeenActive' as Flex.ViewProps['mountRule']}>
      <SafeView />
    </flex.View>,
  );
  const Link = ({ activeView }: { activeView?: string }): React.ReactElement => (
    <flex.SideLink
      icon={icon}
      iconActive={icon}
      showLabel
      isActive={activeView === name}
      onClick={() => void goToView(context, name)}
    >
      {label}
    </flex.SideLink>
  );
  const SafeLink = withErrorBoundary(`${name} link`, Link);
  flex.SideNav.Content.add(<SafeLink key={name} />);
}

export const goToView = ({ flex }: Pick<FlexContext, 'flex'>, viewName: string): Promise<void> =>
  flex.Actions.invokeAction('NavigateToView', { viewName });

export function addToMessages({ flex }: FlexContext, name: string, Part: ComponentType<MessagePartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  flex.MessageListItem.Content.add(<SafePart key={name} />);
}

export function addToComposer({ flex }: FlexContext, name: string, Part: ComponentType<ComposerPartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  // Before the paper clip.
  flex.MessageInputActions.Content.add(<SafePart key={name} />, { sortOrder: -1 });
}

/** Above the field of the composer: next to it, as no part within is that stays when the field goes. */
export function addAboveComposer({ flex }: FlexContext, name: string, Part: ComponentType<ComposerPartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  flex.MessageInputV2.Content.add(<SafePart key={name} />, { sortOrder: -1 });
}

interface TaskTab {
  /** Of the agent's own tasks, or of a supervisor's Teams View. */
  of: 'agent' | 'supervisor';
  label: string;
  isShown: (task: ITask | undefined) => boolean;
}

/** The last tab of a task. Flex draws it before it is chosen: `selectedTabName` tells. */
export function addTaskTab(
  { flex }: FlexContext,
  name: string,
  { of, label, isShown }: TaskTab,
  Part: ComponentType<TaskTabPartProps>,
): void {
  // Flex reads the tab's name and label from the element itself.
  const SafePart = withErrorBoundary(
    name,
    Part as ComponentType<TaskTabPartProps & { uniqueName: string; label: string }>,
  );
  const tabs = of === 'agent' ? flex.TaskCanvasTabs : flex.Supervisor.TaskCanvasTabs;
  tabs.Content.add(<SafePart key={name} uniqueName={name} label={label} />, {
    sortOrder: 1000,
    if: ({ task }: TaskTabPartProps) => isShown(task),
  });
}

/** Chooses a tab of the agent's own task that is open. */
export async function selectTaskTab({ Actions }: Pick<FlexContext['flex'], 'Actions'>, name: string): Promise<void> {
  await Actions.invokeAction('SetComponentState', {
    name: 'AgentTaskCanvasTabs',
    state: { selectedTabName: name },
  });
}

/** Where a task is offered, above Flex's own buttons. */
export function addToIncomingTask({ flex }: FlexContext, name: string, Part: ComponentType<TaskInfoPartProps>): void {
  const SafePart = withErrorBoundary(name, Part);
  flex.IncomingTaskCanvas.Content.add(<SafePart key={name} />);
}
