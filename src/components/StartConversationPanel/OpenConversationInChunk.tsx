import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';

/** What stands in the way of few messages. */
export const OpenConversationInChunk = inChunk(
  () =>
    import(/* webpackChunkName: "open-conversation" */ './OpenConversationCard').then(
      ({ OpenConversationCard }) => OpenConversationCard,
    ),
  ChunkStatus,
);
