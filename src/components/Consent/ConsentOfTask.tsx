import React from 'react';

import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';
import { isAmong } from '../../flex/session';
import type { TaskInfoPartProps } from '../../flex/parts';
import type { PluginContext } from '../../PluginContext';

export const ConsentInChunk = inChunk(
  () => import(/* webpackChunkName: "consent" */ './Consent').then(({ Consent }) => Consent),
  ChunkStatus,
);

/**
 * Of the customer of the task that is open, a supervisor's too, for who may opt them out; for all where the task is the
 * customer's word that they want no more. A customer of chat comes by themselves.
 */
export const ConsentOfTask = ({
  plugin,
  task,
}: TaskInfoPartProps & { plugin: PluginContext }): React.ReactElement | null => {
  const { conversationSid, proxyAddress, customerAddress, messagingControls } = (task?.attributes ?? {}) as Record<
    string,
    string
  > & { messagingControls?: { optedOut?: unknown } };
  const optedOut = messagingControls?.optedOut === true;
  const isOffered = optedOut || isAmong(plugin.settings.consent.optOut, plugin.manager);
  return isOffered && conversationSid && (proxyAddress ?? customerAddress) ? (
    <ConsentInChunk key={conversationSid} plugin={plugin} whom={{ conversationSid }} isHeldUp={optedOut} />
  ) : null;
};
