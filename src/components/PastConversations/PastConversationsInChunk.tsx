import { ChunkStatus } from '../../chunks/ChunkStatus';
import { inChunk } from '../../chunks/inChunk';

/** What was said with a customer before. */
export const PastConversationsInChunk = inChunk(
  () =>
    import(/* webpackChunkName: "past-conversations" */ './PastConversations').then(
      ({ PastConversations }) => PastConversations,
    ),
  ChunkStatus,
);
