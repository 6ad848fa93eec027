import React from 'react';
import type { ComponentType } from 'react';

import type { ScreenContext } from '../../PluginContext';
import { loadTraceStrings } from '../../strings/trace/loadTraceStrings';
import { createTranslate } from '../../strings/translate';
import { TraceScreen } from './TraceScreen';

/** The view with the strings of one language, which nothing else loads. */
export async function traceScreenIn(localeTag: string): Promise<ComponentType<{ plugin: ScreenContext }>> {
  const tt = createTranslate(await loadTraceStrings(localeTag));
  const Trace = ({ plugin }: { plugin: ScreenContext }): React.ReactElement => <TraceScreen plugin={plugin} tt={tt} />;
  return Trace;
}
