import React from 'react';

import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';
import type { TaskInfoPartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';

export const ConsentInChunk = inChunk(
  () => import(/* webpackChunkName: "consent" */ './Consent').then(({ Consent }) => Consent),
  ChunkStatus,
);

/** Of the customer of the task that is open, a supervisor's too. A customer of chat comes by themselves. */
export const ConsentOfTask = ({
  plugin,
  task,
}: TaskInfoPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const { conversationSid, proxyAddress, customerAddress } = (task?.attributes ?? {}) as Record<string, string>;
  return conversationSid && (proxyAddress ?? customerAddress) ? (
    <ConsentInChunk key={conversationSid} plugin={plugin} whom={{ conversationSid }} />
  ) : null;
};
