import { ChunkStatus } from '../../../chunks/ChunkStatus';
import { inChunk } from '../../../chunks/inChunk';

/** The agent's scheduled messages, which few look at. */
export const ScheduledInChunk = inChunk(
  () =>
    import(/* webpackChunkName: "scheduled" */ './ScheduledMessages').then(
      ({ ScheduledMessages }) => ScheduledMessages,
    ),
  ChunkStatus,
);
