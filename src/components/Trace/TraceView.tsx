import React from 'react';

import { Button } from '@twilio/flex-ui';

import { addScreen } from '../../chunks/addScreen';
import { goToView } from '../../flex/parts';
import type { TaskInfoPartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';
import { setTraceOf } from '../../state/messagingControlsState';
import { TRACE_VIEW } from './traceViewName';

/** The view "Message trace", and its link. */
export const addTraceView = (plugin: PluginContext): void =>
  addScreen(plugin, {
    name: TRACE_VIEW,
    title: plugin.t('messageTrace'),
    icon: 'Search',
    load: (locale) =>
      import(/* webpackChunkName: "trace" */ './traceScreenIn').then(({ traceScreenIn }) => traceScreenIn(locale)),
  });

/** Traces the conversation of the task that is open, a supervisor's too. */
export const TraceLink = ({
  plugin,
  task,
}: TaskInfoPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  if (!task?.attributes?.conversationSid) return null;
  return (
    <div style={{ marginBottom: 12 }}>
      <Button
        variant="link"
        onClick={() => {
          plugin.manager.store.dispatch(setTraceOf(task.taskSid));
          void goToView(plugin, TRACE_VIEW);
        }}
      >
        {plugin.t('traceTask')}
      </Button>
    </div>
  );
};
