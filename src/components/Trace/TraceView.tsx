import React from 'react';

import { Button } from '@twilio/flex-ui';

import { ChunkNotice } from '../../chunks/ChunkNotice';
import { inChunk } from '../../chunks/inChunk';
import { addView, goToView } from '../../flex/parts';
import type { TaskInfoPartProps } from '../../flex/parts';
import type { PluginContext, ScreenContext } from '../../PluginContext';
import { setTraceOf } from '../../state/messagingControlsState';
import { TRACE_VIEW } from './traceViewName';

const TraceInChunk = inChunk<{ plugin: ScreenContext }>(
  ({ locale }) =>
    import(/* webpackChunkName: "trace" */ './traceScreenIn').then(({ traceScreenIn }) => traceScreenIn(locale)),
  ({ plugin, problem, retry }) => (
    <ChunkNotice
      t={plugin.t}
      title={plugin.t('messageTrace')}
      titleId="messaging-controls-trace-title"
      problem={problem}
      retry={retry}
      close={() => void goToView(plugin, 'agent-desktop')}
    />
  ),
);

/** The view "Message trace", and its link. */
export const addTraceView = (plugin: PluginContext): void =>
  addView(plugin, {
    name: TRACE_VIEW,
    label: plugin.t('messageTrace'),
    icon: 'Search',
    View: () => <TraceInChunk plugin={plugin} />,
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
